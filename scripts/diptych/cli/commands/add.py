"""`add`: a received file becomes an article."""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping
from pathlib import Path

from diptych.cli.advice import followed_here
from diptych.cli.command import Both, Command
from diptych.cli.words import say
from diptych.model.layout import original_path, record_path
from diptych.store.clock import today


def declare(parser: argparse.ArgumentParser, both: Both) -> None:
    parser.add_argument(
        "what",
        metavar="FILE|URL",
        help=both(
            "a received text, Markdown or HTML file, or the address of a page",
            "tệp nhận về (văn bản, Markdown, HTML), hoặc địa chỉ một trang web",
        ),
    )
    parser.add_argument(
        "--lang",
        default="",
        metavar="LANG",
        help=both(
            "the language of the text: vi, en, es … (of a page: what it states)",
            "ngôn ngữ của văn bản: vi, en, es … (với trang web: theo lời trang)",
        ),
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
    parser.add_argument(
        "--archived",
        metavar="URL",
        help=both(
            "where a copy of the page is kept (the Internet Archive is asked)",
            "nơi giữ một bản chụp của trang (mặc định hỏi Internet Archive)",
        ),
    )


def run(options: argparse.Namespace, language: str, environ: Mapping[str, str]) -> int:
    from diptych.jobs.add import Wish, add, add_page

    wish = Wish(language=options.lang, name=options.id, title=options.title, archived_url=options.archived)
    is_page = re.match(r"[a-z][a-z0-9+.-]*:/", options.what, re.IGNORECASE)
    added = (
        add_page(options.archive, options.what, wish, today(environ))
        if is_page
        else add(options.archive, Path(options.what), wish, today(environ))
    )
    assert added.record.original
    original = original_path(added.id, added.record.original.file)
    print(say(language, "added", id=added.id, blocks=added.blocks, original=original))
    if not added.record.rights:
        print(say(language, "no_rights", record=record_path(added.id)))
    if is_page and not added.record.archived_url:
        print(say(language, "not_archived", save=f"https://web.archive.org/save/{added.record.source_url}"))
    if added.intake.left_out:
        print(say(language, "left_out"))
        print("\n".join(f"  - {piece}" for piece in added.intake.left_out))
    print(followed_here(say(language, "next_translate", id=added.id), options.archive))
    return 0


COMMAND = Command(
    name="add",
    english="add a received file or a web page as an article",
    vietnamese="thêm một tệp nhận về hoặc một trang web thành bài",
    declare=declare,
    run=run,
)
