"""`check`: what is wrong."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping

from diptych.cli.command import FAILED, Both, Command, format_help
from diptych.cli.show import problem_annotation, problem_data, show_problems
from diptych.cli.words import say


def declare(parser: argparse.ArgumentParser, both: Both) -> None:
    parser.add_argument("ids", nargs="*", metavar="ID", help=both("articles (the whole archive)", "các bài (cả kho)"))
    parser.add_argument("--format", choices=("text", "json", "github"), default="text", help=format_help(both))


def run(options: argparse.Namespace, language: str, _environ: Mapping[str, str]) -> int:
    from diptych.jobs.check import check

    problems = check(options.archive, options.ids)
    errors = sum(problem.is_error for problem in problems)
    if options.format == "json":
        print(json.dumps([problem_data(problem, language) for problem in problems], ensure_ascii=False, indent=2))
    elif options.format == "github":
        for problem in problems:
            print(problem_annotation(problem, language))
    else:
        show_problems(problems, language)
        print(say(language, "checked", errors=errors, warnings=len(problems) - errors))
    return FAILED if errors else 0


COMMAND = Command(
    "check", "find what is wrong, without network or keys", "tìm chỗ sai, không cần mạng hay khóa", declare, run
)
