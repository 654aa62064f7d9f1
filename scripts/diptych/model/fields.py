"""The forms that values of an archive's YAML files may have, said once: pattern, length, meaning in both languages.

The reader, its error messages, the JSON Schemas and the reference page are all made from these.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated

from pydantic import ConfigDict, Field

STRICT = ConfigDict(extra="forbid")

_SLUG = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
_LANGUAGE = r"^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?$"
_DAY = r"^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$"
_URL = r"^https?://[^\s<>\"'`\\{}|^]+$"
_BLOCK_ID = r"^[px][1-9]\d{0,5}$"
_HASH = r"^[0-9a-f]{32}$"
_HASHES = r"^[0-9a-f]{32}(?:\+[0-9a-f]{32})*$"
_SHA256 = r"^[0-9a-f]{64}$"
_FILE = r"^original\.[a-z0-9]{1,8}$"
_PRINT = r"^[0-9a-f]{16}$"
_SUM = r"^[0-9a-f]{8}$"
_BRANCH = r"^[A-Za-z0-9][A-Za-z0-9._/-]*$"
_CODE = r"^D\d{3}$"
_LINE = r"^[^\r\n]*\S[^\r\n]*$"

MEANING: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        _SLUG: {
            "en": "small letters a–z, digits and single hyphens, such as cua-hau",
            "vi": "chữ thường a–z, chữ số và dấu gạch nối đơn, ví dụ cua-hau",
        },
        _LANGUAGE: {"en": "a language tag such as vi, en or pt-BR", "vi": "mã ngôn ngữ như vi, en hoặc pt-BR"},
        _DAY: {
            "en": "a date as 2020-09-08, or 2020-09 or 2020 where no more is known",
            "vi": "ngày tháng dạng 2020-09-08, hoặc 2020-09 hay 2020 nếu không biết rõ hơn",
        },
        _URL: {
            "en": "an address that begins with https:// or http://",
            "vi": "địa chỉ bắt đầu bằng https:// hoặc http://",
        },
        _BLOCK_ID: {"en": "the id of a block, such as p7", "vi": "mã của một khối, ví dụ p7"},
        _HASH: {"en": "a hash of 32 hexadecimal digits", "vi": "mã băm gồm 32 chữ số thập lục phân"},
        _HASHES: {
            "en": "hashes of 32 hexadecimal digits, joined by +",
            "vi": "các mã băm gồm 32 chữ số thập lục phân, nối với nhau bằng dấu +",
        },
        _SHA256: {"en": "a SHA-256 of 64 hexadecimal digits", "vi": "mã SHA-256 gồm 64 chữ số thập lục phân"},
        _FILE: {"en": "a file name such as original.txt", "vi": "tên tệp, ví dụ original.txt"},
        _PRINT: {"en": "16 hexadecimal digits", "vi": "16 chữ số thập lục phân"},
        _SUM: {"en": "8 hexadecimal digits", "vi": "8 chữ số thập lục phân"},
        _BRANCH: {"en": "the name of a branch such as main", "vi": "tên một nhánh, ví dụ main"},
        _CODE: {"en": "the code of a problem, such as D601", "vi": "mã của một vấn đề, ví dụ D601"},
        _LINE: {"en": "one line of text", "vi": "một dòng văn bản"},
    }
)

Slug = Annotated[str, Field(pattern=_SLUG, max_length=80)]
Language = Annotated[str, Field(pattern=_LANGUAGE)]
Day = Annotated[str, Field(pattern=_DAY)]
Url = Annotated[str, Field(pattern=_URL, max_length=2000)]
BlockId = Annotated[str, Field(pattern=_BLOCK_ID)]
Hash = Annotated[str, Field(pattern=_HASH)]
Hashes = Annotated[str, Field(pattern=_HASHES)]
Sha256 = Annotated[str, Field(pattern=_SHA256)]
OriginalFile = Annotated[str, Field(pattern=_FILE)]
Print = Annotated[str, Field(pattern=_PRINT)]
Checksum = Annotated[str, Field(pattern=_SUM)]
Branch = Annotated[str, Field(pattern=_BRANCH, max_length=100)]
Code = Annotated[str, Field(pattern=_CODE)]
OneLine = Annotated[str, Field(pattern=_LINE, max_length=500)]
Prose = Annotated[str, Field(min_length=1, max_length=4000)]
