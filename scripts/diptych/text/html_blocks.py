"""HTML that stands as blocks in the pages' Markdown, to the byte as Python-Markdown writes it.

On its own a block stays as it is. Inside an element that is read as Markdown, Python-Markdown builds elements from its
first tags, writes their attributes in order of name and puts line ends between them; what follows stays as it is.
"""

from __future__ import annotations

import html
import re
from collections.abc import Set
from functools import lru_cache

from diptych.text.html_inline import REFERENCE, Outside, attribute_value

REMEMBERED = 4096  # of the tags and names that stand on page after page

# What Python-Markdown takes for blocks, of the elements that pages hold; the others it takes for text.
BLOCKS = frozenset(
    "blockquote dd details div dl dt fieldset figure legend li nav ol p pre section summary table tbody td th thead tr"
    " ul".split()
)
_OTHERS = frozenset(
    "a br button caption circle code defs desc em g input kbd label line mark pattern rect span strong sup svg text"
    " title".split()
)
MARK = r' (?!markdown)[a-zA-Z][a-zA-Z0-9-]*(?:="[^"<>]*+")?'
_TEXT = rf"(?:[^<>&]++|{REFERENCE})"
_NAMES = "|".join(sorted(BLOCKS | _OTHERS))
_AS_IT_IS = re.compile(rf"(?:{_TEXT}|</?(?:{_NAMES})(?:{MARK})*+/?>)*+")
_TAGS_NAME = re.compile(r"</?([a-z]+)")
_START = re.compile(rf"<({'|'.join(sorted(BLOCKS))})((?:{MARK})*+)>")
_SCRIPT = re.compile(rf"<script((?:{MARK})*+)>([^<]*)</script>")
_ATTRIBUTE = re.compile(r' ([a-zA-Z0-9-]+)(?:="([^"]*)")?')
_ATTRIBUTES = re.compile(rf'(?: [a-z][a-z0-9-]*(?:="(?:[^"<>&]|{REFERENCE})*+")?)*+')


@lru_cache(maxsize=REMEMBERED)
def start_tag(name: str, marks: str) -> str:
    """A start tag with its attributes in order of name; one without a value has its name for value. Raises Outside."""
    if not _ATTRIBUTES.fullmatch(marks):
        raise Outside(marks)
    values = {found[1]: found[1] if found[2] is None else found[2] for found in _ATTRIBUTE.finditer(marks)}
    return f"<{name}{''.join(_attribute(key, values[key]) for key in sorted(values))}>"


def _attribute(name: str, value: str) -> str:
    return f' {name}="{attribute_value(html.unescape(value)) if "&" in value else value}"'


def alone(block: str) -> str:
    """A block of HTML outside of all others: as it is, where it is one element. Raises Outside."""
    start = _START.match(block)
    if start and block.endswith(end := f"</{start[1]}>"):
        _as_it_is(block[start.end() : -len(end)], {start[1]})
    elif not _SCRIPT.fullmatch(block):
        raise Outside(block)
    return block


def inside(block: str, within: Set[str]) -> str:
    """A block of HTML inside elements that are read as Markdown, which `within` names. Raises Outside."""
    if script := _SCRIPT.fullmatch(block):
        return f"{start_tag('script', script[1])}{script[2]}</script>"
    written, end = _element(block, 0, within)
    if end < len(block):
        raise Outside(block)
    return written


def _element(block: str, at: int, within: Set[str]) -> tuple[str, int]:
    """The element that begins at a place of the block, and where it ends."""
    start = _START.match(block, at)
    if not start or "p" in within:
        raise Outside(block)
    name, at, children = start[1], start.end(), list[str]()
    inner = {*within, name}
    while _START.match(block, at):
        child, at = _element(block, at, inner)
        children.append(child)
    end = block.find(f"</{name}>", at)
    rest = _as_it_is(block[at:end] if end >= 0 else "<", inner)
    if children:
        rest = "\n" + "\n".join(children) + (rest if rest.strip() else "\n")
    return f"{start_tag(name, start[2])}{rest}</{name}>", end + len(name) + 3


def _as_it_is(text: str, within: Set[str]) -> str:
    """What follows an element's first blocks, up to its end: tags that could close another element are refused."""
    if not _AS_IT_IS.fullmatch(text) or not within.isdisjoint(_TAGS_NAME.findall(text)):
        raise Outside(text)
    return text
