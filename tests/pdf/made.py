"""PDFs made in a test, and what poppler reads in them."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from diptych.formats.pdf.document import document
from diptych.model.archive import Archive
from diptych.model.article import Article, Translation
from diptych.model.content import CodeBlock, Content, Figure, Items, Paragraph, Quotation, lines
from diptych.model.record import Record
from diptych.model.settings import Settings
from diptych.reading.edition import Edition, Scope
from diptych.reading.facing import Reader
from diptych.store.typeset import typeset
from diptych.text.parse import content, split
from need import need_program
from pages.expected import block_text, note_numbers
from pages.oracle import squeezed

SETTINGS = Settings(name={"vi": "Kho", "en": "Archive"}, languages=("vi", "en"), address="https://a.example/")


def archive_of(*articles: Article) -> Archive:
    return Archive(settings=SETTINGS, articles=articles, terms={}, problems=())


def article(source: str, target: str = "", **record: Any) -> Article:
    translations = {"en": Translation(target)} if target else {}
    return Article(id="bai", record=Record(language="vi", **record), text=source, known=(), translations=translations)


def edition(archive: Archive, one: Article, lang: str = "") -> Edition:
    """One article: in a language alone, or the original and the translation face to face."""
    return Edition(reader=Reader(archive), articles=(one,), scope=Scope.ARTICLES, name=one.id, lang=lang)


def book(archive: Archive, lang: str = "") -> Edition:
    return Edition(reader=Reader(archive), articles=archive.articles, scope=Scope.ARCHIVE, name="", lang=lang)


def pdf_of(source: str, target: str = "", lang: str = "") -> bytes:
    one = article(source, target)
    return typeset(document(edition(archive_of(one), one, lang)))


def pages_of(pdf: bytes, folder: Path) -> list[str]:
    """The text of each page as poppler finds it, in the order in which it was set, without white space and the soft
    hyphens at the ends of lines."""
    file = folder / "read.pdf"
    file.write_bytes(pdf)
    command = [need_program("pdftotext"), "-raw", str(file), "-"]
    done = subprocess.run(command, capture_output=True, check=True)
    return [squeezed(page).replace("\u00ad", "") for page in done.stdout.decode("utf-8").split("\f")]


def stands(words: str, pages: Sequence[str]) -> bool:
    """Whether the pages hold some words: on one of them, or parted by the ends of pages."""
    return any(words in page for page in pages) or any(_goes_on(words, pages, at) for at in range(len(pages) - 1))


def _goes_on(words: str, pages: Sequence[str], at: int) -> bool:
    """Whether the words begin on a page and end on the next, or fill this one and go on from there."""
    here = _longest(len(words), lambda length: words[:length] in pages[at])
    there = _longest(len(words), lambda length: words[len(words) - length :] in pages[at + 1])
    if here and here + there >= len(words):
        return True
    return here > 0 and at + 2 < len(pages) and _goes_on(words[here:], pages, at + 1)


def _longest(most: int, holds: Callable[[int], bool]) -> int:
    """The greatest length that holds, where every shorter one does too."""
    short, long = 0, most
    while short < long:
        middle = (short + long + 1) // 2
        short, long = (middle, long) if holds(middle) else (short, middle - 1)
    return short


def shown_lines(text: str) -> list[str]:
    """What a reader should see of a text, told by the model alone: each line of it without white space."""
    blocks = [content(block.text) for block in split(text).blocks]
    numbers = note_numbers(blocks)
    found = (block_text(part, numbers).replace("\u00ad", "") for block in blocks for part in _parts(block))
    return [line for line in found if line]


def _parts(block: Content) -> Iterator[Content]:
    """The parts of a block between which a page has marks of its own: bullets, the lines of a table."""
    match block:
        case Items():
            yield from (part for item in block.items for inner in item for part in _parts(inner))
        case Quotation():
            yield from (part for inner in block.content for part in _parts(inner))
        case CodeBlock() | Figure():
            yield block
        case _:
            yield from (Paragraph(line) for line in lines(block))
