"""Two facing lines with their sentences numbered, so that a page can show the counterpart of each.

Law: a marked line without its marks is the line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from diptych.model.inline import Emphasis, Inline, Line, Sentence, Strong, Text, joined, plain, rebuild
from diptych.text.beads import Span, sentence_beads


def face_sentences(source: Line, target: Line, ratio: float) -> tuple[Line, Line]:
    """Both lines with their beads marked; as they are where their sentences are not sure to face each other."""
    beads = sentence_beads(plain(source), plain(target), ratio)
    if len(beads) < 2:
        return source, target
    return _marked(source, [bead.source for bead in beads]), _marked(target, [bead.target for bead in beads])


def unmarked(line: Line) -> Line:
    """The line without its sentence marks: the inverse of marking."""
    return _healed(rebuild(line, lambda node: node.children if isinstance(node, Sentence) else (node,)))


def _healed(line: Line) -> Line:
    """Emphasis that a cut went through is one again; no Markdown has two of a kind side by side."""
    out: list[Inline] = []
    for node in line:
        last = out[-1] if out else None
        if isinstance(node, Emphasis | Strong) and type(last) is type(node):
            out[-1] = replace(node, children=_healed(joined((*last.children, *node.children))))
        else:
            out.append(node)
    return joined(tuple(out))


def _marked(line: Line, spans: Sequence[Span]) -> Line:
    pieces = cut(line, [end for _, end in spans[:-1]])
    marks = (Sentence(number, piece) for number, piece in enumerate(pieces, 1) if piece)
    return tuple(marks)


def cut(line: Line, places: Sequence[int]) -> list[Line]:
    """The line cut at places of its visible text, in one piece more than there are places.

    A link, a term or code is not cut: the whole of it stays with the piece that it begins in.
    """
    length = len(plain(line))
    return [joined(tuple(_between(line, a, b))) for a, b in pairwise([0, *places, length + 1])]


def _between(line: Line, start: int, end: int) -> Iterator[Inline]:
    """The part of a line from one place of its visible text to another."""
    at = 0
    for node in line:
        size = len(plain((node,)))
        low, high = start - at, end - at
        match node:
            case Text(text):
                yield Text(text[max(0, low) : max(0, high)])
            case Emphasis() | Strong():
                if inner := joined(tuple(_between(node.children, low, high))):
                    yield replace(node, children=inner)
            case _:
                if low <= 0 < high:
                    yield node
        at += size
