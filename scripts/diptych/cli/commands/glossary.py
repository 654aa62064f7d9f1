"""`glossary`: work on the terms."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from diptych.cli.command import FAILED, Both, Command, format_help
from diptych.cli.show import problem_data, show_problems, visible
from diptych.cli.words import say

if TYPE_CHECKING:
    from diptych.jobs.glossary import Suggested
    from diptych.jobs.terms import Taken


def declare(parser: argparse.ArgumentParser, both: Both) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    does = both("list frequent terms that the glossary does not hold", "liệt kê cụm từ hay gặp chưa có trong bảng")
    suggest = actions.add_parser("suggest", help=does, description=f"{does[:1].upper()}{does[1:]}.")
    suggest.add_argument("--lang", metavar="LANG", help=both("only of this language", "chỉ của ngôn ngữ này"))
    suggest.add_argument("--format", choices=("text", "json"), default="text", help=format_help(both))
    does = both("write the terms as a table for a spreadsheet", "ghi thuật ngữ thành bảng cho bảng tính")
    out = actions.add_parser("export", help=does, description=f"{does[:1].upper()}{does[1:]}.")
    out.add_argument(
        "--output", "-o", type=Path, required=True, metavar="FILE", help=both("the CSV file", "tệp CSV cần ghi")
    )
    does = both("take the terms of a table back", "nhận lại thuật ngữ từ bảng")
    back = actions.add_parser("import", help=does, description=f"{does[:1].upper()}{does[1:]}.")
    back.add_argument("file", type=Path, metavar="FILE", help=both("the CSV file", "tệp CSV"))
    dry = both("say what would be taken, and change nothing", "chỉ cho biết sẽ nhận gì, không thay đổi gì")
    back.add_argument("--dry-run", action="store_true", help=dry)
    back.add_argument("--format", choices=("text", "json"), default="text", help=format_help(both))


def run(options: argparse.Namespace, language: str, _environ: Mapping[str, str]) -> int:
    return {"suggest": _suggest, "export": _export, "import": _import}[options.action](options, language)


def _export(options: argparse.Namespace, language: str) -> int:
    from diptych.jobs.terms import export_terms

    terms, problems = export_terms(options.archive, options.output)
    errors = show_problems(problems, language, options.archive)
    print(say(language, "terms_exported", terms=terms, path=visible(str(options.output))))
    return FAILED if errors else 0


def _import(options: argparse.Namespace, language: str) -> int:
    from diptych.jobs.terms import import_terms

    done = import_terms(options.archive, options.file, options.dry_run)
    if options.format == "json":
        print(json.dumps(_taken_data(done, language), ensure_ascii=False, indent=2))
        return FAILED if done.left or any(problem.is_error for problem in done.problems) else 0
    errors = show_problems(done.problems, language, options.archive)
    for one in done.left:
        place = visible(f"{options.file}:{one.line}")
        why = say(language, f"term_{one.why.value}")
        print(say(language, "term_not_taken", place=place, id=visible(one.id) or "?", why=why), file=sys.stderr)
        show_problems(one.problems, language, options.archive)
        for column, here, given in one.differing:
            shown = {"column": column, "here": visible(here), "given": visible(given)}
            print(say(language, "term_differs", **shown), file=sys.stderr)
    counts = {"new": len(done.new), "changed": len(done.changed), "unchanged": done.unchanged, "left": len(done.left)}
    print(say(language, "terms_imported", **counts), *([say(language, "imported_dry")] if options.dry_run else []))
    return FAILED if errors or done.left else 0


def _taken_data(done: Taken, language: str) -> dict[str, object]:
    return {
        "new": [*done.new],
        "changed": [*done.changed],
        "unchanged": done.unchanged,
        "not_taken": [
            {
                "line": one.line,
                "id": one.id,
                "reason": one.why.value,
                "message": say(language, f"term_{one.why.value}"),
                "differing": [
                    {"column": column, "archive": here, "file": given} for column, here, given in one.differing
                ],
                "problems": [problem_data(problem, language) for problem in one.problems],
            }
            for one in done.left
        ],
        "problems": [problem_data(problem, language) for problem in done.problems],
    }


def _suggest(options: argparse.Namespace, language: str) -> int:
    from diptych.jobs.glossary import suggest_terms
    from diptych.text.language import language_name

    found, problems = suggest_terms(options.archive, options.lang)
    if options.format == "json":
        print(json.dumps(_data(found), ensure_ascii=False, indent=2))
    else:
        for tag, suggested in found.items():
            print(say(language, "candidates", language=language_name(tag, language), count=len(suggested)))
            for one in suggested:
                print("    " + _line(one, language))
    return FAILED if show_problems(problems, language, options.archive) else 0


def _line(one: Suggested, language: str) -> str:
    facing = "".join(
        f"  {tag}: {visible(form)} ({round(100 * likeness)}%)" for tag, (form, likeness) in one.renderings.items()
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


COMMAND = Command(
    name="glossary",
    english="work on the terms: suggest, export, import",
    vietnamese="làm việc với thuật ngữ: suggest, export, import",
    declare=declare,
    run=run,
)
