"""Trees written as XHTML, for EPUB: text is text, an address that is no plain web address is no link."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

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
from diptych.text.markup import attribute, clean, spoken
from diptych.text.normal import FORBIDDEN

# What every reader of EPUB takes for an address (RFC 3986, without user names and literal addresses of hosts).
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_HOST = rf"(?:{_LABEL}\.)*[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])?|\d{{1,2}}(?:\.\d{{1,2}}){{3}}"
_ADDRESS = re.compile(rf"https?://(?:{_HOST})(?::\d{{1,4}})?(?:[/?#].*)?|mailto:[^\s/?#@]+@(?:{_HOST})", re.I)
_BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_NO_PATH = re.compile(r"[^A-Za-z0-9._~:/?#@!$&'()*+,;=%-]")


@dataclass(frozen=True, slots=True)
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


def escape(text: str) -> str:
    """Text on one line, as XML text or the value of an attribute."""
    return html.escape(clean(text))


def tongue(language: str) -> str:
    """The attributes of a text in a language, for XML and for HTML. The direction is always said: the text around
    it may run the other way."""
    said = attribute("xml:lang", language) + spoken(language)
    return said if " dir=" in said else f'{said} dir="ltr"'


def address(href: str) -> str:
    """An address for a link, "" where it is none that every reading system takes."""
    target = safe_href(href)
    if not _ADDRESS.fullmatch(target) or _NO_PATH.search(target) or target.count("#") > 1:
        return ""
    return "" if _BAD_PERCENT.search(target) else target


def write_line(line: Line, setting: Setting) -> str:
    return "".join(_inline(node, setting) for node in unmarked(line))


def _inline(node: Inline, setting: Setting) -> str:
    match node:
        case Text(text):
            return escape(text)
        case Break():
            return "<br/>"
        case Code(text):
            return f"<code>{escape(text)}</code>"
        case NoteMark(label):
            return _note_mark(label, setting)
        case Image(src, alt):
            return _link(src, escape(alt or src), setting)
        case Link(href, children):
            inner = write_line(children, replace(setting, linked=True))
            return _link(href, inner or escape(href), setting)
        case Emphasis() | Strong() | Term() | Sentence():
            return _wrapped(node, write_line(node.children, setting), setting)


def _wrapped(node: Emphasis | Strong | Term | Sentence, text: str, setting: Setting) -> str:
    match node:
        case Emphasis():
            return f"<em>{text}</em>"
        case Strong():
            return f"<strong>{text}</strong>"
        case Term(name):
            target = "" if setting.linked else setting.term(name)
            kind = ' class="term" epub:type="glossref" role="doc-glossref"'
            return f'<a{kind} href="{target}">{text}</a>' if target else text
        case Sentence():
            return text


def _link(href: str, text: str, setting: Setting) -> str:
    target = "" if setting.linked else address(href)
    return f'<a href="{html.escape(target)}">{text}</a>' if target else text


def _note_mark(label: str, setting: Setting) -> str:
    number = setting.notes.get(label)
    if number is None:
        return f"<sup>{escape(label)}</sup>"
    if setting.linked:
        return f"<sup>{number}</sup>"
    place = fresh_id(setting, f"fnref-{setting.language}-{number}")
    kind = 'epub:type="noteref" role="doc-noteref"'
    return f'<sup{place}><a {kind} href="#fn-{setting.language}-{number}">{number}</a></sup>'


def fresh_id(setting: Setting, name: str) -> str:
    """The attribute that makes this place the target of links, "" where the document has one of that name."""
    if name in setting.ids:
        return ""
    setting.ids.add(name)
    return attribute("id", name)


def write(block: Content, setting: Setting) -> str:
    """A block as one element."""
    match block:
        case Heading():
            return _heading(block, setting)
        case CodeBlock(text):
            return f"<pre><code>{html.escape(FORBIDDEN.sub(chr(0xFFFD), text).rstrip(chr(10)))}</code></pre>"
        case Rule():
            return "<hr/>"
        case Table():
            return _table(block, setting)
        case Items():
            return _items(block, setting)
        case Quotation(content):
            return f"<blockquote>{_inner(content, setting)}</blockquote>"
        case Figure(src, line):
            return f'<p class="figure">{_link(src, escape(plain(line) or src), setting)}</p>'
        case Note():
            return _note(block, setting)
        case Caption() | Paragraph():
            kind = ' class="caption"' if isinstance(block, Caption) else ""
            return f"<p{kind}>{write_line(block.line, setting)}</p>"


def _heading(block: Heading, setting: Setting) -> str:
    text = write_line(block.line, setting)
    level = min(6, max(2, block.level))
    if setting.headed:
        return f"<h{level}>{text}</h{level}>"
    return f'<p class="heading" role="heading" aria-level="{level}">{text}</p>'


def _note(block: Note, setting: Setting) -> str:
    """A note, which a reading system shows where it is called, and its way back."""
    number = setting.notes.get(block.label)
    text = write_line(block.line, setting)
    place = fresh_id(setting, f"fn-{setting.language}-{number}") if number else ""
    if not place:
        return f'<p class="note">{text}</p>'
    back = ""
    if block.label in setting.called:
        named = attribute("title", setting.back) + attribute("aria-label", setting.back)
        back = f' <a role="doc-backlink"{named} href="#fnref-{setting.language}-{number}">↩</a>'
    kind = 'class="note" epub:type="footnote" role="doc-footnote"'
    return f"<aside {kind}{place}><p><sup>{number}</sup> {text}{back}</p></aside>"


def _items(block: Items, setting: Setting) -> str:
    tag = "ul" if block.start is None else "ol"
    start = f' start="{block.start}"' if block.start not in (None, 1) else ""
    items = "".join(f"<li>{_item(item, setting)}</li>" for item in block.items)
    return f"<{tag}{start}>{items}</{tag}>"


def _item(item: Sequence[Content], setting: Setting) -> str:
    if len(item) == 1 and isinstance(item[0], Paragraph):
        return write_line(item[0].line, setting)
    return _inner(item, setting)


def _inner(parts: Sequence[Content], setting: Setting) -> str:
    """Blocks inside another; their headings are no headings of the document."""
    inner = replace(setting, headed=False)
    return "".join(write(part, inner) for part in parts)


def _table(block: Table, setting: Setting) -> str:
    head, *rows = (
        "".join(_table_cell(cell, side, setting, at == 0) for cell, side in zip(row, block.align, strict=True))
        for at, row in enumerate(block.rows)
    )
    body = f"<tbody>{''.join(f'<tr>{row}</tr>' for row in rows)}</tbody>" if rows else ""
    return f'<div class="table" tabindex="0"><table><thead><tr>{head}</tr></thead>{body}</table></div>'


def _table_cell(cell: Line, side: str, setting: Setting, is_head: bool) -> str:
    tag, scope = ("th", ' scope="col"') if is_head else ("td", "")
    return f"<{tag}{scope}{attribute('class', side)}>{write_line(cell, setting)}</{tag}>"
