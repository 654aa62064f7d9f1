"""Which words of a text were taken out and which put in (longest common subsequence of words, Myers 1986)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from rapidfuzz.distance import LCSseq

Piece = tuple[Literal["same", "out", "in"], str]

_WORD = re.compile(r"\s+|\w+|[^\w\s]")


def word_diff(before: str, after: str) -> Iterator[Piece]:
    """The pieces in order: those that are `same` or `out` make `before`, those that are `same` or `in` make `after`."""
    one, other = _WORD.findall(before), _WORD.findall(after)
    out, put = "", ""
    for step in LCSseq.opcodes(one, other):
        source, target = one[step.src_start : step.src_end], other[step.dest_start : step.dest_end]
        if step.tag == "equal":
            yield from _changed(out, put)
            yield "same", "".join(source)
            out, put = "", ""
        else:
            out, put = out + "".join(source), put + "".join(target)
    yield from _changed(out, put)


def _changed(out: str, put: str) -> Iterator[Piece]:
    if out:
        yield "out", out
    if put:
        yield "in", put
