"""What may not stand in a built page, found by parsing it as browsers do.

Hostile values carry tokens, words that no page holds otherwise. A token may be read as text; where it has become a
part of the markup, that is a fault.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import html5lib

TOKEN = re.compile(r"zq\w+?qz", re.IGNORECASE)
DANGEROUS = set(
    "script style iframe frame frameset object embed applet base link form input button textarea select option "
    "template noscript svg math img picture source audio video track canvas dialog slot portal marquee".split()
)
ADDRESSES = set("href src action formaction data poster srcset ping manifest background cite".split())
DATA = {"application/json", "application/ld+json"}  # scripts that are none
SCHEMES = {"", "http", "https", "mailto"}
SAID = {"title", "content", "aria-label", "alt"}  # attributes that are read out as text
OURS = re.compile(
    r"(?:https://diptych\.example/|(?:\.\./)*)(?:[a-z0-9-]+/)+(?:index\.html)?"
)  # addresses made by our own slug
HEADING_ID = re.compile(r"#?h-[a-z0-9-]+(?:_\d+)?")  # ids made by our own slug


def parsed(html: str) -> Any:
    return html5lib.parse(html, namespaceHTMLElements=False)


def faults(html: str, theme_ids: frozenset[str] = frozenset()) -> list[str]:
    """Everything in a page that contributed text may not do; `theme_ids` are the theme's own ids with `__`."""
    tree = parsed(html)
    found = [fault for element in tree.iter() for fault in _element(element)]
    ids = Counter(element.get("id") for element in tree.iter() if element.get("id") is not None)
    found += [f"the id {name} stands {times} times" for name, times in ids.items() if times > 1]
    found += [
        f"the id {name} looks like the theme's" for name in ids if name.startswith("__") and name not in theme_ids
    ]
    return found


def _element(element: Any) -> Iterator[str]:
    if not isinstance(element.tag, str):
        if TOKEN.search(element.text or ""):
            yield f"a comment: {element.text}"
        return
    tag = local(element.tag)
    if tag == "script" and element.get("type") in DATA:
        yield from _data(element.text or "")
    elif tag in DANGEROUS and TOKEN.search("".join(element.itertext())):
        yield f"inside <{tag}>"
    if tag == "meta" and element.get("http-equiv"):
        yield f"<meta http-equiv={element.get('http-equiv')}>"
    for name, value in element.items():
        yield from _attribute(tag, local(str(name)), str(value))


def local(name: str) -> str:
    """A name without its namespace: SVG and MathML have their own."""
    return name.rpartition("}")[2]


def _data(text: str) -> Iterator[str]:
    """JSON is read as data, never run; it must still be JSON when the browser's own parser has cut it out."""
    try:
        json.loads(text)
    except ValueError:
        yield f"broken JSON: {text}"


def _attribute(tag: str, name: str, value: str) -> Iterator[str]:
    if name.lower().startswith("on"):
        yield f"the handler {name}={value}"
    if TOKEN.search(name):
        yield f"the attribute {name}"
    if name in ADDRESSES and scheme(value) not in SCHEMES:
        yield f"the address {value}"
    if TOKEN.search(value) and not _may_hold(tag, name, value):
        yield f'<{tag} {name}="{value}">'


def _may_hold(tag: str, name: str, value: str) -> bool:
    if name == "href" and tag in ("a", "link") and OURS.fullmatch(value):
        return True
    if tag == "a" and name == "href":
        return scheme(value) in {"http", "https", "mailto"} or HEADING_ID.fullmatch(value) is not None
    if name == "id":
        return HEADING_ID.fullmatch(value) is not None
    return name in SAID and tag not in DANGEROUS


def scheme(address: str) -> str:
    """The scheme that a browser sees: it drops controls and blanks first."""
    return urlsplit(re.sub(r"[\x00-\x20]", "", address)).scheme.lower()


def visible(html: str) -> str:
    """The text of a page's main part that a reader sees, without white space, which layout may change."""
    tree = parsed(html)
    main = next(tree.iter("article"), None)
    return squeezed(text_of(tree.find("body") if main is None else main))


def text_of(element: Any) -> str:
    """The text of an element without what browsers do not show of it."""
    if not isinstance(element.tag, str) or element.tag in ("script", "style", "template"):
        return ""
    return (element.text or "") + "".join(text_of(child) + (child.tail or "") for child in element)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
