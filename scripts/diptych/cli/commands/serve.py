"""`serve`: the site on this machine while somebody writes."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from diptych.cli.command import Both, Command, whole_number
from diptych.cli.show import problem_text, show_problems
from diptych.cli.words import say

if TYPE_CHECKING:
    from diptych.jobs.serve import Saved


def declare(parser: argparse.ArgumentParser, both: Both) -> None:
    port = both("the port on this machine (8000)", "cổng trên máy này (8000)")
    parser.add_argument("--port", type=whole_number, default=8000, metavar="N", help=port)


def run(options: argparse.Namespace, language: str, _environ: Mapping[str, str]) -> int:
    from diptych.jobs.serve import serve

    def ready(address: str) -> None:
        print(say(language, "serving", address=address), flush=True)

    def saved(found: Saved) -> None:
        show_problems(found.problems, language, options.archive)
        if found.paths:
            print(say(language, "saved", paths=", ".join(found.paths), changed=found.changed), flush=True)

    with contextlib.suppress(KeyboardInterrupt):
        serve(
            options.archive,
            options.port,
            ready,
            saved,
            lambda problem: problem_text(problem, language, options.archive),
        )
    return 0


COMMAND = Command(
    name="serve",
    english="show the site on this machine, and make anew what is saved",
    vietnamese="mở trang trên máy này và dựng lại ngay những gì vừa được lưu",
    declare=declare,
    run=run,
)
