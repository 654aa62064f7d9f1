"""Sentences: where a text may be cut so that each piece says one thing. Vietnamese, English, and a sane default.

Boundaries are offsets: the pieces always join back to the text. The rule is one expression and a list of abbreviations;
measured against the line ends of news it does better than six libraries (`benchmarks/sentences.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

OPENING = "“‘\"'«([{¿¡–—-"
CLOSING = "”’\"'»)]}"

# A run of final marks with its closing quotation marks and brackets, then white space.
_STOP = re.compile(rf"(?P<mark>[.!?…]+)(?P<close>[{re.escape(CLOSING)}]*)\s+|(?P<wide>[。！？]+[」』”’）]*)\s*")
_NEXT = re.compile(rf"[{re.escape(OPENING)}\s]*(?P<next>.)", re.DOTALL)
_LAST_WORD = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]$|[\w&-]+$")
_ITEM_NUMBER = re.compile(r"(?:^|\n)\s*(?:\d{1,3}|[a-zđA-ZĐ]|[ivxIVX]{1,5})$")

# Abbreviations that stand before a name or a number, so that no sentence ends with them: titles, offices, references.
_BEFORE_NAMES = frozenset(
    "tp ts ths gs pgs bs ks cn ls ds tt nsnd nsưt tx kts cty đ/c đc tr vd nxb"
    " mr mrs ms dr prof mt ft gen col lt sgt capt cmdr rep reps sen sens gov govs pres rev hon v vs cf fig figs vol pp"
    " eq eds nos approx".split()
)
# Abbreviations that may end a sentence: they go on before a number (and any abbreviation before a small letter).
_BEFORE_NUMBERS = frozenset(
    "no đt dt tel fax art sec ch p q h jan feb mar apr jun jul aug sep sept oct nov dec".split()
)


def boundaries(text: str) -> Iterator[int]:
    """The offsets at which a sentence ends and another begins, in order; neither 0 nor the text's length."""
    for stop in _STOP.finditer(text):
        end = stop.end()
        if end < len(text) and _ends(text, stop):
            yield end


def sentences(text: str) -> tuple[str, ...]:
    """The text cut at its boundaries; white space stays with the sentence before it. They join back to the text."""
    cuts = [0, *boundaries(text), len(text)]
    return tuple(text[a:b] for a, b in pairwise(cuts) if a < b)


def _ends(text: str, stop: re.Match[str]) -> bool:
    if stop["wide"]:
        return True
    after = _NEXT.match(text, stop.end())
    following = after["next"] if after else ""
    if following.islower():
        return False
    if stop["mark"] != "." or stop["close"]:
        return True
    word = _word_before(text, stop.start())
    if _ITEM_NUMBER.search(text, max(0, stop.start() - 8), stop.start()):
        return False
    return not _abbreviates(word, following)


def _word_before(text: str, end: int) -> str:
    found = _LAST_WORD.search(text, max(0, end - 24), end)
    return found.group() if found else ""


def _abbreviates(word: str, following: str) -> bool:
    if len(word) == 1 and word.isupper():
        return True
    last = word.lower().rpartition(".")[2]
    if "." in word:  # U.S., Ph.D., PGS.TS; a.m. and p.m. may end a sentence
        return word[-1].isupper() or last in _BEFORE_NAMES
    return last in _BEFORE_NAMES or (last in _BEFORE_NUMBERS and following.isdigit())
