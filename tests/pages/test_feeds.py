"""The feeds: valid Atom with stable ids and the records' dates; inert; no more than may be shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import html5lib
import pytest
from lxml import etree

from diptych.model.archive import Archive
from diptych.model.article import Article, Translation
from diptych.model.record import Credits, Record
from diptych.model.settings import Settings
from diptych.site.all_pages import site
from pages.hostile import VALUES, Tokens
from pages.oracle import faults

SETTINGS = Settings(name={"vi": "Kho <&> “lạ”", "en": "Archive"}, languages=("vi", "en"), address="https://a.example/")
ATOM = {"a": "http://www.w3.org/2005/Atom"}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT00:00:00Z")


def feeds(*articles: Article) -> dict[str, Any]:
    files = dict(site(Archive(settings=SETTINGS, articles=articles, terms={}, problems=())))
    return {tag: etree.fromstring(files[f"{tag}/feed.xml"].encode()) for tag in ("vi", "en")}


def article(name: str, title: str = "Bài", body: Sequence[str] = ("Đoạn.",), **record: Any) -> Article:
    vi = "\n\n".join([f"# {title}", *body])
    return Article(
        id=name,
        record=Record(language="vi", **record),
        text=vi,
        known=(),
        translations={"en": Translation(f"# {title} en\n\nA paragraph.")},
    )


def texts(feed: Any, path: str) -> list[str]:
    return [str(found) for found in feed.xpath(path, namespaces=ATOM)]


def test_the_newest_first_by_the_day_they_were_added() -> None:
    days = {"a": "2020-01-02", "b": "2021", "c": "2020-05", "d": None}
    feed = feeds(*(article(name, added=day) for name, day in days.items()))["vi"]
    address = "https://a.example/vi/articles"
    assert texts(feed, "a:entry/a:id/text()") == [f"{address}/b/", f"{address}/c/", f"{address}/a/"]
    assert texts(feed, "a:entry/a:updated/text()") == [
        "2021-01-01T00:00:00Z",
        "2020-05-01T00:00:00Z",
        "2020-01-02T00:00:00Z",
    ]
    assert texts(feed, "a:updated/text()") == ["2021-01-01T00:00:00Z"]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_a_feed_must_have(language: str) -> None:
    """RFC 4287, 4.1: an id, a title, a moment; an author; one link to itself and one to its page."""
    feed = feeds(article("a", added="2020-01-02", published="2019", author="Ai", topics=("law",)))[language]
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    for parent in (feed, *feed.findall("a:entry", ATOM)):
        for name in ("id", "title", "updated"):
            assert len(parent.findall(f"a:{name}", ATOM)) == 1
        assert MOMENT.fullmatch(parent.findtext("a:updated", namespaces=ATOM))
        assert parent.find("a:author/a:name", ATOM) is not None
        assert len(texts(parent, "a:link[@rel='alternate']/@href")) == 1
    assert texts(feed, "a:link[@rel='self']/@href") == [f"https://a.example/{language}/feed.xml"]
    assert texts(feed, "a:entry/a:category/@term") == ["law"]


def test_translators_and_reviewers_are_named() -> None:
    credits = {"en": Credits(("Lan & Anh", "Bình"), ("Bình", "Ân"))}
    feed = feeds(article("a", added="2020", translations=credits))["vi"]
    assert texts(feed, "a:entry/a:contributor/a:name/text()") == ["Lan & Anh", "Bình", "Ân"]


def test_an_empty_archive_has_an_empty_feed() -> None:
    feed = feeds()["en"]
    assert texts(feed, "a:entry") == []
    assert texts(feed, "a:title/text()") == ["Archive"]


def test_an_entry_shows_how_both_texts_begin_and_what_nobody_has_reviewed() -> None:
    feed = feeds(article("a", "Bài", ["Bắt đầu.", "Tiếp."], added="2020"))["en"]
    (content,) = texts(feed, "a:entry/a:content/text()")
    tree = html5lib.parseFragment(content, namespaceHTMLElements=False)
    assert [(p.get("lang"), "".join(p.itertext())) for p in tree] == [
        ("en", "Bài en"),
        ("en", "A paragraph."),
        ("vi", "Bài"),
        ("vi", "Bắt đầu."),
        ("en", "The translation: by a person."),
    ]


@pytest.mark.parametrize(("publish", "body"), [("excerpt", ["x " * 700 + "zqkínqz"]), ("record", ["zqkínqz"])])
def test_no_more_than_may_be_shown(publish: str, body: Sequence[str]) -> None:
    for feed in feeds(article("a", "Bài", body, publish=publish, added="2020")).values():
        shown = etree.tostring(feed, encoding="unicode")
        assert "Bài" in shown
        assert "zqkínqz" not in shown


def test_hostile_words_stay_words() -> None:
    tokens = Tokens()
    articles = [
        article(
            f"a{n}",
            tokens.into(value),
            [tokens.into(value)],
            author=tokens.into(value)[:400],
            added=f"20{n % 60:02}",
        )
        for n, value in enumerate(VALUES)
    ]
    for start in range(0, len(articles), 20):
        for feed in feeds(*articles[start : start + 20]).values():
            entries = feed.findall("a:entry", ATOM)
            assert len(entries) == len(articles[start : start + 20])
            for entry in entries:
                assert {child.tag.rpartition("}")[2] for child in entry} <= set(
                    "id title updated link author content".split()
                )
                content = entry.findtext("a:content", namespaces=ATOM)
                assert not faults(f"<!doctype html><title>x</title><body>{content}")
                assert set(entry.find("a:link", ATOM).attrib) == {"rel", "type", "href"}
