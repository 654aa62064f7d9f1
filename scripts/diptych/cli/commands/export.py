"""`export`: articles to take away."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from diptych.cli.command import FAILED, Both, Command
from diptych.cli.show import progress, show_problems, visible
from diptych.cli.words import say


def declare(parser: argparse.ArgumentParser, both: Both) -> None:
    from diptych.exchange.only import ONLY
    from diptych.jobs.formats import NAMES

    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("ids", nargs="*", default=[], metavar="ID", help=both("these articles", "những bài này"))
    which.add_argument("--topic", metavar="T", help=both("the articles of a topic", "các bài thuộc một chủ đề"))
    which.add_argument("--year", metavar="Y", help=both("the articles of a year", "các bài đăng trong một năm"))
    which.add_argument("--all", action="store_true", help=both("the whole archive", "cả kho"))
    # No `choices`: what plug-ins offer besides is known only when they are loaded.
    listed = ", ".join(NAMES)
    parser.add_argument(
        "--format", required=True, metavar="FORMAT", help=both(f"what to make: {listed}", f"định dạng: {listed}")
    )
    languages = parser.add_mutually_exclusive_group()
    languages.add_argument(
        "--lang", metavar="LANG", help=both("in this language alone", "chỉ bằng ngôn ngữ này, không song ngữ")
    )
    languages.add_argument(
        "--to",
        metavar="LANG",
        help=both(
            "the original faced by this translation (the first that the record lists)",
            "nguyên bản đối diện bản dịch sang ngôn ngữ này (bản dịch đầu tiên ghi trong phiếu)",
        ),
    )
    parser.add_argument(
        "--only",
        action="append",
        choices=[*ONLY],
        default=[],
        help=both(
            "of a format for translators: only such blocks; may repeat",
            "với định dạng để dịch: chỉ những khối như vậy; dùng được nhiều lần",
        ),
    )
    parser.add_argument(
        "--output",
        "-o",
        type=Path,
        required=True,
        metavar="FILE",
        help=both(
            "the file to write; a folder gets a file for each article", "tệp cần ghi; thư mục thì mỗi bài một tệp"
        ),
    )


def run(options: argparse.Namespace, language: str, environ: Mapping[str, str]) -> int:
    from diptych.jobs.export import export
    from diptych.jobs.plugins import format_of
    from diptych.jobs.selection import Choice

    choice = Choice(ids=options.ids, topic=options.topic, year=options.year, only=options.only)
    kind = format_of(options.format, environ)
    done = export(options.archive, choice, kind, options.output, options.lang, options.to, progress)
    errors = show_problems(done.problems, language, options.archive)
    if done.left_out:
        print(say(language, "export_left_out", language=options.lang, ids=", ".join(done.left_out)))
    for path in done.files:
        print(visible(str(path)) if done.made else say(language, "export_same", path=visible(str(path))))
    return FAILED if errors else 0


COMMAND = Command(
    name="export",
    english="make files to take away: an article, a topic, a year or the whole archive",
    vietnamese="xuất tệp để mang theo: một bài, một chủ đề, một năm hoặc cả kho",
    declare=declare,
    run=run,
)
