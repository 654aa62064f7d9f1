"""The files of an archive that people write, from their bytes: settings, records, terms, texts.

Each is refused where git left a conflict in it, or where it names a language that nobody knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeVar

from diptych.model.fields import Language
from diptych.model.problem import Refused, Severity, rule
from diptych.model.record import Record
from diptych.model.settings import Settings
from diptych.model.term import GlossaryTerm
from diptych.text.language import is_language
from diptych.text.ledgerfile import has_conflict
from diptych.text.limits import check_lines, check_marks
from diptych.text.near import did_you_mean
from diptych.text.normal import forbidden, forbidden_references
from diptych.text.parse import MAX_NESTING, TooDeep, check_nesting
from diptych.text.schema import json_schema, read_file
from diptych.text.yamltext import NOT_TEXT, Tree

_TAG = re.compile(json_schema(Language)["pattern"])
_COUNTRIES = {"vn": "vi", "jp": "ja", "kr": "ko", "cn": "zh", "us": "en", "gb": "en", "cz": "cs", "dk": "da"}
_COMMON = ("vi", "en", "es", "fr", "de", "zh", "ja", "ko", "pt-BR")

T = TypeVar("T")

UNKNOWN_LANGUAGE = rule(
    "D209",
    Severity.ERROR,
    "`{tag}` is not a language that is known{near}",
    "Use the language's BCP 47 tag, such as vi, en or pt-BR.",
    "không có ngôn ngữ nào mang mã `{tag}`{near_vi}",
    "Hãy dùng mã BCP 47 của ngôn ngữ, ví dụ vi, en hoặc pt-BR.",
)
CONFLICT_TEXT = rule(
    "D211",
    Severity.ERROR,
    "git left conflict marks here (<<<<<<<)",
    "Keep the words that are right, delete the lines <<<<<<<, ======= and >>>>>>>, and save.",
    "git để lại dấu xung đột ở đây (<<<<<<<)",
    "Hãy giữ lại phần chữ đúng, xóa các dòng <<<<<<<, ======= và >>>>>>> rồi lưu tệp.",
)
DEEP = rule(
    "D213",
    Severity.ERROR,
    "lists or quotations stand more than {limit} levels deep inside one another",
    "Write this part with fewer levels.",
    "danh sách hoặc trích dẫn lồng nhau quá {limit} tầng",
    "Hãy viết lại phần này với ít tầng hơn.",
)


def read_settings(data: bytes, path: str) -> Settings:
    """Raises Refused."""
    tree, settings = _read(data, Settings, path)
    check_languages(path, ((tag, tree.line(("languages", at))) for at, tag in enumerate(settings.languages)))
    return settings


def read_record(data: bytes, path: str) -> Record:
    """Raises Refused."""
    tree, record = _read(data, Record, path)
    translations = ((tag, tree.line(("translations", tag))) for tag in record.translations)
    check_languages(path, [(record.language, tree.line(("language",))), *translations])
    return record


def read_term(data: bytes, path: str) -> GlossaryTerm:
    """Raises Refused."""
    tree, term = _read(data, GlossaryTerm, path)
    check_languages(path, ((tag, tree.line(("languages", tag))) for tag in term.languages))
    return term


def _read(data: bytes, kind: type[T], path: str) -> tuple[Tree, T]:
    if line := has_conflict(data.decode("utf-8", "replace")):
        raise Refused(CONFLICT_TEXT.at(path, line))
    return read_file(data, kind, path)


def checked_text(data: bytes, shown: str) -> str:
    """A text as it stands, byte for byte. Raises Refused where it cannot be published safely."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Refused(NOT_TEXT.at(shown, line, what=f"byte 0x{data[error.start]:02X}")) from None
    problems = [NOT_TEXT.at(shown, line, what=name) for line, name in (*forbidden(text), *forbidden_references(text))]
    if line := has_conflict(text):
        problems.append(CONFLICT_TEXT.at(shown, line))
    if problems:
        raise Refused(*problems)
    check_marks(text, shown)
    check_lines(text, shown)
    try:
        check_nesting(text)
    except TooDeep as error:
        raise Refused(DEEP.at(shown, error.line, limit=MAX_NESTING)) from None
    return text


def check_languages(path: str, tags: Iterable[tuple[str, int]]) -> None:
    """Raises Refused where a tag is none; each tag with the line in which it stands."""
    unknown = [
        UNKNOWN_LANGUAGE.at(path, line, tag=tag, **near_language(tag)) for tag, line in tags if not is_known(tag)
    ]
    if unknown:
        raise Refused(*unknown)


def near_language(tag: str) -> dict[str, str]:
    """The values of a message that asks whether another tag was meant; a country's is taken for its language's."""
    return did_you_mean(_COUNTRIES.get(tag.lower(), tag), _COMMON)


def is_known(tag: str) -> bool:
    """Whether a tag names a language and is written as in BCP 47: `EN` would be a second `en.md` on some disks."""
    return _TAG.fullmatch(tag) is not None and is_language(tag)
