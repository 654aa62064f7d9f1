"""Proper names that a translation has lost or changed.

Measured between Vietnamese and English only, so only there is anything said: a name that is no Vietnamese word
(Stanford, NATO, Zelenskyy) is written in a Vietnamese text as English writes it, and both texts have it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from diptych.checks.subject import Passage
from diptych.languages.tags import primary
from diptych.model.problem import Example, Problem, Severity, rule
from diptych.text.syllable import is_syllable

NAME_CHANGED = rule(
    "D604",
    Severity.WARNING,
    "{names} stands in the {side} only",
    "Compare the two sentences, and put the name right, or in, or out.",
    "chỉ {side_vi} có tên {names}",
    "Hãy so hai câu rồi sửa, thêm hoặc bỏ tên này.",
    (
        Example("Twitter left the talks.", "Facebook left the talks.", "Facebook rời cuộc đàm phán."),
        Example("Twitter rời cuộc đàm phán.", "Facebook rời cuộc đàm phán.", "Facebook left the talks."),
    ),
)

LIKE = 75  # of 100; Scotland and Scottish, Kiev and Kyiv

# What English makes of a name that does not begin alike.
_OTHERWISE = {
    "wales": "welsh",
    "ireland": "irish",
    "kito": "christianity",
    "campuchia": "cambodia",
    "bungari": "bulgaria",
    "rumani": "romania",
    "twitter": "tweet",
}
# Capitals that Vietnamese does not take over but translates, or that stand for a sign.
_NOT_NAMES = frozenset("TT TCN SCN CN TV USD VND EUR GBP JPY CNY SGD AUD VNĐ".split())
_ROMAN = re.compile(r"[IVXLCDM]+")
_ANNOUNCED = re.compile(r"\b(?:[Ôô]ng|[Bb]à|[Cc]ô|[Aa]nh|[Cc]hị|[Cc]hủ tịch|[Nn]gài) $")
_BEFORE = re.compile(r"(\w+) $")
_AFTER = re.compile(r" (\w+)")
_WORD = re.compile(r"[^\W\d_]+")


def _names(vietnamese: str) -> Iterator[str]:
    """The names of a Vietnamese text that are no Vietnamese words, and those that a word such as “ông” announces."""
    for found in _WORD.finditer(vietnamese):
        word = found.group()
        if word.isupper():
            if _is_acronym(word) and not _is_shouted(vietnamese, found):
                yield word
        elif word[0].isupper() and len(word) > 2:
            announced = word.isascii() and _ANNOUNCED.search(vietnamese, 0, found.start())
            if announced or not is_syllable(word):
                yield word


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isascii() and word not in _NOT_NAMES and not _ROMAN.fullmatch(word)


def _is_shouted(text: str, word: re.Match[str]) -> bool:
    """Whether capitals stand beside capitals, as in a headline."""
    before, after = _BEFORE.search(text, 0, word.start()), _AFTER.match(text, word.end())
    return any(found and found[1].isupper() and not found[1].isascii() for found in (before, after))


@lru_cache(maxsize=1 << 16)
def _folded(word: str) -> str:
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFD", word.lower().replace("đ", "d"))
    return "".join(letter for letter in apart if letter.isalpha())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """What an English text has that a name may be."""

    words: frozenset[str]
    names: frozenset[str]  # those with a capital
    run: str  # all words, joined
    initials: str  # of those with a capital

    def has(self, name: str) -> bool:
        """Whether the name is there: as it is, cut or joined otherwise, with another ending, or as initials."""
        if not {name, _OTHERWISE.get(name)}.isdisjoint(self.words) or name in self.initials:
            return True
        if len(name) < 4:
            return f"{name}s" in self.words
        from rapidfuzz import fuzz  # here, because most names are there as they are

        return (
            (len(name) > 4 and name in self.run)
            or any(name[:4] == word[:4] for word in self.words)
            or any(fuzz.ratio(name, word) >= LIKE for word in self.names)
        )


def _held(english: str) -> _Held:
    found = _WORD.findall(english)
    words = [_folded(word) for word in found]
    names = [folded for folded, word in zip(words, found, strict=True) if word[0].isupper()]
    return _Held(
        words=frozenset(words),
        names=frozenset(names),
        run="".join(words),
        initials="".join(name[0] for name in names if name),
    )


def of_lines(source: Passage, target: Passage) -> Iterator[Problem]:
    match primary(source.language), primary(target.language):
        case "vi", "en":
            if names := missing(source.text, target.text):
                yield target.at(NAME_CHANGED, names=", ".join(names), side="source", side_vi="nguyên bản")
        case "en", "vi":
            if names := missing(target.text, source.text):
                found = ", ".join(names)
                yield target.at(NAME_CHANGED, names[0], names=found, side="translation", side_vi="bản dịch")


def missing(vietnamese: str, english: str) -> tuple[str, ...]:
    """The names of a Vietnamese text, as far as they are no Vietnamese words, that its English counterpart has not."""
    names = dict.fromkeys(_names(vietnamese))
    held = _held(english) if names else None
    return tuple(name for name in names if held and not held.has(_folded(name)))
