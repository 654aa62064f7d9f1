"""Trees of YAML to frozen dataclasses and back, and the JSON Schemas of the same definitions."""

from __future__ import annotations

import dataclasses
from collections.abc import Hashable, Mapping
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from diptych.model.fields import MEANING
from diptych.model.problem import Problem, Refused, Severity, rule
from diptych.text.near import did_you_mean
from diptych.text.yamltext import Tree, read_partly

T = TypeVar("T")

MISSING_KEY = rule(
    "D111",
    Severity.ERROR,
    "the key `{key}` is missing",
    "Add a line `{key}: …`.",
    "thiếu khóa `{key}`",
    "Hãy thêm một dòng `{key}: …`.",
)
UNKNOWN_KEY = rule(
    "D112",
    Severity.ERROR,
    "the key `{key}` is not known here{near}",
    "The keys of this place are: {valid}.",
    "không có khóa `{key}` ở đây{near_vi}",
    "Các khóa dùng được ở đây: {valid}.",
)
WRONG_VALUE = rule(
    "D113",
    Severity.ERROR,
    "`{key}` is {found}; expected {expected}",
    "Change the value, or remove the line if it may be left out.",
    "`{key}` đang là {found_vi}; cần {expected_vi}",
    "Hãy sửa giá trị, hoặc xóa dòng này nếu khóa không bắt buộc.",
)

# What pydantic found, said for people: (English, Vietnamese); `{…}` are its own figures.
_EXPECTED: Mapping[str, tuple[str, str]] = {
    "string_type": ("text", "văn bản"),
    "tuple_type": ("a list: lines that begin with `- `", "một danh sách: các dòng bắt đầu bằng `- `"),
    "mapping_type": ("keys and values: lines `key: value`", "các cặp khóa và giá trị: những dòng `khóa: giá trị`"),
    "dict_type": ("keys and values: lines `key: value`", "các cặp khóa và giá trị: những dòng `khóa: giá trị`"),
    "dataclass_type": ("keys and values: lines `key: value`", "các cặp khóa và giá trị: những dòng `khóa: giá trị`"),
    "bool_parsing": ("true or false", "true hoặc false"),
    "bool_type": ("true or false", "true hoặc false"),
    "int_parsing": ("a whole number", "một số nguyên"),
    "int_type": ("a whole number", "một số nguyên"),
    "greater_than_equal": ("at least {ge}", "ít nhất {ge}"),
    "string_too_long": ("at most {max_length} characters", "tối đa {max_length} ký tự"),
    "string_too_short": ("some text", "có nội dung"),
    "too_short": ("at least one entry", "ít nhất một mục"),
    "literal_error": ("one of {expected}", "một trong các giá trị {expected}"),
}


@cache
def _adapter(kind: Hashable) -> TypeAdapter[Any]:
    return TypeAdapter(cast(Any, kind))


def read(tree: Tree, kind: type[T], path: str) -> T:
    """The dataclass `kind` that a tree holds.

    Raises Refused with every problem, each with its line.
    """
    try:
        return _validated(tree, kind)
    except ValidationError as error:
        raise Refused(*(_problem(detail, tree, kind, path) for detail in _details(error))) from None


def read_file(data: bytes, kind: type[T], path: str) -> tuple[Tree, T]:
    """The tree of a file that people write, and the dataclass that it holds.

    Raises Refused with all that is wrong at once: slips of YAML, and what is wrong in the rest of the file.
    """
    tree, slips = read_partly(data, path)
    if slips:
        raise Refused(*slips, *_surely_wrong(tree, kind, path))
    return tree, read(tree, kind, path)


def _surely_wrong(tree: Tree, kind: type[Any], path: str) -> list[Problem]:
    """What is wrong in a tree that lacks what could not be read: all but the top-level keys that are missing."""
    try:
        _validated(tree, kind)
    except ValidationError as error:
        sure = (one for one in _details(error) if len(one["loc"]) > 1 or not one["type"].startswith("missing"))
        return [_problem(detail, tree, kind, path) for detail in sure]
    return []


def _validated(tree: Tree, kind: type[T]) -> T:
    value: T = _adapter(cast(Hashable, kind)).validate_python(tree.data if tree.data is not None else {})
    return value


def _details(error: ValidationError) -> list[ErrorDetails]:
    return error.errors(include_url=False, include_input=True)


def plain(value: Any) -> Any:
    """A dataclass as plain data for `write_yaml`: defaults left out."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = ((field, getattr(value, field.name)) for field in dataclasses.fields(value))
        return {field.name: plain(item) for field, item in fields if not _is_default(field, item)}
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value if isinstance(value, bool | int) else str(value)


def json_schema(kind: type[Any]) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a dataclass of the model."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_adapter(cast(Hashable, kind)).json_schema()}


def _is_default(field: dataclasses.Field[Any], value: object) -> bool:
    if field.default is not dataclasses.MISSING:
        return bool(value == field.default)
    if field.default_factory is not dataclasses.MISSING:
        return bool(value == field.default_factory())
    return False


def _problem(detail: ErrorDetails, tree: Tree, kind: type[Any], path: str) -> Problem:
    # "[key]" marks a problem of a mapping's key; it has the line of that key.
    where = tuple(part for part in detail["loc"] if part != "[key]")
    line, key = tree.line(where), ".".join(str(part) for part in where) or "?"
    match detail["type"]:
        case "missing" | "missing_argument":
            return MISSING_KEY.at(path, line, key=where[-1])
        case "unexpected_keyword_argument" | "extra_forbidden":
            valid = _valid_keys(where, kind)
            near = did_you_mean(str(where[-1]), valid)
            return UNKNOWN_KEY.at(path, line, key=where[-1], valid=", ".join(valid), **near)
    english, vietnamese = _expected(detail)
    found, found_vi = _shown(detail["input"])
    return WRONG_VALUE.at(path, line, key=key, found=found, found_vi=found_vi, expected=english, expected_vi=vietnamese)


def _expected(detail: ErrorDetails) -> tuple[str, str]:
    context = detail.get("ctx", {})
    if detail["type"] == "string_pattern_mismatch":
        meaning = MEANING[context["pattern"]]
        return meaning["en"], meaning["vi"]
    english, vietnamese = _EXPECTED.get(detail["type"], (detail["msg"], detail["msg"]))
    if detail["type"] == "literal_error":
        context = {"expected": context["expected"].replace("'", "").replace(" or ", ", ")}
    return english.format(**context), vietnamese.format(**context)


def _shown(value: object) -> tuple[str, str]:
    match value:
        case None:
            return "empty", "trống"
        case str():
            quoted = f"“{value if len(value) <= 60 else value[:59] + '…'}”"
            return quoted, quoted
        case list():
            return "a list", "một danh sách"
    return "a mapping", "các cặp khóa và giá trị"


def _valid_keys(where: tuple[str | int, ...], kind: type[Any]) -> list[str]:
    """The keys that the dataclass around `where` knows."""
    schema = json_schema(kind)
    here: dict[str, Any] = schema
    for part in where[:-1]:
        here = _resolved(here, schema)
        patterns = list(here.get("patternProperties", {}).values())
        inside = here.get("properties", {}).get(part) or here.get("items") or (patterns[0] if patterns else {})
        here = inside if isinstance(inside, dict) else {}
    return list(_resolved(here, schema).get("properties", {}))


def _resolved(here: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    for option in [here, *here.get("anyOf", [])]:
        if "$ref" in option:
            found: dict[str, Any] = schema["$defs"][option["$ref"].rpartition("/")[2]]
            return found
    return here
