"""`glossary`: work on the terms."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from diptych.cli.command import FAILED, Both, Command, format_help
from diptych.cli.show import show_problems, visible
from diptych.cli.words import say
from diptych.text.language import language_name

if TYPE_CHECKING:
    from diptych.jobs.glossary import Suggested


def declare(parser: argparse.ArgumentParser, both: Both) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    does = both("list frequent terms that the glossary does not hold", "liệt kê cụm từ hay gặp chưa có trong bảng")
    suggest = actions.add_parser("suggest", help=does, description=f"{does[:1].upper()}{does[1:]}.")
    suggest.add_argument("--lang", metavar="LANG", help=both("only of this language", "chỉ của ngôn ngữ này"))
    suggest.add_argument("--format", choices=("text", "json"), default="text", help=format_help(both))


def run(options: argparse.Namespace, language: str, _environ: Mapping[str, str]) -> int:
    from diptych.jobs.glossary import suggest_terms

    found, problems = suggest_terms(options.archive, options.lang)
    if options.format == "json":
        print(json.dumps(_data(found), ensure_ascii=False, indent=2))
    else:
        for tag, suggested in found.items():
            print(say(language, "candidates", language=language_name(tag, language), count=len(suggested)))
            for one in suggested:
                print("    " + _line(one, language))
    return FAILED if show_problems(problems, language) else 0


def _line(one: Suggested, language: str) -> str:
    facing = "".join(
        f"  {tag}: {visible(form)} ({round(100 * likeness)} %)" for tag, (form, likeness) in one.renderings.items()
    )
    here = one.candidate
    named = {"form": visible(here.form), "count": here.count, "articles": here.articles}
    return say(language, "candidate", **named, facing=facing)


def _data(found: Mapping[str, Sequence[Suggested]]) -> dict[str, object]:
    return {
        "candidates": [
            {
                "language": tag,
                "form": one.candidate.form,
                "mentions": one.candidate.count,
                "articles": one.candidate.articles,
                "c_value": round(one.candidate.value, 3),
                "renderings": [
                    {"language": other, "form": form, "dice": round(likeness, 3)}
                    for other, (form, likeness) in one.renderings.items()
                ],
            }
            for tag, suggested in found.items()
            for one in suggested
        ]
    }


COMMAND = Command("glossary", "work on the terms: suggest", "làm việc với thuật ngữ: suggest", declare, run)
