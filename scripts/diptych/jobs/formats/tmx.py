"""TMX, the format of translation memories."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from diptych.exchange.incoming import Incoming
from diptych.exchange.xml import local
from diptych.formats.tmx import read_tmx, tmx
from diptych.jobs.formats import Format, Parts
from diptych.model.exchange import Returned
from diptych.reading.edition import Edition


def make(_root: Path, edition: Edition) -> Parts:
    yield "", "".join(tmx(edition)).encode()


def read(file: Incoming) -> Iterable[Returned] | None:
    return read_tmx(file.xml) if file.xml is not None and local(file.xml) == "tmx" else None


FORMAT = Format(name="tmx", suffix=".tmx", make=make, read=read, pairs=True, only=True)
