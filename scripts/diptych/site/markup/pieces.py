"""A page of the site as a Markdown file: its front matter and the pieces that all pages share."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping, Sequence

from diptych.site.markup.markdown import escape, escape_line, guard, link_target
from diptych.text.markup import clean, spoken
from diptych.text.normal import one_space

Meta = Mapping[str, str | bool | Sequence[str]]

HIDDEN = ["navigation", "toc"]  # what no page of ours has of the theme's
_SUMMARY = 200  # characters: about what search engines show


def page(title: str, language: str, kind: str, body: str, **more: str | bool | Sequence[str]) -> str:
    """A whole file. Every value of the front matter is escaped for HTML: the theme prints them as they are.

    It always begins with front matter: MkDocs takes a first line such as `Interviewer: …` for metadata and drops it.
    """
    meta: Meta = {"title": one_space(clean(title)), "lang": language, "kind": kind}
    meta = {**meta, **{key: value for key, value in more.items() if value != ""}}
    lines = "\n".join(f"{key}: {json.dumps(_escaped(value), ensure_ascii=False)}" for key, value in meta.items())
    return f"---\n{lines}\n---\n\n{body.strip()}\n"


def _escaped(value: str | bool | Sequence[str]) -> str | bool | list[str]:
    if isinstance(value, bool):
        return value
    return html.escape(value) if isinstance(value, str) else [html.escape(item) for item in value]


def in_language(language: str, page_language: str) -> str:
    """The `lang` attribute of a text, where it is not the page's language."""
    return spoken(language) if language != page_language else ""


def foreign(text: str, language: str, page_language: str) -> str:
    """Text inside a line, marked with its language where that is not the page's."""
    marked = in_language(language, page_language)
    return f"<span{marked}>{escape(text)}</span>" if marked else escape(text)


def link(text: str, target: str) -> str:
    """A Markdown link to a page of ours; `text` is already written."""
    return f"[{text}]({target})"


def outside(text: str, url: str) -> str:
    """A Markdown link to elsewhere, or only its text where the address is no safe one."""
    target = link_target(url)
    return f"[{escape(text)}]({target})" if target else escape(text)


def bullets(items: Sequence[str]) -> str:
    return "\n".join(f"- {guard(item)}" for item in items)


def fact(label: str, text: str) -> str:
    """One line of a record: `label: text`, where `text` is already written."""
    return f"{escape_line(label)}: {text}"


def summary(text: str) -> str:
    """The beginning of a text for the front matter, cut between words."""
    text = one_space(clean(text))
    if len(text) <= _SUMMARY:
        return text
    return text[:_SUMMARY].rsplit(" ", 1)[0].rstrip(" ,;:.–-") + "…"
