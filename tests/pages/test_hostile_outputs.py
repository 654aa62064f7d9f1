"""Strings of a grammar, each in a field or a term and in a block of both texts: no output takes one for its own form.

`test_inert.py` holds the pages of the whole hostile archive; `benchmarks.hostile` tries thousands of strings.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path

import pikepdf
import pytest

from diptych.model.archive import Archive
from diptych.model.exchange import Ref, Unit
from diptych.model.ledger import State
from diptych.store.archive import load
from pages import judges, outputs
from pages.archives import built_once, written
from pages.grammar import hostile_strings, unsafe_strings
from pages.hostile import GENERATED, SEED, generated, hostile_archive
from pages.oracle import TOKEN
from pages.outputs import Judged

OURS = r"(?:body|field|word)-\d+"  # the names of what the grammar gave
OUTPUTS = {"pages", "offline copy", "JSON", "feeds", "sitemap", "search index", "cards", "PDF data", "PDF"}
OUTPUTS |= {"EPUB", "TMX", "XLIFF", "PO", "TSV", "JSONL", "CSV of terms"}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hostile archive with its built site."""
    return built_once(tmp_path_factory, "hostile", hostile_archive)


@pytest.fixture(scope="module")
def archive(root: Path) -> Archive:
    """What the grammar gave of it."""
    whole = load(root)
    articles = tuple(one for one in whole.articles if re.fullmatch(OURS, one.id))
    return replace(whole, articles=articles, terms={n: t for n, t in whole.terms.items() if re.fullmatch(OURS, n)})


def judged(root: Path, archive: Archive) -> Iterator[Judged]:
    together = r"^(?:vi|en)/(?:articles|glossary|people|numbers)?/?index\.html$|\.(?:json|xml|pf_\w+)$"
    bodies = [one for one in archive.articles if one.id.startswith("body-")]
    return chain(
        outputs.of_site(root, f"{OURS}/|{together}"),
        outputs.of_archive(root, archive),
        outputs.of_pdf(archive, bodies[:2]),
    )


def test_no_output_takes_a_contributors_word_for_its_own_form(root: Path, archive: Archive) -> None:
    tried, wrong = set(), []
    for output, name, faults in judged(root, archive):
        tried.add(output)
        wrong += [(output, name, fault) for fault in faults]
    assert wrong == []
    assert tried == OUTPUTS


def test_each_string_is_in_the_archive_twice(archive: Archive) -> None:
    articles = "".join(text for one in archive.articles for text in (one.text, one.translations["en"].text))
    strings = [*islice(hostile_strings(SEED), GENERATED)]
    assert not [text for text in strings if articles.count(text) < 2]
    assert len({TOKEN.sub("", text) for text in strings}) == GENERATED


def test_a_string_with_what_is_no_text_is_refused(tmp_path: Path) -> None:
    strings = [*islice(unsafe_strings(SEED), 100)]
    files: dict[str, str | dict[str, str]] = {}
    for number, text in enumerate(strings):
        files |= {f"source_texts/a{number}/article.yml": {"language": "vi"}}
        files |= {f"source_texts/a{number}/vi.md": f"# Bài\n\n{text}\n"}
    archive = load(written(tmp_path, files))
    assert {problem.rule.code for problem in archive.problems} == {"D105"}
    assert len({problem.path for problem in archive.problems}) == len(strings)
    assert not archive.articles


def test_the_same_seed_gives_the_same_strings() -> None:
    assert [*islice(hostile_strings(5), 200)] == [*islice(hostile_strings(5), 200)]
    assert generated([*islice(hostile_strings(5), 30)]) != generated([*islice(hostile_strings(6), 30)])


# The judges: each must fire.


GIVEN = [
    Unit(
        ref=Ref(article="a", language="en", block="p1", source="0" * 32, target=""),
        source_language="vi",
        source="Một “a”\tb\\n",
        target='One "a"',
        state=State.EDITED,
        place="a/vi.md:1",
    )
]
BOOK = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{}</body></html>'
BAD: dict[str, tuple[Callable[[str], object], str]] = {
    "XML cut short": (lambda text: judges.xml_faults(text.encode(), judges.TMX), "<tmx><body></tmx>"),
    "an element": (lambda text: judges.xml_faults(text.encode(), judges.TMX), "<tmx><ph>zq1qz</ph></tmx>"),
    "a comment": (lambda text: judges.xml_faults(text.encode(), judges.TMX), "<tmx><!-- zq1qz --></tmx>"),
    "an entity": (
        lambda text: judges.xml_faults(text.encode(), judges.TMX),
        '<!DOCTYPE tmx [<!ENTITY a "b">]><tmx>&a;</tmx>',
    ),
    "an attribute": (lambda text: judges.xml_faults(text.encode(), judges.TMX), '<tmx><tu tuid="zq1qz"/></tmx>'),
    "a handler": (lambda text: judges.xml_faults(text.encode(), judges.XHTML), BOOK.format('<p onclick="a()"/>')),
    "an address": (lambda text: judges.xml_faults(text.encode(), judges.XHTML), BOOK.format('<a href="data:x"/>')),
    "no JSON": (judges.json_faults, '{"a": "zq1qz", "b": "}'),
    "a key": (judges.json_faults, '[{"a": {"zq1qz": 1}}]'),
    "a line cut in two": (judges.lines_faults, '{"a": "b\n"}\n'),
    "a formula": (lambda text: judges.table_faults(text, ",", [["=a"]]), "=a\n"),
    "a cell too many": (lambda text: judges.table_faults(text, ",", [["a,b"]]), "a,b\n"),
    "a row too many": (lambda text: judges.table_faults(text, ",", [["a"]]), "a\nb\n"),
    "PO that ends a string": (
        lambda text: judges.po_faults(text.encode(), GIVEN),
        'msgid ""\nmsgstr ""\n\nmsgid "Một “a”\\tb\\\\n"\nmsgstr "One "\nmsgid "a"\nmsgstr ""\n',
    ),
    "XLIFF with another text": (
        lambda text: judges.xliff_faults(text.encode(), GIVEN),
        "<xliff><file><body><trans-unit><source>Một</source></trans-unit></body></file></xliff>",
    ),
    "a feed's HTML": (
        lambda text: judges.feed_faults(text.encode()),
        "<feed><entry><content>&lt;img src=x onerror=zq1qz()></content></entry></feed>",
    ),
    "a script of two calls": (
        lambda text: judges.script_faults(text.encode()),
        'diptychSearch.take("a","")\nzq1qz()\n',
    ),
    "a node": (lambda text: [*judges.node_faults({"a": [{"k": text}]})], "eval"),
    "a link in a PDF's data": (lambda text: [*judges.node_faults({"k": "link", "u": text})], "javascript:a()"),
    "a card": (judges.card_faults, '{"panels": [], "archive": "", "foot": "", "zq1qz": ""}'),
}


@pytest.mark.parametrize(("judge", "output"), BAD.values(), ids=BAD)
def test_the_judges_fire(judge: Callable[[str], object], output: str) -> None:
    assert judge(output)


@pytest.mark.parametrize(
    "live",
    [{"/S": "/JavaScript", "/JS": "a()"}, {"/S": "/Launch"}, {"/S": "/URI", "/URI": "javascript:a()"}],
)
def test_the_judge_of_pdfs_fires(live: dict[str, str]) -> None:
    values = {k: pikepdf.Name(v) if v.startswith("/") else pikepdf.String(v) for k, v in live.items()}
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        assert pdf_of(pdf) == []
        pdf.Root.OpenAction = pdf.make_indirect(pikepdf.Dictionary(values))
        assert pdf_of(pdf)


def pdf_of(pdf: pikepdf.Pdf) -> list[str]:
    data = io.BytesIO()
    pdf.save(data)
    return judges.pdf_faults(data.getvalue())
