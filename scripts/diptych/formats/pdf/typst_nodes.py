"""Trees as nodes for the typesetter: data of a closed set of kinds, in which text stays text.

A text node is a string; every other node is a mapping with its kind under `k`. The template knows these kinds and stops
at any other one; no string of an archive is ever a part of its source.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from diptych.languages.tags import primary, region
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
    Sentence,
    Strong,
    Term,
    Text,
    plain,
)
from diptych.text.href import safe_href
from diptych.text.markup import clean
from diptych.text.normal import BOM

Node = str | dict[str, Any]

# A word longer than this may be broken anywhere, without a hyphen: it is an address, or no word.
LONGEST_WORD = 30
PIECE = 8  # characters of such a word that stay together
# Thai, Lao, Burmese and Khmer have no spaces between words; the typesetter knows where their lines may end.
_LONG_WORD = re.compile(rf"[^\s\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]{{{LONGEST_WORD + 1},}}")
_PIECE = re.compile(rf"[^/?&=._#-]{{1,{PIECE}}}[/?&=._#-]*|[/?&=._#-]+")
_IDLE = re.compile(rf"{BOM}|\u00ad+(?!\w)")
BREAK_HERE: Node = {"k": "z"}  # a place where a line may end


def tag(language: str) -> dict[str, Any]:
    """A language as the typesetter names it: its code, and its region where it has one."""
    code = primary(language)
    return {"lang": code, "region": region(language).lower() or None, "hyphens": code != "vi"}


@dataclass(frozen=True, slots=True, kw_only=True)
class NotePlace:
    """A note as its calls print it. `key` is shared by two facing notes of one number: they have one place."""

    key: str
    number: int
    cells: tuple[Mapping[str, Any] | None, ...]  # one a text of the page: {n, l, s}
    row: str  # the number of its paragraph, "" where it has none


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What is numbered while an article is set, in the order of its text."""

    prefix: str  # of the labels of this article
    links: dict[str, tuple[str, str]] = field(default_factory=dict)  # address: (its paragraph's number, its words)
    uses: dict[str, list[str]] = field(default_factory=dict)  # term: the labels of the places that have it
    notes: set[str] = field(default_factory=set)  # the keys of the notes that have been called
    levels: list[int] = field(default_factory=lambda: [1])  # of the headings: none may skip one


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """The text that a node stands in."""

    language: str
    marks: Marks
    room: int  # characters of small type that a table of this text has on a line
    numbers: Mapping[str, int] = field(default_factory=dict)  # of all notes of the text, by label
    notes: Mapping[str, NotePlace] = field(default_factory=dict)  # those at the foot of the page
    row: str = ""  # the number of the paragraph
    linked: bool = False  # inside a link, where no other can begin
    first: bool = True  # the voice whose headings are the document's bookmarks


def write_line(line: Line, voice: Voice) -> list[Node]:
    """A line of text as nodes, neighbouring strings as one."""
    out: list[Node] = []
    for node in line:
        for made in _inline(node, voice):
            if isinstance(made, str) and out and isinstance(out[-1], str):
                out[-1] += made
            elif made != "":
                out.append(made)
    return out


def text_nodes(text: str) -> Iterator[Node]:
    """Text with the places where its longest words may be broken, without what the typesetter stops at: byte-order
    marks, which PDF/A forbids, and soft hyphens that divide nothing, where they end a link."""
    text = _IDLE.sub("", unicodedata.normalize("NFC", clean(text)))
    at = 0
    for found in _LONG_WORD.finditer(text):
        yield text[at : found.start()]
        yield from broken(found.group())
        at = found.end()
    yield text[at:]


def broken(word: str) -> Iterator[Node]:
    """A long word in pieces; a mark is never parted from its letter."""
    kept = ""
    for piece in _PIECE.findall(word):
        if kept and not unicodedata.category(piece[0]).startswith("M"):
            yield kept
            yield BREAK_HERE
            kept = ""
        kept += piece
    yield kept


def _inline(node: Inline, voice: Voice) -> Iterator[Node]:
    match node:
        case Text(text):
            yield from text_nodes(text)
        case Break():
            yield {"k": "br"}
        case Code(text):
            yield {"k": "code", "c": [*text_nodes(text)]}
        case Emphasis(children) | Strong(children):
            yield {"k": "em" if isinstance(node, Emphasis) else "strong", "c": write_line(children, voice)}
        case Sentence(_, children):
            yield from write_line(children, voice)
        case NoteMark(label):
            yield _note_mark(label, voice)
        case Image(src, alt):
            yield from link(src, [*text_nodes(alt or src)], voice)
        case Link(href, children):
            inner = write_line(children, replace(voice, linked=True)) or [*text_nodes(href)]
            yield from link(href, inner, voice)
        case Term(name, children):
            yield from _term(name, write_line(children, replace(voice, linked=True)), voice)


def link(href: str, inside: list[Node], voice: Voice) -> Iterator[Node]:
    """A link. Its address is listed at the end, once, unless its own words are the address."""
    target = "" if voice.linked else safe_href(href)
    if not target:
        yield from inside
        return
    if (said := words(inside)) != href:
        voice.marks.links.setdefault(target, (voice.row, said))
    yield {"k": "link", "u": target, "c": inside}


def words(nodes: Sequence[Node]) -> str:
    """The visible text of some nodes, without the numbers of notes."""
    return "".join(map(_words, nodes))


def _words(node: Node) -> str:
    if isinstance(node, str):
        return node
    return "" if node["k"] in ("note", "again", "sup") else words(node.get("c", ()))


def _term(name: str, inside: list[Node], voice: Voice) -> Iterator[Node]:
    if voice.linked:
        yield from inside
        return
    uses = voice.marks.uses.setdefault(name, [])
    label = f"u-{voice.marks.prefix}-{name}-{len(uses) + 1}"
    uses.append(label)
    yield {"k": "term", "g": name, "u": label, "c": inside}


def _note_mark(label: str, voice: Voice) -> Node:
    place = voice.notes.get(label)
    if place is None or voice.linked:
        return _number(label, voice)
    name = f"n-{voice.marks.prefix}-{place.key}"
    if place.key in voice.marks.notes:
        return {"k": "again", "n": str(place.number), "u": name}
    voice.marks.notes.add(place.key)
    return {"k": "note", "n": str(place.number), "u": name, "p": place.row, "c": list(place.cells)}


def _number(label: str, voice: Voice) -> Node:
    return {"k": "sup", "c": [str(voice.numbers.get(label, clean(label)))]}


def write(block: Content, voice: Voice, inner: bool = False) -> Node:
    """A block; `inner` inside another one, where a heading is none of the document's."""
    match block:
        case Heading(level, line):
            return _heading(level, write_line(line, voice), voice, inner)
        case CodeBlock(text):
            return {"k": "pre", "c": [_code_line(line) for line in text.rstrip("\n").split("\n")]}
        case Rule():
            return {"k": "rule"}
        case Table():
            return _table(block, voice)
        case Items(start, items):
            written = [[write(part, voice, True) for part in item] for item in items]
            return {"k": "list", "start": start, "items": written}
        case Quotation(content):
            return {"k": "quote", "c": [write(part, voice, True) for part in content]}
        case Figure(src, line):
            inside = [*link(src, [*text_nodes(plain(line) or src)], voice)]
            return {"k": "image", "c": inside}
        case Note(label, line):
            return {"k": "p", "c": [_number(label, voice), " ", *write_line(line, voice)]}
        case Caption() | Paragraph():
            return {"k": "caption" if isinstance(block, Caption) else "p", "c": write_line(block.line, voice)}


def _heading(level: int, line: list[Node], voice: Voice, inner: bool) -> Node:
    if inner:
        return {"k": "p", "c": [{"k": "strong", "c": line}]}
    # The second voice's stand one level deeper: they are no bookmarks, and would part the first's from theirs.
    kept = min(level if voice.first else level + 1, voice.marks.levels[-1] + 1)
    voice.marks.levels.append(kept)
    return {"k": "h", "level": kept, "size": level, "c": line, "mark": voice.first}


def _code_line(line: str) -> list[Node]:
    line = unicodedata.normalize("NFC", line.expandtabs(4))
    return [*text_nodes(line)]


def _table(block: Table, voice: Voice) -> Node:
    widths = column_widths(block)
    head, *rows = [[write_line(cell, voice) for cell in row] for row in block.rows]
    return {
        "k": "table",
        "align": [side or "left" for side in block.align],
        "widths": widths,
        "head": head,
        "rows": rows,
        "parts": parts(widths, voice.room),
    }


def column_widths(block: Table) -> list[int]:
    """The characters that each column needs on a line: its longest word."""
    columns = zip(*block.rows, strict=True)
    return [max(_longest(plain(cell)) for cell in column) for column in columns]


def _longest(text: str) -> int:
    return min(LONGEST_WORD, max((len(word) for word in text.split()), default=1)) + 2


def parts(widths: Sequence[int], room: int) -> list[list[int]]:
    """The columns of a table in as many parts as its width needs, each with the first column."""
    out: list[list[int]] = [[0]]
    for at in range(1, len(widths)):
        if len(out[-1]) > 1 and sum(widths[column] for column in (*out[-1], at)) > room:
            out.append([0])
        out[-1].append(at)
    return out
