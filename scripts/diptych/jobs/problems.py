"""Every problem that commands can tell of, in one list, and the page of the documentation made from it."""

from __future__ import annotations

from diptych.checks import structure, terms
from diptych.engines import registry
from diptych.jobs import add, export, imports, pdf, plans, review, translate, withdraw
from diptych.model.problem import Problem, Rule, Severity
from diptych.outputs.markdown import escape
from diptych.outputs.page import page
from diptych.store import archive, fetch, files, git, manifest, mkdocs, originals, pagefind, skeleton
from diptych.text import schema, yamltext
from diptych.text.exchange import cells, decode, xml
from diptych.text.intake import rules

_TEXT = (yamltext, schema, rules, decode, xml, cells)
_STORE = (files, archive, originals, manifest, mkdocs, pagefind, git, fetch, skeleton)
_JOBS = (add, plans, translate, review, export, imports, pdf, withdraw)
_MODULES = (*_TEXT, *_STORE, structure, terms, registry, *_JOBS)

RULES: tuple[Rule, ...] = tuple(
    sorted(
        {rule.code: rule for module in _MODULES for rule in vars(module).values() if isinstance(rule, Rule)}.values(),
        key=lambda rule: rule.code,
    )
)

_WORDS = {
    "en": {
        "title": "Problems and what to do",
        "lead": "Each problem that a command tells of has a code, which is never given to another one. An error makes "
        "the exit code 1; a warning does not. “…” stands for what was found.",
        Severity.ERROR: "error",
        Severity.WARNING: "warning",
    },
    "vi": {
        "title": "Các lỗi và cách xử lý",
        "lead": "Mỗi vấn đề mà lệnh báo ra đều có một mã, không bao giờ dùng lại cho vấn đề khác. Lỗi làm mã thoát "
        "bằng 1; cảnh báo thì không. Dấu “…” đứng thay cho điều tìm thấy.",
        Severity.ERROR: "lỗi",
        Severity.WARNING: "cảnh báo",
    },
}


class _Dots(dict[str, str]):
    def __missing__(self, _: str) -> str:
        return "…"


def system_problem(error: OSError) -> Problem:
    """What the system says when a file cannot be read or written (D203)."""
    return files.unreadable(error, str(error.filename or "?"))


def problems_page(language: str) -> str:
    """The page `docs/<language>/reference/problems.md`: every rule with its code, for `en` and `vi`."""
    words = _WORDS[language]
    sections = "\n\n".join(_section(rule, language) for rule in RULES)
    return page(words["title"], language, "reference", f"# {words['title']}\n\n{words['lead']}\n\n{sections}")


def _section(rule: Rule, language: str) -> str:
    kind = _WORDS[language][rule.severity]
    message, hint = (_written(text[language].format_map(_Dots())) for text in (rule.message, rule.hint))
    return f"## {rule.code}\n\n**{message}** ({kind})\n\n{hint}"


def _written(text: str) -> str:
    """A text for a page, with what stands in backticks as code."""
    parts = [escape(part) for part in text.split("`")]
    return "".join(f"<code>{part}</code>" if at % 2 else part for at, part in enumerate(parts))
