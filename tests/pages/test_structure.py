"""The elements of a page are those of the tree, in its order, however blocks stand inside one another."""

from __future__ import annotations

from collections.abc import Iterator

import html5lib
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.model.content import CodeBlock, Content, Figure, Heading, Items, Quotation, Table, lines
from diptych.model.inline import Break, Code, Emphasis, Image, Line, Link, NoteMark, Strong, walk
from diptych.site.markup.markdown import Setting, write
from diptych.site.markup.pieces import page
from pages.rendered import rendered
from trees import HOSTILE, contents

COMPARED = set("h1 h2 h3 h4 ul ol li blockquote table tr th td pre code em strong br hr a sup".split())
NAMES = {Break: "br", Code: "code", Emphasis: "em", Strong: "strong", Link: "a", Image: "a", NoteMark: "sup a"}


def several(parts: st.SearchStrategy[Content]) -> st.SearchStrategy[tuple[Content, ...]]:
    return st.lists(parts, min_size=1, max_size=3).map(tuple)


def around(inner: st.SearchStrategy[Content]) -> st.SearchStrategy[Content]:
    items = st.lists(several(inner), min_size=1, max_size=3).map(tuple)
    return st.one_of(several(inner).map(Quotation), st.builds(Items, st.sampled_from([None, 1, 7]), items))


NESTED = st.recursive(contents(HOSTILE), around, max_leaves=6)


def shape(block: Content, inside: bool = False) -> Iterator[str]:
    """The elements that a block should become; a heading inside another block is no heading of the page."""
    match block:
        case Heading(level, line):
            yield from _line_shape(line, "" if inside else f"h{level}")
        case Figure():
            yield "a"
        case CodeBlock():
            yield from ("pre", "code")
        case Items(start, items):
            yield "ul" if start is None else "ol"
            for item in items:
                yield from ("li", *(name for part in item for name in shape(part, True)))
        case Quotation(parts):
            yield from ("blockquote", *(name for part in parts for name in shape(part, True)))
        case Table():
            yield from _table_shape(block)
        case _:
            yield from (name for line in lines(block) for name in _line_shape(line))


def _line_shape(line: Line, around: str = "") -> Iterator[str]:
    yield from around.split()
    yield from (name for node in walk(line) for name in NAMES.get(type(node), "").split())


def _table_shape(table: Table) -> Iterator[str]:
    yield "table"
    for number, row in enumerate(table.rows):
        yield from ("tr", *(name for cell in row for name in _line_shape(cell, "td" if number else "th")))
    if len(table.rows) == 1:  # Python-Markdown gives a table that is only a head an empty row
        yield from ("tr", *["td"] * len(table.rows[0]))


@given(NESTED)
@settings(deadline=None)
def test_a_page_has_the_elements_of_the_tree(block: Content) -> None:
    html, _ = rendered(page("Trang", "vi", "article", write(block, Setting(language="vi", notes={"1": 1}))))
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    assert [element.tag for element in tree.iter() if element.tag in COMPARED] == list(shape(block))
