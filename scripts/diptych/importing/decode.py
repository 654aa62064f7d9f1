"""Bytes as text: the encoding that the file states, never a guess."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from diptych.importing import rules
from diptych.model.problem import Refused
from diptych.text.normal import forbidden, normal

Format = Literal["txt", "md", "html"]

BYTES_MAX = 5_000_000
PROBLEMS_MAX = 10
_FORMATS: dict[str, Format] = {
    "txt": "txt",
    "text": "txt",
    "md": "md",
    "markdown": "md",
    "html": "html",
    "htm": "html",
    "xhtml": "html",
}
_HTML_START = re.compile(r"(?:\s|<\?xml[^>]*>|<!--.*?-->)*<(?:!doctype\s+html|html)\b", re.I | re.S)
_CHARSET = re.compile(
    rb"""(?:<meta[^>]{0,300}?charset|<\?xml[^>]{0,99}?encoding)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I
)
# Text encodings that web pages use; Python knows others that are no such thing (`unicode_escape`, `utf-7`).
_KNOWN_CHARSET = re.compile(
    r"(?:windows-|cp)125\d|iso-8859-\d+|koi8-[ru]|gb2312|gbk|gb18030|big5|shift[_-]jis|euc-(?:jp|kr)|tis-620"
)
_AS_BROWSERS = dict.fromkeys(("iso-8859-1", "iso8859-1", "latin1", "latin-1", "ascii", "us-ascii"), "windows-1252")


@dataclass(frozen=True, slots=True)
class Source:
    """A file as text in normal form (NFC, LF, no byte-order mark)."""

    name: str
    format: Format
    text: str


def decoded(data: bytes, name: str) -> Source:
    """The text of a file: UTF-8, UTF-16 with a byte-order mark, or for a page the charset that it declares.

    Raises Refused (D301 to D305).
    """
    if len(data) > BYTES_MAX:
        raise Refused(rules.TOO_LARGE.at(name, size=len(data), limit=BYTES_MAX))
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    head = data[:4096].decode("utf-16" if marked else "utf-8-sig", "replace")
    form = _format(name, head)
    charset = "utf-16" if marked else "utf-8-sig"
    if form == "html" and not marked and not data.startswith(codecs.BOM_UTF8):
        charset = _declared(data, name)
    text = normal(_text(data, charset, name))
    if not any(ch.isalpha() for ch in text):
        raise Refused(rules.NO_TEXT.at(name))
    # In a page only what is read has to be text; NUL says that the whole file is none.
    check_characters(text if form != "html" else re.sub(r"[^\0\n]", "", text), name)
    return Source(name, form, text)


def check_characters(text: str, name: str, line: int = 1) -> None:
    """Raises Refused (D304) where a text whose first line is `line` holds characters that are never text."""
    shown = islice(forbidden(text), PROBLEMS_MAX)
    problems = [rules.FORBIDDEN.at(name, line + at - 1, character=found) for at, found in shown]
    if problems:
        raise Refused(*problems)


def _format(name: str, head: str) -> Format:
    known = _FORMATS.get(name.rpartition(".")[2].lower()) if "." in name else None
    if known:
        return known
    if _HTML_START.match(head):
        return "html"
    return "md" if head.lstrip().startswith("# ") else "txt"


def _declared(data: bytes, name: str) -> str:
    found = _CHARSET.search(data[:4096])
    charset = found[1].decode("ascii").lower() if found else "utf-8"
    if charset in ("utf-8", "utf8", "utf-16"):  # a page whose meta can be read as ASCII is not in UTF-16
        return "utf-8"
    charset = _AS_BROWSERS.get(charset, charset)
    if not _KNOWN_CHARSET.fullmatch(charset):
        raise Refused(rules.UNKNOWN_CHARSET.at(name, charset=charset))
    return charset


def _text(data: bytes, charset: str, name: str) -> str:
    try:
        return data.decode(charset)
    except UnicodeDecodeError as error:
        if charset.startswith("utf"):
            raise Refused(rules.NOT_UTF8.at(name, byte=error.start + 1)) from error
        raise Refused(rules.UNKNOWN_CHARSET.at(name, charset=charset)) from error
    except LookupError as error:
        raise Refused(rules.UNKNOWN_CHARSET.at(name, charset=charset)) from error
