"""Order between two lists: the longest part that kept its order, and the gaps it leaves."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

Pair = tuple[int, int]


def kept_order(pairs: Sequence[Pair]) -> list[Pair]:
    """The longest run of pairs that rises on both sides (longest increasing subsequence, O(n log n))."""
    tails: list[int] = []
    tail_at: list[int] = []
    before: list[int] = []
    ordered = sorted(pairs)
    for at, (_, right) in enumerate(ordered):
        place = bisect_left(tails, right)
        before.append(tail_at[place - 1] if place else -1)
        if place == len(tails):
            tails.append(right)
            tail_at.append(at)
        else:
            tails[place], tail_at[place] = right, at
    out: list[Pair] = []
    at = tail_at[-1] if tail_at else -1
    while at >= 0:
        out.append(ordered[at])
        at = before[at]
    return out[::-1]


def gaps(left: Sequence[int], right: Sequence[int], anchors: Sequence[Pair]) -> Iterator[tuple[list[int], list[int]]]:
    """The positions of both sides that lie between the same two anchors; `anchors` rise on both sides."""
    lefts, rights = iter([*left, None]), iter([*right, None])
    next_left, next_right = next(lefts), next(rights)
    for left_end, right_end in [*anchors, (None, None)]:
        found: tuple[list[int], list[int]] = ([], [])
        while next_left is not None and (left_end is None or next_left < left_end):
            found[0].append(next_left)
            next_left = next(lefts)
        while next_right is not None and (right_end is None or next_right < right_end):
            found[1].append(next_right)
            next_right = next(rights)
        if found[0] or found[1]:
            yield found
