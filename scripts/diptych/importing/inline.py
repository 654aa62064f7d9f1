"""Inline HTML as a line: emphasis, links, images and line breaks; every other element is only its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import urljoin, urlsplit

from lxml.etree import _Element as Element
from markdown_it.common.normalize_url import normalizeLink, validateLink

from diptych.importing.spaces import names, tidy
from diptych.model.inline import (
    Break,
    Code,
    Emphasis,
    Image,
    Inline,
    Line,
    Link,
    Parent,
    Strong,
    Text,
    joined,
    plain,
    rebuild,
)
from diptych.text.normal import normal

_SPANS: dict[str, type[Emphasis] | type[Strong]] = {
    "em": Emphasis,
    "i": Emphasis,
    "cite": Emphasis,
    "strong": Strong,
    "b": Strong,
}
_CODES = names("code kbd samp tt")
_LAZY = ("data-src", "data-original", "src")
_SPACES = re.compile(r"[ \t\n\r\f\x85\u2028\u2029]+")


def tag_of(element: Element) -> str:
    """The element's name in lower case; "" for what is no element of HTML."""
    return element.tag.lower() if isinstance(element.tag, str) else ""


def line_of(element: Element) -> int:
    """The line of its file where an element begins."""
    line = element.sourceline
    return line if isinstance(line, int) else 1


def text_nodes(text: str | None) -> Line:
    """Text of a page, its white space collapsed."""
    found = _SPACES.sub(" ", normal(text or "").replace("\ufeff", ""))
    return (Text(found),) if found else ()


def inline(element: Element, base: str, children: Callable[[Element], Line]) -> Line:
    """The nodes of one inline element; `children` reads what stands in it.

    A link that leads nowhere has the address "": it is a link to whoever weighs the page, and text once it is chosen.
    """
    tag = tag_of(element)
    if tag == "br":
        return (Break(),)
    if tag == "img":
        return image(element, base)
    inside = children(element)
    if tag in _CODES:
        text = tidy(plain(inside))
        return (Code(text),) if text else inside
    if tag in _SPANS:
        return _span(_SPANS[tag], inside)
    if tag == "a" and element.get("href"):
        href = address(element.get("href"), base) or ""
        return _around(without(inside, Link), lambda line: (Link(href, line),))
    return inside


def image(element: Element, base: str) -> Line:
    """An image with an absolute address; any other is its alternative text. One of 1 pixel is none."""
    alt = tidy(element.get("alt") or "")
    if "1" in (element.get("width"), element.get("height")):
        return text_nodes(alt)
    src = next((found for key in _LAZY if (found := address(element.get(key), base, ("http", "https")))), None)
    return (Image(src, alt),) if src else text_nodes(alt)


def address(href: str | None, base: str, schemes: tuple[str, ...] = ("http", "https", "mailto")) -> str | None:
    """A link's address made absolute, in the form that Markdown reads back; None for any other scheme."""
    written = re.sub(r"[\t\n\r]", "", href or "").strip()
    if not written:
        return None
    try:
        found = urljoin(base or "https:", written)
        parts = urlsplit(found)
    except ValueError:
        return None
    if parts.scheme not in schemes or not (parts.netloc or parts.scheme == "mailto"):
        return None
    encoded = normalizeLink(found)
    return encoded if validateLink(encoded) else None


def unwrapped(line: Line) -> Line:
    """The line without marks that stand around all of it."""
    while len(line) == 1 and isinstance(line[0], Strong | Emphasis):
        line = line[0].children
    return line


def without_dead_links(line: Line) -> Line:
    """The line with links that lead nowhere as text."""
    return rebuild(line, lambda node: node.children if isinstance(node, Link) and not node.href else (node,))


def without(line: Line, kind: type[Parent]) -> Line:
    """The line with the marks of one kind taken away, their words kept."""
    out: list[Inline] = []
    for node in line:
        if isinstance(node, Parent):
            inside = without(node.children, kind)
            out += inside if isinstance(node, kind) else _rebuilt(node, inside)
        else:
            out.append(node)
    return joined(tuple(out))


def _rebuilt(node: Parent, children: Line) -> Line:
    match node:
        case Link(href):
            return (Link(href, children),)
        case Strong():
            return (Strong(children),)
        case _:
            return (Emphasis(children),)


def _span(kind: type[Emphasis] | type[Strong], inside: Line) -> Line:
    # `***x***` reads as a strong text inside an emphasised one, never the other way round.
    inside = without(inside, kind)
    match inside:
        case (Emphasis(children),) if kind is Strong:
            return (Emphasis((Strong(children),)),)
    return _around(inside, lambda line: (kind(line),))


def _around(inside: Line, mark: Callable[[Line], Line]) -> Line:
    """The mark around a line, its edge spaces and line breaks left outside; no mark around nothing."""
    before: list[Inline] = []
    after: list[Inline] = []
    nodes = list(joined(inside))
    while nodes and _is_edge(nodes[0]):
        before.append(nodes.pop(0))
    while nodes and _is_edge(nodes[-1]):
        after.insert(0, nodes.pop())
    if not nodes:
        return inside
    first = nodes[0]
    if isinstance(first, Text):
        bare = first.text.lstrip()
        before.append(Text(first.text[: len(first.text) - len(bare)]))
        nodes[0] = Text(bare)
    last = nodes[-1]
    if isinstance(last, Text):
        bare = last.text.rstrip()
        after.insert(0, Text(last.text[len(bare) :]))
        nodes[-1] = Text(bare)
    return joined((*before, *mark(tuple(nodes)), *after))


def _is_edge(node: Inline) -> bool:
    return isinstance(node, Break) or (isinstance(node, Text) and not node.text.strip())


def paragraphs(line: Line) -> Iterator[Line]:
    """The lines of a run of inline text: two line breaks in a row are where a new paragraph begins."""
    part: list[Inline] = []
    for node in _settled(line):
        if isinstance(node, Break) and part and isinstance(part[-1], Break):
            yield from _trimmed(part)
            part = []
        else:
            part.append(node)
    yield from _trimmed(part)


def _settled(line: Line) -> Line:
    """The line with single spaces over the borders of its marks, neighbouring marks of one kind as one."""
    out: list[Inline] = []
    for node in joined(line):
        last = out[-1] if out else None
        if isinstance(node, Text):
            text = node.text
            if last is None or isinstance(last, Break):
                text = text.lstrip()
            node = Text(re.sub(r" {2,}", " ", text))
            if not node.text:
                continue
        elif isinstance(node, Break) and isinstance(last, Text):
            out[-1] = Text(last.text.rstrip())
            if not last.text.strip():
                out.pop()
        elif isinstance(node, Emphasis | Strong) and type(last) is type(node):
            out[-1] = type(node)(joined((*last.children, *node.children)))
            continue
        out.append(node)
    return tuple(out)


def _trimmed(part: list[Inline]) -> Iterator[Line]:
    while part and _is_edge(part[0]):
        part.pop(0)
    while part and _is_edge(part[-1]):
        part.pop()
    if part and isinstance(part[0], Text):
        part[0] = Text(part[0].text.lstrip())
    if part and isinstance(part[-1], Text):
        part[-1] = Text(part[-1].text.rstrip())
    if part:
        yield tuple(part)
