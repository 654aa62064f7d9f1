"""The record of a new article, as far as what was received tells of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diptych.importing.extract import Intake
from diptych.model.layout import RECORD
from diptych.model.problem import Refused
from diptych.model.record import Original, Record
from diptych.text.schema import read as read_schema
from diptych.text.yamltext import Tree

LEFT_OUT = 30_000  # bytes of left-out pieces in the record, which may have 64 KB; all are in the original


def new_record(intake: Intake, language: str, today: str, original: Original) -> Record:
    """The record, with what the page states of itself where that has the form of the field."""
    found = {
        key: value
        for key, value in intake.found.items()
        if key in ("author", "publisher", "source_url", "archived_url")
    }
    day = intake.found.get("published", "")[:10]
    kept = {**found, **({"published": day} if day else {})}
    for key, value in list(kept.items()):
        try:
            read_schema(Tree({"language": language, key: value}), Record, RECORD)
        except Refused:
            del kept[key]
    return Record(
        language=language,
        title_supplied=intake.title_supplied,
        added=today,
        original=original,
        left_out=tuple(_fitting(intake.left_out)),
        author=kept.get("author"),
        publisher=kept.get("publisher"),
        published=kept.get("published"),
        source_url=kept.get("source_url"),
        archived_url=kept.get("archived_url"),
    )


def _fitting(pieces: Sequence[str]) -> Iterator[str]:
    """The first pieces, as many as the record has room for."""
    room = LEFT_OUT
    for piece in pieces:
        room -= len(piece.encode()) + 8
        if room < 0:
            return
        yield piece
