"""An HTML table of data as rows of equal length."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import takewhile

from lxml.etree import _Element as Element

from diptych.importing.inline import tag_of
from diptych.importing.spaces import names
from diptych.model.content import Table
from diptych.model.inline import Line

COLUMNS_MAX = 50
_BOXES = names("table h1 h2 h3 h4 h5 h6 article section blockquote figure pre")


def grid(table: Element, read: Callable[[Element], Line]) -> Table | None:
    """The table; a cell that spans others stands in the first of its places. None for a table that lays out a page:
    of one row or one column, of boxes, of text outside its cells.
    """
    rows = list(_rows(table))
    cells = [[cell for cell in row if tag_of(cell) in ("td", "th")] for row in rows]
    if len(rows) < 2 or max(map(len, cells)) < 2 or table.get("role") == "presentation":
        return None
    if any(tag_of(inner) in _BOXES for inner in table.iterdescendants()) or _stray(table, cells):
        return None
    placed = list(takewhile(lambda row: len(row) <= COLUMNS_MAX, _placed(cells, read)))
    if len(placed) < len(cells):
        return None
    width = max(map(len, placed))
    return Table(("",) * width, tuple(tuple(row + [()] * (width - len(row))) for row in placed))


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if tag_of(child) == "tr":
            yield child
        elif tag_of(child) in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if tag_of(row) == "tr")


def _stray(table: Element, cells: list[list[Element]]) -> bool:
    """Whether the table says something outside its cells and its caption."""
    inside = {id(cell) for row in cells for cell in row}

    def stray(element: Element) -> bool:
        if (element.text or "").strip():
            return True
        for child in element:
            if (child.tail or "").strip():
                return True
            is_read = id(child) in inside or (tag_of(child) == "caption" and element is table)
            if not is_read and stray(child):
                return True
        return False

    return stray(table)


def _placed(rows: list[list[Element]], read: Callable[[Element], Line]) -> Iterator[list[Line]]:
    taken: dict[int, int] = {}  # column: rows further down that a cell above reaches into
    for row in rows:
        line: list[Line] = []
        below = {column: left - 1 for column, left in taken.items() if left > 1}
        for cell in row:
            while taken.get(len(line), 0):
                line.append(())
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            for column in range(len(line), len(line) + wide):
                below[column] = max(below.get(column, 0), high - 1)
            line += [read(cell), *[()] * (wide - 1)]
        taken = {column: left for column, left in below.items() if left}
        yield line


def _span(cell: Element, key: str) -> int:
    value = (cell.get(key) or "1").strip()
    return max(1, min(int(value), COLUMNS_MAX)) if value.isascii() and value.isdigit() and len(value) < 9 else 1
