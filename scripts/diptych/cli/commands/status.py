"""`status`: the articles by the state of their blocks."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping

from diptych.cli.advice import followed_here
from diptych.cli.command import FAILED, Both, Command, format_help
from diptych.cli.show import show_problems, status_data, status_table


def declare(parser: argparse.ArgumentParser, both: Both) -> None:
    parser.add_argument("ids", nargs="*", metavar="ID", help=both("articles (all)", "các bài (tất cả)"))
    parser.add_argument("--format", choices=("text", "json", "badge"), default="text", help=format_help(both))


def run(options: argparse.Namespace, language: str, _environ: Mapping[str, str]) -> int:
    from diptych.jobs.status import status
    from diptych.site.statistics.badge import badge

    lines, problems = status(options.archive, options.ids)
    if options.format == "badge":
        print(badge(sum((Counter(line.states) for line in lines), Counter()), language))
    else:
        print(
            status_data(lines)
            if options.format == "json"
            else followed_here(status_table(lines, language), options.archive)
        )
    return FAILED if show_problems(problems, language, options.archive) else 0


COMMAND = Command(
    name="status",
    english="the articles by the state of their blocks",
    vietnamese="các bài theo tình trạng từng khối",
    declare=declare,
    run=run,
)
