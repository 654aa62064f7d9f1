"""The inline tree: what stands inside a paragraph, a heading, a cell.

A closed set. Whatever reads Markdown ends in these nodes, and whatever writes a page starts from them, so nothing
that a contributor types can become more than one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True)
class Break:
    """A line end that the writer asked for."""


@dataclass(frozen=True, slots=True)
class Code:
    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    href: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Image:
    src: str
    alt: str


@dataclass(frozen=True, slots=True)
class NoteMark:
    """`[^1]`: the call of a note."""

    label: str


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary term found in the text. Only annotation makes these; no file holds one."""

    id: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Sentences that face those of the same number in the other text. Only pages hold these."""

    number: int
    children: tuple[Inline, ...]


Inline = Text | Break | Code | Emphasis | Strong | Link | Image | NoteMark | Term | Sentence
Parent = Emphasis | Strong | Link | Term | Sentence
Line = tuple[Inline, ...]


def plain(line: Line) -> str:
    """The visible text of a line; a break is a line end, an image its alternative text, a note mark nothing."""
    return "".join(_plain(node) for node in line)


def _plain(node: Inline) -> str:
    match node:
        case Text() | Code():
            return node.text
        case Break():
            return "\n"
        case Image():
            return node.alt
        case NoteMark():
            return ""
        case _:
            return plain(node.children)


def walk(line: Line) -> Iterator[Inline]:
    """Every node of a line, parents before their children."""
    for node in line:
        yield node
        if isinstance(node, Parent):
            yield from walk(node.children)


def rebuild(line: Line, change: Callable[[Inline], Line]) -> Line:
    """The line with `change` applied to every node from the leaves up; it may give back any number of nodes."""
    out: list[Inline] = []
    for node in line:
        if isinstance(node, Parent):
            node = replace(node, children=rebuild(node.children, change))
        out += change(node)
    return joined(tuple(out))


def joined(line: Line) -> Line:
    """The line with neighbouring texts as one and empty texts gone: equal lines then compare equal."""
    out: list[Inline] = []
    texts: list[str] = []
    for node in line:
        if isinstance(node, Text):
            texts.append(node.text)
            continue
        if any(texts):
            out.append(Text("".join(texts)))
        texts = []
        out.append(node)
    return (*out, Text("".join(texts))) if any(texts) else tuple(out)
