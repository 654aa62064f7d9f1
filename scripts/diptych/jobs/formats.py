"""The formats in which articles can be taken away: one registry. A new one is a function and a line at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from diptych.jobs.pdf import pdf
from diptych.outputs.cover import cover
from diptych.outputs.edition import Edition
from diptych.outputs.epub import Picture, epub
from diptych.outputs.jsonl import jsonl
from diptych.outputs.plaintext import plain_text
from diptych.outputs.tmx import tmx
from diptych.store.picture import can_draw, drawn
from diptych.store.zipped import zipped

# What is made of an edition: (part, bytes). A file has one part "", or as many as it has volumes: "-1", "-2" …;
# a folder has its files by their paths in it.
Parts = Iterable[tuple[str, bytes]]


@dataclass(frozen=True, slots=True)
class Format:
    name: str
    suffix: str  # of its files, such as ".epub"; "" for a folder of files, which ".zip" makes one file of
    make: Callable[[Path, Edition], Parts]  # (the archive's folder, the edition). Raises Refused
    whole: bool = False  # made of the whole archive, and of nothing less
    pairs: bool = False  # made of texts that face each other, so never of one language alone


def _txt(_root: Path, edition: Edition) -> Parts:
    yield "", plain_text(edition).encode()


def _epub(_root: Path, edition: Edition) -> Parts:
    svg = cover(edition)
    if can_draw(svg):
        picture = Picture("cover.png", "image/png", drawn(svg))
    else:
        picture = Picture("cover.svg", "image/svg+xml", svg.encode())
    yield "", zipped(epub(edition, picture).items())


def _tmx(_root: Path, edition: Edition) -> Parts:
    yield "", "".join(tmx(edition)).encode()


def _jsonl(_root: Path, edition: Edition) -> Parts:
    yield "", "".join(jsonl(edition)).encode()


FORMATS: tuple[Format, ...] = (
    Format("txt", ".txt", _txt),
    Format("pdf", ".pdf", pdf),
    Format("epub", ".epub", _epub),
    Format("tmx", ".tmx", _tmx, pairs=True),
    Format("jsonl", ".jsonl", _jsonl, pairs=True),
)
