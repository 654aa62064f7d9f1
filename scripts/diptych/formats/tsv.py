"""Tab-separated values: what every spreadsheet opens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from diptych.exchange.csv_table import read_table, table
from diptych.exchange.language_tag import tag
from diptych.exchange.reference import read_ref, write_ref
from diptych.model.exchange import Returned, Unit
from diptych.text.normal import BOM

COLUMNS = ("article", "block", "state", "source", "target", "notes", "source_language", "target_language", "ref")


def write_tsv(units: Iterable[Unit]) -> Iterator[str]:
    """The table in pieces. It begins with a byte-order mark: without it Excel takes UTF-8 for something else."""
    yield BOM
    yield from table(_rows(units), "\t")


def _rows(units: Iterable[Unit]) -> Iterator[tuple[str, ...]]:
    yield COLUMNS
    for unit in units:
        ref = unit.ref
        where = (ref.article, ref.block, unit.state.value)
        languages = (unit.source_language, ref.language)
        yield (*where, unit.source, unit.target, "\n".join(unit.notes), *languages, write_ref(ref))


def read_tsv(text: str, path: str) -> Iterator[Returned]:
    """The rows of a table with at least a source and a target. Raises Refused (D644, D645)."""
    for row in read_table(text, path, ("source", "target")):
        cells = row.cells
        yield Returned(
            line=row.line,
            source=cells.get("source", ""),
            target=cells.get("target", ""),
            ref=read_ref(cells.get("ref", "")),
            article=cells.get("article", "").strip(),
            block=cells.get("block", "").strip(),
            source_language=tag(cells.get("source_language", "")),
            target_language=tag(cells.get("target_language", "")),
            fault="" if row.whole else "broken",
        )
