"""The page of the documentation that lists every problem with its code, in English and Vietnamese."""

from __future__ import annotations

from collections.abc import Iterator

from diptych.jobs.problems import rules
from diptych.locale.words import severity_word
from diptych.model.problem import Example, Rule, general
from diptych.site.markup.markdown import escape
from diptych.site.markup.pieces import page
from diptych.text.normal import spelled

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


def problems_page(language: str) -> str:
    """The page `docs/<language>/reference/problems.md`: every rule with its code, for `en` and `vi`."""
    words = _WORDS[language]
    sections = "\n\n".join(_section(rule, language) for rule in rules())
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
