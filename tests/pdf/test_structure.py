"""What libraries, and readers who cannot see, ask of a PDF: PDF/A-2a, PDF/UA-1, tags, languages, bookmarks, links."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pikepdf
import pytest

from diptych.formats.pdf.document import document
from diptych.model.archive import Archive
from diptych.model.article import Article
from diptych.reading.edition import Edition
from diptych.store.archive import load
from diptych.store.typeset import typeset
from pages.archives import TRIAL
from pdf.made import archive_of, article, book, edition, pdf_of


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def keeper(archive: Archive) -> Article:
    """An article with links, terms, a list and a quotation, from Vietnamese into English."""
    return next(one for one in archive.articles if one.id == "nguoi-giu-den")


@pytest.fixture(scope="module", params=["an article", "a book", "a book in one language"])
def pdf(request: pytest.FixtureRequest) -> pikepdf.Pdf:
    archive = load(TRIAL)
    made: dict[str, Edition] = {
        "an article": edition(archive, keeper(archive)),
        "a book": book(archive),
        "a book in one language": book(archive, "en"),
    }
    return opened(typeset(document(made[request.param])))


def tags(node: Any) -> Iterator[Any]:
    """The elements of a structure tree."""
    if isinstance(node, pikepdf.Array):
        for one in node:
            yield from tags(one)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from tags(node.K)


def heading_levels(pdf: pikepdf.Pdf) -> list[int]:
    names = (str(one.S) for one in tags(pdf.Root.StructTreeRoot))
    return [int(name[2:]) for name in names if re.fullmatch(r"/H\d", name)]


def assert_no_level_is_skipped(pdf: pikepdf.Pdf) -> None:
    levels = heading_levels(pdf)
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_it_says_that_it_is_pdf_a_2a_and_pdf_ua_1(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"]
    (intent,) = pdf.Root.OutputIntents
    assert intent.S == "/GTS_PDFA1" and "/DestOutputProfile" in intent
    assert pdf.Root.MarkInfo.Marked == True  # noqa: E712  an object of pikepdf's
    assert pdf.Root.ViewerPreferences.DisplayDocTitle == True  # noqa: E712


def test_every_font_is_embedded_with_its_letters(pdf: pikepdf.Pdf) -> None:
    fonts = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font"]
    assert fonts
    assert all("/ToUnicode" in font for font in fonts if font.Subtype == "/Type0")
    descriptors = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/FontName" in one]
    assert descriptors
    assert all("/FontFile2" in one or "/FontFile3" in one for one in descriptors)


def test_every_tag_has_a_language_and_headings_skip_no_level(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.Root.Lang) in ("vi", "en")
    found = [*tags(pdf.Root.StructTreeRoot)]
    assert {str(one.Lang) for one in found if "/Lang" in one} <= {"vi", "en", "es"}
    assert_no_level_is_skipped(pdf)


def test_both_languages_are_told_where_two_texts_face() -> None:
    archive = load(TRIAL)
    pdf = opened(typeset(document(edition(archive, keeper(archive)))))
    found = [*tags(pdf.Root.StructTreeRoot)]
    assert {"en"} <= {str(one.Lang) for one in found if "/Lang" in one}


def page_of(pdf: pikepdf.Pdf, target: Any) -> Any:
    """The page that a destination names."""
    if isinstance(target, pikepdf.String):
        target = pikepdf.NameTree(pdf.Root.Names.Dests)[str(target)]
    return (target.D if isinstance(target, pikepdf.Dictionary) else target)[0]


def test_every_link_leads_somewhere(pdf: pikepdf.Pdf) -> None:
    pages = {page.objgen for page in pdf.pages}
    inside = outside = 0
    for page in pdf.pages:
        for note in page.get("/Annots", []):
            if "/A" in note and note.A.S == "/URI":
                assert str(note.A.URI).startswith(("https://", "http://", "mailto:"))
                outside += 1
            else:
                assert page_of(pdf, note.get("/Dest") or note.A.D).objgen in pages
                inside += 1
            assert str(note.Contents), "a link tells what it is"
    assert inside > 5 and outside > 5


def test_a_book_has_bookmarks_of_its_articles_and_their_sections() -> None:
    one = article("# Một\n\n## Hai\n\nĐoạn.\n\n### Ba\n", "# One\n\n## Two\n\nText.\n\n### Three\n")
    pdf = opened(typeset(document(book(archive_of(one, replace(one, id="b"))))))
    with pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Mục lục", "Một", "Một", "Về ấn bản này"]
        (section,) = outline.root[1].children
        assert [section.title, *(item.title for item in section.children)] == ["Hai", "Ba"]


def test_headings_that_skip_a_level_are_set_in_order() -> None:
    pdf = opened(pdf_of("# Một\n\n#### Bốn\n\n## Hai\n\n##### Năm\n", "# One\n\n### Three\n"))
    assert heading_levels(pdf)[:3] == [1, 2, 2]
    assert_no_level_is_skipped(pdf)


def test_an_image_is_its_words_and_its_address() -> None:
    pdf = opened(pdf_of("# Một\n\n![Bản đồ](https://a.example/khong-co.png)\n\n![](x.png)\n"))
    uris = [str(note.A.URI) for page in pdf.pages for note in page.get("/Annots", []) if "/A" in note]
    assert "https://a.example/khong-co.png" in uris
