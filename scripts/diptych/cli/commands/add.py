"""`add`: a received file becomes an article."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from diptych.cli.command import Both, Command, today
from diptych.cli.words import say


def declare(parser: argparse.ArgumentParser, both: Both) -> None:
    parser.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help=both("a received text, Markdown or HTML file", "tệp nhận về: văn bản, Markdown hoặc HTML"),
    )
    parser.add_argument(
        "--lang",
        required=True,
        metavar="LANG",
        help=both("the language of the text: vi, en, es …", "ngôn ngữ của văn bản: vi, en, es …"),
    )
    parser.add_argument(
        "--id",
        metavar="ID",
        help=both("the article's permanent id (a slug of its title)", "mã cố định của bài (lấy từ nhan đề)"),
    )
    parser.add_argument(
        "--title",
        metavar="TITLE",
        help=both("a title for a text that has none", "nhan đề cho văn bản không có nhan đề"),
    )


def run(options: argparse.Namespace, language: str, _environ: Mapping[str, str]) -> int:
    from diptych.jobs.add import add

    added = add(options.archive, options.file, options.lang, today(), options.id, options.title)
    original = f"source_texts/{added.id}/original.{added.intake.format}"
    print(say(language, "added", id=added.id, blocks=added.blocks, original=original))
    if added.intake.left_out:
        print(say(language, "left_out"))
        print("\n".join(f"  - {piece}" for piece in added.intake.left_out))
    print(say(language, "next_translate", id=added.id))
    return 0


COMMAND = Command(
    "add",
    "add a received text, Markdown or HTML file as an article",
    "thêm tệp nhận về (văn bản, Markdown, HTML) thành bài",
    declare,
    run,
)
