"""The parser's tokens made into trees: what blocks and lines say, free of any markup."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

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
    Rule,
    Table,
)
from diptych.model.inline import (
    Break,
    Code,
    Emphasis,
    Image,
    Inline,
    Line,
    Link,
    NoteMark,
    Strong,
    Text,
    joined,
)


def contents(tokens: Sequence[Token], at: list[int], closing: str = "") -> tuple[Content, ...]:
    """The blocks from `at[0]` up to the closing token; `at` is moved behind it."""
    out: list[Content] = []
    while at[0] < len(tokens):
        token = tokens[at[0]]
        at[0] += 1
        if token.type == closing:
            break
        made = block_at(token, tokens, at)
        if made is not None:
            out.append(made)
    return tuple(out)


def block_at(token: Token, tokens: Sequence[Token], at: list[int]) -> Content | None:
    """The block that a token begins, `at[0]` being behind it; None where it is a closing token or a mark."""
    match token.type:
        case "paragraph_open":
            return _paragraph(_take_line(tokens, at))
        case "heading_open":
            return Heading(int(token.tag[1]), _take_line(tokens, at))
        case "note":
            return Note(token.info, _take_line(tokens, at))
        case "fence":
            return CodeBlock(token.content)
        case "hr":
            return Rule()
        case "blockquote_open":
            return Quotation(contents(tokens, at, "blockquote_close"))
        case "bullet_list_open" | "ordered_list_open":
            start = int(1 if (first := token.attrGet("start")) is None else first) if token.tag == "ol" else None
            return Items(start, _items(tokens, at, token.type.replace("open", "close")))
        case "table_open":
            return _table(tokens, at)
    return None


def _items(tokens: Sequence[Token], at: list[int], closing: str) -> tuple[tuple[Content, ...], ...]:
    items: list[tuple[Content, ...]] = []
    while tokens[at[0]].type != closing:
        at[0] += 1  # list_item_open
        items.append(contents(tokens, at, "list_item_close"))
    at[0] += 1
    return tuple(items)


def _table(tokens: Sequence[Token], at: list[int]) -> Table:
    rows: list[tuple[Line, ...]] = []
    align: list[str] = []
    cells: list[Line] = []
    while (token := tokens[at[0]]).type != "table_close":
        at[0] += 1
        if token.type in ("th_open", "td_open"):
            if not rows:
                align.append(str(token.attrGet("style") or "").removeprefix("text-align:"))
            cells.append(_take_line(tokens, at))
        elif token.type == "tr_close":
            rows.append(tuple(cells))
            cells = []
    at[0] += 1
    return Table(tuple(align), tuple(rows))


def _take_line(tokens: Sequence[Token], at: list[int]) -> Line:
    token = tokens[at[0]]
    at[0] += 1
    return _line_of(token.children or [])


def _paragraph(line: Line) -> Content:
    match line:
        case (Emphasis(children),):
            return Caption(children)
        case (Image(src, alt),):
            return Figure(src, (Text(alt),) if alt else ())
    return Paragraph(line)


def _line_of(tokens: Sequence[Token]) -> Line:
    """The inline tree of a parser's inline tokens."""
    return _trimmed(joined(_nodes(tokens, [0])))


def _nodes(tokens: Sequence[Token], at: list[int]) -> Line:
    out: list[Inline] = []
    while at[0] < len(tokens):
        token = tokens[at[0]]
        at[0] += 1
        if token.nesting < 0:
            break
        out.append(_node(token, tokens, at))
    return joined(tuple(out))


def _node(token: Token, tokens: Sequence[Token], at: list[int]) -> Inline:
    match token.type:
        case "em_open":
            return Emphasis(_nodes(tokens, at))
        case "strong_open":
            return Strong(_nodes(tokens, at))
        case "link_open":
            return Link(str(token.attrGet("href") or ""), _nodes(tokens, at))
        case "image":
            return Image(str(token.attrGet("src") or ""), _alt(token))
        case "code_inline":
            return Code(token.content)
        case "note_mark":
            return NoteMark(token.info)
        case "softbreak":
            return Text(" ")
        case "hardbreak":
            return Break()
    return Text(token.content)


def _alt(token: Token) -> str:
    return "".join(" " if child.type.endswith("break") else child.content for child in token.children or [])


def _trimmed(line: Line) -> Line:
    """Edge white space of a line is layout, not text."""
    if line and isinstance(line[0], Text):
        line = (Text(line[0].text.lstrip(" \t")), *line[1:])
    if line and isinstance(line[-1], Text):
        line = (*line[:-1], Text(line[-1].text.rstrip(" \t")))
    return joined(line)
