"""What a page, a feed or a style sheet refers to, and what in a page can be referred to.

Read by lxml's parser, not by patterns: a page shows code and holds scripts, in which an attribute is only text. Reading
a page so takes a millisecond, a few hundredths of what making it takes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from posixpath import dirname, normpath
from urllib.parse import unquote, urljoin

from lxml import etree

_PARSER = etree.HTMLParser(encoding="utf-8", huge_tree=True)
_REFERENCES = etree.XPath("//@href | //@src | //@poster | //object/@data | //meta[@property='og:image']/@content")
_SETS = etree.XPath("//@srcset")
_ANCHORS = etree.XPath("//@id | //a/@name")
_XML = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
_ADDRESSES = etree.XPath("//@href | //*[local-name()='loc']/text()")
_STYLE_URL = re.compile(r"""url\(\s*["']?([^"')\s]+)""")
_OF_THE_BROWSER = ("", "top")  # fragments that lead to the page's beginning


def in_page(html: bytes) -> tuple[frozenset[str], frozenset[str]]:
    """(references, anchors) of a page: its addresses as they are written, and its ids."""
    tree = etree.fromstring(html, _PARSER)
    sets = (part.split()[0] for value in _strings(_SETS, tree) for part in value.split(",") if part.strip())
    return frozenset([*_strings(_REFERENCES, tree), *sets]), frozenset(_strings(_ANCHORS, tree))


def _strings(path: etree.XPath, tree: etree._Element) -> list[str]:
    found = path(tree)
    assert isinstance(found, list), "attributes are a list"
    return [str(value) for value in found]


def in_feed(xml: bytes) -> frozenset[str]:
    """The addresses in a feed or a sitemap."""
    return frozenset(_strings(_ADDRESSES, etree.fromstring(xml, _XML)))


def in_styles(css: str) -> frozenset[str]:
    """The addresses that a style sheet loads."""
    return frozenset(_STYLE_URL.findall(css))


def inside(site: str, page: str, references: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(path, fragment) of those that lead into the site at the address `site`, which ends in a slash.

    `page` is the path of the file that refers, below that address, as is each path that is given: "" for the address
    itself, a folder without a slash at its end. A fragment for which the browser needs no id is "".
    """
    for reference in references:
        address, _, fragment = reference.strip().partition("#")
        path = _below(site, page, address.partition("?")[0])
        if path is not None:
            place = unquote(fragment).partition(":~:")[0]
            yield unquote(path), "" if place in _OF_THE_BROWSER else place


def _below(site: str, page: str, address: str) -> str | None:
    """The path of an address below the site's own; None where it leads out of the site."""
    if not address:
        return page
    if address.startswith("/") or ":" in address.partition("/")[0]:
        whole = f"{urljoin(site, address)}/"
        return whole.removeprefix(site).rstrip("/") if whole.startswith(site) else None
    path = normpath(f"{dirname(page)}/{address}".lstrip("/"))  # urljoin takes ten times as long
    return None if path.split("/")[0] == ".." else path.removeprefix(".")
