"""Tables for spreadsheets: cells that would be read as a formula are guarded, and the guard is undone exactly."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from diptych.model.problem import Refused, Severity, rule

MOST_CHARACTERS = 10_000_000  # of one cell

COLUMNS = rule(
    "D644",
    Severity.ERROR,
    "the first line does not name the columns that are needed: {missing}; nothing was taken from the file",
    "The first line must name them, as in the file that was exported: {columns}.",
    "dòng đầu không có đủ tên các cột cần thiết: {missing}; chưa lấy gì từ tệp",
    "Dòng đầu phải nêu tên các cột như trong tệp đã xuất: {columns}.",
)
NO_TABLE = rule(
    "D645",
    Severity.ERROR,
    "this is not a table that can be read: {reason}; nothing was taken from it",
    "Save it again as text separated by tabs, in UTF-8.",
    "không đọc được tệp này như một bảng: {reason}; chưa lấy gì từ đó",
    "Hãy lưu lại dạng văn bản phân cách bằng dấu tab, mã UTF-8.",
)

_FORMULA = re.compile(r"'*[=+\-@\t]")  # what spreadsheets read as a formula, behind any quotes that guard it
_GUARDED = re.compile(r"'+[=+\-@\t]")


def guarded(text: str) -> str:
    """The text with a quote before it, if a spreadsheet would read it as a formula. `bare(guarded(x)) == x`."""
    return f"'{text}" if _FORMULA.match(text) else text


def bare(text: str) -> str:
    """A cell without the quote that `guarded` has put there; what people wrote without one is as it is."""
    return text[1:] if _GUARDED.match(text) else text


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: where it begins in the file, and its cells by the names of their columns."""

    line: int
    cells: Mapping[str, str]
    whole: bool  # has as many cells as the table has columns


def table(rows: Iterable[Sequence[str]], delimiter: str) -> Iterator[str]:
    """A table in pieces, a line a row; a cell of several lines, or with quotes in it, stands in quotes."""
    for row in rows:
        yield delimiter.join(_cell(guarded(cell), delimiter) for cell in row) + "\n"


def _cell(text: str, delimiter: str) -> str:
    if delimiter in text or any(letter in text for letter in '"\r\n') or text != text.strip():
        return '"' + text.replace('"', '""') + '"'
    return text


def read_table(text: str, path: str, needed: Sequence[str]) -> Iterator[Row]:
    """The rows under the first, which names the columns. The columns may stand in any order, between others.

    Cells are separated by tabs, or as the first line is. Raises Refused (D644, D645).
    """
    head = text.split("\n", 1)[0]
    delimiter = max("\t,;", key=head.count)
    csv.field_size_limit(MOST_CHARACTERS)
    reader = csv.reader(re.split(r"(?<=\n)", text), delimiter=delimiter, strict=True)
    names: list[str] = []
    line = 1
    try:
        for cells in reader:
            if not names:
                names = [cell.strip().lower() for cell in cells]
                if missing := [name for name in needed if name not in names]:
                    raise Refused(COLUMNS.at(path, 1, missing=", ".join(missing), columns=", ".join(needed)))
            elif any(cells):
                yield Row(line, dict(zip(names, map(bare, cells), strict=False)), len(cells) == len(names))
            line = reader.line_num + 1
    except csv.Error as error:
        raise Refused(NO_TABLE.at(path, reader.line_num, reason=error)) from None
    if not names:
        raise Refused(COLUMNS.at(path, 1, missing=", ".join(needed), columns=", ".join(needed)))
