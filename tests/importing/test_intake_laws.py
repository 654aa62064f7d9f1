"""The importer's laws: no letter lost in silence, nothing raised but Refused, an end in bounded time."""

from __future__ import annotations

import time
import unicodedata
from collections import Counter
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diptych.importing.decode import decoded
from diptych.importing.extract import Intake, take
from diptych.importing.furniture import REPORT_MAX
from diptych.importing.main_content import text_of
from diptych.importing.rules import LOST
from diptych.importing.scan import words
from diptych.importing.spaces import names
from diptych.model.content import Heading
from diptych.model.inline import plain
from diptych.model.problem import Refused
from diptych.text.normal import forbidden
from diptych.text.parse import content, split
from need import need_shared
from trees import MARKS, SYLLABLES

SECONDS = 120  # of processor time: an end from none, on any machine; each takes under 6
FURNITURE = ["Chia sẻ", "Bình luận (3)", "Facebook", "Tags: a, b", "Ảnh: Reuters", "Xem thêm:"]
WORDS = st.sampled_from(SYLLABLES + MARKS + ["\xa0", "\u200b", "e\u0301", "ﬁ", "漢字", "🙂", "<!-- p7: missing -->"])
PARAGRAPHS = st.one_of(
    st.lists(WORDS, min_size=1, max_size=9).map(" ".join), st.text(max_size=40), st.sampled_from(FURNITURE)
)
TAGS = names(
    "a b br div p span em i strong li ul ol table tr td th caption blockquote h1 h2 pre code figure figcaption img nav "
    "aside article main header footer form button svg script style title textarea noscript select option dl dt dd hr "
    "section template iframe o:p body html head"
)
TAG = st.builds(
    "<{}{}{}>".format,
    st.sampled_from(["", "", "", "/", "/", "!"]),
    st.sampled_from(sorted(TAGS)),
    st.sampled_from(
        [
            "",
            "",
            " class=share",
            " href='https://a.example/(x) y?a=1&b'",
            " hidden",
            " rowspan=3 colspan=2",
            ' alt="x"',
            "/",
        ]
    ),
)
FRAGMENTS = st.lists(
    st.one_of(
        TAG,
        WORDS,
        st.text(max_size=6),
        st.sampled_from(["&amp;", "&#0;", "&#8238;", "&nbsp;", "&#x301;", "<!--", "-->"]),
    ),
    max_size=30,
).map("".join)


def letters(text: str) -> Counter[str]:
    return Counter(filter(str.isalpha, unicodedata.normalize("NFD", text)))


def kept(taken: Intake) -> Counter[str]:
    return letters(" ".join([plain(taken.title or ()), *map(text_of, taken.content), *taken.left_out]))


def check_markdown(taken: Intake) -> None:
    blocks = [content(block.text) for block in split(taken.markdown).blocks]
    title = [Heading(1, taken.title)] if taken.title else []
    assert blocks == [*title, *taken.content]
    assert taken.markdown.endswith("\n")
    assert not list(forbidden(taken.markdown))
    assert all(len(piece) <= REPORT_MAX for piece in taken.left_out)


@given(
    st.lists(PARAGRAPHS, max_size=8), st.sampled_from(["\n", "\n\n", "\r\n", "\n \n"]), st.sampled_from([None, "Tên"])
)
def test_every_letter_of_a_plain_text_is_kept_or_reported(texts: list[str], end: str, title: str | None) -> None:
    text = end.join(texts)
    try:
        taken = take(text.encode("utf-8", "surrogatepass"), "a.txt", title)
    except Refused:
        return
    assert kept(taken) == letters(text) + letters(title or "") - (letters("Tên") if "Tên" in texts else Counter())
    check_markdown(taken)


@given(st.lists(st.one_of(PARAGRAPHS, WORDS), max_size=8), st.sampled_from(["\n", "\n\n", "\r\n", "\n    "]))
def test_every_letter_of_a_markdown_text_is_kept(texts: list[str], end: str) -> None:
    text = end.join(texts)
    try:
        taken = take(text.encode("utf-8", "surrogatepass"), "a.md")
    except Refused:
        return
    check_markdown(taken)
    blocks = split(text).blocks
    assert not letters(" ".join(text_of(content(block.text)) for block in blocks)) - kept(taken)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(FRAGMENTS)
def test_every_letter_of_a_page_is_kept_or_reported(fragment: str) -> None:
    page = f"<html><body><p>{'Một câu dài của bài viết thật. ' * 4}</p><div>{fragment}</div></body></html>"
    data = page.encode("utf-8", "surrogatepass")
    try:
        taken = take(data, "a.html")
    except Refused as refused:
        assert all(problem.rule is not LOST or problem.line for problem in refused.problems)  # only a page cut short
        return
    check_markdown(taken)
    seen = letters(" ".join(word.text for word in words(decoded(data, "a.html"))))
    assert not seen - kept(taken)


@settings(deadline=None)
@given(
    st.one_of(st.binary(max_size=200), FRAGMENTS.map(lambda text: text.encode("utf-8", "surrogatepass"))),
    st.sampled_from(["a.txt", "a.md", "a.html", "a", "", "a.docx"]),
)
def test_nothing_is_raised_but_refused(data: bytes, name: str) -> None:
    try:
        taken = take(data, name)
    except Refused as refused:
        for problem in refused.problems:
            for texts in (problem.rule.message, problem.rule.hint):
                assert all(text.format(**problem.values) for text in texts.values())
        return
    check_markdown(taken)


PROSE = "<p>Một đoạn văn có thật trong bài viết này, đủ dài để là một đoạn văn.</p>"
BOMBS = {
    "depth 300": "<div>" * 300 + "x" + "</div>" * 300,
    "unclosed divs": "<div>" * 100_000 + "x",
    "unclosed inline": "<b>" * 100_000 + "x",
    "unclosed items": "<ul><li>" * 50_000 + "x",
    "unclosed paragraphs": "<p>x" * 60_000,
    "table": "<table>" + ("<tr>" + "<td>x" * 1000) * 900 + "</table>",
    "table at the limit": "<table>" + ("<tr>" + "<td>x" * 49) * 900 + "</table>",
    "spans": "<table>" + "<tr><td rowspan=99999 colspan=99999>x</td><td>y</td></tr>" * 4000 + "</table>",
    "attributes": "<p " + " ".join(f"a{n}" for n in range(100_000)) + ">x</p>",
    "attributes without spaces": "<p " + "/".join(f"a{n}" for n in range(100_000)) + ">x</p>",
    "entities": "<p>" + "&amp;" * 900_000 + "x</p>",
    "brackets": "<p>" + "[a" * 500_000 + "</p>",
    "open comments": "<!--" * 500_000,
    "open quotes": '<a b="' * 500_000,
    "open tags": "<a " * 1_000_000,
    "bold": PROSE + "<p>" + "<b>x</b> " * 4_900 + "</p>",
    "bold in boxes": PROSE + ("<p>" + "<b>x</b><i>y</i>" * 2_400 + "</p>") * 5,
    "paragraphs": ("<div>" + PROSE * 4_500 + "</div>") * 2,
    "lists in lists": ("<ul><li>x" * 45 + "<h2>y</h2>" + "</li></ul>" * 45) * 100,
    "tables in tables": ("<table><tr><td>x" * 30 + "</td></tr></table>" * 30) * 100,
    "captions": "<div class=caption>" + "x<br><br>" * 4_900 + "</div>",
    "one long text": "<p>" + "chữ " * 700_000 + "</p>",
    "json": '<script type="application/ld+json">' + "[" * 1_000_000 + "</script>" + PROSE,
}


@pytest.mark.parametrize("bomb", BOMBS, ids=str)
def test_a_hostile_page_ends_soon(bomb: str) -> None:
    assert _seconds(f"<html><body>{BOMBS[bomb]}</body></html>".encode(), "bomb.html") < SECONDS


TEXTS = {
    "brackets": "[a" * 500_000,
    "images": "![a" * 300_000,
    "few brackets": "![a" * 40_000,
    "stars": "*a **a " * 10_000,
    "quotation": "> " * 400_000 + "x",
    "list": "- " * 400_000 + "x",
    "words": ("chữ " * 70 + "\n\n") * 9_000,
    "headings": "# a\n" * 29_000,
    "headings in runs": ("## a\n" * 1000 + "\n") * 9,
    "table": "|a" * 7_000 + "|\n" + "|-" * 7_000 + "|\n",
    "table of short rows": "|a" * 500 + "|\n" + "|-" * 500 + "|\n" + "|a\n" * 9_000,
    "rules": "---\n" * 9_000,
    "lines": "chữ chữ chữ chữ chữ chữ chữ chữ chữ chữ\n" * 60_000,
    "blank lines": "x\n" + "\n" * 2_000_000,
    "front matter": "---\n" + "a: b\n" * 400_000,
    "controls": "\x07\n" * 1_000_000 + "x",
    "ticks": "`a``b" * 9_000,
    "escapes": "\\<&" * 400_000 + "x",
}


@pytest.mark.parametrize("name", ["bomb.txt", "bomb.md"])
@pytest.mark.parametrize("bomb", TEXTS, ids=str)
def test_a_hostile_text_ends_soon(bomb: str, name: str) -> None:
    assert _seconds(TEXTS[bomb].encode(), name) < SECONDS


def test_a_file_of_twenty_megabytes_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        take(b"a" * 20_000_000, "a.html")
    assert len(refused.value.problems) == 1


def _seconds(data: bytes, name: str) -> float:
    start = time.process_time()
    with suppress(Refused):
        check_markdown(take(data, name))
    return time.process_time() - start


def test_the_real_text_needs_a_title_and_keeps_every_line() -> None:
    source = next(need_shared("seed").glob("*.txt"))
    bare = take(source.read_bytes(), source.name)
    assert bare.title is None
    assert list(bare.left_out) == ["Bình luận (0)"]
    titled = take(source.read_bytes(), source.name, "Một tên")
    assert titled.title_supplied
    assert titled.markdown == "# Một tên\n\n" + bare.markdown
    assert letters(source.read_text("utf-8")) == kept(bare)
    assert len(bare.content) == len(source.read_text("utf-8").splitlines()) - 1
    assert [number for number, block in enumerate(bare.content) if type(block).__name__ == "Caption"] == [3]
