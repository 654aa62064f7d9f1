"""XML from strangers: no document type of its own, no entities, nothing fetched, nothing expanded."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from diptych.exchange.decode import decoded
from diptych.model.problem import Refused, Severity, rule
from diptych.text.normal import FORBIDDEN

BROKEN_XML = rule(
    "D642",
    Severity.ERROR,
    "this is not whole XML: {reason}; nothing was taken from it",
    "The file may have been cut short: send or save it once more from the tool that made it.",
    "đây không phải XML trọn vẹn: {reason}; chưa lấy gì từ đó",
    "Có thể tệp bị cắt giữa chừng: hãy gửi hoặc lưu lại từ công cụ đã tạo ra nó.",
)
ENTITIES = rule(
    "D643",
    Severity.ERROR,
    "the file declares a document type or entities of its own, which can hide a bomb or read other files; nothing was "
    "taken from it",
    "Take the lines with <!DOCTYPE … [ … ]> or <!ENTITY out. No translator's tool needs them.",
    "tệp tự khai báo kiểu tài liệu hoặc thực thể, thứ có thể giấu “bom” hoặc đọc trộm tệp khác; chưa lấy gì từ đó",
    "Hãy bỏ các dòng <!DOCTYPE … [ … ]> hoặc <!ENTITY. Công cụ dịch thuật không cần đến chúng.",
)

_DECLARATION = re.compile(r"\A\s*<\?xml\b[^>]*\?>")
_CHARSET = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_-]{1,30})[\"']")
_CHARSETS = re.compile(r"utf-?8|us-ascii|iso-8859-1|windows-12\d\d", re.IGNORECASE)


def parsed(data: bytes, path: str) -> etree._Element:
    """The root of a document.

    Raises Refused (D640 to D643).
    """
    named = _CHARSET.search(data[:200])
    charset = named[1].decode() if named and _CHARSETS.fullmatch(named[1].decode()) else "utf-8"
    text = decoded(data, path, charset)
    if (hidden := _hidden(text)) >= 0:
        raise Refused(ENTITIES.at(path, text.count("\n", 0, hidden) + 1))
    text = _DECLARATION.sub("", text, count=1)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "surrogatepass"), parser)
    except etree.XMLSyntaxError as error:
        raise Refused(BROKEN_XML.at(path, error.lineno or 1, reason=FORBIDDEN.sub("?", error.msg or "?"))) from None
    declared: Any = root.getroottree().docinfo.internalDTD
    if declared is not None and next(declared.iterentities(), None) is not None:
        raise Refused(ENTITIES.at(path, 1))
    return root


def _hidden(text: str) -> int:
    """Where a text declares what it may not, or -1. TMX files name the standard's own definition (tmx14.dtd), which is
    never read; a part in brackets is refused."""
    if (entity := text.find("<!ENTITY")) >= 0:
        return entity
    kind = text.find("<!DOCTYPE")
    end = text.find(">", kind)
    plain = kind < 0 or ("[" not in text[kind:end] and text.find("<!DOCTYPE", end) < 0)
    return -1 if plain else kind


def local(element: etree._Element) -> str:
    """An element's name without its namespace."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def child(element: etree._Element, name: str) -> etree._Element | None:
    return next((one for one in element if local(one) == name), None)


def line(element: etree._Element) -> int:
    """The line of the file in which an element begins."""
    found: Any = element.sourceline
    return int(found or 0)


def text_in(element: etree._Element) -> str:
    """All text between an element's tags."""
    return "".join(map(str, element.itertext()))
