"""JSON Lines: facing texts as data, a line each."""

from __future__ import annotations

from pathlib import Path

from diptych.formats.jsonl import jsonl
from diptych.jobs.formats import Format, Parts
from diptych.reading.edition import Edition


def make(_root: Path, edition: Edition) -> Parts:
    yield "", "".join(jsonl(edition)).encode()


FORMAT = Format(name="jsonl", suffix=".jsonl", make=make, pairs=True)
