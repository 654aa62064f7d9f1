"""Tab-separated values, for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from diptych.exchange.incoming import Incoming
from diptych.exchange.translation_units import units
from diptych.formats.tsv import read_tsv, write_tsv
from diptych.jobs.formats import Format, Parts
from diptych.model.exchange import Returned
from diptych.reading.edition import Edition


def make(_root: Path, edition: Edition) -> Parts:
    if found := [*units(edition)]:
        yield "", "".join(write_tsv(found)).encode()


def read(file: Incoming) -> Iterable[Returned] | None:
    """Any text that is no XML may be a table; what is none is told with the columns that were expected."""
    return None if file.is_xml else read_tsv(file.text, file.path)


FORMAT = Format(name="tsv", suffix=".tsv", make=make, read=read, units=True, only=True)
