"""Fuzzy matches in the translation memory: texts that are nearly a text, found without reading them all.

A text's rarest word pairs lead to the few texts that share them, and only those are compared letter by letter
(rapidfuzz). Measured on 100,000 segments by `benchmarks/fuzzy.py`: the same best match as a full scan. A fuzzy match is
a suggestion, never a translation by itself.
"""

from __future__ import annotations

import heapq
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

RAREST = 12  # pairs of a text that are looked up
ENOUGH = 4_000  # texts that hold them, after which no further pair is looked up
CANDIDATES = 100  # texts that are compared with it
CUTOFF = 0.75
SMALL = 2_000  # up to here every text is compared

_WORD = re.compile(r"\w+|[^\w\s]")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Index:
    """Segments, and for each pair of neighbouring words the segments that hold it."""

    segments: Sequence[str]
    holders: Mapping[Pair, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Match:
    at: int  # in the index's segments
    score: float  # 1 less the share of letters that differ


def index(segments: Sequence[str]) -> Index:
    """The index of segments; it takes some seconds for 100,000."""
    holders: dict[Pair, list[int]] = {}
    for at, segment in enumerate(segments):
        for pair in _pairs(segment):
            holders.setdefault(pair, []).append(at)
    return Index(segments, holders)


def matches(memory: Index, text: str, most: int = 3, cutoff: float = CUTOFF) -> tuple[Match, ...]:
    """The best matches of a text at or above `cutoff`, best first; an exact one has the score 1."""
    found = (Match(at, score) for at, score in _scored(memory, text, cutoff))
    return tuple(heapq.nsmallest(most, found, key=lambda match: (-match.score, match.at)))


def _scored(memory: Index, text: str, cutoff: float) -> Iterator[tuple[int, float]]:
    from rapidfuzz.distance import Levenshtein  # here, because a memory that holds nothing like a text is not searched

    for at in _candidates(memory, text):
        score = Levenshtein.normalized_similarity(text, memory.segments[at], score_cutoff=cutoff)
        if score >= cutoff:
            yield at, score


def _candidates(memory: Index, text: str) -> Sequence[int]:
    if len(memory.segments) <= SMALL:
        return range(len(memory.segments))
    known = [memory.holders[pair] for pair in _pairs(text) if pair in memory.holders]
    votes: Counter[int] = Counter()
    read = 0
    for holders in heapq.nsmallest(RAREST, known, key=len):
        if read > ENOUGH:
            break
        votes.update(holders)
        read += len(holders)
    return [at for at, _ in votes.most_common(CANDIDATES)]


def _pairs(text: str) -> set[Pair]:
    words = ["", *_WORD.findall(text.lower()), ""]
    return set(pairwise(words))


def substituted(text: str, source: str, target: str) -> str:
    """The translation of a match with its numbers made those of the text, "" where that is not plainly possible.

    `source` is the match and `target` its translation: each number in which text and match differ must stand in the
    translation as often as in the match, written the same way.
    """
    ours, theirs = _NUMBER.findall(text), _NUMBER.findall(source)
    if _NUMBER.sub("0", text) != _NUMBER.sub("0", source):
        return ""
    instead = {old: new for old, new in zip(theirs, ours, strict=True) if old != new}
    if any(instead.get(old, old) != new for old, new in zip(theirs, ours, strict=True)):
        return ""  # one number of the match is two of the text
    if any(theirs.count(old) != _NUMBER.findall(target).count(old) for old in instead):
        return ""
    return _NUMBER.sub(lambda found: instead.get(found.group(), found.group()), target)
