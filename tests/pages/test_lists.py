"""Lists that grow with the archive: paged, by date, topic, publisher, language and state; related articles; numbers."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from diptych.model.archive import Archive
from diptych.model.article import Article, Translation
from diptych.model.ledger import State
from diptych.model.record import Record, Withdrawal
from diptych.model.settings import Settings
from diptych.model.term import GlossaryTerm, Wording
from diptych.site.all_pages import site
from diptych.site.lists.groups import grouped
from diptych.site.lists.home import home_page
from diptych.site.lists.indexes import article_lists
from diptych.site.lists.related import related
from diptych.site.lists.sheets import Card, place_name, sheets
from diptych.site.markup.charts import Bar, bar_chart, percent
from pages.oracle import parsed

SETTINGS = Settings(name={"vi": "Kho", "en": "Archive"}, languages=("vi", "en"), address="https://a.example/")
EMPTY = Archive(settings=SETTINGS, articles=(), terms={}, problems=())
BLANK = Card(
    id="a",
    title="A",
    subtitle="",
    facts="",
    added="",
    published="",
    language="vi",
    texts=("vi",),
    publisher="",
    author="",
    topics=(),
    terms=frozenset(),
    status=State.EDITED,
    begins=(),
)


def cards(count: int, **more: object) -> list[Card]:
    return [replace(BLANK, id=f"a{n}", title=f"Bài {n}", **more) for n in range(count)]  # type: ignore[arg-type]


def lists(*found: Card, language: str = "vi") -> dict[str, str]:
    states = {card.status for card in found}
    return dict(article_lists(grouped(EMPTY, found, language, states)))


# Pages of a list.


@pytest.mark.parametrize(
    ("count", "paths", "sizes"),
    [
        (0, ["x/y"], [0]),
        (1, ["x/y"], [1]),
        (3, ["x/y"], [3]),
        (4, ["x/y", "x/y/2"], [3, 1]),
        (9, ["x/y", "x/y/2", "x/y/3"], [3, 3, 3]),
    ],
)
def test_a_list_is_cut_into_pages(count: int, paths: list[str], sizes: list[int]) -> None:
    found = sheets("x/y", range(count), 3)
    assert [sheet.path for sheet in found] == paths
    assert [len(sheet.entries) for sheet in found] == sizes


def test_each_page_leads_to_those_around_it() -> None:
    first, *_, seventh = sheets("vi/x/y", range(90), 10)[:7]
    assert re.findall(r"\[(\d+)\]\((.+?)\)", first.pager("vi")) == [("2", "y/2.md"), ("3", "y/3.md"), ("9", "y/9.md")]
    assert re.findall(r"\]\((.+?)\)", seventh.pager("vi")) == ["../y.md", "5.md", "6.md", "8.md", "9.md"]
    assert '<span aria-current="page">7</span>' in seventh.pager("vi")
    assert not sheets("vi/x/y", range(10), 10)[0].pager("vi")


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Tuổi Trẻ", "tuoi-tre"), ("BBC News", "bbc-news"), ("index", "x-"), ("人民日报", "x-"), ("<b>", "b")],
)
def test_the_address_of_a_publisher_holds_letters_digits_and_hyphens(name: str, expected: str) -> None:
    made = place_name(name)
    assert re.fullmatch(r"[a-z0-9-]+", made)
    assert made == expected or (expected == "x-" and made.startswith("x-"))


# Groups.


def test_articles_stand_under_their_year_topic_publisher_language_and_state() -> None:
    one = replace(
        BLANK,
        published="2020-09-08",
        topics=("law", "web"),
        publisher="Tuổi Trẻ",
        texts=("vi", "en"),
        status=State.MACHINE,
    )
    assert {path for path in lists(one) if path != "vi/articles/index.md"} == {
        "vi/articles/year/2020.md",
        "vi/articles/topic/law.md",
        "vi/articles/topic/web.md",
        "vi/articles/publisher/tuoi-tre.md",
        "vi/articles/language/vi.md",
        "vi/articles/language/en.md",
        "vi/articles/status/machine.md",
    }


def test_what_has_no_date_stands_under_that_and_comes_last() -> None:
    dated = [replace(BLANK, id=f"a{day}", published=day) for day in ("2019", "2021-03", "2021-03-04")]
    found = grouped(EMPTY, [BLANK, *dated], "en", {State.EDITED})
    assert [group.title for group in found.kinds["year"]] == ["Published in 2021", "Published in 2019", "Undated"]


def test_spellings_of_one_publisher_are_one_under_the_commonest() -> None:
    spelled = ["BBC News", "BBC news", "BBC News"]
    found = grouped(EMPTY, [replace(BLANK, publisher=name) for name in spelled], "vi", {State.EDITED})
    assert [(group.label, len(group.cards)) for group in found.kinds["publisher"]] == [("BBC News", 3)]


def test_a_state_that_only_another_languages_pages_have_has_a_page_and_asks_for_no_index() -> None:
    states = {State.EDITED, State.MISSING}
    pages = dict(article_lists(grouped(EMPTY, [BLANK], "vi", states)))
    assert "noindex: true" in pages["vi/articles/status/missing.md"]
    assert "noindex: false" in pages["vi/articles/status/edited.md"]


def test_the_timeline_leads_to_years_and_a_years_months_to_their_place() -> None:
    found = [replace(BLANK, id=f"a{n:03}", published=f"2021-{1 + n // 30:02}-05") for n in range(90)]
    pages = lists(*found, replace(BLANK, id="b", published="2019"))
    assert re.findall(r'<a href="(year/.+?)"', pages["vi/articles/index.md"])[:2] == ["year/2019/", "year/2021/"]
    months = dict.fromkeys(re.findall(r'<a href="(.+?)"', pages["vi/articles/year/2021.md"]))
    assert list(months) == ["2/#h-thang-1-nam-2021", "#h-thang-2-nam-2021", "#h-thang-3-nam-2021"]
    assert "## Tháng 1 năm 2021" in pages["vi/articles/year/2021/2.md"]
    assert "## Tháng 2 năm 2021" in pages["vi/articles/year/2021.md"]


def test_many_publishers_have_a_page_of_their_own_by_name() -> None:
    found = [replace(BLANK, id=f"a{n}", publisher=f"Báo {n:03}") for n in range(250)]
    pages = lists(*found)
    assert pages["vi/articles/index.md"].count("](publisher/") == 13
    assert pages["vi/articles/publisher/index.md"].count("](bao-") == 0
    assert pages["vi/articles/publisher/index.md"].count("](../publisher/bao-") == 200
    assert pages["vi/articles/publisher/index/2.md"].count("](../../publisher/bao-") == 50


# Home, of few articles and of many.


def test_home_shows_a_few_whatever_the_number() -> None:
    for count in (0, 1, 4, 500):
        found = cards(count, published="2020", added="2026-01-01", terms=frozenset({"t"}))
        page = home_page(grouped(EMPTY, found, "vi", {State.EDITED}))
        assert page.count("\n### [Bài") == min(count, 6) + min(max(count - 6, 0), 3)
        assert '<div class="dt-home-search"' in page


def test_a_new_reader_is_sent_to_what_people_have_read_and_where_terms_meet() -> None:
    newest = cards(6, added="2026")
    drafted = replace(BLANK, id="m", title="Máy", status=State.MACHINE, terms=frozenset("abcdef"))
    read = replace(BLANK, id="r", title="Đã đọc", status=State.REVIEWED, terms=frozenset("ab"))
    bare = replace(BLANK, id="b", title="Không", status=State.REVIEWED)
    page = home_page(grouped(EMPTY, [*newest, drafted, read, bare], "vi", {State.EDITED}))
    assert re.findall(r"### \[(Máy|Đã đọc|Không)\]", page) == ["Đã đọc", "Máy"]


# Related articles.


def test_the_rarest_shared_terms_count_most() -> None:
    held = {"a": "xy", "b": "x", "c": "y", "d": "y", "e": "y", "f": "z"}
    found = dict(related([replace(BLANK, id=name, terms=frozenset(terms)) for name, terms in held.items()]))
    (nearest, shared), *_ = found["a"]
    assert (nearest.id, shared) == ("b", ("x",))
    assert {card.id for card, _ in found["a"]} == {"b", "c", "d", "e"}
    assert found["f"] == []


def test_a_term_that_is_everywhere_costs_no_more_than_its_neighbours() -> None:
    every = [replace(BLANK, id=f"a{n:05}", published=f"{1000 + n}", terms=frozenset({"t"})) for n in range(8000)]
    begun = time.process_time()
    found = dict(related(every))
    assert time.process_time() - begun < 60  # comparing each with each takes many times as long
    assert [card.id for card, _ in found["a04000"]] == ["a04001", "a03999", "a04002", "a03998"]


# Charts.


def test_a_chart_has_its_title_its_description_and_its_figures_as_a_table() -> None:
    svg = bar_chart(
        "Theo năm",
        "Hai năm.",
        ["Năm", "Bài"],
        [Bar(label="2020", value=3, href="a/"), Bar(label="2021", value=0), Bar(label="2022", value=1)],
        "vi",
    )
    tree = parsed(svg)
    (drawing,) = (element for element in tree.iter() if str(element.tag).endswith("svg"))
    assert drawing.get("aria-label") == "Theo năm. Hai năm."
    assert [a.get("aria-label") for a in drawing.iter() if str(a.tag).endswith("}a") or a.tag == "a"] == ["2020: 3"]
    cells = ["".join(cell.itertext()) for cell in tree.iter() if cell.tag in ("th", "td")]
    assert cells == ["Năm", "Bài", "2020", "3", "2022", "1"]
    assert not bar_chart("a", "b", [], [Bar(label="2020", value=0)], "vi")


@pytest.mark.parametrize(
    ("part", "whole", "said"), [(0, 9, "0%"), (1, 1000, "1%"), (999, 1000, "99%"), (9, 9, "100%"), (0, 0, "0%")]
)
def test_a_share_is_never_rounded_to_nothing_or_to_all(part: int, whole: int, said: str) -> None:
    assert percent(part, whole) == said


# The numbers.


def small(**records: Record) -> Archive:
    terms = {"cua-hau": GlossaryTerm(languages={"vi": Wording("cửa hậu", "…"), "en": Wording("backdoor", "…")})}
    made = [
        Article(
            id=name,
            record=record,
            text=f"# Bài {name}\n\nMột cửa hậu.",
            known=(),
            translations={"en": Translation("# A\n\nOne backdoor more.")},
        )
        for name, record in records.items()
    ]
    return Archive(settings=SETTINGS, articles=tuple(made), terms=terms, problems=())


def test_numbers_are_the_same_on_the_page_and_as_data() -> None:
    files = dict(site(small(a=Record(language="vi", published="2020-01"), b=Record(language="vi"))))
    data = json.loads(files["numbers.json"])
    assert data["articles"] == 2
    assert data["words"] == {"vi": 2 * (2 + 3), "en": 2 * (1 + 3)}
    assert data["originals"] == {"vi": 2}
    assert data["translations"] == {"en": 2}
    assert (data["years"], data["undated"]) == ({"2020": 1}, 1)
    assert data["paragraphs"]["en"] == {**dict.fromkeys(map(str, State), 0), "edited": 4}
    page = files["en/numbers.md"]
    assert "2 articles, 1 term." in page
    assert "<td>4</td><td>100%</td>" in page


def test_a_withdrawn_text_is_in_no_list() -> None:
    gone = Record(
        language="vi", published="2020", publish="record", withdrawn=Withdrawal("2021-01-01", {"vi": "Vì thế."})
    )
    files = dict(site(small(a=gone, b=Record(language="vi", published="2020"))))
    assert "vi/articles/a.md" in files
    for path, text in files.items():
        if not path.startswith(("vi/articles/a.", "en/articles/a.", "assets/")):
            assert "Bài a" not in text, path


def test_the_same_pages_are_there_in_every_language() -> None:
    files = dict(
        site(small(a=Record(language="vi", published="2020", publisher="P", topics=("t",)), b=Record(language="en")))
    )
    assert {p[3:] for p in files if p.startswith("vi/")} == {p[3:] for p in files if p.startswith("en/")}


def links(text: str) -> Iterator[str]:
    yield from re.findall(r"\]\(([^)#\s]+\.md)", text)


def test_every_link_between_generated_pages_leads_to_one() -> None:
    found = [
        replace(
            BLANK, id=f"a{n:03}", published=f"{2000 + n % 20}-{1 + n % 12:02}", publisher=f"B {n % 300}", topics=("t",)
        )
        for n in range(700)
    ]
    pages = lists(*found)
    known = {*pages, *(f"vi/articles/{card.id}.md" for card in found)}
    for path, text in pages.items():
        for target in links(text):
            parts = path.split("/")[:-1]
            for step in target.split("/"):
                parts = parts[:-1] if step == ".." else [*parts, step]
            assert "/".join(parts) in known, (path, target)
        assert len(text.encode()) < 60_000, path
