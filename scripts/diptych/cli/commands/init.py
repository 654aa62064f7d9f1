"""`init`: a new archive."""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Mapping
from pathlib import Path

from diptych.cli.command import Both, Command
from diptych.cli.words import say
from diptych.store.clock import today

LANGUAGES = "vi,en"
HOST = "github"
ADDRESS = "https://archive.example/"


def declare(parser: argparse.ArgumentParser, both: Both) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help=both("a new folder", "một thư mục mới"))
    parser.add_argument(
        "--languages",
        metavar="LANGS",
        help=both(
            "the languages of the site, its own first (vi,en)", "các ngôn ngữ của trang, ngôn ngữ chính trước (vi,en)"
        ),
    )
    parser.add_argument("--name", metavar="TEXT", help=both("the archive's name", "tên của kho"))
    parser.add_argument(
        "--address",
        default=ADDRESS,
        metavar="URL",
        help=both("where the site will be published", "nơi sẽ đăng trang"),
    )
    parser.add_argument(
        "--licence",
        metavar="NAME",
        help=both("the licence of the texts, such as 'CC BY 4.0'", "giấy phép của các văn bản, như 'CC BY 4.0'"),
    )
    parser.add_argument(
        "--host",
        metavar="HOST",
        help=both(
            "the git host: github, gitlab, gitea (Forgejo, Codeberg) or none (github)",
            "trang git: github, gitlab, gitea (Forgejo, Codeberg) hoặc none (github)",
        ),
    )
    parser.add_argument(
        "--vendor",
        action="store_true",
        help=both("put the tool itself into the archive", "đặt cả công cụ vào trong kho"),
    )


def run(options: argparse.Namespace, language: str, environ: Mapping[str, str]) -> int:
    from diptych.jobs.init import NewArchive, init

    asked = _asked(options, language)
    languages = tuple(
        dict.fromkeys(
            tag.strip() for tag in (LANGUAGES if asked["languages"] is None else asked["languages"]).split(",")
        )
    )
    wanted = NewArchive(
        languages=languages,
        name=asked["name"] or None,
        address=options.address,
        licence=asked["licence"] or None,
        host=asked["host"] or HOST,
        vendor=options.vendor,
    )
    repository = init(options.folder.absolute(), wanted, today(environ))
    print(say(language, "begun" if repository else "begun_without_git", folder=shlex.quote(str(options.folder))))
    return 0


def _asked(options: argparse.Namespace, language: str) -> dict[str, str | None]:
    """What the command line says, and for the rest what a person answers, where there is one to ask."""
    given = {key: getattr(options, key) for key in ("name", "languages", "licence", "host")}
    if sys.stdin.isatty() and sys.stdout.isatty():
        for key, value in given.items():
            if value is None:
                given[key] = _answer(say(language, f"ask_{key}"))
    return given


def _answer(question: str) -> str | None:
    try:
        return input(question).strip() or None
    except EOFError:  # Ctrl+D: the person has left
        raise KeyboardInterrupt from None


COMMAND = Command(
    name="init",
    english="begin a new archive in a folder of its own",
    vietnamese="lập một kho mới trong thư mục riêng",
    declare=declare,
    run=run,
    anywhere=lambda _: True,
)
