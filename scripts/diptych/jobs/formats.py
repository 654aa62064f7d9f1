"""The formats in which articles can be taken away: one registry. A new one is a function and a line at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from diptych.jobs.pdf import pdf
from diptych.outputs.edition import Edition
from diptych.outputs.plaintext import plain_text

# What is made of an edition: (part, bytes). A file has one part "", or as many as it has volumes: "-1", "-2" …;
# a folder has its files by their paths in it.
Parts = Iterable[tuple[str, bytes]]


@dataclass(frozen=True, slots=True)
class Format:
    name: str
    suffix: str  # of its files, such as ".epub"; "" for a folder of files, which ".zip" makes one file of
    make: Callable[[Path, Edition], Parts]  # (the archive's folder, the edition). Raises Refused
    whole: bool = False  # made of the whole archive, and of nothing less


def _txt(_root: Path, edition: Edition) -> Parts:
    yield "", plain_text(edition).encode()


FORMATS: tuple[Format, ...] = (Format("txt", ".txt", _txt), Format("pdf", ".pdf", pdf))
