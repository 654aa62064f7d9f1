"""What a page written by hand may hold once it is HTML: a closed set, so that nothing on it runs, loads or imitates.

The set is what Markdown and the usual extensions make of text. HTML is read by a grammar stricter than any browser's:
what it does not match counts as live, so no two readers can differ about what passes.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from diptych.text.href import SCHEMES

FRONT_MATTER = ("title", "lang", "description")  # the rest chooses templates and what a build says of a page
FILES = frozenset({"avif", "csv", "gif", "jpeg", "jpg", "md", "pdf", "png", "txt", "webp"})  # no browser runs these
ELEMENTS = frozenset(
    "a abbr blockquote br code dd del div dl dt em h1 h2 h3 h4 h5 h6 hr img ins kbd li mark ol p pre span strong sub "
    "sup table tbody td th thead tr ul".split()
)
_SHOWN = 60  # characters of what was found

_TOKEN = re.compile(
    r"<!--(?!-?>)(?:(?!--).)*-->"
    r'|<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)(?P<attributes>(?:\s+[A-Za-z-]+="[^"]*")*)\s*/?>'
    r"|(?P<other><[^<>]*>?)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r'([A-Za-z-]+)="([^"]*)"')


def live(page: str) -> Iterator[str]:
    """Whatever in a page's HTML is not of the closed set, as it stands there, in order."""
    opened: Counter[str] = Counter()
    for token in _TOKEN.finditer(page):
        name = (token["name"] or "").lower()
        if token["other"]:
            yield _shown(token["other"])
        elif token["close"]:  # one too many would close a part of the page around it
            if not opened[name]:
                yield f"</{name}>"
            opened[name] -= bool(opened[name])
        elif name:
            opened[name] += 1
            yield from _of_tag(name, token["attributes"])


def unknown_keys(front_matter: Mapping[Any, object]) -> Iterator[str]:
    """The keys that a page written by hand may not have; `kind: reference` is that of the tool's own."""
    for key, value in front_matter.items():
        if key not in FRONT_MATTER and (key, value) != ("kind", "reference"):
            yield str(key)


def is_inert_file(name: str) -> bool:
    """Whether a file beside the pages is of a kind that no browser runs."""
    return name.rpartition(".")[2].lower() in FILES


def _of_tag(name: str, attributes: str) -> Iterator[str]:
    if name not in ELEMENTS:
        yield f"<{name}>"
        return
    for key, value in _ATTRIBUTE.findall(attributes):
        allowed = _EVERYWHERE.get(key.lower()) or _OF.get(name, {}).get(key.lower())
        if not allowed or not allowed(html.unescape(value)):
            yield _shown(f'{key}="{html.unescape(value)}"')


def _shown(text: str) -> str:
    return " ".join(text.split())[:_SHOWN]


def _scheme(address: str) -> str:
    """The scheme that a browser would see, "" for an address on this site; "//" for another site's without one."""
    seen = re.sub(r"[\x00-\x20]", "", address).replace("\\", "/").lower()
    return "//" if seen.startswith("//") else next((one[:-1] for one in re.findall(r"^[^/?#:]*:", seen)), "")


_LINKED = {"", *(one.split(":")[0] for one in SCHEMES)}


def _matches(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern, re.DOTALL)
    return lambda value: compiled.fullmatch(value) is not None


_ANYTHING = _matches(".*")
# Names that begin with dt- are the theme's: what bears one would look like something that the tool itself says.
_EVERYWHERE: Mapping[str, Callable[[str], bool]] = {
    "class": _matches(r"(?:(?!dt-)[A-Za-z0-9_-]+ ?)*"),
    "id": _matches(r"h-[a-z0-9_-]+|fn(?:ref)?\d*:\S+"),  # of headings and notes
    "title": _ANYTHING,
    "lang": _matches(r"[A-Za-z0-9-]+"),
    "dir": _matches("ltr|rtl|auto"),
}
_ALIGNED = {"style": _matches("text-align: (?:left|right|center);"), "align": _matches("left|right|center")}
_OF: Mapping[str, Mapping[str, Callable[[str], bool]]] = {
    "a": {"href": lambda address: _scheme(address) in _LINKED},
    "img": {"src": lambda address: not _scheme(address), "alt": _ANYTHING},
    "ol": {"start": _matches(r"\d+")},
    "td": _ALIGNED,
    "th": _ALIGNED,
}
