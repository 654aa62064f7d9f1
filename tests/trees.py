"""Generators of trees and texts for the property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from diptych.model.content import (
    Caption,
    CodeBlock,
    Content,
    Figure,
    Heading,
    Items,
    Note,
    Paragraph,
    Quotation,
    Table,
)
from diptych.model.inline import Code, Emphasis, Image, Line, Link, NoteMark, Strong, Text, joined

SYLLABLES = [
    "cửa",
    "hậu",
    "dữ liệu",
    "Đống Đa",
    "Huế",
    "backdoor",
    "the",
    "1.234,5",
    "2020",
    "“",
    "”",
    "–",
    "…",
]
MARKS = list("*_`[]()<>&#+-.!|~=:\\\"'{}^$%@/;") + [
    "&amp;",
    "http://a.b",
    "1.",
    "- ",
    "# ",
    "> ",
    "```",
    "---",
    "<b>",
]
WORDS = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=6).map(" ".join)
HOSTILE = st.lists(st.sampled_from(SYLLABLES + MARKS), min_size=1, max_size=10).flatmap(
    lambda parts: st.sampled_from([" ".join(parts), "".join(parts)])
)
HREFS = st.sampled_from(["https://a.example/b_c", "https://a.example/(x)?q=1&r=2", "mailto:a@b.example"])


def lines(texts: st.SearchStrategy[str], marked: bool = True) -> st.SearchStrategy[Line]:
    """Lines whose edges are text, so that they mean the same in every Markdown."""
    text = texts.map(lambda s: Text(" ".join(s.split())))
    inner = text.map(lambda node: (node,))
    spans = st.one_of(
        inner.map(Emphasis),
        inner.map(Strong),
        st.builds(Link, HREFS, inner),
        texts.map(lambda s: Code(s.strip() or "x")),
        st.just(NoteMark("1")),
        st.builds(Image, st.just("https://a.example/i.png"), text.map(lambda node: node.text)),
    )
    if not marked:
        return inner
    spaced = st.lists(spans, max_size=3).map(lambda found: [part for span in found for part in (Text(" "), span)])
    return st.tuples(text, spaced, text).map(lambda t: joined((t[0], *t[1], Text(" "), t[2])))


def contents(texts: st.SearchStrategy[str] = WORDS) -> st.SearchStrategy[Content]:
    """Blocks of every kind."""
    line = lines(texts)
    paragraph = line.map(Paragraph)
    table = st.integers(1, 3).flatmap(
        lambda n: st.builds(
            Table,
            st.just(("", "left", "right")[:n]),
            st.lists(st.tuples(*[line] * n), min_size=1, max_size=3).map(tuple),
        )
    )
    items = st.builds(
        Items,
        st.sampled_from([None, 1, 7]),
        st.lists(st.lists(paragraph, min_size=1, max_size=2).map(tuple), min_size=1, max_size=3).map(tuple),
    )
    return st.one_of(
        paragraph,
        st.builds(Heading, st.integers(1, 4), line),
        lines(texts, marked=False).map(Caption),
        st.builds(Note, st.sampled_from(["1", "a"]), line),
        st.builds(Figure, st.just("https://a.example/i.png"), lines(texts, marked=False)),
        texts.map(lambda s: CodeBlock(s + "\n")),
        table,
        items,
        st.tuples(paragraph, st.one_of(paragraph, items)).map(Quotation),
    )
