"""The block tree: what one block of an article says, free of any markup language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from diptych.model.inline import Line


@dataclass(frozen=True, slots=True)
class Heading:
    level: int  # 1 is the article's title
    line: Line


@dataclass(frozen=True, slots=True)
class Paragraph:
    line: Line


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption or a credit: a paragraph that is emphasised as a whole."""

    line: Line


@dataclass(frozen=True, slots=True)
class Note:
    label: str
    line: Line


@dataclass(frozen=True, slots=True)
class Figure:
    """An image that stands alone."""

    src: str
    line: Line  # its alternative text


@dataclass(frozen=True, slots=True)
class CodeBlock:
    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    pass


@dataclass(frozen=True, slots=True)
class Table:
    align: tuple[str, ...]  # "", "left", "center" or "right", one a column
    rows: tuple[tuple[Line, ...], ...]  # the first row is the head


@dataclass(frozen=True, slots=True)
class Items:
    """A list; `start` is the first number of an ordered one, None of an unordered one."""

    start: int | None
    items: tuple[tuple[Content, ...], ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    content: tuple[Content, ...]


Content = Heading | Paragraph | Caption | Note | Figure | CodeBlock | Rule | Table | Items | Quotation
OneLine = Heading | Paragraph | Caption | Note | Figure


def lines(content: Content) -> Iterator[Line]:
    """Every line of text in reading order: the units an engine translates. Code is not among them."""
    match content:
        case Heading() | Paragraph() | Caption() | Note() | Figure():
            yield content.line
        case Table():
            for row in content.rows:
                yield from row
        case Items():
            for item in content.items:
                for part in item:
                    yield from lines(part)
        case Quotation():
            for part in content.content:
                yield from lines(part)
        case CodeBlock() | Rule():
            return


def map_lines(content: Content, change: Callable[[Line], Line]) -> Content:
    """The same block with every line changed, in the order of `lines`."""
    match content:
        case Heading() | Paragraph() | Caption() | Note() | Figure():
            return replace(content, line=change(content.line))
        case Table():
            return replace(content, rows=tuple(tuple(change(cell) for cell in row) for row in content.rows))
        case Items():
            return replace(
                content,
                items=tuple(tuple(map_lines(part, change) for part in item) for item in content.items),
            )
        case Quotation():
            return replace(content, content=tuple(map_lines(part, change) for part in content.content))
        case CodeBlock() | Rule():
            return content
