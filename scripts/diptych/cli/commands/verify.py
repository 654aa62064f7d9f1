"""`verify`: originals, ledgers and generated pages against what is on record of them."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from diptych.cli.command import FAILED, Both, Command
from diptych.cli.show import show_problems
from diptych.cli.words import say


def declare(_parser: argparse.ArgumentParser, _both: Both) -> None:
    """It takes no arguments: what is on record is verified whole."""


def run(options: argparse.Namespace, language: str, _environ: Mapping[str, str]) -> int:
    from diptych.jobs.verify import verify

    found = verify(options.archive)
    errors = sum(problem.is_error for problem in found.problems)
    show_problems(found.problems, language, options.archive)
    counts = {
        "originals": found.originals,
        "without": found.without,
        "translations": found.translations,
        "pages": found.pages,
        "errors": errors,
        "warnings": len(found.problems) - errors,
    }
    print(say(language, "verified", **counts))
    return FAILED if errors else 0


COMMAND = Command(
    name="verify",
    english="compare originals, ledgers and generated pages with what is on record of them",
    vietnamese="đối chiếu bản gốc, sổ ghi và trang do máy tạo với những gì đã ghi về chúng",
    declare=declare,
    run=run,
)
