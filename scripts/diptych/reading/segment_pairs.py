"""What faces what, as data: the blocks of an edition and the sentences in them, with their state and origin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from diptych.model.bitext import Row
from diptych.model.content import Content, Items, Quotation, Table, lines
from diptych.model.inline import Line, Sentence, plain, walk
from diptych.reading.edition import Edition
from diptych.reading.facing import Cell, Facing
from diptych.text.normal import normal, one_space
from diptych.text.plaintext import block_text, text_of


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences of the two texts that say the same, or whole blocks where it is not sure which sentences do."""

    source: str
    target: str
    is_sentence: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """Blocks that face each other."""

    row: Row
    kind: str  # of the first block: "paragraph", "heading" …; "title"
    source: str  # plain text; "" where the translation adds a block
    target: str  # "" where nothing is there
    beads: tuple[Bead, ...]  # none where one side is empty

    @property
    def origin(self) -> str:
        """Whose words the translation is: "person", or the engine that made the draft."""
        if self.row.machine and self.row.entry and self.row.entry.engine:
            return " ".join(filter(None, (self.row.entry.engine, self.row.entry.version)))
        return "person" if self.target else ""


def pairings(edition: Edition) -> Iterator[Facing]:
    """Each article with each of its translations, or with the one that the edition asks for. Raises TooDeep."""
    for article in edition.articles:
        asked = [tag for tag in article.translations if edition.to in ("", tag)]
        found = edition.faced(article, asked) if asked else {}
        shown = {id(facing): facing for tag, facing in found.items() if _is_of(facing, tag)}
        yield from shown.values()
        edition.tick()


def _is_of(facing: Facing, tag: str) -> bool:
    return facing.translation is not None and facing.translation.language == tag


def units(facing: Facing) -> Iterator[Unit]:
    """The blocks of an article that may be shown, in the order of the source."""
    translation = facing.translation
    for at, row in enumerate(facing.rows):
        one, other = facing.original.cells[at], translation.cells[at] if translation else ()
        if at == facing.title_at:
            first, second = _line(facing.original.title), _line(translation.title) if translation else ""
            beads = tuple(_both(first, second, False))
            yield Unit(row=row, kind="title", source=first, target=second, beads=beads)
            if not (one or other):
                continue
        source, target = _text(one), _text(other)
        if source or target:
            kind = type((one or other)[0]).__name__.lower()
            yield Unit(row=row, kind=kind, source=source, target=target, beads=tuple(_beads(one, other)))


def _text(cell: Cell) -> str:
    return normal("\n\n".join(block_text(block) for block in cell)).strip()


def _line(line: Line) -> str:
    return one_space(normal(text_of(line)))


def _beads(one: Cell, other: Cell) -> Iterator[Bead]:
    """The sentences where they are numbered, the lines where lists and tables are of one shape, else the blocks."""
    ours, theirs = ([line for block in cell for line in lines(block)] for cell in (one, other))
    if len(ours) == len(theirs) == 1 and (sentences := [*_sentences(ours[0], theirs[0])]):
        yield from sentences
    elif _shape(one) == _shape(other) and len(ours) == len(theirs):
        for left, right in zip(ours, theirs, strict=True):
            yield from _both(_line(left), _line(right), False)
    else:
        yield from _both(_text(one), _text(other), False)


def _sentences(left: Line, right: Line) -> Iterator[Bead]:
    ours, theirs = ({node.number: node for node in walk(line) if isinstance(node, Sentence)} for line in (left, right))
    for number in sorted(ours.keys() & theirs.keys()):
        yield from _both(_line((ours[number],)), _line((theirs[number],)), True)


def _both(source: str, target: str, is_sentence: bool) -> Iterator[Bead]:
    if source and target:
        yield Bead(source, target, is_sentence)


def _shape(cell: Sequence[Content]) -> list[object]:
    return [_form(block) for block in cell]


def _form(block: Content) -> object:
    match block:
        case Items(_, items):
            return [_shape(item) for item in items]
        case Quotation(content):
            return _shape(content)
        case Table(_, rows):
            return [len(row) for row in rows]
        case _:
            return type(block).__name__


def record_title(facing: Facing, language: str) -> str:
    side = facing.original if facing.original.language == language else facing.translation
    return one_space(plain(side.title)) if side else ""
