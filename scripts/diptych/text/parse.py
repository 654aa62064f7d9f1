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
from diptych.model.content import Caption, Content, Figure, Paragraph
from diptych.text.normal import BOM, normal, text_hash
from diptych.text.trees import block_at, contents

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
    parts = contents(_tokens(text), [0])
    return parts[0] if parts else Paragraph(())


def _block(token: Token, said: Content, body: str, line: int) -> Block:
    if token.type == "mark" and (mark := MARK.fullmatch(normal(body).strip())):
        return Block(kind=Kind.MARK, text=body, line=line, hash="", marks=mark["id"], omitted=mark["why"] == "omitted")
    return Block(kind=_kind(token, said), text=body, line=line, hash=text_hash(body), content=said)


def _said(tokens: Sequence[Token], at: int, body: str, behind: str) -> Content:
    """What the block that begins at a token says: what its text says alone. `behind` are lines that the parser gave it
    and that are a gap."""
    end = [at + 1]
    said = block_at(tokens[at], tokens, end) or Paragraph(())
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
