"""Markdown as received: kept as its author wrote it, block by block."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diptych.importing import rules
from diptych.importing.decode import Source
from diptych.importing.degrade import fitted
from diptych.importing.draft import Draft, Part
from diptych.importing.furniture import is_furniture, reported
from diptych.importing.spaces import tidy
from diptych.model.block import Block, Kind
from diptych.model.content import Content, Heading, Items, Paragraph, lines
from diptych.model.inline import Line, Text, plain
from diptych.model.problem import Refused
from diptych.text.limits import check_blocks, check_lines, check_marks
from diptych.text.parse import MAX_NESTING, TooDeep, content, split

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<body>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_FIELD = re.compile(r"(?P<key>[^\W\d][\w -]{0,40}):(?:\s+(?P<value>.*))?")
_OTHER_FIELD_LINE = re.compile(r"\s*(?:#.*)?|\s+.*|-\s.*")
_FIELDS = {
    "title": "title",
    "author": "author",
    "authors": "author",
    "date": "published",
    "published": "published",
    "publisher": "publisher",
    "site": "publisher",
    "source": "source_url",
    "source_url": "source_url",
    "url": "source_url",
    "link": "source_url",
    "lang": "language",
    "language": "language",
}


def from_markdown(source: Source) -> Draft:
    """The blocks of a Markdown text, its title and the fields of its front matter.

    Raises Refused (D306, D307, D308).
    """
    check_marks(source.text, source.name)
    check_lines(source.text, source.name)
    left_out: list[str] = []
    found, text = _front_matter(source.text, left_out)
    try:
        blocks = split(text).blocks
        check_blocks(len(blocks), source.name)
        read = [(block, block.content) for block in blocks]
    except TooDeep as deep:
        raise Refused(rules.TOO_DEEP.at(source.name, deep.line, limit=MAX_NESTING)) from deep
    at, title = _title(read, source.name)
    parts: list[Part] = []
    for number, (block, tree) in enumerate(read):
        if number == at:
            continue
        if _is_left_out(block, tree):
            left_out.append(reported(block.text))
        else:
            parts += _trimmed(block, tree)
    return Draft(title=title or _stated(found), parts=tuple(parts), left_out=tuple(left_out), found=found)


def _front_matter(text: str, left_out: list[str]) -> tuple[dict[str, str], str]:
    """The fields of a YAML block at the top, and the text with that block blanked so that lines keep their numbers."""
    block = _FRONT_MATTER.match(text)
    rows = block["body"].splitlines() if block else []
    fields = [_FIELD.fullmatch(row) for row in rows]
    if (
        not block
        or not any(fields)
        or not all(field or _OTHER_FIELD_LINE.fullmatch(row) for field, row in zip(fields, rows, strict=True))
    ):
        return {}, text
    left_out.append(reported(block.group()))
    found: dict[str, str] = {}
    for field in fields:
        key = _FIELDS.get(field["key"].strip().lower()) if field else None
        value = tidy((field["value"] or "").strip("\"' ")) if field else ""
        if key and value and value[0] not in "[{|>&*!":
            found.setdefault(key, value)
    return found, "\n" * block.group().count("\n") + text[block.end() :]


def _title(read: list[tuple[Block, Content]], name: str) -> tuple[int, Line | None]:
    """Where the title stands and what it says: the one heading of level 1, else a heading that opens the text."""
    tops = [at for at, (_, tree) in enumerate(read) if isinstance(tree, Heading) and tree.level == 1 and tree.line]
    if len(tops) > 1:
        first, second = (read[at][0].line for at in tops[:2])
        raise Refused(rules.TWO_TITLES.at(name, second, first=first, line=second))
    for at in tops or range(min(1, len(read))):
        tree = read[at][1]
        if isinstance(tree, Heading) and tree.line:
            return at, tree.line
    return -1, None


def _stated(found: dict[str, str]) -> Line | None:
    return (Text(found["title"]),) if "title" in found else None


def _is_left_out(block: Block, tree: Content) -> bool:
    """Furniture, and the tool's own mark for a translation that is not there, which no source text has."""
    match tree:
        case _ if block.kind is Kind.MARK:
            return True
        case Paragraph(line):
            rows = [plain(line)] if is_furniture(plain(line)) else block.text.split("\n")
            return all(is_furniture(row) for row in rows)
        case Items():
            return all(is_furniture(plain(line)) for line in lines(tree))
    return False


def _trimmed(block: Block, tree: Content) -> Iterator[Part]:
    """The block without space at its line ends, where that says the same; in our own writing where it does not."""
    text = re.sub(r"[ \t]+$", "", block.text, flags=re.M)
    if text == block.text or content(text) == tree:
        yield Part(tree, text)
    else:
        yield from fitted((tree,))
