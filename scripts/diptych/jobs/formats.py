"""The formats in which articles can be taken away: one registry. A new one is a function and a line at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from diptych.exchange.translation_units import units
from diptych.formats.epub.book import Picture, epub
from diptych.formats.epub.cover import cover
from diptych.formats.jsonl import jsonl
from diptych.formats.plaintext import plain_text
from diptych.formats.po import write_po
from diptych.formats.tmx import tmx
from diptych.formats.tsv import write_tsv
from diptych.formats.xliff import write_xliff
from diptych.jobs.bag import archive_bag
from diptych.jobs.offline_site import offline_site
from diptych.jobs.pdf import pdf
from diptych.model.exchange import Unit
from diptych.reading.edition import Edition, modified
from diptych.store.rasterise import can_draw, drawn
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
    units: bool = False  # for translators' own tools: what is not translated yet is in it too
    only: bool = False  # can be made of the blocks in some states alone


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


def _po(_root: Path, edition: Edition) -> Parts:
    """A file for each pair of languages: PO has one."""
    day = modified(edition)
    pairs: dict[tuple[str, str], list[Unit]] = {}
    for unit in units(edition):
        pairs.setdefault((unit.source_language, unit.ref.language), []).append(unit)
    for (source, target), some in pairs.items():
        part = f".{source}-{target}" if len(pairs) > 1 else ""
        yield part, "".join(write_po(some, source, target, day)).encode()


def _xliff(_root: Path, edition: Edition) -> Parts:
    if found := [*units(edition)]:
        yield "", "".join(write_xliff(found)).encode()


def _tsv(_root: Path, edition: Edition) -> Parts:
    if found := [*units(edition)]:
        yield "", "".join(write_tsv(found)).encode()


FORMATS: tuple[Format, ...] = (
    Format("txt", ".txt", _txt),
    Format("pdf", ".pdf", pdf),
    Format("epub", ".epub", _epub),
    Format("tmx", ".tmx", _tmx, pairs=True, only=True),
    Format("jsonl", ".jsonl", _jsonl, pairs=True),
    Format("po", ".po", _po, units=True, only=True),
    Format("xliff", ".xlf", _xliff, units=True, only=True),
    Format("tsv", ".tsv", _tsv, units=True, only=True),
    Format("bag", "", archive_bag, whole=True),
    Format("site", "", offline_site, whole=True),
)
