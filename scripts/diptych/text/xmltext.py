"""XML as lxml writes it, whole or in pieces: well-formed whatever a text holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from types import MappingProxyType
from typing import Protocol

from lxml import etree

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
NOTHING: Mapping[str, str] = MappingProxyType({})
Node = str | etree._Element  # of mixed content


class Writer(Protocol):
    """What `etree.xmlfile` opens: elements are begun and ended, text is escaped."""

    def element(
        self, tag: str, attrib: Mapping[str, str] = NOTHING, nsmap: Mapping[str | None, str] | None = None
    ) -> AbstractContextManager[None]: ...
    def write(self, *content: str | etree._Element) -> None: ...
    def write_doctype(self, doctype: str) -> None: ...
    def flush(self) -> None: ...


def element(
    tag: str, attributes: Mapping[str, str], nsmap: Mapping[str | None, str], *children: Node
) -> etree._Element:
    """An element that declares namespaces, that of the prefix None as the default; its children are moved into it."""
    made = etree.Element(tag, dict(attributes), nsmap)  # type: ignore[arg-type]  # to the stubs None is no prefix
    elements: list[etree._Element] = []
    texts: list[list[str]] = [[]]  # before the first child element, and after each
    for child in children:
        if isinstance(child, str):
            texts[-1].append(child)
        else:
            elements.append(child)
            texts.append([])
    made.text = "".join(texts[0]) or None
    for one, after in zip(elements, texts[1:], strict=True):
        one.tail = "".join(after) or None
    made.extend(elements)
    return made


def document(root: etree._Element, doctype: str = "") -> str:
    """A whole document; `doctype` with its line end."""
    return f"{DECLARATION}{doctype}{etree.tostring(root, encoding='unicode')}\n"


def pieces(write: Callable[[Writer], Iterator[None]]) -> Iterator[str]:
    """A long document, never held whole: a piece each time that `write` pauses, of what it wrote since the last."""
    sink = _Sink()
    yield DECLARATION
    with etree.xmlfile(sink, encoding="UTF-8") as out:
        for _ in write(out):
            out.flush()  # a letter may be cut in two before that
            yield sink.taken()
    yield sink.taken() + "\n"


class _Sink:
    """A file to lxml, kept in memory until it is taken."""

    def __init__(self) -> None:
        self._written: list[bytes] = []

    def write(self, data: bytes) -> None:
        self._written.append(data)

    def taken(self) -> str:
        text = b"".join(self._written).decode()
        self._written.clear()
        return text
