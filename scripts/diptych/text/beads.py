"""Sentence beads: which sentences of two facing lines say the same, where that is sure enough to be shown."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from diptych.text.align import Alignment, Likeness, align_surely, unit
from diptych.text.sentences import sentences

# Below this margin two readings are about as likely, and the lines stay whole. On news with 20 % merges and 3 %
# omissions it keeps wrong beads below 1 in 100 (`benchmarks/quality.py`).
CONFIDENT = 1.5

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SentenceBead:
    """Characters of the source line that face characters of the target line; an empty span faces nothing."""

    source: Span
    target: Span


def sentence_beads(source: str, target: str, ratio: float, draft: str = "") -> tuple[SentenceBead, ...]:
    """The beads of two facing lines, in order; one bead over both where the alignment is not sure.

    `draft` is a machine's translation of the source, where one is at hand: its words tell more than lengths do.
    Law: the spans of each side, joined, are that side.
    """
    ours, theirs = sentences(source), sentences(target)
    whole = (SentenceBead((0, len(source)), (0, len(target))),)
    if len(ours) < 2 or len(theirs) < 2:
        return whole
    drafts = sentences(draft)
    likeness = draft_likeness(drafts, theirs) if len(drafts) == len(ours) else None
    found = align_surely([unit(text) for text in ours], [unit(text) for text in theirs], ratio, likeness, CONFIDENT)
    return tuple(_spans(found, ours, theirs)) if found.margin >= CONFIDENT else whole


def _spans(found: Alignment, ours: Sequence[str], theirs: Sequence[str]) -> list[SentenceBead]:
    left, right = ([0, *accumulate(len(text) for text in side)] for side in (ours, theirs))
    out, i, j = [], 0, 0
    for bead in found.beads:
        to_i, to_j = i + len(bead.source), j + len(bead.target)
        out.append(SentenceBead((left[i], left[to_i]), (right[j], right[to_j])))
        i, j = to_i, to_j
    return out


def draft_likeness(drafts: Sequence[str], target: Sequence[str]) -> Likeness:
    """How much of their words drafts of the source and texts of the target share, rare words counting more."""
    sides = [[frozenset(re.findall(r"\w+", text.lower())) for text in side] for side in (drafts, target)]
    seen = Counter(word for side in sides for words in side for word in words)
    total = sum(len(side) for side in sides)
    weight = {word: math.log(1 + total / number) for word, number in seen.items()}

    def of(words: Sequence[frozenset[str]]) -> frozenset[str]:
        return words[0] if len(words) == 1 else frozenset[str]().union(*words)

    def heavy(words: frozenset[str]) -> float:
        return sum(weight[word] for word in words)

    def likeness(i: int, a: int, j: int, b: int) -> float:
        one, other = of(sides[0][i : i + a]), of(sides[1][j : j + b])
        both = heavy(one) + heavy(other)
        return 2 * heavy(one & other) / both if both else 0.0

    return likeness
