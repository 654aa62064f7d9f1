"""`init`: a new archive."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from diptych.cli.command import Both, Command
from diptych.cli.words import say
from diptych.store.clock import today


def declare(parser: argparse.ArgumentParser, both: Both) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help=both("a new folder", "một thư mục mới"))
    parser.add_argument(
        "--languages",
        default="vi,en",
        metavar="LANGS",
        help=both(
            "the languages of the site, its own first (vi,en)", "các ngôn ngữ của trang, ngôn ngữ chính trước (vi,en)"
        ),
    )
    parser.add_argument("--name", metavar="TEXT", help=both("the archive's name", "tên của kho"))
    parser.add_argument(
        "--address",
        default="https://archive.example/",
        metavar="URL",
        help=both("where the site will be published", "nơi sẽ đăng trang"),
    )


def run(options: argparse.Namespace, language: str, environ: Mapping[str, str]) -> int:
    from diptych.jobs.init import init

    languages = tuple(dict.fromkeys(tag.strip() for tag in options.languages.split(",")))
    init(options.folder, languages, options.name, options.address, today(environ))
    print(say(language, "begun", folder=options.folder))
    return 0


COMMAND = Command(
    "init",
    "begin a new archive in a folder of its own",
    "lập một kho mới trong thư mục riêng",
    declare,
    run,
    anywhere=lambda _: True,
)
