"""XLIFF, the format of translators’ workbenches."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from diptych.exchange.incoming import Incoming
from diptych.exchange.translation_units import units
from diptych.exchange.xml import local
from diptych.formats.xliff import read_xliff, write_xliff
from diptych.jobs.formats import Format, Parts
from diptych.model.exchange import Returned
from diptych.reading.edition import Edition


def make(_root: Path, edition: Edition) -> Parts:
    if found := [*units(edition)]:
        yield "", "".join(write_xliff(found)).encode()


def read(file: Incoming) -> Iterable[Returned] | None:
    return read_xliff(file.xml) if file.xml is not None and local(file.xml) == "xliff" else None


FORMAT = Format(name="xliff", suffix=".xlf", make=make, read=read, units=True, only=True)
