"""Which words of a text were taken out and which put in (longest common subsequence of words, Myers 1986)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from rapidfuzz.distance import LCSseq

Piece = tuple[Literal["same", "out", "in"], str]

MOST = 50_000_000  # words of one text times words of the other that are compared, in some 10 MB
_WORD = re.compile(r"\s+|\w+|[^\w\s]")


def word_diff(before: str, after: str) -> Iterator[Piece]:
    """The pieces in order: those that are `same` or `out` make `before`, those that are `same` or `in` make `after`."""
    one, other = _WORD.findall(before), _WORD.findall(after)
    out, put = "", ""
    if len(one) * len(other) > MOST:
        yield from _far_apart(one, other)
        return
    for step in LCSseq.opcodes(one, other):
        source, target = one[step.src_start : step.src_end], other[step.dest_start : step.dest_end]
        if step.tag == "equal":
            yield from _changed(out, put)
            yield "same", "".join(source)
            out, put = "", ""
        else:
            out, put = out + "".join(source), put + "".join(target)
    yield from _changed(out, put)


def _far_apart(one: list[str], other: list[str]) -> Iterator[Piece]:
    """Texts of very many words: what stands between the words that both begin and end with counts as changed."""
    head = _alike(one, other)
    tail = _alike(one[head:][::-1], other[head:][::-1])
    behind = one[len(one) - tail :]
    if head:
        yield "same", "".join(one[:head])
    yield from _changed("".join(one[head : len(one) - tail]), "".join(other[head : len(other) - tail]))
    if behind:
        yield "same", "".join(behind)


def _alike(one: list[str], other: list[str]) -> int:
    """How many words both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))


def _changed(out: str, put: str) -> Iterator[Piece]:
    if out:
        yield "out", out
    if put:
        yield "in", put
