"""EPUB: valid by epubcheck whatever it holds, honest, inert, and no word lost."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from commands.archive import Archive
from diptych.locale.words import STATES
from diptych.model.ledger import State
from diptych.store.archive import load
from diptych.store.zipped import zipped
from diptych.text.bitext import read_bitext
from formats.books import books_archive, said_by_epubcheck
from pages.archives import trial, written
from pages.expected import shown_blocks
from pages.honest import NOBODY, honest_archive
from pages.judges import XHTML, xml_faults
from pages.oracle import squeezed

NS = {"h": "http://www.w3.org/1999/xhtml", "o": "http://www.idpf.org/2007/opf", "d": "http://purl.org/dc/elements/1.1/"}
TYPE = "{http://www.idpf.org/2007/ops}type"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def files(path: Path) -> Mapping[str, bytes]:
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name) for name in book.namelist()}


def parsed(book: Mapping[str, bytes]) -> dict[str, Any]:
    return {name: etree.fromstring(data) for name, data in book.items() if name.endswith((".xhtml", ".opf"))}


def exported(archive: Archive, name: str, *asked: str) -> Path:
    path = archive.root.parent / f"{name}.epub"
    _, said = archive.run("export", *asked, "--format", "epub", "-o", str(path))
    assert path.exists(), said
    return path


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Every state and right, every hostile value, and what is large or odd."""
    return Archive(written(tmp_path_factory.mktemp("books") / "archive", books_archive()))


@pytest.fixture(scope="module")
def book(archive: Archive) -> Path:
    """The whole of it, bilingual."""
    return exported(archive, "all", "--all")


@pytest.fixture(scope="module")
def documents(book: Path) -> dict[str, Any]:
    return parsed(files(book))


def test_epubcheck_finds_nothing_in_a_book_of_everything(book: Path) -> None:
    assert said_by_epubcheck(book) == []


@pytest.fixture(scope="module")
def trial_article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An article of the trial archive, bilingual."""
    return exported(Archive(trial(tmp_path_factory.mktemp("trial") / "archive")), "article", "nguoi-giu-den")


def test_epubcheck_finds_nothing_in_a_book_of_one_article(trial_article: Path) -> None:
    assert said_by_epubcheck(trial_article) == []


def test_epubcheck_finds_a_broken_link(trial_article: Path, tmp_path: Path) -> None:
    broken = {name: data.replace(b'id="g-', b'id="gone-') for name, data in files(trial_article).items()}
    (tmp_path / "broken.epub").write_bytes(zipped(broken.items()))
    assert any("RSC-012" in message for message in said_by_epubcheck(tmp_path / "broken.epub"))


def test_the_mimetype_stands_first_and_as_it_is(book: Path) -> None:
    assert book.read_bytes()[30:58] == b"mimetypeapplication/epub+zip"


def test_only_what_is_never_closed_in_html_is_closed_in_its_own_tag(book: Path) -> None:
    """A reading system that takes XHTML for HTML reads `<a/>` as `<a>`, which then holds all that follows."""
    pages = [data for name, data in files(book).items() if name.endswith(".xhtml")]
    short = {tag for data in pages for tag in re.findall(rb"<([a-z0-9]+)[^>]*/>", data)}
    assert short - {b"br", b"hr", b"img", b"link", b"meta"} == set()


def text_of(documents: Mapping[str, Any], name: str) -> str:
    return squeezed("".join(documents[f"EPUB/a-{name}.xhtml"].find("h:body", NS).itertext()))


def test_no_word_is_lost(archive: Archive, documents: dict[str, Any]) -> None:
    """Every block of both texts stands in the book in full."""
    checked = 0
    for article in load(archive.root).articles:
        if article.record.publish != "full" or len(article.translations) > 1:
            continue
        page = text_of(documents, article.id)
        for language in article.translations:
            reading = read_bitext(article, language)
            gone = {*reading.bitext.orphans, *reading.bitext.stale}
            kept = [block.text for at, block in enumerate(reading.target.blocks) if at not in gone]
            for text in (article.text, "\n\n".join(kept)):
                lost = [block for block in shown_blocks(text) if block not in page]
                assert lost == [], (article.id, language)
                checked += len(shown_blocks(text))
    assert checked > 2000


@pytest.mark.parametrize("asked", [["--all"], ["--all", "--lang", "vi"], ["--all", "--lang", "en"]])
def test_no_book_holds_a_word_that_may_not_be_shown(tmp_path: Path, asked: list[str]) -> None:
    archive = Archive(written(tmp_path / "archive", honest_archive()))
    secret = NOBODY.split()[-1].encode()
    for name, data in files(exported(archive, "rights", *asked)).items():
        assert secret not in data, name


def test_contributed_text_is_text(book: Path) -> None:
    """No element, attribute or address of a document comes from a contributor."""
    for name, data in files(book).items():
        if name.endswith(".xhtml"):
            assert xml_faults(data, XHTML) == [], name
            for element in etree.fromstring(data).iter():
                href = element.get("href", "").lower()
                assert re.fullmatch(r"(?:[\w.-]*(?:#[\w.-]+)?|https?://\S+|mailto:\S+)", href), name


def test_every_block_has_its_state_and_says_it(documents: dict[str, Any]) -> None:
    rows = documents["EPUB/a-states.xhtml"].findall(".//h:div[@data-state]", NS)
    states = {row.get("id"): row.get("data-state") for row in rows}
    assert {state for state in states.values() if state} == {state.value for state in State} - {"omitted"}
    for row in rows:
        said = ["".join(span.itertext()) for span in row.findall(".//h:span[@class='state']", NS)]
        state = State(row.get("data-state"))
        if row.get("id") and state is not State.REVIEWED:
            assert STATES["en"][state][0] in said[0]


def test_every_text_says_its_language(documents: dict[str, Any]) -> None:
    for name, languages in {"spanish": {"es", "en"}, "arabic": {"ar", "en"}, "alone": {"vi"}}.items():
        texts = documents[f"EPUB/a-{name}.xhtml"].findall(".//h:div[@lang]", NS)
        shown = [element for element in texts if "empty" not in element.get("class")]
        assert {element.get("lang") for element in shown} == languages
        assert all(element.get("lang") == element.get(LANG) for element in texts)
        assert {element.get("dir") for element in texts if element.get("lang") == "ar"} <= {"rtl"}


def test_notes_and_terms_lead_there_and_back(documents: dict[str, Any]) -> None:
    notes = documents["EPUB/a-notes.xhtml"]
    places = {element.get("id"): element for element in notes.iter() if element.get("id")}
    calls = [element for element in notes.iter(f"{{{NS['h']}}}a") if element.get(TYPE) == "noteref"]
    assert len(calls) == 400
    for call in calls:
        note = places[call.get("href").removeprefix("#")]
        assert note.get(TYPE) == "footnote"
        back = note.find(".//h:a[@role='doc-backlink']", NS).get("href").removeprefix("#")
        assert call in places[back].iter()


def test_the_package_says_what_it_is(documents: dict[str, Any]) -> None:
    package = documents["EPUB/package.opf"]
    assert {"vi", "en", "es", "ar", "he"} <= {element.text for element in package.findall(".//d:language", NS)}
    meta = {element.get("property") for element in package.findall(".//o:meta", NS)}
    assert {"schema:accessMode", "schema:accessModeSufficient", "schema:accessibilityFeature"} <= meta
    assert {"schema:accessibilityHazard", "schema:accessibilitySummary", "dcterms:modified"} <= meta
    assert package.find(".//o:item[@properties='cover-image']", NS) is not None


def test_letters_that_the_fonts_lack_are_left_to_the_readers_own(archive: Archive) -> None:
    assert "EPUB/cover.svg" in files(exported(archive, "hebrew", "hebrew"))
    assert "EPUB/cover.png" in files(exported(archive, "states", "states"))


def test_in_one_language_the_original_stands_where_a_block_is_missing(archive: Archive) -> None:
    document = parsed(files(exported(archive, "states-en", "states", "--lang", "en")))["EPUB/a-states.xhtml"]
    (row,) = document.findall(".//h:div[@data-state='missing']", NS)
    text = row.find("h:div[@lang='vi']", NS)
    assert "states paragraph vi number 6." in "".join(text.itertext())
    assert "not translated" in "".join(row.itertext())
