"""`diptych`: the commands.

Exit codes: 0 all is well; 1 something is wrong or still missing, and was said; 2 the command was used wrongly;
130 interrupted.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from io import TextIOWrapper
from pathlib import Path

from diptych.cli.show import (
    LANGUAGES,
    chosen_language,
    missing_lines,
    problem_annotation,
    problem_data,
    progress,
    quiet_pipe,
    show_problems,
    status_data,
    status_table,
)
from diptych.cli.words import engine_said, say
from diptych.model.problem import Refused

FAILED = 1
INTERRUPTED = 130


def entry(arguments: Sequence[str] | None = None) -> None:
    """The program: these arguments, or those of the command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal of another encoding shows the rest, rather than nothing
            stream.reconfigure(errors="backslashreplace")
    code = run(sys.argv[1:] if arguments is None else arguments, os.environ)
    if code == INTERRUPTED:  # an orderly exit would wait for the threads that still hear an engine out
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)


def run(arguments: Sequence[str], environ: Mapping[str, str]) -> int:
    """One command; gives its exit code."""
    try:
        options = _parser().parse_args(arguments)
    except SystemExit as asked:  # --help, --version, or wrong use, which argparse has told of
        return int(asked.code or 0)
    language = chosen_language(options.messages, environ)
    command: Callable[[argparse.Namespace, str, Mapping[str, str]], int] = options.run
    try:
        return command(options, language, environ)
    except Refused as refused:
        show_problems(refused.problems, language)
        return FAILED
    except KeyboardInterrupt:
        print(say(language, "interrupted"), file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        quiet_pipe()
        return FAILED
    except OSError as error:
        from diptych.jobs.problems import system_problem

        show_problems([system_problem(error)], language)
        return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="diptych", description="An archive of translated articles that lives in git.")
    parser.add_argument("--version", action="version", version=f"diptych {version('diptych')}")
    parser.add_argument("--archive", type=Path, default=Path(), metavar="DIR", help="the archive's folder (here)")
    parser.add_argument("--messages", choices=LANGUAGES, help="the language of messages (that of the environment)")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    one = commands.add_parser("add", help="add a received text, Markdown or HTML file as an article")
    one.add_argument("file", type=Path)
    one.add_argument("--lang", required=True, metavar="LANG", help="the language of the text: vi, en, es …")
    one.add_argument("--id", metavar="ID", help="the article's permanent id (a slug of its title)")
    one.add_argument("--title", metavar="TITLE", help="a title for a text that has none")
    one.set_defaults(run=_add)

    one = commands.add_parser("translate", help="draft what is missing, from the memory and the engines")
    one.add_argument("ids", nargs="*", metavar="ID", help="articles (all)")
    one.add_argument("--to", metavar="LANG", help="the language to translate into")
    one.add_argument("--engine", action="append", default=[], metavar="NAME", help="an engine, or none; may repeat")
    one.add_argument("--budget", type=_whole_number, metavar="N", help="the most characters to send to engines")
    one.add_argument("--dry-run", action="store_true", help="say what would be asked, and change nothing")
    one.set_defaults(run=_translate)

    one = commands.add_parser("suggest", help="show what the archive holds that is like what is missing")
    one.add_argument("ids", nargs="*", metavar="ID", help="articles (all)")
    one.add_argument("--to", metavar="LANG", help="the language to translate into")
    one.set_defaults(run=_suggest)

    one = commands.add_parser("review", help="note that a person has read a translation against its source")
    one.add_argument("id", metavar="ID", help="the article")
    one.add_argument("blocks", nargs="*", metavar="BLOCK", help="what was read: p2 p3 … (all that is translated)")
    one.add_argument("--to", required=True, metavar="LANG", help="the language of the translation")
    one.add_argument("--name", required=True, metavar="NAME", help="who has read it, as the page shall name them")
    one.set_defaults(run=_review)

    one = commands.add_parser("status", help="the articles by the state of their blocks")
    one.add_argument("--format", choices=("text", "json"), default="text")
    one.set_defaults(run=_status)

    one = commands.add_parser("check", help="find what is wrong, without network or keys")
    one.add_argument("ids", nargs="*", metavar="ID", help="articles (the whole archive)")
    one.add_argument("--format", choices=("text", "json", "github"), default="text")
    one.set_defaults(run=_check)

    one = commands.add_parser("build", help="make the pages and the site")
    one.add_argument("--pages", action="store_true", help="only the Markdown pages in docs/, not the site")
    one.set_defaults(run=_build)
    return parser


def _whole_number(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number")
    return int(text)


def _today() -> str:
    return datetime.datetime.now(datetime.UTC).date().isoformat()


def _add(options: argparse.Namespace, language: str, _environ: Mapping[str, str]) -> int:
    from diptych.jobs.add import add

    added = add(options.archive, options.file, options.lang, _today(), options.id, options.title)
    original = f"source_texts/{added.id}/original.{added.intake.format}"
    print(say(language, "added", id=added.id, blocks=added.blocks, original=original))
    if added.intake.left_out:
        print(say(language, "left_out"))
        print("\n".join(f"  - {piece}" for piece in added.intake.left_out))
    print(say(language, "next_translate", id=added.id))
    return 0


def _translate(options: argparse.Namespace, language: str, environ: Mapping[str, str]) -> int:
    from diptych.jobs.translate import Done, Wish, translate

    wish = Wish(options.ids, options.to, options.engine, options.dry_run, options.budget)
    done: Done = translate(options.archive, wish, _today(), environ, progress)
    errors = show_problems(done.problems, language)
    if options.dry_run:
        for plan in done.plans:
            if wanted := len(plan.wanted):
                print(say(language, "planned", article=plan.article.id, language=plan.language, wanted=wanted))
        known = sum(done.drafted.values())
        print(say(language, "planned_known", known=known, characters=done.characters))
        if done.similar:
            print(say(language, "planned_similar", similar=done.similar))
        return FAILED if errors else 0
    if not any(plan.wanted for plan in done.plans):
        print(say(language, "nothing"))
    for engine, count in sorted(done.drafted.items()):
        print(say(language, "drafted", count=count, engine=engine))
    for engine, reason in done.closed.items():
        print(say(language, "closed", engine=engine, reason=engine_said(language, reason)), file=sys.stderr)
    for line in missing_lines(done.missing, language):
        print(line, file=sys.stderr)
    if done.missing:
        print(say(language, "all_missing", count=len(done.missing)), file=sys.stderr)
    return FAILED if errors or done.missing else 0


def _suggest(options: argparse.Namespace, language: str, _environ: Mapping[str, str]) -> int:
    from diptych.jobs.suggest import suggest

    found, problems = suggest(options.archive, options.ids, options.to)
    for one in found:
        place = {"article": one.article, "language": one.language, "block": one.block}
        print(say(language, "suggested", **place, score=int(100 * one.score), origin=one.origin))
        print(f"    {one.source}\n    {one.adapted or one.translation}")
    if not found:
        print(say(language, "nothing_like"))
    return FAILED if show_problems(problems, language) else 0


def _review(options: argparse.Namespace, language: str, _environ: Mapping[str, str]) -> int:
    from diptych.jobs.review import review

    done = review(options.archive, options.id, options.to, options.name, _today(), options.blocks)
    print(say(language, "reviewed", count=len(done.blocks), name=options.name))
    if done.left:
        print(say(language, "review_left", blocks=" ".join(done.left)))
    return 0


def _status(options: argparse.Namespace, language: str, _environ: Mapping[str, str]) -> int:
    from diptych.jobs.status import status

    lines, problems = status(options.archive)
    print(status_data(lines) if options.format == "json" else status_table(lines, language))
    return FAILED if show_problems(problems, language) else 0


def _check(options: argparse.Namespace, language: str, _environ: Mapping[str, str]) -> int:
    from diptych.jobs.check import check

    problems = check(options.archive, options.ids)
    errors = sum(problem.is_error for problem in problems)
    if options.format == "json":
        print(json.dumps([problem_data(problem, language) for problem in problems], ensure_ascii=False, indent=2))
    elif options.format == "github":
        for problem in problems:
            print(problem_annotation(problem, language))
    else:
        show_problems(problems, language)
        print(say(language, "checked", errors=errors, warnings=len(problems) - errors))
    return FAILED if errors else 0


def _build(options: argparse.Namespace, language: str, _environ: Mapping[str, str]) -> int:
    from diptych.jobs.build import build

    built = build(options.archive, options.pages)
    errors = show_problems(built.problems, language)
    counts = {"articles": built.articles, "terms": built.terms, "pages": built.pages, "changed": built.changed}
    print(say(language, "built", **counts))
    if built.site or not (options.pages or errors):
        opened = "python3 -m http.server --bind 127.0.0.1 --directory site 8000"
        print(say(language, "site", open=opened) if built.site else say(language, "site_same"))
    return FAILED if errors else 0
