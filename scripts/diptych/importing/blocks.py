"""HTML elements as blocks, in document order. Nothing is chosen here: every visible word ends in a piece."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element as Element

from diptych.importing.credit import LINE_MAX as CREDIT_MAX
from diptych.importing.credit import is_credit
from diptych.importing.degrade import caption, paragraph
from diptych.importing.grid import grid
from diptych.importing.inline import inline, paragraphs, tag_of, text_nodes, unwrapped
from diptych.importing.scan import APART, UNSEEN
from diptych.importing.spaces import names
from diptych.model.content import CodeBlock, Content, Figure, Heading, Items, Paragraph, Quotation, Rule
from diptych.model.inline import Break, Inline, Line, Text, joined, plain

_BLOCK = names(
    "address article aside blockquote body caption center col colgroup dd details dir div dl dt fieldset figcaption "
    "figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search "
    "section summary table tbody td tfoot th thead tr ul"
)
PROSE_TAGS = names("p li dt dd td th summary figure figcaption caption blockquote pre h1 h2 h3 h4 h5 h6")
_CAPTION_CLASS = re.compile(r"(?:^|[\s_-])(?:figcaption|caption|chu-?thich|(?:photo|image)-?credit)(?:$|[\s_-])", re.I)
_CODE_CLASS = re.compile(r"code|highlight|lang", re.I)


@dataclass(frozen=True, slots=True)
class Piece:
    content: Content
    element: Element  # that it was read from
    loose: bool = False  # bare text of a box, in no block of prose

    @property
    def apart(self) -> bool:
        return tag_of(self.element) in APART


def pieces(element: Element, base: str) -> Iterator[Piece]:
    """The blocks of an element; `base` is the page's own address, "" where it states none."""
    tag = tag_of(element)
    if not tag or tag in UNSEEN or tag == "head":
        return
    if tag in APART:
        yield from _apart(element)
    elif re.fullmatch("h[1-6]", tag):
        yield from _heading(element, base, int(tag[1]))
    elif tag == "hr":
        yield Piece(Rule(), element)
    elif tag in ("ul", "ol", "menu", "dir"):
        yield from _list(element, base)
    elif tag == "blockquote":
        found = list(_flow(element, base))
        yield from (piece for piece in found if piece.apart)
        inside = tuple(piece.content for piece in found if not piece.apart)
        yield from (Piece(Quotation(inside), element) for _ in inside[:1])
    elif tag == "table":
        yield from _table(element, base)
    elif tag == "pre":
        yield from _preformatted(element)
    else:
        yield from _flow(element, base)


def words(element: Element, unread: frozenset[str] = UNSEEN) -> Iterator[str]:
    """The text nodes of an element, those of `unread` elements passed over."""
    if not tag_of(element) or tag_of(element) in unread:
        return
    yield element.text or ""
    for child in element:
        yield from words(child, unread)
        yield child.tail or ""


def _apart(element: Element) -> Iterator[Piece]:
    line = _one_line(text_nodes(" ".join(words(element))))
    if line:
        yield Piece(Paragraph(line), element)


def _flow(element: Element, base: str) -> Iterator[Piece]:
    """The blocks of a box: runs of inline text between its block children, and these."""
    run: list[Inline] = list(text_nodes(element.text))
    for child in element:
        if _is_inline(child):
            apart: list[Piece] = []
            run += _nodes(child, base, apart)
            yield from apart
        elif tag_of(child) in APART:
            yield from _apart(child)
        else:
            yield from _run(run, element)
            run = []
            yield from pieces(child, base)
        run += text_nodes(child.tail)
    yield from _run(run, element)


def _run(run: list[Inline], element: Element) -> Iterator[Piece]:
    loose = tag_of(element) not in PROSE_TAGS
    is_caption = _is_caption(element)
    for line in paragraphs(joined(tuple(run))):
        if isinstance(block := paragraph(line), Figure):
            yield Piece(block, element)
        elif is_caption or is_credit(plain(line)):
            yield Piece(caption(line), element)
        else:
            yield Piece(block, element, loose)


def _is_caption(element: Element) -> bool:
    if tag_of(element) in ("figcaption", "caption"):
        return True
    boxes = [element, *([parent] if (parent := element.getparent()) is not None else [])]
    return any(_CAPTION_CLASS.search(box.get("class") or "") and _is_short(box) for box in boxes)


def _is_short(element: Element) -> bool:
    size = 0
    for text in words(element):
        size += len(text) + 1
        if size > CREDIT_MAX:
            return False
    return True


def _is_inline(element: Element) -> bool:
    tag = tag_of(element)
    return tag not in _BLOCK and tag not in APART and all(map(_fits_inline, element))


def _fits_inline(child: Element) -> bool:
    return tag_of(child) in APART or _is_inline(child)


def _nodes(element: Element, base: str, apart: list[Piece]) -> Line:
    """The inline nodes of an element; what stands apart in it goes to `apart`."""
    tag = tag_of(element)
    if not tag or tag in UNSEEN:
        return ()
    if tag in APART:
        apart += _apart(element)
        return ()
    return inline(element, base, lambda inner: _children(inner, base, apart))


def _children(element: Element, base: str, apart: list[Piece]) -> Line:
    out: list[Inline] = list(text_nodes(element.text))
    for child in element:
        edge = () if tag_of(child) not in _BLOCK else (Text(" "),)
        out += (*edge, *_nodes(child, base, apart), *edge, *text_nodes(child.tail))
    return joined(tuple(out))


def _flat(element: Element, base: str, apart: list[Piece]) -> Line:
    """All that stands in an element as one line."""
    return _one_line(_children(element, base, apart))


def _one_line(line: Line) -> Line:
    unbroken = tuple(Text(" ") if isinstance(node, Break) else node for node in line)
    return next(paragraphs(joined(unbroken)), ())


def _heading(element: Element, base: str, level: int) -> Iterator[Piece]:
    apart: list[Piece] = []
    line = _flat(element, base, apart)
    yield from apart
    if line:
        yield Piece(Heading(level, unwrapped(line)), element)


def _list(element: Element, base: str) -> Iterator[Piece]:
    """A list; stray text between its items is one of them. One that holds headings lays out boxes: it is these."""
    found = [list(_run(list(text_nodes(element.text)), element))]
    for child in element:
        found += (list(pieces(child, base)), list(_run(list(text_nodes(child.tail)), element)))
    if any(isinstance(piece.content, Heading) for item in found for piece in item):
        for item in found:
            yield from item
        return
    yield from (piece for item in found for piece in item if piece.apart)
    items = [tuple(piece.content for piece in item if not piece.apart) for item in found]
    yield from _items(element, tuple(item for item in items if item))


def _items(element: Element, items: tuple[tuple[Content, ...], ...]) -> Iterator[Piece]:
    start = (element.get("start") or "1").strip()
    number = int(start) if re.fullmatch("[0-9]{1,8}", start) else 1
    if items:
        yield Piece(Items(number if tag_of(element) == "ol" else None, items), element)


def _table(element: Element, base: str) -> Iterator[Piece]:
    """A table of data; one that lays out boxes is read as these."""
    apart: list[Piece] = []
    table = grid(element, lambda cell: _flat(cell, base, apart))
    if not table:
        yield from _flow(element, base)
        return
    for child in element:
        if tag_of(child) == "caption":
            yield from _flow(child, base)
    yield from apart
    yield Piece(table, element)


def _preformatted(element: Element) -> Iterator[Piece]:
    for inner in element.iter(*APART):
        if not any(tag_of(outer) in APART for outer in inner.iterancestors()):
            yield from _apart(inner)
    text = "".join(words(element, UNSEEN | APART)).strip("\n")
    if not text.strip():
        return
    if element.find(".//code") is not None or _CODE_CLASS.search(element.get("class") or ""):
        yield Piece(CodeBlock(text + "\n"), element)
        return
    run: list[Inline] = []
    for row in text.split("\n"):
        run += (*text_nodes(row), Break())
    yield from _run(run, element)
