"""PO, the format of gettext: a file for each pair of languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from diptych.exchange.incoming import Incoming
from diptych.exchange.translation_units import units
from diptych.formats.po import read_po, write_po
from diptych.jobs.formats import Format, Parts
from diptych.model.exchange import Returned, Unit
from diptych.reading.edition import Edition, modified

_UNIT = re.compile(r'^[ \t]*(?:#~[ \t]*)?msgid[ \t]*"', re.MULTILINE)


def make(_root: Path, edition: Edition) -> Parts:
    day = modified(edition)
    pairs: dict[tuple[str, str], list[Unit]] = {}
    for unit in units(edition):
        pairs.setdefault((unit.source_language, unit.ref.language), []).append(unit)
    for (source, target), some in pairs.items():
        part = f".{source}-{target}" if len(pairs) > 1 else ""
        yield part, "".join(write_po(some, source, target, day)).encode()


def read(file: Incoming) -> Iterable[Returned] | None:
    # A table may hold a text that looks like PO; a PO file has no head of columns.
    columns = () if file.is_xml else file.text.split("\n", 1)[0].split("\t")
    return read_po(file.text) if not file.is_xml and "source" not in columns and _UNIT.search(file.text) else None


FORMAT = Format(name="po", suffix=".po", make=make, read=read, units=True, only=True)
