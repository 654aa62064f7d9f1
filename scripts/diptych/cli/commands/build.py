"""`build`: the pages and the site."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from diptych.cli.command import FAILED, Both, Command
from diptych.cli.show import progress, show_problems
from diptych.cli.words import say


def declare(parser: argparse.ArgumentParser, both: Both) -> None:
    parser.add_argument(
        "--pages",
        action="store_true",
        help=both(
            "only the Markdown pages in docs/, not the site",
            "chỉ tạo các trang Markdown trong docs/, không dựng trang web",
        ),
    )


def run(options: argparse.Namespace, language: str, _environ: Mapping[str, str]) -> int:
    from diptych.jobs.build import build

    built = build(options.archive, options.pages, progress)
    errors = show_problems(built.problems, language, options.archive)
    counts = {"articles": built.articles, "terms": built.terms, "pages": built.pages, "changed": built.changed}
    print(say(language, "built", **counts))
    if built.site or not (options.pages or errors):
        opened = "python3 -m http.server --bind 127.0.0.1 --directory site 8000"
        print(say(language, "site", open=opened) if built.site else say(language, "site_same"))
    return FAILED if errors else 0


COMMAND = Command(
    name="build",
    english="make the pages and the site",
    vietnamese="tạo các trang và dựng trang web",
    declare=declare,
    run=run,
)
