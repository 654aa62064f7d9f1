"""The terms of a book: their forms, what they mean, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diptych.formats.epub.chapter import Chapter
from diptych.formats.epub.elements import Element, element, joined, page, tongue
from diptych.formats.epub.words import said, words_of
from diptych.locale.words import say
from diptych.model.term import GlossaryTerm
from diptych.reading.edition import Edition, spoken
from diptych.reading.wording import heading
from diptych.text.collate import sort_key
from diptych.text.markup import clean
from diptych.text.xmltext import Node


def glossary(edition: Edition, chapters: Sequence[Chapter]) -> str:
    words = words_of(edition)
    terms = edition.reader.archive.terms
    names = {name for chapter in chapters for name in chapter.mentions}
    ordered = sorted(names, key=lambda name: (sort_key(heading(terms[name], words)[1].form), name))
    tags = dict.fromkeys([words, *spoken(edition), *(tag for chapter in chapters for tag in chapter.languages)])
    entries = [
        part for name in ordered for part in (*_term(terms[name], name, [*tags]), _occurs(edition, name, chapters))
    ]
    section = element(
        "section",
        {"epub:type": "glossary", "role": "doc-glossary", "class": "glossary"},
        element("h1", {}, *said(edition, "glossary")),
        element("dl", {}, *entries),
    )
    return page(clean(say(words, "glossary")), words, "backmatter", section)


def _term(term: GlossaryTerm, name: str, tags: Sequence[str]) -> Iterator[Element]:
    """A term's forms and definitions in those of the languages that it has, or in its own first."""
    shown = [tag for tag in tags if tag in term.languages] or [*term.languages][:1]
    forms: list[list[Node]] = [[element("dfn", tongue(tag), clean(term.languages[tag].form))] for tag in shown]
    yield element("dt", {"id": f"g-{name}"}, *joined(" – ", forms))
    for tag in shown:
        yield element("dd", tongue(tag), clean(term.languages[tag].definition))


def _occurs(edition: Edition, name: str, chapters: Sequence[Chapter]) -> Element:
    """Where a term stands, by the numbers of paragraphs."""
    places = [_places(chapter, name, len(chapters) > 1) for chapter in chapters if chapter.mentions.get(name)]
    return element("dd", {"class": "occurs"}, *said(edition, "used_in"), ": ", *joined("; ", places))


def _places(chapter: Chapter, name: str, is_named: bool) -> list[Node]:
    language, title = chapter.title
    before: list[Node] = [element("span", tongue(language), clean(title)), ": "] if is_named else []
    numbers: list[list[Node]] = [
        [element("a", {"href": f"{chapter.file}#{row}", "role": "doc-backlink"}, number)]
        for row, number in chapter.mentions[name]
    ]
    return [*before, *joined(", ", numbers)]
