"""An article as data for the typesetter: its titles, its record, its rows with their numbers and states, its links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from diptych.formats.pdf.footnotes import Footnote, footnotes, note_places, without
from diptych.formats.pdf.typst_nodes import Marks, Node, Voice, column_widths, tag, text_nodes, words, write, write_line
from diptych.locale.words import WORDS, in_words, say
from diptych.model.bitext import Row
from diptych.model.content import Caption, Content, Figure, Paragraph, Table, lines
from diptych.model.inline import plain
from diptych.model.ledger import State
from diptych.model.record import Record
from diptych.reading.edition import Edition, voices
from diptych.reading.facing import Cell, Facing, Side, note_numbers
from diptych.reading.rights import rights_words
from diptych.reading.status import notice_lines, state_sentences, state_words
from diptych.text.href import safe_href
from diptych.text.language import date_text

KEPT_FACING, KEPT_ALONE = 240, 380  # characters of a row that is not parted: about five lines
ROOM_FACING, ROOM_ALONE, ROOM_ACROSS = 50, 78, 112

# The states that are told in words beside the block; the others have their mark at the hinge.
SAID = (State.MACHINE, State.OUTDATED, State.MISSING)

Data = dict[str, Any]


def tongue(language: str) -> str:
    """The language of the interface's words beside a text: the text's own, where the interface has it."""
    return language if language in WORDS else "en"


def said(language: str, text: str) -> Data:
    return {"l": tag(language), "s": [*text_nodes(text)]}


def article_data(edition: Edition, facing: Facing, marks: Marks) -> Data:
    sides = voices(edition, facing)
    notes = [footnotes(side) for side in sides]
    places = note_places(facing, sides, notes, marks)
    room = ROOM_FACING if len(sides) > 1 else ROOM_ALONE
    tongues = [
        Voice(language=side.language, marks=marks, room=room, numbers=note_numbers(side), notes=found, first=at == 0)
        for at, (side, found) in enumerate(zip(sides, places, strict=True))
    ]
    title = facing.rows[facing.title_at] if facing.title_at is not None else None
    return {
        "id": marks.prefix,
        "n": _number(title) if title else "",
        "title": [
            _title(side, replace(voice, row=_number(title) if title else ""))
            for side, voice in zip(sides, tongues, strict=True)
        ],
        "name": facing.article.id,
        "state": _state(facing, title, sides) if title else None,
        "facts": [_facts(edition, facing, side) for side in sides],
        "notices": [[*_notices(facing, side)] for side in sides],
        "legend": [[*_legend(facing, sides, tongue(side.language))] for side in sides],
        "rows": [*_rows(facing, sides, tongues, notes)],
        "links": [
            {"n": number, "w": [*text_nodes(said)], "u": url, "c": [*text_nodes(url)]}
            for url, (number, said) in marks.links.items()
        ],
        "heads": [say(tongue(side.language), "links_here") for side in sides],
    }


def _title(side: Side, voice: Voice) -> Data | None:
    if not side.title:
        return None
    made = write_line(side.title, voice)
    return {"l": tag(side.language), "s": made, "plain": words(made)}


def _number(row: Row) -> str:
    """The number of a block on its page, the numbers of two that were merged."""
    return "–".join(name[1:] for name in (row.ids[:1] + row.ids[1:][-1:]))


def _state(facing: Facing, row: Row, sides: Sequence[Side]) -> Data | None:
    """A block's state where readers must know it: in words where the states of an article differ."""
    if facing.translation not in sides or row.state is State.REVIEWED:
        return None
    told = len(facing.states) > 1 and row.state in SAID
    words = tongue(facing.translation.language if facing.translation else "")
    return {"s": row.state.value, "w": [said(words, state_words(row, words))] if told else []}


def _rows(
    facing: Facing, sides: Sequence[Side], tongues: Sequence[Voice], notes: Sequence[Mapping[str, Footnote]]
) -> Iterator[Data]:
    for at, row in enumerate(facing.rows):
        cells = [without(side.cells[at], at, found) for side, found in zip(sides, notes, strict=True)]
        if at == facing.title_at and not any(cells):
            continue
        if not any(cells) and any(side.cells[at] for side in sides):
            continue  # its notes stand where they are called
        if len(sides) == 1 and not cells[0] and (sides[0] is facing.original or not facing.original.cells[at]):
            continue
        wide = len(sides) > 1 and any(map(_is_wide, (block for cell in cells for block in cell)))
        here = [replace(v, row=_number(row), room=ROOM_ACROSS if wide else v.room) for v in tongues]
        yield {
            "n": "" if at == facing.title_at else _number(row),
            "state": _state(facing, row, sides),
            "wide": wide,
            "keep": max(map(_length, cells)) <= (KEPT_FACING if len(sides) > 1 else KEPT_ALONE),
            "c": [
                _cell(facing, at, side, cell, voice, len(sides) == 1)
                for side, cell, voice in zip(sides, cells, here, strict=True)
            ],
        }


def _length(cell: Cell) -> int:
    """The characters of a cell; one that is not all running text counts as long."""
    if not all(isinstance(block, Paragraph | Caption | Figure) for block in cell):
        return KEPT_ALONE + 1
    return sum(len(plain(line)) for block in cell for line in lines(block))


def _is_wide(block: Content) -> bool:
    return isinstance(block, Table) and sum(column_widths(block)) > ROOM_FACING


def _cell(facing: Facing, at: int, side: Side, cell: Cell, voice: Voice, alone: bool) -> Data:
    """A text in a row. Where it has nothing, that is said, and alone it shows the original."""
    if cell or side.cells[at] or at == facing.title_at:
        return {"l": tag(side.language), "c": [write(block, voice) for block in cell]}
    words = tongue(side.language)
    if alone:
        original = facing.original
        lent = replace(voice, language=original.language, numbers=note_numbers(original), notes={}, first=False)
        blocks = [write(block, lent) for block in facing.original.cells[at]]
        return {"l": tag(facing.original.language), "c": blocks, "lent": True}
    missing = "left_out" if facing.rows[at].state is State.OMITTED else "not_translated"
    absence = "added" if side is facing.original else missing
    return {"l": tag(words), "c": [], "absent": say(words, absence)}


def _facts(edition: Edition, facing: Facing, side: Side) -> Data:
    """The record, in the language of the text that it stands over."""
    record, language = facing.article.record, tongue(side.language)
    facts = [*_origin(record, language)]
    for key, url in (("source", record.source_url), ("archived", record.archived_url)):
        if url:
            facts.append((say(language, key), [*address(url)]))
    if credits := record.translations.get(facing.translation.language if facing.translation else ""):
        people = (("translators", credits.translators), ("reviewers", credits.reviewers))
        facts += [(say(language, key), [*text_nodes(", ".join(names))]) for key, names in people if names]
    translated = facing.translation is not None and edition.lang != record.language
    rights = rights_words(record, edition.reader.archive.settings, language, translated=translated)
    facts.append((say(language, "rights"), [*text_nodes(rights)]))
    return {"l": tag(language), "c": facts}


def _origin(record: Record, language: str) -> Iterator[tuple[str, list[Node]]]:
    for key, value in (("author", record.author), ("publisher", record.publisher)):
        if value:
            yield say(language, key), [*text_nodes(value)]
    if record.published:
        yield say(language, "published"), [date_text(record.published, language)]
    yield say(language, "language"), [in_words(record.language, language)]


def address(url: str) -> Iterator[Node]:
    """An address that is printed as it is: a link whose words are the address."""
    target = safe_href(url)
    inside = [*text_nodes(url)]
    yield from [{"k": "link", "u": target, "c": inside}] if target else inside


def _notices(facing: Facing, side: Side) -> Iterator[str]:
    language = tongue(side.language)
    if facing.article.record.title_supplied:
        yield say(language, "title_supplied")
    yield from notice_lines(facing, language if language == side.language else facing.original.language)


def _legend(facing: Facing, sides: Sequence[Side], language: str) -> Iterator[Data]:
    """What is not finished, each state with its mark; nothing where all is reviewed."""
    if facing.translation in sides and not set(facing.states) <= {State.REVIEWED}:
        yield from ({"s": state.value, "t": told} for state, told in state_sentences(facing, language))
