"""All that an archive puts out, each file with what its judge finds wrong with it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from diptych.exchange.reference import write_ref
from diptych.exchange.translation_units import units
from diptych.formats.offline_site import offline
from diptych.formats.pdf.document import document
from diptych.formats.term_table import cells_of, columns, print_of, write_terms
from diptych.formats.tsv import COLUMNS
from diptych.jobs.formats import format_of
from diptych.model.archive import Archive
from diptych.model.article import Article
from diptych.model.exchange import Unit
from diptych.reading.article import read_article
from diptych.reading.edition import Edition, Scope
from diptych.reading.facing import Reader, faced
from diptych.site.all_pages import PICTURE, parted, site
from diptych.site.search_documents import Searchable
from diptych.store.typeset import NotSet, typeset
from pages.judges import (
    NAMED,
    SITEMAP,
    TMX,
    book_faults,
    card_faults,
    feed_faults,
    json_faults,
    lines_faults,
    node_faults,
    pdf_faults,
    po_faults,
    script_faults,
    table_faults,
    xliff_faults,
    xml_faults,
)
from pages.oracle import faults, parsed

Judged: TypeAlias = tuple[str, str, Sequence[str]]  # the output, the file or article, what is wrong with it


def of_site(root: Path, wanted: str = "") -> Iterator[Judged]:
    """The built site, file by file, and its copy that opens without a server; `wanted` stands in the files' paths."""
    folder = root / "site"
    files = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    error_page = files["404.html"].read_text(encoding="utf-8")
    ours = frozenset(str(e.get("id")) for e in parsed(error_page).iter() if str(e.get("id")).startswith("__"))
    some = {name: path for name, path in files.items() if re.search(wanted, name)}
    for name, path in some.items():
        if judge := _judge(name, ours):
            yield judge[0], name, judge[1](path.read_bytes())
    for name, data in offline((name, path.read_bytes()) for name, path in some.items()):
        if name.endswith(".html"):
            yield "offline copy", name, faults(data.decode(), ours)
        elif name.startswith("pagefind/"):
            yield "offline copy", name, script_faults(data)


def _judge(name: str, ours: frozenset[str]) -> tuple[str, Callable[[bytes], list[str]]] | None:
    kind = name.rpartition(".")[2]
    if kind == "html":
        return "pages", lambda data: faults(data.decode(), ours)
    if kind == "json":
        return "JSON", lambda data: json_faults(data.decode(), name in NAMED)
    if kind == "xml":
        return (
            ("feeds", feed_faults) if name.endswith("feed.xml") else ("sitemap", lambda data: xml_faults(data, SITEMAP))
        )
    return None


def of_archive(root: Path, archive: Archive) -> Iterator[Judged]:
    """What is made of the whole archive to be taken away, and what the search and the cards are made from."""
    edition = Edition(reader=Reader(archive), articles=archive.articles, scope=Scope.ARCHIVE, name="")
    given = [*units(edition)]
    for name in ("epub", "tmx", "xliff", "po", "tsv", "jsonl"):
        for part, data in format_of(name).make(root, edition):
            yield from _taken_away(name, part, data, given)
    languages = archive.settings.languages
    text = "".join(write_terms(archive.terms, languages))
    yield "CSV of terms", "", table_faults(text, ",", [columns(languages), *_term_rows(archive)])
    yield from _of_search_and_cards(archive)


def _term_rows(archive: Archive) -> Iterator[list[str]]:
    names = columns(archive.settings.languages)
    for name, term in sorted(archive.terms.items()):
        cells = cells_of(term)
        yield [name, *(cells.get(column, "") for column in names[1:-1]), print_of(cells)]


def _taken_away(name: str, part: str, data: bytes, given: Sequence[Unit]) -> Iterator[Judged]:
    match name:
        case "epub":
            yield from (("EPUB", chapter, found) for chapter, found in book_faults(data))
        case "tmx":
            yield "TMX", part, xml_faults(data, TMX)
        case "xliff":
            yield "XLIFF", part, xliff_faults(data, given)
        case "po":
            yield "PO", part, po_faults(data, given)
        case "tsv":
            yield "TSV", part, table_faults(data.decode(), "\t", [*_unit_rows(given)])
        case "jsonl":
            yield "JSONL", part, lines_faults(data.decode())


def _unit_rows(given: Sequence[Unit]) -> Iterator[tuple[str, ...]]:
    yield COLUMNS
    for unit in given:
        names = (unit.ref.article, unit.ref.block, unit.state.value, unit.source, unit.target, "\n".join(unit.notes))
        yield (*names, unit.source_language, unit.ref.language, write_ref(unit.ref))


def _of_search_and_cards(archive: Archive) -> Iterator[Judged]:
    searchable, reader = Searchable(archive=archive), Reader(archive)
    for article in archive.articles:
        searchable.article(faced(reader, read_article(article)))
    for name, text in searchable.finished().items():
        yield "search index", name, json_faults(text) if name.endswith(".json") else faults(text)
    _, cards = parted({path: text for path, text in site(archive) if path.endswith(PICTURE)})
    for name, said in cards.items():
        yield "cards", name, card_faults(said)


def of_pdf(archive: Archive, articles: Sequence[Article]) -> Iterator[Judged]:
    """The data of PDFs, an article each, and the PDFs; a letter that no font has is taken out first."""
    reader = Reader(archive)
    for article in articles:
        data = document(Edition(reader=reader, articles=(article,), scope=Scope.ARTICLES, name=article.id))
        yield "PDF data", article.id, [*node_faults(data)]
        try:
            yield "PDF", article.id, pdf_faults(_set(data))
        except NotSet as refused:
            yield "PDF", article.id, [refused.words]


def _set(data: Mapping[str, Any]) -> bytes:
    """Raises NotSet where it is not for a letter."""
    while True:
        try:
            return typeset(data)
        except NotSet as refused:
            lacking = {letter for several in refused.characters for letter in several if not letter.isascii()}
            if not lacking:
                raise
            text = json.dumps(data, ensure_ascii=False)
            data = json.loads(text.translate({ord(letter): "?" for letter in lacking}))
