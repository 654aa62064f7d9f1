"""`withdraw`: a text is taken out of every output, and its record says why."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from diptych.cli.command import Both, Command
from diptych.cli.words import say
from diptych.store.clock import today


def declare(parser: argparse.ArgumentParser, both: Both) -> None:
    parser.add_argument("id", metavar="ID", help=both("the article", "mã của bài"))
    parser.add_argument(
        "--reason",
        required=True,
        metavar="TEXT",
        help=both(
            "why, in the archive's first language; the page says it",
            "lý do, bằng ngôn ngữ chính của kho; trang sẽ ghi lý do này",
        ),
    )


def run(options: argparse.Namespace, language: str, environ: Mapping[str, str]) -> int:
    from diptych.jobs.withdraw import withdraw

    withdraw(options.archive, options.id, options.reason, today(environ))
    print(say(language, "withdrawn", id=options.id))
    return 0


COMMAND = Command(
    name="withdraw",
    english="take a text out of every output and leave its record",
    vietnamese="rút một bài khỏi mọi đầu ra, chỉ để lại phiếu mô tả",
    declare=declare,
    run=run,
)
