"""The concordance: every place of a term with what faces it, the term marked, the state said, and no hidden word."""

from __future__ import annotations

import re
from typing import Any

import pytest

from diptych.model.archive import Archive
from diptych.model.article import Article, Translation
from diptych.model.inline import Break, Code, Emphasis, Line, Link, NoteMark, Sentence, Strong, Term, Text
from diptych.model.record import Record
from diptych.model.settings import Settings
from diptych.model.term import GlossaryTerm, Wording
from diptych.reading.article import read_article
from diptych.reading.facing import Reader, faced
from diptych.site.all_pages import site
from diptych.site.glossary.concordance import pairs
from diptych.text.glossary import glossary, occurrences

SETTINGS = Settings(name={"vi": "Kho", "en": "Archive"}, languages=("vi", "en"), address="https://a.example/")
TERMS = {
    "cua-hau": GlossaryTerm(
        languages={"vi": Wording("cửa hậu", "…", ("cổng hậu",)), "en": Wording("backdoor", "…", ("back door",))}
    ),
    "an-ninh": GlossaryTerm(languages={"vi": Wording("an ninh", "…"), "en": Wording("security", "…")}),
}


def archive(vi: str, en: str | None, **record: Any) -> Archive:
    """One article, its blocks parted by `/`."""
    texts = [text.replace(" / ", "\n\n") for text in (vi, en or "")]
    made = {"en": Translation(f"# Title\n\n{texts[1]}")} if en is not None else {}
    shown = Record(language="vi", **record)
    one = Article(id="bai", record=shown, text=f"# Bài\n\n{texts[0]}", known=(), translations=made)
    return Archive(settings=SETTINGS, articles=(one,), terms=TERMS, problems=())


def places(vi: str, en: str | None, **record: object) -> list[list[str]]:
    """The places as (paragraph, original, translation), what is found in brackets."""
    held = archive(vi, en, **record)
    reader = Reader(held)
    found = pairs(reader, faced(reader, read_article(held.articles[0]))["en"])
    out = []
    for pair in found:
        texts = []
        for piece in pair.pieces:
            text = piece.text
            for hit in reversed(piece.hits):
                text = f"{text[: hit.start]}[{text[hit.start : hit.end]}]{text[hit.end :]}"
            texts.append(text)
        out.append([pair.row.ids[0] if pair.row.ids else "", *texts])
    return out


def test_facing_sentences_each_time_a_term_stands_in_one() -> None:
    vi = "Máy có cửa hậu. Không ai biết điều ấy cả, kể cả người bán. An ninh kém, nhiều cửa hậu."
    en = "The machine has a backdoor. Nobody knows of it at all, not even the seller. Bad security, many backdoors."
    assert places(vi, en) == [
        ["p2", "Máy có [cửa hậu].", "The machine has a [backdoor]."],
        ["p2", "[An ninh] kém, nhiều [cửa hậu].", "Bad [security], many [backdoors]."],
    ]


def test_the_whole_block_where_sentences_are_not_sure_to_face_each_other() -> None:
    vi, en = "Một cửa hậu. Hai. Ba.", "One backdoor, two, three and a great deal more of it. So it is."
    assert [place[0] for place in places(vi, en)] == ["p2"]
    assert places(vi, en)[0][1] == "Một [cửa hậu]. Hai. Ba."


@pytest.mark.parametrize(
    ("vi", "en", "expected"),
    [
        ("Một cửa hậu. Hai.", None, [["p2", "Một [cửa hậu]."]]),
        ("Một cửa hậu. / Hai.", "<!-- p2: missing --> / Two.", [["p2", "Một [cửa hậu].", ""]]),
        ("Không. / Hai.", "A backdoor. / Two.", [["p2", "Không.", "A [backdoor]."]]),
        ("Không. / Hai.", "No. / Two.", []),
        ("## Cửa hậu / Hai.", "## Backdoor / Two.", []),
        ("- cửa hậu\n- hai", "- one\n- two", [["p2", "[cửa hậu]", "one"]]),
        ("- cửa hậu\n- hai", "- one backdoor", [["p2", "[cửa hậu] hai", "one [backdoor]"]]),
        ("| cửa hậu | b |\n|---|---|\n| c | d |", "| a | b |\n|---|---|\n| c | d |", [["p2", "[cửa hậu]", "a"]]),
        ("> Một cửa hậu.", "> One.", [["p2", "Một [cửa hậu].", "One."]]),
        ("`cửa hậu` và [cửa hậu](https://a.example)", "Two.", []),
        ("**cửa** hậu, *cửa hậu*", "Two.", [["p2", "cửa hậu, [cửa hậu]", "Two."]]),
    ],
)
def test_what_is_a_place(vi: str, en: str | None, expected: list[list[str]]) -> None:
    assert places(vi, en) == expected


def test_no_more_than_may_be_shown() -> None:
    vi = " / ".join(f"Đoạn {n} có cửa hậu." for n in range(2, 8))
    en = " / ".join(f"Paragraph {n} has a backdoor." for n in range(2, 8))
    assert len(places(vi, en)) == 6
    assert [place[0] for place in places(vi, en, publish="excerpt")] == ["p2", "p3"]
    assert places(vi, en, publish="record") == []


# The page.


def page(vi: str, en: str | None, language: str = "vi", **record: object) -> str:
    return dict(site(archive(vi, en, **record)))[f"{language}/glossary/cua-hau.md"]


def told(text: str) -> list[list[str]]:
    """The rows of the table of renderings."""
    table = re.findall(r"<tr>(.*?)</tr>", text.split("<figure")[-1])
    return [[re.sub(r"<.*?>", "", cell) for cell in re.findall(r"<t[hd].*?>(.*?)</t[hd]>", row)] for row in table[1:]]


def test_how_often_each_rendering_stands_there() -> None:
    vi = " / ".join(["Có cửa hậu."] * 4 + ["Thêm cổng hậu."])
    en = " / ".join(["A backdoor.", "Backdoors.", "A back door.", "It has one.", "<!-- p6: missing -->"])
    assert told(page(vi, en)) == [
        ["backdoor", "2", "40%"],
        ["Chưa dịch", "1", "20%"],
        ["cách nói khác", "1", "20%"],
        ["back door", "1", "20%"],
    ]
    assert told(page(vi, en, "en")) == [["cửa hậu", "3", "100%"]]


def test_a_place_leads_to_its_paragraph_and_says_its_state() -> None:
    text = page("Có cửa hậu.", "A backdoor.")
    assert '<p class="dt-here">Có <mark>cửa hậu</mark>.</p>' in text
    assert '<p class="dt-there" lang="en">A <mark>backdoor</mark>.</p>' in text
    assert '[¶&nbsp;2](../articles/bai.md#p2 "Đoạn 2") <span class="dt-pair-state">do người dịch</span>' in text


def test_only_the_pages_own_term_is_marked() -> None:
    assert "an ninh" in page("Cửa hậu hại an ninh.", "None.")
    assert page("Cửa hậu hại an ninh.", "None.").count("<mark>") == 1


def test_of_a_long_block_what_stands_around_the_term() -> None:
    vi = "trước " * 400 + "cửa hậu " + "sau " * 400
    en = "before " * 300
    text = page(vi, en)
    assert "… trước" in text and "<mark>cửa hậu</mark> sau" in text
    assert max(len(line) for line in text.split("\n") if line.startswith("<p ")) < 800


def test_years_are_told_only_where_they_are_known() -> None:
    assert "<svg" not in page("Có cửa hậu.", "A backdoor.")
    text = page("Có cửa hậu.", "A backdoor.", published="2020-05")
    assert "<title>2020: 1</title>" in text
    assert "<td>1</td><td>1</td></tr>" in text.split("<details>")[1]


def test_fifty_places_a_page() -> None:
    vi, en = (" / ".join(f"{word} {n}." for n in range(120)) for word in ("Cửa hậu", "A backdoor"))
    files = dict(site(archive(vi, en)))
    pages = [files["vi/glossary/cua-hau.md"], *(files[f"vi/glossary/cua-hau/{n}.md"] for n in (2, 3))]
    assert [text.count('class="dt-pair"') for text in pages] == [50, 50, 20]
    assert "](../../articles/bai.md#p60 " in pages[1]
    assert ["noindex: true" in text for text in pages] == [False, True, True]
    assert "<svg" not in pages[1] and "<table" not in pages[1]


# Mentions in a line: where `annotate` could mark one, and each of them.

VI = glossary(TERMS, "vi")
HIT = Term("cua-hau", (Text("cửa hậu"),))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ((Text("cửa hậu, cửa hậu"),), [0, 9]),
        ((HIT, Text(", cửa hậu")), [0, 9]),
        ((Sentence(1, (Text("Một cửa hậu. "),)), Sentence(2, (Text("Hai cửa hậu."),))), [4, 17]),
        ((Text("a "), Emphasis((Text("cửa hậu"),)), Text(" b")), [2]),
        ((Text("cửa "), Strong((Text("hậu"),))), []),
        ((Code("cửa hậu"), Text(" cửa hậu")), [8]),
        ((Link("https://a.example", (Text("cửa hậu"),)), Text(" cửa hậu")), [8]),
        ((Text("cửa"), Break(), Text("hậu")), []),
        ((Text("cửa hậu"), NoteMark("1"), Text(", cửa hậu")), [0, 9]),
        ((), []),
    ],
)
def test_every_mention_in_a_line(line: Line, expected: list[int]) -> None:
    assert [hit.start for hit in occurrences(VI, line)] == expected
