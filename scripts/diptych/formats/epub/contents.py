"""The contents of a book, and its landmarks."""

from __future__ import annotations

from collections.abc import Sequence

from diptych.formats.epub.chapter import Chapter
from diptych.formats.epub.elements import Element, element, page, tongue
from diptych.formats.epub.words import said, words_of
from diptych.locale.words import say
from diptych.reading.edition import Edition
from diptych.text.markup import clean
from diptych.text.xmltext import Node


def contents(edition: Edition, chapters: Sequence[Chapter], has_terms: bool) -> str:
    words = words_of(edition)
    ends = ["glossary", "colophon"] if has_terms else ["colophon"]
    entries = [
        *(_entry(chapter) for chapter in chapters),
        *(element("li", {}, element("a", {"href": f"{name}.xhtml"}, *said(edition, name))) for name in ends),
    ]
    heading = element("h1", {}, *said(edition, "contents"))
    toc = element("nav", {"epub:type": "toc", "role": "doc-toc", "id": "toc"}, heading, element("ol", {}, *entries))
    return page(clean(say(words, "contents")), words, "frontmatter", toc, "\n", _landmarks(words, chapters, has_terms))


def _entry(chapter: Chapter) -> Element:
    inside = [
        element("li", {}, _link(f"{chapter.file}#{name}", language, text)) for name, language, text in chapter.heads
    ]
    listed: list[Node] = [element("ol", {}, *inside)] if inside else []
    return element("li", {}, _link(chapter.file, *chapter.title), *listed)


def _link(address: str, language: str, text: str) -> Element:
    return element("a", {"href": address, **tongue(language)}, clean(text))


def _landmarks(words: str, chapters: Sequence[Chapter], has_terms: bool) -> Element:
    """For reading systems, not for readers."""
    marks = [
        ("cover", "cover.xhtml", "cover"),
        ("toc", "nav.xhtml", "contents"),
        ("bodymatter", chapters[0].file, "articles"),
        *([("glossary", "glossary.xhtml", "glossary")] if has_terms else []),
    ]
    entries = [
        element("li", {}, element("a", {"epub:type": kind, "href": file}, clean(say(words, key))))
        for kind, file, key in marks
    ]
    return element("nav", {"epub:type": "landmarks", "hidden": "hidden"}, element("ol", {}, *entries))
