"""Bytes that a tool gave back as text: UTF-8 or UTF-16, with or without a byte-order mark, any line ends."""

from __future__ import annotations

import codecs

from diptych.model.problem import Refused, Severity, rule

PACKED = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"\x28\xb5\x2f\xfd")

IS_PACKED = rule(
    "D640",
    Severity.ERROR,
    "this is a packed file (zip, gzip …); nothing was taken from it",
    "Unpack it first, then import the files in it one by one.",
    "đây là tệp nén (zip, gzip …); chưa lấy gì từ đó",
    "Hãy giải nén trước, rồi nhập từng tệp bên trong.",
)
NOT_TEXT = rule(
    "D641",
    Severity.ERROR,
    "this is not text in UTF-8 or UTF-16; nothing was taken from it",
    "Save the file as UTF-8 in the tool that made it.",
    "đây không phải văn bản UTF-8 hay UTF-16; chưa lấy gì từ đó",
    "Hãy lưu tệp ở dạng UTF-8 trong công cụ đã tạo ra nó.",
)


def decoded(data: bytes, path: str, charset: str = "utf-8") -> str:
    """The text of a file, with `\\n` as its only line end. `charset`: what a file without a mark says of itself.

    Raises Refused (D640, D641).
    """
    if data.startswith(PACKED):
        raise Refused(IS_PACKED.at(path))
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        charset = "utf-16"
    elif data.startswith(codecs.BOM_UTF8):
        charset = "utf-8-sig"
    try:
        text = data.decode(charset)
    except UnicodeDecodeError as error:
        raise Refused(NOT_TEXT.at(path, data.count(b"\n", 0, error.start) + 1)) from None
    if "\0" in text:
        raise Refused(NOT_TEXT.at(path, text.count("\n", 0, text.index("\0")) + 1))
    return text.replace("\r\n", "\n").replace("\r", "\n")
