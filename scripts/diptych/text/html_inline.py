"""A line of the pages' Markdown as HTML, to the byte as Python-Markdown writes it.

Generated pages write every contributed mark as a character reference, so that all but links and strong text stands in
the HTML as it stands in the line. A line that holds anything else is not read at all: `Outside`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

Resolve = Callable[[str], str]  # the address that a link of the Markdown has in the site

REFERENCE = r"&(?:#[0-9]+|#x[0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);"
_ATTRIBUTES = r'(?: [a-z-]+(?:="[^"<>`\\\[\]\n]*")?)*'
_ELEMENTS = "a|br|code|em|mark|span|strong|sup"
_IN_DIALOG = "button|dd|dialog|dl|dt|form|h2|kbd"  # these are blocks elsewhere
_TEXT = r"[^\\`*_\[\]<>&\n]++"
_PIECES = rf"(?:{_TEXT}|{REFERENCE}|</?(?:{_ELEMENTS}){_ATTRIBUTES}>)"
# An apostrophe in an address, or a bracket in a title, would make Python-Markdown look for the link's end elsewhere.
_ADDRESS = r"[^\s()<>\"'\\`*\[\]|]++"
_TITLE = r"(?=[^ '])(?:[^\s\"()<>\[\]`\\*_]| )++(?<! )"
_LINK = rf'\[({_PIECES}++)\]\(({_ADDRESS})(?: "({_TITLE})")?\)'
_LINKS = re.compile(_LINK)
_STRONG = re.compile(rf"\*\*(?!\s)({_PIECES}++)(?<!\s)\*\*(?= |$)")
_LINE = re.compile(rf"(?:{_PIECES}|(?<!!){_LINK})++")
_DIALOG = re.compile(rf"<dialog{_ATTRIBUTES}>(?:{_TEXT}|{REFERENCE}|</?(?:{_ELEMENTS}|{_IN_DIALOG}){_ATTRIBUTES}>)++")
_STARTS_A_BLOCK = re.compile(r"[-+=:>|#~]|\d+[.)]|\s")
_NO_REFERENCE = re.compile(r"&(?!(?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);)", re.IGNORECASE)


class Outside(Exception):
    """The Markdown holds something that generated pages do not: Python-Markdown has to read it."""


def inline(line: str, resolve: Resolve) -> str:
    """The HTML of a line of text. Raises Outside."""
    strong = _STRONG.match(line)
    rest = line[strong.end() :] if strong else line
    if (rest or not strong) and not _LINE.fullmatch(rest):
        raise Outside(line)
    html = rest if "](" not in rest else _LINKS.sub(lambda link: _anchor(link, resolve), rest)
    return f"<strong>{strong[1]}</strong>{html}" if strong else html


def begins(line: str) -> str:
    """A line that begins a paragraph or an item, if it begins nothing else. Raises Outside."""
    if _STARTS_A_BLOCK.match(line) or line != line.strip():
        raise Outside(line)
    return line


def dialog(line: str) -> str:
    """A `<dialog>` on one line, which Python-Markdown takes for text. Raises Outside."""
    if not _DIALOG.fullmatch(line):
        raise Outside(line)
    return line


def _anchor(link: re.Match[str], resolve: Resolve) -> str:
    text, href, title = link.groups()
    told = f' title="{attribute_value(title)}"' if title else ""
    return f'<a href="{attribute_value(resolve(href))}"{told}>{text}</a>'


def attribute_value(value: str) -> str:
    """A value as Python-Markdown's serializer writes it: what looks like a reference stays one."""
    value = _NO_REFERENCE.sub("&amp;", value).replace("<", "&lt;")
    return value.replace(">", "&gt;").replace('"', "&quot;")
