"""`diff`: what a branch changes, block by block."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from diptych.cli.command import FAILED, Both, Command, format_help
from diptych.cli.show import show_problems


def declare(parser: argparse.ArgumentParser, both: Both) -> None:
    parser.add_argument(
        "since", metavar="REF", help=both("a branch, tag or commit to compare with", "nhánh, thẻ hoặc commit cần so")
    )
    parser.add_argument("--format", choices=("text", "json", "markdown"), default="text", help=format_help(both))


def run(options: argparse.Namespace, language: str, _environ: Mapping[str, str]) -> int:
    from diptych.cli.changes import changes_data, changes_markdown, changes_text
    from diptych.jobs.diff import diff

    found, problems = diff(options.archive, options.since)
    shown = {
        "text": lambda: changes_text(found, language),
        "json": lambda: changes_data(found),
        "markdown": lambda: changes_markdown(found, language),
    }
    print(shown[options.format]())
    return FAILED if show_problems(problems, language, options.archive) else 0


COMMAND = Command(
    name="diff",
    english="say what has changed since a commit, block by block",
    vietnamese="cho biết những gì đã thay đổi kể từ một commit, theo từng khối",
    declare=declare,
    run=run,
)
