"""Monotone alignment of two sequences of texts by length, kind, numbers, names and, where there is one, a draft.

The method is Gale and Church's (1993) with parameters measured on Vietnamese and English news
(`benchmarks/beads.py`, `benchmarks/blocks.py`). The search is a beam: from each text of the source it goes on from the
few most promising nodes, so its cost grows with the length of the texts, not with the square.
"""

from __future__ import annotations

import heapq
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
BEAM = 64  # nodes of a row that the search goes on from

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


def align(source: Sequence[Unit], target: Sequence[Unit], ratio: float = 1.0) -> tuple[Bead, ...]:
    """The cheapest beads, in order; together they hold every position of both sides once."""
    costs = _Costs(source, target, ratio, None)
    plainly = _one_to_one(costs)
    return plainly.beads if plainly else tuple(_trace(costs, _best(costs)))


def align_surely(
    source: Sequence[Unit],
    target: Sequence[Unit],
    ratio: float = 1.0,
    likeness: Likeness | None = None,
    enough: float = math.inf,
) -> Alignment:
    """The cheapest beads, and the margin of the cut that is least sure; a margin above `enough` may be larger still."""
    costs = _Costs(source, target, ratio, likeness)
    if (plainly := _one_to_one(costs)) and plainly.margin >= enough:
        return plainly
    ahead = _best(costs)
    beads = tuple(_trace(costs, ahead))
    if len(beads) < 2:
        return Alignment(beads, math.inf)
    behind = _behind(costs, ahead)
    return Alignment(beads, min(_margins(costs, beads, ahead, behind)))


# The least that any path but the diagonal costs more in priors: a 2-2 bead in place of two 1-1 beads.
_DETOUR = PRIOR[2, 2] - 2 * PRIOR[1, 1]


def _one_to_one(costs: _Costs) -> Alignment | None:
    """The diagonal, where it is so cheap that no other path can be cheaper: the common case, without a search.

    Its margin is a bound from below.
    """
    if costs.end[0] != costs.end[1] or not costs.end[0]:
        return None
    left = _DETOUR
    for at in range(costs.end[0]):
        left -= costs.cost(at, at, (1, 1)) - PRIOR[1, 1]
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
        skip = SKIP_WITH_DRAFT if likeness else SKIP
        self.priors: dict[Size, float] = {**PRIOR, (1, 0): skip, (0, 1): skip}
        self.one_kind = len({part.kind for part in (*source, *target)}) < 2
        self.no_shared = not any(part.shared for part in (*source, *target))
        self.asked: dict[tuple[int, int, Size], float] = {}

    def worth(self, i: int, row: Sequence[int], best: _Best) -> Sequence[int]:
        """The nodes of a row that the search goes on from: the cheapest, counting what the ends still ask for."""
        if len(row) <= BEAM:
            return row
        left = self.end[0] - i

        def promise(j: int) -> float:
            return best[i, j][0] + SKIP * abs(left - (self.end[1] - j)) / 2

        return heapq.nsmallest(BEAM, row, key=promise)

    def cost(self, i: int, j: int, size: Size) -> float:
        if not size[0] or not size[1]:
            return self.priors[size]
        key = (i, j, size)
        if (found := self.asked.get(key)) is None:
            found = self.asked[key] = self.priors[size] + self._cost(i, j, *size)
        return found

    def _cost(self, i: int, j: int, a: int, b: int) -> float:
        one, other = self.lengths[0][i + a] - self.lengths[0][i], self.lengths[1][j + b] - self.lengths[1][j]
        z = abs(other - one) / math.sqrt((one + other) / 2 * VARIANCE)
        total = -math.log(max(math.erfc(z / math.sqrt(2)), 1e-300))
        weight = (a + b) / 2
        if self.likeness:
            return total + LIKE_COST * weight * (1 - self.likeness(i, a, j, b))
        if not self.no_shared:
            total += SHARED_COST * weight * _unshared(self.source[i : i + a], self.target[j : j + b])
        if a == b == 1:  # two texts in one place face each other sooner than each stands alone
            total = min(total, 2 * SKIP - PRIOR[1, 1] - 0.01)
        if not self.one_kind:
            kinds = {part.kind for part in (*self.source[i : i + a], *self.target[j : j + b])}
            total += KIND_COST * weight if len(kinds) > 1 else 0.0
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


def _best(costs: _Costs) -> _Best:
    """The least cost from the beginning to every node that is worth going on from."""
    best: _Best = {(0, 0): (0.0, (0, 0))}
    rows: dict[int, set[int]] = {0: {0}}
    for i in range(costs.end[0] + 1):
        row = rows.pop(i, set())
        # A text of the target that is left out leads to the next node of this row.
        last = costs.end[1] if i == costs.end[0] else min(costs.end[1], max(row) + BEAM // 2)
        for j in range(min(row), last):
            if j in row and _reach(costs, best, (i, j), (0, 1)):
                row.add(j + 1)
        for j in costs.worth(i, sorted(row), best):
            for size in costs.priors:
                if size[0] and (reached := _reach(costs, best, (i, j), size)):
                    rows.setdefault(reached[0], set()).add(reached[1])
    return best


def _reach(costs: _Costs, best: _Best, node: Node, size: Size) -> Node | None:
    """Takes a bead of this size behind a node, if there is room; gives the node that it leads to."""
    to = (node[0] + size[0], node[1] + size[1])
    if to[0] > costs.end[0] or to[1] > costs.end[1]:
        return None
    cost = best[node][0] + costs.cost(*node, size)
    if to not in best or cost < best[to][0]:
        best[to] = (cost, size)
    return to


def _behind(costs: _Costs, ahead: _Best) -> _Best:
    """The least cost from every node of `ahead` to the end."""
    behind: _Best = {costs.end: (0.0, (0, 0))}
    for node in sorted(ahead, reverse=True):
        for size in costs.priors:
            to = (node[0] + size[0], node[1] + size[1])
            if to in behind:
                cost = behind[to][0] + costs.cost(*node, size)
                if node not in behind or cost < behind[node][0]:
                    behind[node] = (cost, size)
    return behind


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
    for size in costs.priors:
        for back in range(1, size[0]):
            for j in range(costs.end[1] + 1):
                low, high = (i - back, j), (i - back + size[0], j + size[1])
                if low in ahead and high in behind:
                    yield ahead[low][0] + costs.cost(*low, size) + behind[high][0]
