"""Plain text, for any device and any year."""

from __future__ import annotations

from pathlib import Path

from diptych.formats.plaintext import plain_text
from diptych.jobs.formats import Format, Parts
from diptych.reading.edition import Edition


def make(_root: Path, edition: Edition) -> Parts:
    yield "", plain_text(edition).encode()


FORMAT = Format(name="txt", suffix=".txt", make=make)
