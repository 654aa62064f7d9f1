"""`suggest`: what the memory holds that is like what is missing."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from diptych.cli.command import FAILED, Both, Command
from diptych.cli.show import show_problems
from diptych.cli.words import say


def declare(parser: argparse.ArgumentParser, both: Both) -> None:
    parser.add_argument("ids", nargs="*", metavar="ID", help=both("articles (all)", "các bài (tất cả)"))
    parser.add_argument("--to", metavar="LANG", help=both("the language to translate into", "ngôn ngữ cần dịch sang"))


def run(options: argparse.Namespace, language: str, _environ: Mapping[str, str]) -> int:
    from diptych.jobs.suggest import suggest

    found, problems = suggest(options.archive, options.ids, options.to)
    for one in found:
        place = {"article": one.article, "language": one.language, "block": one.block}
        print(say(language, "suggested", **place, score=int(100 * one.score), origin=one.origin))
        print(f"    {one.source}\n    {one.adapted or one.translation}")
    if not found:
        print(say(language, "nothing_like"))
    return FAILED if show_problems(problems, language, options.archive) else 0


COMMAND = Command(
    name="suggest",
    english="show what the archive holds that is like what is missing",
    vietnamese="cho xem những đoạn trong kho giống phần còn thiếu",
    declare=declare,
    run=run,
)
