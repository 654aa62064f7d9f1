"""`translate`: drafts for what is missing."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping

from diptych.cli.advice import followed_here
from diptych.cli.command import FAILED, Both, Command, whole_number
from diptych.cli.show import missing_lines, progress, show_problems
from diptych.cli.words import engine_said, say
from diptych.store.clock import today


def declare(parser: argparse.ArgumentParser, both: Both) -> None:
    parser.add_argument("ids", nargs="*", metavar="ID", help=both("articles (all)", "các bài (tất cả)"))
    parser.add_argument("--to", metavar="LANG", help=both("the language to translate into", "ngôn ngữ cần dịch sang"))
    parser.add_argument(
        "--engine",
        action="append",
        default=[],
        metavar="NAME",
        help=both("an engine, or none; may repeat", "một máy dịch, hoặc none; dùng được nhiều lần"),
    )
    parser.add_argument(
        "--budget",
        type=whole_number,
        metavar="N",
        help=both("the most characters to send to engines", "số ký tự tối đa gửi cho các máy dịch"),
    )
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help=both("say what would be asked, and change nothing", "chỉ cho biết sẽ hỏi gì, không thay đổi gì"),
    )


def run(options: argparse.Namespace, language: str, environ: Mapping[str, str]) -> int:
    from diptych.jobs.translate import Done, Wish, translate

    wish = Wish(
        ids=options.ids, to=options.to, engines=options.engine, dry_run=options.dry_run, characters=options.budget
    )
    done: Done = translate(options.archive, wish, today(environ), environ, progress)
    errors = show_problems(done.problems, language, options.archive)
    if options.dry_run:
        for plan in done.plans:
            if wanted := len(plan.wanted):
                print(say(language, "planned", article=plan.article.id, language=plan.language, wanted=wanted))
        known = sum(done.drafted.values())
        print(say(language, "planned_known", known=known, characters=done.characters))
        if done.similar:
            print(followed_here(say(language, "planned_similar", similar=done.similar), options.archive))
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


COMMAND = Command(
    name="translate",
    english="draft what is missing, from the memory and the engines",
    vietnamese="dịch nháp phần còn thiếu, từ bộ nhớ rồi từ các máy dịch",
    declare=declare,
    run=run,
)
