"""`import`: take back what translators did with their own tools."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from diptych.cli.command import FAILED, Both, Command, format_help
from diptych.cli.show import not_taken_lines, problem_data, show_problems
from diptych.cli.words import say

if TYPE_CHECKING:
    from diptych.jobs.imports import Imported


def declare(parser: argparse.ArgumentParser, both: Both) -> None:
    parser.add_argument(
        "file", type=Path, metavar="FILE", help=both("a PO, XLIFF, TMX or TSV file", "tệp PO, XLIFF, TMX hoặc TSV")
    )
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help=both("say what would be taken, and change nothing", "chỉ cho biết sẽ nhận gì, không thay đổi gì"),
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help=format_help(both))


def run(options: argparse.Namespace, language: str, environ: Mapping[str, str]) -> int:
    from diptych.jobs.imports import NO_CONCERN, import_file
    from diptych.jobs.plugins import readable_formats

    done = import_file(options.archive, options.file, options.dry_run, readable_formats(environ))
    concerns = any(one.left.why not in NO_CONCERN for one in done.not_taken)
    if options.format == "json":
        print(_data(done, language))
        return FAILED if concerns or any(problem.is_error for problem in done.problems) else 0
    errors = show_problems(done.problems, language, options.archive)
    for line in not_taken_lines(done.not_taken, str(options.file), language):
        print(line, file=sys.stderr)
    counts = {"taken": len(done.taken), "unchanged": done.unchanged, "empty": done.empty, "left": len(done.not_taken)}
    print(say(language, "imported", **counts), *([say(language, "imported_dry")] if options.dry_run else []))
    return FAILED if errors or concerns else 0


def _data(done: Imported, language: str) -> str:
    return json.dumps(
        {
            "taken": [{"article": one.article, "language": one.language, "blocks": [*one.ids]} for one in done.taken],
            "unchanged": done.unchanged,
            "empty": done.empty,
            "not_taken": [
                {
                    "line": one.line,
                    "article": one.left.article,
                    "language": one.left.language,
                    "block": one.left.block,
                    "reason": one.left.why.value,
                    "message": say(language, f"left_{one.left.why.value}"),
                    "archive": one.left.here,
                    "file": one.given,
                }
                for one in done.not_taken
            ],
            "problems": [problem_data(problem, language) for problem in done.problems],
        },
        ensure_ascii=False,
        indent=2,
    )


COMMAND = Command(
    name="import",
    english="take back what translators did with their own tools",
    vietnamese="nhận lại bản dịch làm bằng công cụ riêng",
    declare=declare,
    run=run,
)
