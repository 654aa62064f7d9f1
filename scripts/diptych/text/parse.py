"""Markdown read by one parser, into blocks and into trees.

The dialect is CommonMark with tables and notes, less what has no place in prose that strangers contribute: raw HTML,
reference definitions and indented code (an indented paragraph is a paragraph). What is left out stays visible text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from diptych.model.block import Block, Document, Kind
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
from diptych.text.normal import BOM, normal, text_hash

MARK = re.compile(r"<!-- (?P<id>[px][1-9]\d{0,5}): (?P<why>missing|omitted) -->")
NOTE_START = re.compile(r"\[\^(?P<label>[\w-]{1,40})\]:[ \t]*")
NOTE_MARK = re.compile(r"\[\^(?P<label>[\w-]{1,40})\](?!:)")
MAX_NESTING = 12  # levels of lists and quotations; the parser drops text below its own limit, so ours comes first
# How a line in a nest begins. Every level takes a column or more of it; a tab is at most four of them.
_NEST = re.compile(rf"(?:^|[\r\n])([ \t>*+\-\d.)]{{{MAX_NESTING // 4},}})")


class TooDeep(ValueError):
    """Lists or quotations inside one another beyond `MAX_NESTING`; carries the line where that begins."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


@lru_cache(maxsize=16)
def split(text: str) -> Document:
    """The blocks of a text. Laws: `join(split(text)) == text`, byte for byte; each block's content is that of its text.

    Raises TooDeep.
    """
    text_lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
    if text_lines and not text_lines[-1]:
        text_lines.pop()
    blocks: list[Block] = []
    gaps: list[str] = []
    end = 0
    tokens = _tokens(text)
    for at, token in _top_level(tokens):
        start, stop = token.map or (0, 0)
        while stop > start and not text_lines[stop - 1].strip():
            stop -= 1
        if stop == start:  # nothing but Unicode's rarer white space
            continue
        raw = "".join(text_lines[start:stop])
        body = raw.rstrip("\r\n")
        gaps.append("".join(text_lines[end:start]))
        said = _said(tokens, at, body, "".join(text_lines[stop : (token.map or (0, 0))[1]]))
        blocks.append(_block(token, said, body, start + 1))
        # The line end that closes a block opens the gap behind it.
        text_lines[stop - 1] = raw[len(body) :]
        end = stop - 1
    gaps.append("".join(text_lines[end:]))
    return Document(tuple(blocks), tuple(gaps))


def check_nesting(text: str) -> None:
    """What `split` does to a text that is nested too deeply, without parsing one that cannot be: nearly every text.

    Raises TooDeep.
    """
    if any(len(begin.expandtabs(4)) >= MAX_NESTING for begin in _NEST.findall(text.removeprefix(BOM))):
        split(text)


def join(document: Document) -> str:
    """The text of a document: the inverse of `split`."""
    parts = [document.gaps[0]]
    for block, gap in zip(document.blocks, document.gaps[1:], strict=True):
        parts += (block.text, gap)
    return "".join(parts)


def content(text: str) -> Content:
    """What one block says. `text` is a block of `split`; anything else that holds no block is an empty paragraph.

    Raises TooDeep.
    """
    parts = _contents(_tokens(text), [0])
    return parts[0] if parts else Paragraph(())


def _block(token: Token, said: Content, body: str, line: int) -> Block:
    if token.type == "mark" and (mark := MARK.fullmatch(normal(body).strip())):
        return Block(Kind.MARK, body, line, "", marks=mark["id"], omitted=mark["why"] == "omitted")
    return Block(_kind(token, said), body, line, text_hash(body), said)


def _said(tokens: Sequence[Token], at: int, body: str, behind: str) -> Content:
    """What the block that begins at a token says: what its text says alone. `behind` are lines that the parser gave it
    and that are a gap."""
    end = [at + 1]
    said = _content(tokens[at], tokens, end) or Paragraph(())
    # An open fence takes what is behind it, a list item rarer white space; a byte-order mark at the head is none.
    fenced = any(token.type == "fence" for token in tokens[at : end[0]])
    return content(body) if fenced or behind.strip(" \t\r\n") or body.startswith(BOM) else said


_KINDS = {
    "heading_open": Kind.HEADING,
    "bullet_list_open": Kind.LIST,
    "ordered_list_open": Kind.LIST,
    "blockquote_open": Kind.QUOTATION,
    "table_open": Kind.TABLE,
    "fence": Kind.CODE,
    "hr": Kind.RULE,
    "note": Kind.NOTE,
}
_WHOLE = {Caption: Kind.CAPTION, Figure: Kind.IMAGE}


def _kind(token: Token, said: Content) -> Kind:
    return _KINDS.get(token.type) or _WHOLE.get(type(said), Kind.PARAGRAPH)


def _top_level(tokens: Sequence[Token]) -> Iterator[tuple[int, Token]]:
    """The tokens that begin a block, with their places."""
    return (
        (at, token)
        for at, token in enumerate(tokens)
        if token.level == 0 and token.nesting >= 0 and token.type != "inline"
    )


def _tokens(text: str) -> list[Token]:
    # NUL and lone CR would shift the parser's lines against ours; `normal` is what it reads, line for line.
    tokens = _parser().parse(normal(text).replace("\0", "\ufffd"))
    for token in tokens:
        if token.type in ("blockquote_open", "list_item_open") and token.level >= MAX_NESTING:
            raise TooDeep((token.map or [0])[0] + 1)
    return tokens


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 4 * MAX_NESTING})
    parser.enable("table").disable(["reference", "html_block", "html_inline", "code"])
    parser.block.ruler.before("paragraph", "note", _note_block, {"alt": ["paragraph"]})
    parser.block.ruler.before("note", "mark", _mark, {"alt": ["paragraph"]})
    parser.inline.ruler.before("link", "note_mark", _note_mark)
    return parser


def _note_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`[^1]: text`, up to a blank line or the next note."""
    if state.sCount[start] - state.blkIndent >= 4:
        return False
    found = NOTE_START.match(state.src, state.bMarks[start] + state.tShift[start], state.eMarks[start])
    if not found:
        return False
    if silent:
        return True
    stop = start + 1
    while stop < end and not state.isEmpty(stop) and state.sCount[stop] >= state.blkIndent:
        if NOTE_START.match(state.src, state.bMarks[stop] + state.tShift[stop], state.eMarks[stop]):
            break
        stop += 1
    token = state.push("note", "", 0)
    token.map = [start, stop]
    token.info = found["label"]
    inline = state.push("inline", "", 0)
    inline.content = state.getLines(start, stop, state.blkIndent, False).strip()[len(found.group().rstrip()) :].strip()
    inline.map, inline.children = [start, stop], []
    state.line = stop
    return True


def _mark(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """A mark is a block of its own, even right under a paragraph."""
    if not MARK.fullmatch(state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]].rstrip()):
        return False
    if not silent:
        state.push("mark", "", 0).map = [start, start + 1]
        state.line = start + 1
    return True


def _note_mark(state: StateInline, silent: bool) -> bool:
    found = NOTE_MARK.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.push("note_mark", "", 0).info = found["label"]
    state.pos = found.end()
    return True


def _contents(tokens: Sequence[Token], at: list[int], closing: str = "") -> tuple[Content, ...]:
    """The blocks from `at[0]` up to the closing token; `at` is moved behind it."""
    out: list[Content] = []
    while at[0] < len(tokens):
        token = tokens[at[0]]
        at[0] += 1
        if token.type == closing:
            break
        made = _content(token, tokens, at)
        if made is not None:
            out.append(made)
    return tuple(out)


def _content(token: Token, tokens: Sequence[Token], at: list[int]) -> Content | None:
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
            return Quotation(_contents(tokens, at, "blockquote_close"))
        case "bullet_list_open" | "ordered_list_open":
            start = int(1 if (first := token.attrGet("start")) is None else first) if token.tag == "ol" else None
            return Items(start, _items(tokens, at, token.type.replace("open", "close")))
        case "table_open":
            return _table(tokens, at)
    return None  # a closing token of a paragraph or a heading


def _items(tokens: Sequence[Token], at: list[int], closing: str) -> tuple[tuple[Content, ...], ...]:
    items: list[tuple[Content, ...]] = []
    while tokens[at[0]].type != closing:
        at[0] += 1  # list_item_open
        items.append(_contents(tokens, at, "list_item_close"))
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
    return line_of(token.children or [])


def _paragraph(line: Line) -> Content:
    match line:
        case (Emphasis(children),):
            return Caption(children)
        case (Image(src, alt),):
            return Figure(src, (Text(alt),) if alt else ())
    return Paragraph(line)


def line_of(tokens: Sequence[Token]) -> Line:
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
