"""EPUB 3: an edition as the files of a book, by their names in it.

The forms are those of EPUB 3.3 and EPUB Accessibility 1.1; `epubcheck` holds them in the tests. Rows of facing blocks
are a grid that falls to one column on a narrow screen, and in a reading system that knows no grid.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from diptych.formats.epub.chapter import chapter
from diptych.formats.epub.colophon import colophon
from diptych.formats.epub.contents import contents
from diptych.formats.epub.elements import element, page
from diptych.formats.epub.glossary import glossary
from diptych.formats.epub.package import FOLDER, container, package
from diptych.formats.epub.style import STYLE
from diptych.reading.edition import Edition, titles
from diptych.text.markup import clean

MIMETYPE = "application/epub+zip"


@dataclass(frozen=True, slots=True)
class Picture:
    """The cover as a reading system shows it."""

    name: str  # cover.png
    media_type: str
    data: bytes


def epub(edition: Edition, picture: Picture) -> Mapping[str, bytes]:
    """The files of the book, in the order in which they are to be packed. Raises TooDeep."""
    chapters = [chapter(edition, facing) for facing in edition.facings()]
    has_terms = any(one.mentions for one in chapters)
    documents = {
        "cover.xhtml": _cover(edition, picture),
        "nav.xhtml": contents(edition, chapters, has_terms),
        **{one.file: one.document for one in chapters},
        **({"glossary.xhtml": glossary(edition, chapters)} if has_terms else {}),
        "colophon.xhtml": colophon(edition, chapters),
    }
    files = {
        "mimetype": MIMETYPE,
        "META-INF/container.xml": container(),
        f"{FOLDER}/package.opf": package(edition, chapters, documents.keys(), (picture.name, picture.media_type)),
        f"{FOLDER}/style.css": STYLE,
    }
    files |= {f"{FOLDER}/{name}": document for name, document in documents.items()}
    return {**{name: text.encode() for name, text in files.items()}, f"{FOLDER}/{picture.name}": picture.data}


def _cover(edition: Edition, picture: Picture) -> str:
    (language, title), *_ = titles(edition)
    described = clean(" – ".join(name for _, name in titles(edition)))
    image = element("img", {"src": picture.name, "alt": described, "role": "doc-cover"})
    section = element("section", {"epub:type": "cover"}, element("p", {"class": "cover"}, image))
    return page(clean(title), language, "frontmatter", section)
