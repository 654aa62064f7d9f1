"""The words of an edition itself, such as the heading of its contents."""

from __future__ import annotations

from diptych.formats.epub.elements import element, joined, tongue
from diptych.locale.words import WORDS, say
from diptych.reading.edition import Edition, spoken
from diptych.text.markup import clean
from diptych.text.xmltext import Node


def words_of(edition: Edition) -> str:
    """The language of the edition's shortest words, which cannot stand in two."""
    return spoken(edition)[0]


def told_in(language: str, words: str) -> str:
    """The language of the edition's words beside a text: the text's own, where the interface has it."""
    return language if language in WORDS else words


def said(edition: Edition, key: str) -> list[Node]:
    """A word of the edition in each of its own languages; one that is the same in two stands once, in the first."""
    found = {say(language, key): language for language in reversed(spoken(edition))}
    return joined(" · ", [[element("span", tongue(tag), clean(word))] for word, tag in reversed(found.items())])
