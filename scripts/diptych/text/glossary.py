"""Glossary terms found in text: longest first, on whole words, on the parsed tree, never in code, links or headings.

Law 1: an annotated line without its annotations is the line; its visible text is the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from diptych.model.inline import Emphasis, Inline, Line, Strong, Term, Text, joined, rebuild
from diptych.model.term import GlossaryTerm

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_END = ""  # the key under which a node of the trie keeps the term that ends there

# Endings that English words take: possessive and plural. Each is tried only where the whole word is no form itself.
_ENGLISH = (("’s", ""), ("'s", ""), ("s’", "s"), ("s'", "s"), ("ies", "y"), ("es", ""), ("s", ""))


@dataclass(frozen=True, slots=True)
class Glossary:
    """The forms of one language as a trie of words; made by `glossary`."""

    language: str
    trie: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Hit:
    start: int
    end: int
    term: str


def glossary(terms: Mapping[str, GlossaryTerm], language: str) -> Glossary:
    """The glossary of a language. Where two terms claim one form, the first by id has it."""
    trie: dict[str, object] = {}
    for name, term in sorted(terms.items()):
        if wording := term.languages.get(language):
            for form in (wording.form, *wording.variants):
                _add(trie, form_key(form), name)
    return Glossary(language, trie)


def _add(trie: dict[str, object], keys: tuple[str, ...], name: str) -> None:
    node = trie
    for key in keys:
        child = node.setdefault(key, {})
        assert isinstance(child, dict)
        node = child
    if keys:
        node.setdefault(_END, name)


def form_key(form: str) -> tuple[str, ...]:
    """The words of a form as they are compared: two forms with one key are found in the same places."""
    return tuple(key for key, _, _ in _words(form))


def find(terms: Glossary, text: str) -> Iterator[Hit]:
    """The terms in a text (NFC), leftmost and longest, none inside another; offsets in characters."""
    words = list(_words(text))
    at = 0
    while at < len(words):
        found = _longest(terms, words, at, text)
        if not found:
            at += 1
            continue
        stop, name = found
        yield Hit(words[at][1], words[stop - 1][2], name)
        at = stop


_Word = tuple[str, int, int]  # key, start, end


def _words(text: str) -> Iterator[_Word]:
    return ((_key(found.group()), found.start(), found.end()) for found in _WORD.finditer(text))


def _key(word: str) -> str:
    """A word as it is compared: small letters; the tone mark behind the letters, so that hoà is hòa."""
    word = word.lower().replace("’", "'")
    if word.isascii():
        return word
    bare = unicodedata.normalize("NFD", word)
    tones = "".join(ch for ch in bare if ch in _TONES)
    return unicodedata.normalize("NFC", "".join(ch for ch in bare if ch not in _TONES)) + tones


def _longest(terms: Glossary, words: list[_Word], at: int, text: str) -> tuple[int, str] | None:
    node: object = terms.trie
    best: tuple[int, str] | None = None
    for stop in range(at, len(words)):
        assert isinstance(node, dict)
        if stop > at and not text[words[stop - 1][2] : words[stop][1]].isspace():
            break
        ending = _ending(terms.language, node, words[stop][0])
        if ending:
            best = (stop + 1, ending)
        node = node.get(words[stop][0])
        if node is None:
            break
        if isinstance(node, dict) and isinstance(name := node.get(_END), str):
            best = (stop + 1, name)
    return best


def _ending(language: str, node: Mapping[str, object], word: str) -> str:
    """The term that ends with this word in another form of it."""
    if language == "en":
        for ending, instead in _ENGLISH:
            if word.endswith(ending.replace("’", "'")) and len(word) > len(ending) + 2:
                child = node.get(word[: -len(ending)] + instead)
                if isinstance(child, dict) and isinstance(name := child.get(_END), str):
                    return name
    return ""


def annotate(terms: Glossary, line: Line, seen: set[str]) -> Line:
    """The line with the first mention of each term marked; terms in `seen` are not, and those marked join it."""
    return joined(tuple(part for node in line for part in _annotated(terms, node, seen)))


def _annotated(terms: Glossary, node: Inline, seen: set[str]) -> Line:
    match node:
        case Text(text):
            return tuple(_cut(terms, text, seen))
        case Emphasis(children):
            return (Emphasis(annotate(terms, children, seen)),)
        case Strong(children):
            return (Strong(annotate(terms, children, seen)),)
    return (node,)


def _cut(terms: Glossary, text: str, seen: set[str]) -> Iterator[Inline]:
    at = 0
    for hit in find(terms, text):
        if hit.term not in seen:
            seen.add(hit.term)
            yield Text(text[at : hit.start])
            yield Term(hit.term, (Text(text[hit.start : hit.end]),))
            at = hit.end
    yield Text(text[at:])


def bare(line: Line) -> Line:
    """The line without its annotations: the inverse of `annotate`."""
    return rebuild(line, lambda node: node.children if isinstance(node, Term) else (node,))
