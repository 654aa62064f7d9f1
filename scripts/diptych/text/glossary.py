"""Glossary terms found in text: longest first, on whole words, on the parsed tree, never in code, links or headings.

Law 1: an annotated line without its annotations is the line; its visible text is the same.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from diptych.model.inline import Emphasis, Inline, Line, Sentence, Strong, Term, Text, joined, plain, rebuild
from diptych.model.term import GlossaryTerm

# An address is one word, so that nothing is found inside it.
_WORD = re.compile(r"(?:https?://|www\.)\S+|\w+(?:['’]\w+)*")
_HYPHENS = {"-", "\u2010", "\u2011"}
_TIES = {*_HYPHENS, ".", "@"}  # between two words they make one of them, of which no term is a part
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_EITHER_I = re.compile(r"(?:[hklmst]|qu)y")  # syllables that Vietnamese writes with i or y: quản lí, quản lý

# Endings that English words take, what stands there without them, and how much of the word must be left.
_ENDINGS = (("'s", "", 2), ("ies", "y", 3), ("es", "", 3), ("s", "", 3))

Key = tuple[str, ...]  # a form as it is compared, word by word; each but the first begins with what stands before it


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossary:
    """The forms of one language; made by `glossary`."""

    language: str
    forms: Mapping[Key, tuple[str, str]]  # the term of each form, and the form as its entry writes it
    starts: frozenset[Key]  # what a form can go on from
    first: frozenset[str]  # the words that a form can begin with


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    start: int
    end: int
    term: str
    form: str  # as the term's entry writes it


def glossary(terms: Mapping[str, GlossaryTerm], language: str) -> Glossary:
    """The glossary of a language. Where two terms claim one form, the first by id has it."""
    forms: dict[Key, tuple[str, str]] = {}
    for name, term in sorted(terms.items()):
        if wording := term.languages.get(language):
            for form in (wording.form, *wording.variants):
                if key := form_key(form, language):
                    forms.setdefault(key, (name, form))
    starts = frozenset(key[:size] for key in forms for size in range(1, len(key)))
    return Glossary(language=language, forms=forms, starts=starts, first=frozenset(key[0] for key in forms))


def form_key(form: str, language: str = "") -> Key:
    """A form as it is compared: two forms with one key are found in the same places.

    Capitals do not matter, save in abbreviations: AI is not the Vietnamese word ai.
    """
    shouted = form.isupper() and " " in form
    words = _words(form, language)
    return tuple((word.gap if at else "") + word.keys[-1 if shouted else 0] for at, word in enumerate(words))


def find(terms: Glossary, text: str) -> Iterator[Hit]:
    """The terms in a text (NFC), leftmost and longest, none inside another; offsets in characters."""
    words = _words(text, terms.language)
    at = 0
    while at < len(words):
        can_begin = not words[at].tied and not terms.first.isdisjoint(words[at].ends)
        if not can_begin or not (found := _longest(terms, words, at)):
            at += 1
            continue
        stop, name, form = found
        yield Hit(start=words[at].start, end=words[stop - 1].end, term=name, form=form)
        at = stop


class _Word(NamedTuple):
    start: int
    end: int
    gap: str  # what stands between it and the word before; any white space and a hyphen are one space
    tied: bool  # it is a part of one word with the word before
    keys: Key  # as it is compared: an abbreviation as such and in small letters
    ends: Key  # what it can be at the end of a form: these, then the words that it is an inflection of


def _words(text: str, language: str) -> list[_Word]:
    out = []
    end = 0
    for found in _WORD.finditer(text):
        between = text[end : found.start()]
        spaced = between == " " or between in _HYPHENS or between.isspace()
        gap = " " if spaced else " ".join(between.split())
        start, end = found.span()
        out.append(_Word(start, end, gap, between in _TIES, *_compared(found.group(), language)))
    return out


@lru_cache(maxsize=1 << 16)
def _compared(word: str, language: str) -> tuple[Key, Key]:
    """The `keys` and `ends` of a word."""
    word = word.replace("’", "'")
    keys = ends = _keys(word, language)
    for ending, instead, least in _ENDINGS if language == "en" else ():
        stem = word[: -len(ending)] + instead
        short = len(stem) > 1 and stem.isupper() and word.endswith("s")  # IDs, EU's
        if word.lower().endswith(ending) and (len(stem) >= least or short):
            ends += _keys(stem, language)
    return keys, ends


def _keys(word: str, language: str) -> Key:
    return (word, _folded(word, language)) if word.isupper() and len(word) > 1 else (_folded(word, language),)


def _folded(word: str, language: str) -> str:
    """A word in small letters, the tone mark behind the letters, so that hoà is hòa."""
    word = word.lower()
    if language == "vi":
        word = word.replace("ð", "đ")  # often typed for it
    bare = unicodedata.normalize("NFD", word)
    tones = "".join(ch for ch in bare if ch in _TONES)
    letters = unicodedata.normalize("NFC", "".join(ch for ch in bare if ch not in _TONES))
    if language == "vi" and _EITHER_I.fullmatch(letters):
        letters = letters[:-1] + "i"
    return letters + tones


def _longest(terms: Glossary, words: Sequence[_Word], at: int) -> tuple[int, str, str] | None:
    """The longest form that begins at a word: (where it stops, its term, the form)."""
    begun: Sequence[Key] = [()]
    best = None
    for stop in range(at, len(words)):
        word = words[stop]
        gap = word.gap if stop > at else ""
        if stop + 1 == len(words) or not words[stop + 1].tied:
            ended = (terms.forms.get(key) for key in _grown(begun, gap, word.ends))
            if found := next(filter(None, ended), None):
                best = (stop + 1, *found)
        begun = [key for key in _grown(begun, gap, word.keys) if key in terms.starts]
        if not begun:
            break
    return best


def _grown(begun: Iterable[Key], gap: str, words: Key) -> Iterator[Key]:
    return ((*key, gap + word) for word in words for key in begun)


def annotate(terms: Glossary, line: Line, seen: set[str]) -> Line:
    """The line with the first mention of each term marked; terms in `seen` are not, and those marked join it.

    A term that markup cuts (`cửa **hậu**`) is not marked, nor is a shorter one inside it.
    """
    hits = deque(find(terms, plain(line)))
    return _marked(line, 0, hits, seen) if hits else line


def _marked(line: Line, at: int, hits: deque[Hit], seen: set[str]) -> Line:
    """The line that begins at a place of the visible text; hits up to its end are taken from `hits`."""
    out: list[Inline] = []
    for node in line:
        end = at + len(plain((node,)))
        match node:
            case Text(text):
                out += _cut(text, at, hits, seen)
            case Emphasis(children) | Strong(children):
                out.append(type(node)(_marked(children, at, hits, seen)))
            case Term(name):
                seen.add(name)
                out.append(node)
            case _:
                out.append(node)
        at = end
    return joined(tuple(out))


def _cut(text: str, begin: int, hits: deque[Hit], seen: set[str]) -> Iterator[Inline]:
    at = begin
    while hits and hits[0].start < begin + len(text):
        hit = hits.popleft()
        if begin <= hit.start and hit.end <= begin + len(text) and hit.term not in seen:
            seen.add(hit.term)
            yield Text(text[at - begin : hit.start - begin])
            yield Term(hit.term, (Text(text[hit.start - begin : hit.end - begin]),))
            at = hit.end
    yield Text(text[at - begin :])


def occurrences(terms: Glossary, line: Line) -> tuple[Hit, ...]:
    """Every mention of a term where `annotate` could mark one, at its place in the visible text of the line."""
    hits = tuple(find(terms, plain(line)))
    if not hits:
        return ()
    runs = list(_runs(line))
    begins = [begin for begin, _ in runs]
    return tuple(hit for hit in hits if hit.end <= runs[bisect_right(begins, hit.start) - 1][1])


def _runs(line: Line) -> Iterator[tuple[int, int]]:
    """The pieces of running text of a line, from one place of the visible text to another; the first begins at 0."""
    begin = at = 0
    for size, running in _leaves(line):
        at += size
        if not running:
            yield begin, at - size
            begin = at
    yield begin, at


def _leaves(line: Line) -> Iterator[tuple[int, bool]]:
    """The lengths of what is visible in a line, and which of it is running text; no term goes on where markup begins
    or ends."""
    for node in line:
        match node:
            case Text(text):
                yield len(text), True
            case Term(_, children) | Sentence(_, children):
                yield from _leaves(children)
            case Emphasis(children) | Strong(children):
                yield 0, False
                yield from _leaves(children)
                yield 0, False
            case _:
                yield len(plain((node,))), False


def bare(line: Line) -> Line:
    """The line without its annotations: the inverse of `annotate`."""
    return rebuild(line, lambda node: node.children if isinstance(node, Term) else (node,))
