"""EPUB, for e-readers; its cover is a picture where the fonts at hand can draw it."""

from __future__ import annotations

from pathlib import Path

from diptych.formats.epub.book import Picture, epub
from diptych.formats.epub.cover import cover
from diptych.jobs.formats import Format, Parts
from diptych.reading.edition import Edition
from diptych.store.rasterise import can_draw, drawn
from diptych.store.zipped import zipped


def make(_root: Path, edition: Edition) -> Parts:
    svg = cover(edition)
    if can_draw(svg):
        picture = Picture("cover.png", "image/png", drawn(svg))
    else:
        picture = Picture("cover.svg", "image/svg+xml", svg.encode())
    yield "", zipped(epub(edition, picture).items())


FORMAT = Format(name="epub", suffix=".epub", make=make)
