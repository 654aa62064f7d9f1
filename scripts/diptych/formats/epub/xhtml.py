"""An article's trees as XHTML for EPUB: text is text, an address that is no plain web address is no link."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from diptych.formats.epub.elements import Element, element
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
from diptych.text.facing_sentences import unmarked
from diptych.text.href import safe_href
from diptych.text.markup import clean
from diptych.text.normal import FORBIDDEN
from diptych.text.xmltext import Node

# What every reader of EPUB takes for an address (RFC 3986, without user names and literal addresses of hosts).
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_HOST = rf"(?:{_LABEL}\.)*[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])?|\d{{1,2}}(?:\.\d{{1,2}}){{3}}"
_ADDRESS = re.compile(rf"https?://(?:{_HOST})(?::\d{{1,4}})?(?:[/?#].*)?|mailto:[^\s/?#@]+@(?:{_HOST})", re.I)
_BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_NO_PATH = re.compile(r"[^A-Za-z0-9._~:/?#@!$&'()*+,;=%-]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where a text stands: what its links and notes need to know."""

    language: str
    notes: Mapping[str, int] = field(default_factory=dict)  # the numbers of the text's notes by label
    called: frozenset[str] = frozenset()  # the notes that the text calls
    back: str = ""  # what the way back from a note is called
    term: Callable[[str], str] = lambda _: ""  # the address of a term of the glossary; "" where it has none here
    headed: bool = True  # its headings are the document's own
    linked: bool = False  # inside a link, where no other can begin
    ids: set[str] = field(default_factory=set)  # those that the document has already: each is given once


def address(href: str) -> str:
    """An address for a link, "" where it is none that every reading system takes."""
    target = safe_href(href)
    if not _ADDRESS.fullmatch(target) or _NO_PATH.search(target) or target.count("#") > 1:
        return ""
    return "" if _BAD_PERCENT.search(target) else target


def write_line(line: Line, setting: Setting) -> list[Node]:
    return [made for node in unmarked(line) for made in _inline(node, setting)]


def _inline(node: Inline, setting: Setting) -> list[Node]:
    match node:
        case Text(text):
            return [clean(text)]
        case Break():
            return [element("br")]
        case Code(text):
            return [element("code", {}, clean(text))]
        case NoteMark(label):
            return [_note_mark(label, setting)]
        case Image(src, alt):
            return _link(src, [clean(alt or src)], setting)
        case Link(href, children):
            inner = write_line(children, replace(setting, linked=True))
            return _link(href, inner or [clean(href)], setting)
        case Emphasis() | Strong() | Term() | Sentence():
            return _wrapped(node, write_line(node.children, setting), setting)


def _wrapped(node: Emphasis | Strong | Term | Sentence, inner: list[Node], setting: Setting) -> list[Node]:
    match node:
        case Emphasis():
            return [element("em", {}, *inner)]
        case Strong():
            return [element("strong", {}, *inner)]
        case Term(name):
            target = "" if setting.linked else setting.term(name)
            kind = {"class": "term", "epub:type": "glossref", "role": "doc-glossref"}
            return [element("a", {**kind, "href": target}, *inner)] if target else inner
        case Sentence():
            return inner


def _link(href: str, inner: list[Node], setting: Setting) -> list[Node]:
    target = "" if setting.linked else address(href)
    return [element("a", {"href": target}, *inner)] if target else inner


def _note_mark(label: str, setting: Setting) -> Element:
    number = setting.notes.get(label)
    if number is None:
        return element("sup", {}, clean(label))
    if setting.linked:
        return element("sup", {}, str(number))
    kind = {"epub:type": "noteref", "role": "doc-noteref", "href": f"#fn-{setting.language}-{number}"}
    place = fresh_id(setting, f"fnref-{setting.language}-{number}")
    return element("sup", place, element("a", kind, str(number)))


def fresh_id(setting: Setting, name: str) -> dict[str, str]:
    """The attribute that makes this place the target of links, none where the document has one of that name."""
    if name in setting.ids:
        return {}
    setting.ids.add(name)
    return {"id": name}


def write(block: Content, setting: Setting) -> Element:
    """A block as one element."""
    match block:
        case Heading():
            return _heading(block, setting)
        case CodeBlock(text):
            return element("pre", {}, element("code", {}, FORBIDDEN.sub("\ufffd", text).rstrip("\n")))
        case Rule():
            return element("hr")
        case Table():
            return _table(block, setting)
        case Items():
            return _items(block, setting)
        case Quotation(content):
            return element("blockquote", {}, *_inner(content, setting))
        case Figure(src, line):
            return element("p", {"class": "figure"}, *_link(src, [clean(plain(line) or src)], setting))
        case Note():
            return _note(block, setting)
        case Caption() | Paragraph():
            kind = {"class": "caption"} if isinstance(block, Caption) else {}
            return element("p", kind, *write_line(block.line, setting))


def _heading(block: Heading, setting: Setting) -> Element:
    inner = write_line(block.line, setting)
    level = min(6, max(2, block.level))
    if setting.headed:
        return element(f"h{level}", {}, *inner)
    return element("p", {"class": "heading", "role": "heading", "aria-level": str(level)}, *inner)


def _note(block: Note, setting: Setting) -> Element:
    """A note, which a reading system shows where it is called, and its way back."""
    number = setting.notes.get(block.label)
    inner = write_line(block.line, setting)
    place = fresh_id(setting, f"fn-{setting.language}-{number}") if number else {}
    if not place:
        return element("p", {"class": "note"}, *inner)
    back: list[Node] = []
    if block.label in setting.called:
        named = {"role": "doc-backlink", "title": setting.back, "aria-label": setting.back}
        back = [" ", element("a", {**named, "href": f"#fnref-{setting.language}-{number}"}, "↩")]
    kind = {"class": "note", "epub:type": "footnote", "role": "doc-footnote"}
    return element("aside", {**kind, **place}, element("p", {}, element("sup", {}, str(number)), " ", *inner, *back))


def _items(block: Items, setting: Setting) -> Element:
    start = {} if block.start in (None, 1) else {"start": str(block.start)}
    items = [element("li", {}, *_item(item, setting)) for item in block.items]
    return element("ul" if block.start is None else "ol", start, *items)


def _item(item: Sequence[Content], setting: Setting) -> Sequence[Node]:
    if len(item) == 1 and isinstance(item[0], Paragraph):
        return write_line(item[0].line, setting)
    return _inner(item, setting)


def _inner(parts: Sequence[Content], setting: Setting) -> Sequence[Node]:
    """Blocks inside another; their headings are no headings of the document."""
    inner = replace(setting, headed=False)
    return [write(part, inner) for part in parts]


def _table(block: Table, setting: Setting) -> Element:
    head, *rows = (
        element("tr", {}, *(_table_cell(*cell, setting, at == 0) for cell in zip(row, block.align, strict=True)))
        for at, row in enumerate(block.rows)
    )
    body = [element("tbody", {}, *rows)] if rows else []
    return element("div", {"class": "table", "tabindex": "0"}, element("table", {}, element("thead", {}, head), *body))


def _table_cell(cell: Line, side: str, setting: Setting, is_head: bool) -> Element:
    tag, scope = ("th", "col") if is_head else ("td", "")
    return element(tag, {"scope": scope, "class": side}, *write_line(cell, setting))
