"""Trees written for pages: a closed subset of Markdown in which no contributed character is a mark.

Python-Markdown reads 176 of 577 CommonMark examples otherwise than markdown-it-py, so pages use only what both read
alike: headings, links, tables and plain paragraphs in Markdown, everything else as the HTML that Markdown allows, and
every character that could be a mark as its reference. A property test holds that the visible text is the tree's.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
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
from diptych.text.href import safe_href
from diptych.text.markup import attribute, clean

_MARKS = re.compile(r"[\\`*_\[\]{}<>&#|!~^$]")
_LINE_START = re.compile(r"^(?:[-+=:]|\d+[.)])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where a text stands: what its links and notes need to know."""

    language: str
    first: bool = True  # the page's own voice; the second voice's headings stay out of the table of contents
    glossary: str = "../glossary/"  # from the page's file to the glossary's folder
    notes: Mapping[str, int] = field(default_factory=dict)  # the numbers of the text's notes by label
    linked: bool = False  # inside a link, where no other can begin
    ids: set[str] = field(default_factory=set)  # those that the page has already: each is given once


def escape(text: str) -> str:
    """Text with every possible mark as a character reference: the same in any Markdown, and in HTML."""
    return _MARKS.sub(lambda found: f"&#{ord(found.group())};", clean(text))


def escape_line(text: str) -> str:
    """`escape` for text that begins a line."""
    return guard(escape(text))


def guard(line: str) -> str:
    """Written text that begins a line or a list's item: what would begin a list or an underline is kept text."""
    line = line.strip()
    found = _LINE_START.match(line)
    return line if not found else re.sub(r"[-+=:.)]", lambda mark: f"&#{ord(mark.group())};", line, count=1)


def write_line(line: Line, setting: Setting) -> str:
    """A line of text; a break is `<br>`, so that the text stays one line."""
    return guard(_inside(line, setting))


def _inside(line: Line, setting: Setting) -> str:
    return "".join(_inline(node, setting) for node in line)


def _inline(node: Inline, setting: Setting) -> str:
    match node:
        case Text(text):
            return escape(text)
        case Break():
            return "<br>"
        case Code(text):
            return f"<code>{escape(text)}</code>"
        case NoteMark(label):
            return _note_mark(label, setting)
        case Image(src, alt):
            return _link(src, escape(alt or src), setting)
        case Link(href, children):
            inner = replace(setting, linked=True)
            return _link(href, _inside(children, inner) or escape(href), setting)
        case Emphasis() | Strong() | Term() | Sentence():
            return _wrapped(node, _inside(node.children, setting), setting)


def _wrapped(node: Emphasis | Strong | Term | Sentence, text: str, setting: Setting) -> str:
    match node:
        case Emphasis():
            return f"<em>{text}</em>"
        case Strong():
            return f"<strong>{text}</strong>"
        case Term():
            return f"[{text}]({setting.glossary}{node.id}.md)"
        case Sentence():
            return _sentence(node.number, text)


def _sentence(number: int, text: str) -> str:
    """A sentence and its number in the row; the space behind it stands outside, so that no mark shows on it."""
    inner = text.rstrip(" ")
    return f'<span class="dt-s" data-s="{number}">{inner}</span>{text[len(inner) :]}'


def _code(text: str) -> str:
    """Code as HTML; a fence or a tab in it would be Python-Markdown's even there."""
    return re.sub(r"[`~\t]", lambda found: f"&#{ord(found.group())};", html.escape(text))


def link_target(href: str) -> str:
    """An address as a link's target, "" where no page may link to it.

    Its `&` are references: Python-Markdown, where it meets a `&#` that begins none, loses its place in the whole page.
    An apostrophe would begin the link's title there.
    """
    return safe_href(href).replace("&", "&amp;").replace("'", "&#39;")


def _link(href: str, text: str, setting: Setting) -> str:
    target = "" if setting.linked else link_target(href)
    return f"[{text}]({target})" if target else text


def _note_mark(label: str, setting: Setting) -> str:
    number = setting.notes.get(label)
    if number is None:
        return f"<sup>{escape(label)}</sup>"
    if setting.linked:
        return f"<sup>{number}</sup>"
    place = fresh_id(setting, f"fnref-{setting.language}-{number}")
    return f"<sup{place}>[{number}](#fn-{setting.language}-{number})</sup>"


def fresh_id(setting: Setting, name: str) -> str:
    """The attribute that makes this place the target of links, "" where the page has one of that name."""
    if name in setting.ids:
        return ""
    setting.ids.add(name)
    return attribute("id", name)


def write(block: Content, setting: Setting) -> str:
    """A block, to stand between blank lines."""
    match block:
        case Heading():
            return _heading(block, setting)
        case CodeBlock(text):
            return f"<pre><code>{_code(text)}</code></pre>"
        case Rule():
            return "<hr>"
        case Table():
            return _table(block, setting)
        case Items():
            return _items(block, setting)
        case Quotation():
            return wrap("blockquote", "", _inner(block.content, setting))
        case Figure(src, line):
            return wrap("div", ' class="dt-figure"', _link(src, escape(plain(line) or src), setting))
        case Caption(line):
            return wrap("div", ' class="dt-caption"', write_line(line, setting))
        case Note() | Paragraph():
            return write_line(block.line, setting)


def wrap(tag: str, attributes: str, body: str, reading: str = "1") -> str:
    """Markdown inside an element, read as Markdown by Python-Markdown (md_in_html) and by CommonMark alike."""
    return f'<{tag}{attributes} markdown="{reading}">\n\n{body}\n\n</{tag}>'


def _heading(block: Heading, setting: Setting) -> str:
    text = write_line(block.line, setting)
    if setting.first:
        return f"{'#' * block.level} {text}"
    return wrap("div", f' class="dt-heading" role="heading" aria-level="{max(2, block.level)}"', text)


def _items(block: Items, setting: Setting) -> str:
    tag = "ul" if block.start is None else "ol"
    start = f' start="{block.start}"' if block.start not in (None, 1) else ""
    items = (wrap("li", "", _inner(item, setting), _reading(item)) for item in block.items)
    return f'<{tag}{start} markdown="1">\n' + "\n".join(items) + f"\n</{tag}>"


def _reading(item: Sequence[Content]) -> str:
    """How Python-Markdown is to read an item: as a line of text, as it does by itself, or as blocks."""
    return "1" if len(item) == 1 and isinstance(item[0], Paragraph) else "block"


def _inner(parts: Sequence[Content], setting: Setting) -> str:
    """Blocks inside another; their headings are no headings of the page."""
    inner = replace(setting, first=False)
    return "\n\n".join(write(part, inner) for part in parts)


def _table(block: Table, setting: Setting) -> str:
    marks = {"": "---", "left": ":--", "center": ":-:", "right": "--:"}
    rows = [_table_row([_inside(cell, setting) for cell in row]) for row in block.rows]
    rows.insert(1, _table_row([marks[side] for side in block.align]))
    return "\n".join(rows)


def _table_row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.strip() or "&nbsp;" for cell in cells) + " |"
