"""`status`: the articles by the state of their blocks."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from diptych.cli.command import FAILED, Both, Command, format_help
from diptych.cli.show import show_problems, status_data, status_table


def declare(parser: argparse.ArgumentParser, both: Both) -> None:
    parser.add_argument("--format", choices=("text", "json"), default="text", help=format_help(both))


def run(options: argparse.Namespace, language: str, _environ: Mapping[str, str]) -> int:
    from diptych.jobs.status import status

    lines, problems = status(options.archive)
    print(status_data(lines) if options.format == "json" else status_table(lines, language))
    return FAILED if show_problems(problems, language) else 0


COMMAND = Command(
    "status", "the articles by the state of their blocks", "các bài theo trạng thái từng khối", declare, run
)
