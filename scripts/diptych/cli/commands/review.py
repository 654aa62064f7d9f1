"""`review`: a person has read it."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from diptych.cli.command import Both, Command
from diptych.cli.words import say
from diptych.store.clock import today


def declare(parser: argparse.ArgumentParser, both: Both) -> None:
    parser.add_argument("id", metavar="ID", help=both("the article", "mã của bài"))
    parser.add_argument(
        "blocks",
        nargs="*",
        metavar="BLOCK",
        help=both("what was read: p2 p3 … (all that is translated)", "các khối đã đọc: p2 p3 … (tất cả phần đã dịch)"),
    )
    parser.add_argument(
        "--to", required=True, metavar="LANG", help=both("the language of the translation", "ngôn ngữ của bản dịch")
    )
    parser.add_argument(
        "--name",
        required=True,
        metavar="NAME",
        help=both("who has read it, as the page shall name them", "tên người đã đọc, như sẽ ghi trên trang"),
    )


def run(options: argparse.Namespace, language: str, environ: Mapping[str, str]) -> int:
    from diptych.jobs.review import review

    done = review(options.archive, options.id, options.to, options.name, today(environ), options.blocks)
    print(say(language, "reviewed", count=len(done.blocks), name=options.name))
    if done.left:
        print(say(language, "review_left", blocks=" ".join(done.left)))
    return 0


COMMAND = Command(
    name="review",
    english="note that a person has read a translation against its source",
    vietnamese="ghi nhận có người đã đối chiếu bản dịch",
    declare=declare,
    run=run,
)
