"""Trees made to fit the archive's Markdown: what cannot be written keeps its words and gives up its form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from diptych.importing.draft import Part
from diptych.importing.spaces import tidy
from diptych.model.content import (
    Caption,
    CodeBlock,
    Content,
    Figure,
    Items,
    Paragraph,
    Quotation,
    Rule,
    Table,
    lines,
    map_lines,
)
from diptych.model.inline import Code, Emphasis, Image, Inline, Line, Strong, Text, plain, rebuild
from diptych.text.normal import normal
from diptych.text.write import NotWritable, proved

CAPTION_MAX = 300  # letters; a longer paragraph in italics is a paragraph


def fitted(blocks: Iterable[Content]) -> tuple[Part, ...]:
    """The blocks as parts, each proved to read back; neighbouring lists, which Markdown reads as one, are one.

    Raises NotWritable for words that are no text in normal form.
    """
    return tuple(part for block in joined_lists(blocks) for part in _parts(block))


def joined_lists(blocks: Iterable[Content]) -> tuple[Content, ...]:
    """The blocks with neighbouring lists of one kind as one list, at every depth."""
    out: list[Content] = []
    for block in blocks:
        if isinstance(block, Quotation):
            block = Quotation(joined_lists(block.content))
        if isinstance(block, Items):
            block = Items(block.start, tuple(joined_lists(item) for item in block.items))
            last = out[-1] if out else None
            if isinstance(last, Items) and (last.start is None) == (block.start is None):
                out[-1] = Items(last.start, last.items + block.items)
                continue
        out.append(block)
    return tuple(out)


def paragraph(line: Line) -> Content:
    """The block of a line of prose: one that is emphasised as a whole is a caption, an image alone a figure."""
    match line:
        case (Emphasis(children),):
            return Caption(children) if len(plain(children)) <= CAPTION_MAX else Paragraph(children)
        case (Image(src, alt),):
            return Figure(src, (Text(alt),) if alt else ())
    return Paragraph(line)


def caption(line: Line) -> Content:
    """A caption: emphasis inside it would end it."""
    return Caption(rebuild(line, _unemphasised))


def _parts(block: Content) -> Iterator[Part]:
    for form in _forms(block):
        try:
            yield Part(form, proved(form))
        except NotWritable:
            continue
        return
    for text in _flat(block):
        yield Part(text, proved(text))


def _forms(block: Content) -> Iterator[Content]:
    """The block, then ever plainer forms of it with the same words."""
    yield block
    if isinstance(block, CodeBlock | Rule):
        return
    yield map_lines(block, lambda line: rebuild(line, _unmarked))
    yield map_lines(block, _bare)


def texts(block: Content) -> Iterator[str]:
    """All that a block says, code too: the visible text of each of its lines, in order."""
    match block:
        case CodeBlock():
            yield from block.text.split("\n")
        case Items():
            for item in block.items:
                for part in item:
                    yield from texts(part)
        case Quotation():
            for part in block.content:
                yield from texts(part)
        case _:
            yield from (plain(line) for line in lines(block))


def _flat(block: Content) -> Iterator[Content]:
    """The words of a block as paragraphs without a mark, which can always be written."""
    rows = [" | ".join(map(plain, row)) for row in block.rows] if isinstance(block, Table) else texts(block)
    for text in rows:
        if text.strip():
            yield Paragraph(_bare((Text(text),)))


def _unemphasised(node: Inline) -> Line:
    return node.children if isinstance(node, Emphasis) else (node,)


def _unmarked(node: Inline) -> Line:
    match node:
        case Emphasis() | Strong():
            return node.children
        case Code():
            return (Text(node.text),)
    return (node,)


def _bare(line: Line) -> Line:
    text = tidy(normal(plain(line)))
    return (Text(text),) if text else ()
