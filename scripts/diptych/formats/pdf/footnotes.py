"""Notes for the foot of a page: which stand there, under which number, and which of two texts face each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from diptych.formats.pdf.typst_nodes import Marks, NotePlace, Voice, tag, write_line
from diptych.model.content import Note, lines
from diptych.model.inline import Line, Link, NoteMark, Parent, Term
from diptych.reading.facing import Cell, Facing, Side, note_numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    """A note that its text calls: it stands at the foot of the page and not in its row."""

    row: int
    at: int  # its place in the row's cell
    number: int  # the one that the web page prints
    line: Line


def footnotes(side: Side) -> dict[str, Footnote]:
    """The notes that a text calls, by label. One that only another note calls is none."""
    called, numbers = _called(side), note_numbers(side)
    out: dict[str, Footnote] = {}
    for row, cell in enumerate(side.cells):
        for at, block in enumerate(cell):
            if isinstance(block, Note) and block.label in called and block.label not in out:
                out[block.label] = Footnote(row=row, at=at, number=numbers[block.label], line=block.line)
    return out


def _called(side: Side) -> frozenset[str]:
    blocks = (block for cell in side.cells for block in cell if not isinstance(block, Note))
    found = [side.title, *(line for block in blocks for line in lines(block))]
    return frozenset(label for line in found for label in _calls(line))


def _calls(line: Line) -> Iterator[str]:
    """The notes that a line calls where they can stand: not inside a link, where only the number does."""
    for node in line:
        if isinstance(node, NoteMark):
            yield node.label
        elif isinstance(node, Parent) and not isinstance(node, Link | Term):
            yield from _calls(node.children)


def without(cell: Cell, row: int, notes: Mapping[str, Footnote]) -> Cell:
    """What stands in a row: all but its footnotes."""
    gone = {note.at for note in notes.values() if note.row == row}
    return tuple(block for at, block in enumerate(cell) if at not in gone) if gone else cell


def note_places(
    facing: Facing, sides: Sequence[Side], found: Sequence[Mapping[str, Footnote]], marks: Marks
) -> Iterator[dict[str, NotePlace]]:
    """The places of each text's notes by label; facing notes of one number share theirs."""
    made: dict[str, NotePlace] = {}
    by_place = [{(note.row, note.number): note for note in notes.values()} for notes in found]
    for own, notes in enumerate(found):
        places = {}
        for label, note in notes.items():
            facing_it = [one.get((note.row, note.number)) for one in by_place]
            shared = all(facing_it)
            shown = [one if shared or at == own else None for at, one in enumerate(facing_it)]
            key = f"{note.number}" if shared else f"{note.number}-{own}"
            if key not in made:
                row = "".join(name[1:] for name in facing.rows[note.row].ids[:1])
                cells = tuple(_cell(side, one, marks, row) for side, one in zip(sides, shown, strict=True))
                made[key] = NotePlace(key=key, number=note.number, cells=cells, row=row)
            places[label] = made[key]
        yield places


def _cell(side: Side, note: Footnote | None, marks: Marks, row: str) -> dict[str, object] | None:
    if note is None:
        return None
    line = write_line(
        note.line, Voice(language=side.language, marks=marks, room=0, numbers=note_numbers(side), row=row)
    )
    return {"n": str(note.number), "l": tag(side.language), "s": line}
