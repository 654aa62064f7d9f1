"""Every problem that commands can tell of, in one list."""

from __future__ import annotations

from diptych.checks import (
    characters,
    family,
    inline_markup,
    names,
    negation,
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
from diptych.model.problem import Problem, Refused, Rule, Severity, rule
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
    writing,
)
from diptych.text import limits, lockfile, mkdocsyml, schema, yamltext
from diptych.text.near import nearest

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
    writing,
)
_TEXTS = (numbers, names, inline_markup, wrong_language, omissions, renderings, typography, characters)
_CHECKS = (family, structure, terms, negation, records, suppressions, *_TEXTS)
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


def system_problem(error: OSError) -> Problem:
    """What the system says when a file cannot be read or written (D203)."""
    return files.unreadable(error, str(error.filename or "?"))


def explained(code: str) -> Rule:
    """The rule of a code. Raises Refused."""
    found = next((one for one in RULES if one.code == code.upper()), None)
    if not found:
        near = nearest(code.upper(), (one.code for one in RULES))
        raise Refused(NO_CODE.at("--explain", code=code, nearest=near))
    return found
