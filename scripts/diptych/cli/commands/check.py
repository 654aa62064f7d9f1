"""`check`: what is wrong."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping

from diptych.cli.command import FAILED, Both, Command, format_help
from diptych.cli.show import problem_annotation, problem_data, rule_text, show_problems
from diptych.cli.words import say
from diptych.model.problem import Severity
from diptych.store.clock import today


def declare(parser: argparse.ArgumentParser, both: Both) -> None:
    parser.add_argument("ids", nargs="*", metavar="ID", help=both("articles (the whole archive)", "các bài (cả kho)"))
    parser.add_argument("--format", choices=("text", "json", "github"), default="text", help=format_help(both))
    parser.add_argument(
        "--changed-from",
        metavar="REF",
        help=both("only what has changed since a revision of git", "chỉ những gì đã đổi kể từ một bản trong git"),
    )
    parser.add_argument(
        "--review-lines",
        action="store_true",
        help=both(
            "print what a reviewer can paste into the review files, after the problems",
            "in thêm các dòng để người hiệu đính dán vào tệp hiệu đính, sau phần các vấn đề",
        ),
    )
    parser.add_argument(
        "--explain",
        metavar="CODE",
        help=both("tell what a problem's code means, and check nothing", "giải thích một mã vấn đề, không kiểm tra gì"),
    )


def run(options: argparse.Namespace, language: str, environ: Mapping[str, str]) -> int:
    if options.explain:
        from diptych.jobs.problems import explained

        print(rule_text(explained(options.explain), language))
        return 0
    from diptych.jobs.check import Checked, check
    from diptych.jobs.check_again import check_whole
    from diptych.jobs.plugins import check_families

    families = check_families(environ)
    if options.ids or options.changed_from is not None or options.review_lines or families:
        checked = check(options.archive, options.ids, options.changed_from, families)
    else:
        checked = Checked(check_whole(options.archive), ())
    count = {kind: sum(problem.rule.severity is kind for problem in checked.problems) for kind in Severity}
    if options.format == "json":
        data = [problem_data(problem, language) for problem in checked.problems]
        print(json.dumps(data, ensure_ascii=False, indent=2))
    elif options.format == "github":
        for problem in checked.problems:
            print(problem_annotation(problem, language))
    else:
        show_problems(checked.problems, language, options.archive)
        key = "checked_noticed" if count[Severity.NOTICE] else "checked"
        print(say(language, key, **{f"{kind}s": number for kind, number in count.items()}))
    if options.review_lines:
        from diptych.jobs.review import review_lines

        for path, lines in review_lines(checked.articles, today(environ)):
            print(say(language, "review_lines", path=path), lines, sep="\n")
    return FAILED if count[Severity.ERROR] else 0


COMMAND = Command(
    name="check",
    english="find what is wrong, without network or keys",
    vietnamese="tìm chỗ sai, không cần mạng hay khóa",
    declare=declare,
    run=run,
    anywhere=lambda options: bool(options.explain),
)
