"""Monotone alignment of two sequences of texts by length, kind, numbers, names and, where there is one, a draft.

The method is Gale and Church's (1993) with parameters measured on Vietnamese and English news
(`benchmarks/beads.py`, `benchmarks/block_beads.py`). The search keeps to a band around the diagonal, so its cost grows
with the length of the longer side, not with the square.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from diptych.model.block import Kind

Size = tuple[int, int]
Node = tuple[int, int]

# The chance of each size of bead as its cost; leaving a text out alone costs SKIP.
PRIOR: dict[Size, float] = {
    (1, 1): -math.log(0.80),
    (1, 2): -math.log(0.075),
    (2, 1): -math.log(0.075),
    (2, 2): -math.log(0.01),
    (1, 3): -math.log(0.01),
    (3, 1): -math.log(0.01),
}
SKIP = 3.5
VARIANCE = 6.8  # of the length of a translation, per character
KIND_COST = 6.0
SHARED_COST = 3.0  # of sharing none of the numbers and names
ONE_SIDED = 0.6  # of that cost, where only one side has several of them
SKIP_WITH_DRAFT = 6.0
LIKE_COST = 10.0  # of sharing no word with the draft
BAND = 40

# Characters of one language for each character of English, where measured.
LENGTH = {"vi": 1.094, "en": 1.0}

# A capital at the head of a sentence makes no name.
_SHARED = re.compile(r"\d[\d.,]*|(?<=[^\s.!?…:“\"(] )[A-Z][A-Za-z]{2,}\b")


@dataclass(frozen=True, slots=True)
class Unit:
    """What the alignment knows of one text."""

    length: int  # characters
    kind: Kind
    shared: frozenset[str]  # numbers without separators, and words with a capital: what translations keep


@dataclass(frozen=True, slots=True)
class Bead:
    source: tuple[int, ...]
    target: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Beads in order, which hold every position of both sides once, and how sure they are."""

    beads: tuple[Bead, ...]
    margin: float  # by how much the nearest other reading of any cut costs more; infinite where there is no cut


# The likeness of source texts i to i+a and target texts j to j+b, 0 to 1.
Likeness = Callable[[int, int, int, int], float]


def unit(text: str, kind: Kind = Kind.PARAGRAPH) -> Unit:
    found = (re.sub(r"[.,]", "", word) for word in _SHARED.findall(text))
    return Unit(max(1, len(text)), kind, frozenset(word for word in found if word))


def length_ratio(source_language: str, target_language: str) -> float:
    """Characters of the source language for each character of the target language; 1 where it was not measured."""
    one, other = LENGTH.get(source_language), LENGTH.get(target_language)
    return one / other if one and other else 1.0


def align(
    source: Sequence[Unit], target: Sequence[Unit], ratio: float = 1.0, likeness: Likeness | None = None
) -> Alignment:
    """The cheapest beads, and the margin of the cut that is least sure (at least so much, where one faces one)."""
    costs = _Costs(source, target, ratio, likeness)
    if plainly := _one_to_one(costs):
        return plainly
    ahead = _best(costs, forward=True)
    beads = tuple(_trace(costs, ahead))
    if len(beads) < 2:
        return Alignment(beads, math.inf)
    behind = _best(costs, forward=False)
    return Alignment(beads, min(_margins(costs, beads, ahead, behind)))


# The least that any path but the diagonal costs more in priors: a 2-2 bead in place of two 1-1 beads.
_DETOUR = PRIOR[2, 2] - 2 * PRIOR[1, 1]


def _one_to_one(costs: _Costs) -> Alignment | None:
    """The diagonal, where it is so cheap that no other path can be cheaper: the common case, without a search."""
    if costs.end[0] != costs.end[1] or not costs.end[0]:
        return None
    left = _DETOUR
    for at in range(costs.end[0]):
        left -= costs.cost(at, at, (1, 1), 0.0)
        if left <= 0:
            return None
    beads = tuple(Bead((at,), (at,)) for at in range(costs.end[0]))
    return Alignment(beads, left if len(beads) > 1 else math.inf)


class _Costs:
    """The cost of any bead, with what it is made of summed beforehand and what was once asked kept."""

    def __init__(self, source: Sequence[Unit], target: Sequence[Unit], ratio: float, likeness: Likeness | None) -> None:
        self.source, self.target, self.likeness = source, target, likeness
        self.lengths = _sums(part.length for part in source), _sums(part.length * ratio for part in target)
        self.end = (len(source), len(target))
        width = BAND + abs(self.end[0] - self.end[1])
        self.width = width if min(self.end) > BAND else sum(self.end)
        self.slope = self.end[1] / self.end[0] if self.end[0] else 0.0
        skip = SKIP_WITH_DRAFT if likeness else SKIP
        self.sizes = [*PRIOR.items(), ((1, 0), skip), ((0, 1), skip)]
        self.one_kind = len({part.kind for part in (*source, *target)}) < 2
        self.no_shared = not any(part.shared for part in (*source, *target))
        self.asked: dict[tuple[int, int, Size], float] = {}

    def nodes(self) -> Iterator[Node]:
        for i in range(self.end[0] + 1):
            middle = int(i * self.slope)
            for j in range(max(0, middle - self.width), min(self.end[1], middle + self.width) + 1):
                yield i, j

    def cost(self, i: int, j: int, size: Size, prior: float) -> float:
        if not size[0] or not size[1]:
            return prior
        key = (i, j, size)
        if (found := self.asked.get(key)) is None:
            found = self.asked[key] = self._cost(i, j, *size)
        return prior + found

    def _cost(self, i: int, j: int, a: int, b: int) -> float:
        one, other = self.lengths[0][i + a] - self.lengths[0][i], self.lengths[1][j + b] - self.lengths[1][j]
        z = abs(other - one) / math.sqrt((one + other) / 2 * VARIANCE)
        total = -math.log(max(math.erfc(z / math.sqrt(2)), 1e-300))
        weight = (a + b) / 2
        if self.likeness:
            return total + LIKE_COST * weight * (1 - self.likeness(i, a, j, b))
        if not self.one_kind:
            kinds = {part.kind for part in (*self.source[i : i + a], *self.target[j : j + b])}
            total += KIND_COST * weight if len(kinds) > 1 else 0.0
        if not self.no_shared:
            total += SHARED_COST * weight * _unshared(self.source[i : i + a], self.target[j : j + b])
        return total


def _sums(lengths: Iterator[float]) -> list[float]:
    out = [0.0]
    for length in lengths:
        out.append(out[-1] + length)
    return out


def _unshared(source: Sequence[Unit], target: Sequence[Unit]) -> float:
    one = frozenset[str]().union(*(part.shared for part in source))
    other = frozenset[str]().union(*(part.shared for part in target))
    if one and other:
        return 1 - 2 * len(one & other) / (len(one) + len(other))
    return ONE_SIDED if len(one) + len(other) > 1 else 0.0


_Best = dict[Node, tuple[float, Size]]


def _best(costs: _Costs, forward: bool) -> _Best:
    """The least cost from the beginning to every node, or from every node to the end."""
    start, sign = ((0, 0), 1) if forward else (costs.end, -1)
    best: _Best = {start: (0.0, (0, 0))}
    nodes = list(costs.nodes())
    for node in nodes if forward else reversed(nodes):
        if node not in best:
            continue
        for size, prior in costs.sizes:
            to = (node[0] + sign * size[0], node[1] + sign * size[1])
            if not (0 <= to[0] <= costs.end[0] and 0 <= to[1] <= costs.end[1]):
                continue
            low = node if forward else to
            cost = best[node][0] + costs.cost(*low, size, prior)
            if to not in best or cost < best[to][0]:
                best[to] = (cost, size)
    return best


def _trace(costs: _Costs, best: _Best) -> Iterator[Bead]:
    beads: list[Bead] = []
    i, j = costs.end
    while (i, j) != (0, 0):
        a, b = best[i, j][1]
        beads.append(Bead(tuple(range(i - a, i)), tuple(range(j - b, j))))
        i, j = i - a, j - b
    return reversed(beads)


def _margins(costs: _Costs, beads: Sequence[Bead], ahead: _Best, behind: _Best) -> Iterator[float]:
    """For each cut of the best path, how much more the best path costs that does not cut there."""
    total = ahead[costs.end][0]
    i = j = 0
    for bead in beads[:-1]:
        i, j = i + len(bead.source), j + len(bead.target)
        others = [
            ahead[i, other][0] + behind[i, other][0]
            for other in range(costs.end[1] + 1)
            if other != j and (i, other) in ahead and (i, other) in behind
        ]
        others += _over(costs, i, ahead, behind)
        yield min(others, default=math.inf) - total


def _over(costs: _Costs, i: int, ahead: _Best, behind: _Best) -> Iterator[float]:
    """The costs of the best paths whose beads reach over the source's cut before text i."""
    for size, prior in costs.sizes:
        for back in range(1, size[0]):
            for j in range(costs.end[1] + 1):
                low, high = (i - back, j), (i - back + size[0], j + size[1])
                if low in ahead and high in behind:
                    yield ahead[low][0] + costs.cost(*low, size, prior) + behind[high][0]
