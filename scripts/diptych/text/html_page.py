"""A generated page's Markdown as HTML, to the byte as Python-Markdown writes it, in a small part of its time.

The generator writes a closed subset: paragraphs, headings, items and table rows of one line each, elements that are
read as Markdown, and blocks of HTML. A page with anything else is `Outside`; whoever asks then has Python-Markdown read
it. Python-Markdown is taken as MkDocs sets it up: `toc`, `tables`, `fenced_code` and `md_in_html`.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from functools import lru_cache

from diptych.text.html_blocks import BLOCKS, MARK, REMEMBERED, alone, inside, start_tag
from diptych.text.html_inline import Outside, Resolve, begins, dialog, inline
from diptych.text.slug import heading_id

TAB = 4  # columns
DEEPEST = 100  # elements inside one another: a text's lists and quotations are far from it
_CONTROL = re.compile(r"[\x02\x03\r]")
_SPACES = re.compile(r"(?<=\n) +\n")
_FENCE = re.compile(r"^(?:~~~|```)", re.MULTILINE)
_ID = re.compile(r'<[a-z][^<>]*? id="([^"<>]*)"')
_ELEMENT = re.compile(rf'<([a-z]+)((?:{MARK})*+) markdown="(1|block)">')
_START = re.compile(r"<([a-z]+)[ >]")
_HEADING = re.compile(r"(#{1,6}) ([^#\s](?:.*[^#\s])?)")
_TAGS = re.compile(r"<[^<>]*>")
_BORDER = re.compile(r"(:?)-+(:?)")
_STRUCTURE = BLOCKS | {"hr", "script"}
_READ_AS_BLOCKS = frozenset({"blockquote", "div", "nav", "ol", "section", "ul"})


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    id: str
    name: str  # HTML without tags


@dataclass(frozen=True, slots=True)
class Rendered:
    html: str
    headings: tuple[Heading, ...]
    ids: frozenset[str]  # what links can lead to


@dataclass(slots=True, kw_only=True)
class _Page:
    lines: list[str]
    resolve: Resolve
    at: int = 0
    headings: list[Heading] = field(default_factory=list)
    times: dict[str, int] = field(default_factory=dict)  # how often each heading's id was asked for

    @property
    def line(self) -> str:
        """The line to be read; there is one."""
        return self.lines[self.at]


def render(markdown: str, resolve: Resolve) -> Rendered:
    """The HTML of a page. `resolve` is asked once for each link. Raises Outside."""
    if _CONTROL.search(markdown) or (("```" in markdown or "~~~" in markdown) and _FENCE.search(markdown)):
        raise Outside(markdown)
    text = _SPACES.sub("\n", markdown.expandtabs(TAB) + "\n\n")
    ids = frozenset(map(html.unescape, _ID.findall(text)))
    if any(name.startswith("h-") for name in ids):  # a heading's could be the same
        raise Outside(markdown)
    page = _Page(lines=text.split("\n"), resolve=resolve)
    written = "\n".join(_blocks(page, []))
    return Rendered(written.strip(), tuple(page.headings), ids | {heading.id for heading in page.headings})


def _blocks(page: _Page, within: list[str]) -> list[str]:
    """The blocks up to the end of the innermost element of `within`, or of the page."""
    end, found, lines = f"</{within[-1]}>" if within else None, list[str](), page.lines
    while page.at < len(lines) and lines[page.at] != end:
        if line := lines[page.at]:
            if line.startswith("- ") and found and found[-1].endswith(("</ul>", "</ol>")):
                raise Outside("two lists, one to Python-Markdown")
            found.append(_block(page, within))
        page.at += 1
    if within and page.at == len(lines):
        raise Outside(f"no {end}")
    return found


def _block(page: _Page, within: list[str]) -> str:
    """The block that begins here; its last line is left as the line to be read."""
    line = page.line
    if (start := _START.match(line)) and start[1] in _STRUCTURE:
        return _html(page, start[1], within)
    written = _text_block(page, within)
    following = page.lines[page.at + 1]
    if following and not _is_structure(following):
        raise Outside(following)
    return written


def _is_structure(line: str) -> bool:
    """Whether a line ends the block before it without a blank line between them."""
    start = _START.match(line.replace("</", "<", 1))
    return start is not None and start[1] in _STRUCTURE


def _text_block(page: _Page, within: list[str]) -> str:
    line = page.line
    if heading := _HEADING.fullmatch(line):
        return _heading(page, len(heading[1]), heading[2])
    if line.startswith("- "):
        items = [f"<li>{inline(begins(item[2:]), page.resolve)}</li>" for item in _run(page, "- ")]
        return "\n".join(["<ul>", *items, "</ul>"])
    if line.startswith("| "):
        return _table(page)
    if line.startswith("<dialog") and not within:
        return f"<p>{dialog(line)}</p>"
    return f"<p>{inline(begins(line), page.resolve)}</p>"


def _run(page: _Page, mark: str) -> list[str]:
    """The lines from here on that begin with a mark."""
    first = page.at
    while page.lines[page.at + 1].startswith(mark):
        page.at += 1
    return page.lines[first : page.at + 1]


def _heading(page: _Page, level: int, text: str) -> str:
    written = inline(text, page.resolve)
    name = " ".join(_TAGS.sub("", written).split())
    base = _place(name)
    times = page.times[base] = page.times.get(base, -1) + 1
    place = f"{base}_{times}" if times else base
    page.headings.append(Heading(level, place, name))
    return f'<h{level} id="{place}">{written}</h{level}>'


@lru_cache(maxsize=REMEMBERED)
def _place(name: str) -> str:
    """The id of a heading whose name is the only one of its kind."""
    return heading_id(html.unescape(name))


def _table(page: _Page) -> str:
    rows = [_cells(row) for row in _run(page, "| ")]
    if len(rows) < 2 or any(len(row) != len(rows[0]) for row in rows):
        raise Outside("a table of unequal rows")
    sides = [_side(mark) for mark in rows[1]]
    empty = ["<tr>", *("<td></td>" for _ in sides), "</tr>"]
    head = _row(page, "th", rows[0], sides)
    body = [line for row in rows[2:] for line in _row(page, "td", row, sides)] or empty
    return "\n".join(["<table>", "<thead>", *head, "</thead>", "<tbody>", *body, "</tbody>", "</table>"])


def _cells(row: str) -> list[str]:
    if not row.endswith(" |"):
        raise Outside(row)
    return [cell.strip(" ") for cell in row[1:-1].split("|")]


def _side(mark: str) -> str:
    found = _BORDER.fullmatch(mark)
    if not found:
        raise Outside(mark)
    name = {(":", ":"): "center", (":", ""): "left", ("", ":"): "right"}.get((found[1], found[2]), "")
    return f' style="text-align: {name};"' if name else ""


def _row(page: _Page, tag: str, cells: list[str], sides: list[str]) -> list[str]:
    written = (inline(cell, page.resolve) for cell in cells)
    return ["<tr>", *(f"<{tag}{side}>{cell}</{tag}>" for cell, side in zip(written, sides, strict=True)), "</tr>"]


def _html(page: _Page, name: str, within: list[str]) -> str:
    if element := _ELEMENT.fullmatch(page.line):
        return _markdown_element(page, element, within)
    block = _whole(page, name)
    if within:
        return block if block == "<hr>" else inside(block, {*within})
    blank = "" if page.lines[page.at + 1] else "\n"
    return (block if block == "<hr>" else alone(block)) + blank


def _whole(page: _Page, name: str) -> str:
    """A block of HTML: one line, or the lines of a `<pre>` up to its end."""
    first = page.at
    if name == "pre":
        while not page.line.endswith("</pre>"):
            page.at += 1
            if page.at == len(page.lines) - 1:
                raise Outside("no </pre>")
    return "\n".join(page.lines[first : page.at + 1])


def _markdown_element(page: _Page, element: re.Match[str], within: list[str]) -> str:
    name, marks, reading = element.groups()
    if len(within) == DEEPEST:
        raise Outside("elements too deep")
    page.at += 1
    inner = [*within, name]
    start = start_tag(name, marks)
    if name == "li":
        return _item(page, start, reading, inner)
    if name not in _READ_AS_BLOCKS:
        raise Outside(start)
    blocks = _blocks(page, inner)
    return f"{start}{_lines(blocks)}</{name}>"


def _item(page: _Page, start: str, reading: str, within: list[str]) -> str:
    if reading == "block":
        return f"{start}{_lines(_blocks(page, within))}</li>"
    line = "".join(page.lines[page.at + 1 : page.at + 2])
    if page.lines[page.at : page.at + 4] != ["", line, "", "</li>"]:
        raise Outside(start)
    page.at += 3
    return f"{start}\n\n{inline(begins(line), page.resolve)}\n\n</li>"


def _lines(blocks: list[str]) -> str:
    return "\n".join(["", *blocks, ""]) if blocks else ""
