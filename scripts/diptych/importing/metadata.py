"""What a page states about its article: in its head, in JSON-LD, in its own tags. Nothing is guessed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from lxml.etree import _Element as Element

from diptych.importing.inline import address, tag_of
from diptych.importing.spaces import tidy
from diptych.text.normal import FORBIDDEN, normal

VALUE_MAX = 500
_META = {
    "title": ("og:title", "citation_title", "dc.title", "twitter:title"),
    "author": ("author", "article:author", "citation_author", "dc.creator"),
    "publisher": ("og:site_name", "publisher", "citation_publisher", "dc.publisher", "application-name"),
    "published": (
        "article:published_time",
        "citation_publication_date",
        "datepublished",
        "pubdate",
        "dc.date",
        "dc.date.issued",
        "date",
    ),
    "source_url": ("og:url",),
    "language": ("og:locale",),
}
_ARTICLE = re.compile(r"Article|BlogPosting|Report")
_DATE = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})")


def stated(page: Element) -> dict[str, str]:
    """title, author, publisher, published (YYYY-MM-DD where it can be read), source_url, language: those stated."""
    linked = _json_ld(page)
    meta = _meta(page)
    found: dict[str, str] = {}
    for key, names in _META.items():
        values = [_tag(page, key), *(meta.get(name, "") for name in names[:1]), linked.get(key, "")]
        values += [meta.get(name, "") for name in names[1:]]
        value = next((clean for value in values if (clean := _clean(key, value))), "")
        if value:
            found[key] = value
    return found


def _tag(page: Element, key: str) -> str:
    """What has a tag of its own: the address and the language."""
    if key == "language":
        return page.get("lang") or page.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    if key == "source_url":
        return next((link.get("href") or "" for link in page.iter("link") if link.get("rel") == "canonical"), "")
    return ""


def _meta(page: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in page.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        found.setdefault(name.strip().lower(), element.get("content") or "")
    return found


def _clean(key: str, value: str) -> str:
    text = tidy(normal(value))
    if not text or len(text) > VALUE_MAX or FORBIDDEN.search(text):
        return ""
    if key == "source_url":
        return address(text, "", ("http", "https")) or ""
    if key == "author" and re.match("https?://", text):
        return ""
    if key == "published" and (date := _DATE.match(text)):
        return f"{date[1]}-{int(date[2]):02}-{int(date[3]):02}"
    if key == "language":
        return text.replace("_", "-") if re.fullmatch(r"[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*", text) else ""
    return text


def _json_ld(page: Element) -> dict[str, str]:
    """The fields of the first article that the page describes in JSON-LD."""
    for script in page.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for item in _described(data):
            return {
                "title": _name(item.get("headline")),
                "author": _name(item.get("author")),
                "publisher": _name(item.get("publisher")),
                "published": _name(item.get("datePublished")),
                "source_url": _name(item.get("url")),
                "language": _name(item.get("inLanguage")),
            }
    return {}


def _described(data: object) -> Iterator[Mapping[str, object]]:
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, dict):
            if _ARTICLE.search(str(item.get("@type", ""))[:200]):
                yield item
            graph = item.get("@graph")
            yield from (
                (
                    inner
                    for inner in graph
                    if isinstance(inner, dict) and _ARTICLE.search(str(inner.get("@type", ""))[:200])
                )
                if isinstance(graph, list)
                else ()
            )


def _name(value: object) -> str:
    """A field's text; of several people the names, of a described thing its name."""
    match value:
        case str():
            return value
        case {"name": str(name)}:
            return name
        case list():
            names = [name for name in map(_one_name, value[:20]) if name]
            return ", ".join(names)
    return ""


def _one_name(value: object) -> str:
    return "" if isinstance(value, list) else _name(value)


def page_title(page: Element) -> str:
    """What the window's title says, as it is written; "" without one."""
    for element in page.iter("title"):
        parent = element.getparent()
        if parent is not None and tag_of(parent) == "head":
            return tidy(normal(element.text or ""))
    return ""
