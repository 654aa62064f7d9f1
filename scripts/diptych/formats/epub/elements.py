"""The elements of an XHTML document in EPUB."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from lxml import etree

from diptych.languages.tags import is_right_to_left
from diptych.text import xmltext
from diptych.text.xmltext import LANG, NOTHING, Node, document

Element = etree._Element

_XHTML = "http://www.w3.org/1999/xhtml"
_OPS = "http://www.idpf.org/2007/ops"
_NAMESPACES = {None: _XHTML, "epub": _OPS}
_QUALIFIED = {"epub:type": f"{{{_OPS}}}type", "xml:lang": LANG}
_VOID = {"br", "hr", "img", "link", "meta"}


def element(name: str, attributes: Mapping[str, str] = NOTHING, *children: Node) -> Element:
    """An element; an attribute without a value is left out."""
    qualified = {_QUALIFIED.get(key, key): value for key, value in attributes.items() if value}
    made = xmltext.element(f"{{{_XHTML}}}{name}", qualified, _NAMESPACES, *children)
    if name not in _VOID and made.text is None and not len(made):
        made.text = ""  # `<a></a>`: a reading system that takes XHTML for HTML would not see the end of `<a/>`
    return made


def joined(separator: str, parts: Iterable[Sequence[Node]]) -> list[Node]:
    """Pieces of content with a text between each two."""
    return [node for part in parts for node in (separator, *part)][1:]


def tongue(language: str) -> dict[str, str]:
    """The attributes of a text in a language, for XML and for HTML. The direction is always said: the text around
    it may run the other way."""
    return {"xml:lang": language, "lang": language, "dir": "rtl" if is_right_to_left(language) else "ltr"}


def page(title: str, language: str, kind: str, *body: Node) -> str:
    """A whole document; `kind` is the part of the book that it belongs to: frontmatter, bodymatter, backmatter."""
    style = {"rel": "stylesheet", "type": "text/css", "href": "style.css"}
    head = element(
        "head", {}, element("meta", {"charset": "utf-8"}), element("title", {}, title), element("link", style)
    )
    shown = element("body", {"epub:type": kind}, "\n", *body, "\n")
    return document(element("html", tongue(language), "\n", head, "\n", shown, "\n"), "<!DOCTYPE html>\n")
