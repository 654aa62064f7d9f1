"""Every problem that commands can tell of, in one list, and the page of the documentation made from it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from diptych.checks import (
    characters,
    family,
    inline_markup,
    names,
    numbers,
    omissions,
    records,
    renderings,
    structure,
    suppressions,
    terms,
    typography,
    wrong_language,
)
from diptych.engines import registry
from diptych.exchange import csv_table, decode, xml
from diptych.importing import rules
from diptych.jobs import add, bag, export, imports, init, offline_site, pdf, review, selection, translate, withdraw
from diptych.jobs import terms as term_table
from diptych.locale.words import severity_word
from diptych.model.problem import Example, Problem, Refused, Rule, Severity, general, rule
from diptych.site.markup.markdown import escape
from diptych.site.markup.pieces import page
from diptych.store import (
    archive,
    clock,
    door,
    fetch,
    files,
    git,
    manifest,
    mkdocs,
    originals,
    pagefind,
    plugins,
    preview,
    proof,
    typeset,
)
from diptych.text import limits, lockfile, mkdocsyml, schema, yamltext
from diptych.text.normal import spelled

_TEXT = (lockfile, mkdocsyml, yamltext, schema, rules, decode, xml, csv_table, limits)
_STORE = (
    clock,
    files,
    door,
    archive,
    originals,
    manifest,
    mkdocs,
    proof,
    pagefind,
    plugins,
    git,
    fetch,
    preview,
    typeset,
)
_TEXTS = (numbers, names, inline_markup, wrong_language, omissions, renderings, typography, characters)
_CHECKS = (family, structure, terms, records, suppressions, *_TEXTS)
_JOBS = (add, init, term_table, selection, translate, review, export, bag, imports, pdf, withdraw, offline_site)

NO_CODE = rule(
    "D691",
    Severity.ERROR,
    "there is no problem with the code `{code}`; did you mean {nearest}?",
    "The codes stand on the page “Problems and what to do”.",
    "không có vấn đề nào mang mã `{code}`; có phải ý bạn là {nearest}?",
    "Các mã nằm ở trang “Các lỗi và cách xử lý”.",
)

RULES: tuple[Rule, ...] = tuple(
    sorted(
        {
            one.code: one
            for scope in (*map(vars, (*_TEXT, *_STORE, *_CHECKS, registry, *_JOBS)), {"": NO_CODE})
            for one in scope.values()
            if isinstance(one, Rule)
        }.values(),
        key=lambda rule: rule.code,
    )
)

_WORDS = {
    "en": {
        "title": "Problems and what to do",
        "lead": "Each problem that a command tells of has a code, which is never given to another one. An error makes "
        "the exit code 1; a warning does not. “…” stands for what was found.",
        "source": "Where the source says:",
        "bad": "this is found:",
        "good": "and this is good:",
    },
    "vi": {
        "title": "Các lỗi và cách xử lý",
        "lead": "Mỗi vấn đề mà lệnh báo ra đều có một mã, không bao giờ dùng lại cho vấn đề khác. Lỗi làm mã thoát "
        "bằng 1; cảnh báo thì không. Dấu “…” đứng thay cho điều tìm thấy.",
        "source": "Khi nguyên bản viết:",
        "bad": "câu này bị báo:",
        "good": "còn câu này thì đúng:",
    },
}


def system_problem(error: OSError) -> Problem:
    """What the system says when a file cannot be read or written (D203)."""
    return files.unreadable(error, str(error.filename or "?"))


def explained(code: str) -> Rule:
    """The rule of a code. Raises Refused."""
    found = next((one for one in RULES if one.code == code.upper()), None)
    if not found:
        near = difflib.get_close_matches(code.upper(), [one.code for one in RULES], 1, 0.0)
        raise Refused(NO_CODE.at("--explain", code=code, nearest=near[0] if near else "D601"))
    return found


def problems_page(language: str) -> str:
    """The page `docs/<language>/reference/problems.md`: every rule with its code, for `en` and `vi`."""
    words = _WORDS[language]
    sections = "\n\n".join(_section(rule, language) for rule in RULES)
    return page(words["title"], language, "reference", f"# {words['title']}\n\n{words['lead']}\n\n{sections}")


def _section(one: Rule, language: str) -> str:
    kind = severity_word(one.severity, language)
    message, hint = (_written(general(text[language])) for text in (one.message, one.hint))
    parts = [f"## {one.code}", f"**{message}** ({kind})", hint]
    if example := one.examples.get(language):
        parts += _example(example, language)
    return "\n\n".join(parts)


def _example(example: Example, language: str) -> Iterator[str]:
    """The texts of an example as code, with what nobody sees written out."""
    for key, text in (("source", example.source), ("bad", example.bad), ("good", example.good)):
        if text:
            yield f"{_WORDS[language][key]}\n\n```text\n{spelled(text)}\n```"


def _written(text: str) -> str:
    """A text for a page, with what stands in backticks as code."""
    parts = [escape(part) for part in text.split("`")]
    return "".join(f"<code>{part}</code>" if at % 2 else part for at, part in enumerate(parts))
