"""No word is lost between an archive and its pages: every block of both texts stands on the built page in full."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.model.archive import Archive
from diptych.model.article import Article, Translation
from diptych.model.content import Content
from diptych.model.record import Record
from diptych.model.settings import Settings
from diptych.site.all_pages import site
from diptych.store.archive import load
from diptych.text.bitext import read_bitext
from diptych.text.write import NotWritable, proved
from need import need_shared
from pages.archives import TRIAL
from pages.expected import shown_blocks
from pages.oracle import visible
from pages.rendered import rendered
from trees import HOSTILE, contents

SETTINGS = Settings(name={"vi": "Kho"}, languages=("vi", "en"), address="https://a.example/")


def published(article: Article, language: str) -> str:
    """A translation without the blocks that have lost their source: those are kept in the file alone."""
    reading = read_bitext(article, language)
    kept = [block.text for at, block in enumerate(reading.target.blocks) if at not in reading.bitext.orphans]
    return "\n\n".join(kept)


def lost(archive: Archive) -> Iterator[tuple[str, str]]:
    """Every block of a text that is not on its article's pages: (page, the block's text)."""
    pages = dict(site(archive))
    for article in archive.articles:
        texts = [article.text, *(published(article, language) for language in article.translations)]
        assert len(texts) <= 2, "a page faces two texts"
        for language in archive.settings.languages:
            path = f"{language}/articles/{article.id}.md"
            page = visible(rendered(pages[path])[0])
            yield from ((path, block) for text in texts for block in shown_blocks(text) if block not in page)


@cache
def documents() -> dict[str, list[tuple[str, str]]]:
    found = defaultdict(list)
    with (need_shared("corpus") / "ntrex-vi-en.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            found[row["document"]].append((row["vi"], row["en"]))
    return dict(found)


def article(name: str, source: Sequence[str], target: Sequence[str]) -> Article:
    texts = ["\n\n".join([f"# {blocks[0]}", *blocks[1:]]) + "\n" for blocks in (source, target)]
    return Article(
        id=name, record=Record(language="vi"), text=texts[0], known=(), translations={"en": Translation(texts[1])}
    )


def test_the_trial_archive_is_shown_whole() -> None:
    archive = load(TRIAL)
    assert len(archive.articles) >= 4
    assert not list(lost(archive))


def test_forty_one_news_articles_are_shown_whole() -> None:
    terms = load(TRIAL).terms
    articles = [
        article(f"bai-{number}", *zip(*pairs, strict=True)) for number, pairs in enumerate(documents().values(), 1)
    ]
    assert len(articles) == 41
    assert not list(lost(Archive(settings=SETTINGS, articles=tuple(articles), terms=terms, problems=())))


def written(blocks: Sequence[Content]) -> list[str]:
    """The blocks that the archive's own files can hold, as those files write them."""
    out = []
    for block in blocks:
        try:
            out.append(proved(block))
        except NotWritable:
            continue
    return out


@given(st.lists(contents(HOSTILE), max_size=6), st.lists(contents(HOSTILE), max_size=6))
@settings(max_examples=60, deadline=None)
def test_any_article_is_shown_whole(source: Sequence[Content], target: Sequence[Content]) -> None:
    made = article("bai", ["Tiêu đề", *written(source)], ["Title", *written(target)])
    assert not list(lost(Archive(settings=SETTINGS, articles=(made,), terms={}, problems=())))


@given(st.lists(HOSTILE, min_size=1, max_size=8).map("\n".join), st.lists(HOSTILE, max_size=8).map("\n\n".join))
@settings(max_examples=60, deadline=None)
def test_any_text_is_shown_whole(source: str, target: str) -> None:
    made = Article(
        id="bai", record=Record(language="vi"), text=source, known=(), translations={"en": Translation(target)}
    )
    assert not list(lost(Archive(settings=SETTINGS, articles=(made,), terms={}, problems=())))


# What once went missing.

LOST = {
    "a second title": "# Một\n\nĐoạn.\n\n# Hai\n\nĐoạn.",
    "text before the title": "*Ảnh: A*\n\n# Một\n\nĐoạn.",
    "no title": "Đoạn một.\n\nĐoạn hai.",
    "nothing but a heading of a lower level": "## Một",
    "a picture inside a link": "# Một\n\n[![ảnh](https://a.example/i.png) và chữ](https://a.example)",
    "a note called twice": "# Một\n\nA[^1] và B[^1]\n\n[^1]: Chú thích.",
    "two notes of one name": "# Một\n\nA[^1]\n\n[^1]: Một.\n\n[^1]: Hai.",
    "a note that nothing calls": "# Một\n\nA.\n\n[^1]: Một.",
    "a line end by reference": "# Một\n\na&#13;&#13;    b&#10;&#10;- c&#x2028;# d",
    "a link without text": "# Một\n\nXem [](https://a.example/x).",
    "an address with &#": "# Một\n\nXem [trang](https://a.example/?b=1&#c;) *và* **hai**.\n\n*Ba*.",
    "a first line like metadata": "Interviewer: Hỏi gì?\n\nAnswer: Đáp.",
    "front matter": "---\ntitle: x\n---\n\nĐoạn.",
    "a table with empty cells": "# Một\n\n| a |  |\n|---|---|\n|  | b |",
    "code in a list": "# Một\n\n- a\n\n  ```\n  mã\n\n      [TOC]\n  ```\n- b",
    "blocks in a list": "# Một\n\n- ## Hai\n- a\n\n  | b |\n  |---|\n  | c |\n\n  > d\n- e\n  1. f",
    "a heading in a quotation": "# Một\n\n> # Hai\n>\n> > ba",
    "nothing": "",
}


@pytest.mark.parametrize("text", LOST.values(), ids=LOST)
@pytest.mark.parametrize("side", ["source", "translation"])
def test_nothing_is_lost_with(text: str, side: str) -> None:
    plain = "# Tiêu đề\n\nMột đoạn."
    source, target = (text, plain) if side == "source" else (plain, text)
    made = Article(
        id="bai", record=Record(language="vi"), text=source, known=(), translations={"en": Translation(target)}
    )
    archive = Archive(settings=SETTINGS, articles=(made,), terms={}, problems=())
    assert not list(lost(archive))
