"""Records, terms and settings: every problem of a file with its line, and a schema that agrees with the reader."""

from __future__ import annotations

import re
from typing import Any

import pytest

from diptych.model.problem import Refused
from diptych.model.record import Record
from diptych.model.settings import Settings
from diptych.model.term import GlossaryTerm
from diptych.text.schema import json_schema, plain, read, read_file
from diptych.text.yamltext import read_yaml, write_yaml

RECORD = "language: vi\n"
TERM = "languages:\n  vi:\n    form: cửa hậu\n    definition: Lối vào bí mật.\n"
SETTINGS = "name: {en: Trial}\nlanguages: [vi, en]\naddress: https://a.example/\n"

# The file, what is wrong in it: (code, line, the values that the message names).
WRONG: dict[str, tuple[type[Any], str, list[tuple[str, int, dict[str, str]]]]] = {
    "unknown key": (
        Record,
        RECORD + "publishd: '2020'\n",
        [("D112", 2, {"key": "publishd", "near": "; did you mean `published`?"})],
    ),
    "unknown key inside": (
        Record,
        RECORD + "translations:\n  en:\n    reviewer: [A]\n",
        [("D112", 4, {"key": "reviewer", "near": "; did you mean `reviewers`?", "valid": "translators, reviewers"})],
    ),
    "unknown key in a list": (
        GlossaryTerm,
        TERM + "sources:\n- titel: A\n",
        [("D111", 6, {"key": "title"}), ("D112", 6, {"near": "; did you mean `title`?", "valid": "title, url"})],
    ),
    "a list expected": (
        Record,
        RECORD + "topics: law\n",
        [("D113", 2, {"key": "topics", "found": "“law”", "expected": "a list: lines that begin with `- `"})],
    ),
    "text expected": (Record, "language: [vi]\n", [("D113", 1, {"found": "a list", "expected": "text"})]),
    "nothing there": (Record, "language:\n", [("D113", 1, {"found": "empty"})]),
    "date": (Record, RECORD + "published: 08/09/2020\n", [("D113", 2, {"found": "“08/09/2020”"})]),
    "month 13": (Record, RECORD + "published: 2020-13\n", [("D113", 2, {})]),
    "address": (Record, RECORD + "source_url: javascript:alert(1)\n", [("D113", 2, {})]),
    "address with markup": (Record, RECORD + "source_url: https://a.example/<b>\n", [("D113", 2, {})]),
    "choice": (Record, RECORD + "publish: some\n", [("D113", 2, {"expected": "one of full, excerpt, record"})]),
    "yes is no true": (Record, RECORD + "title_supplied: maybe\n", [("D113", 2, {"expected": "true or false"})]),
    "id that climbs": (Record, RECORD + "topics: [../x]\n", [("D113", 2, {"key": "topics.0"})]),
    "original elsewhere": (
        Record,
        RECORD + f"original:\n  file: ../../x\n  bytes: 0\n  sha256: {'0' * 63}\n",
        [("D113", 3, {}), ("D113", 4, {"expected": "at least 1"}), ("D113", 5, {})],
    ),
    "two lines for one": (Record, RECORD + 'author: "a\\nb"\n', [("D113", 2, {"expected": "one line of text"})]),
    "too long": (Record, RECORD + f"author: {'x' * 501}\n", [("D113", 2, {"expected": "at most 500 characters"})]),
    "term without a language": (GlossaryTerm, "languages: {}\n", [("D113", 1, {"expected": "at least one entry"})]),
    "term without a definition": (
        GlossaryTerm,
        "languages:\n  vi:\n    form: x\n",
        [("D111", 2, {"key": "definition"})],
    ),
    "language of another case": (GlossaryTerm, TERM.replace("vi:", "VI:"), [("D113", 2, {})]),
    "settings cannot name a program": (
        Settings,
        SETTINGS + "command: rm -rf /\napi_key: x\n",
        [("D112", 4, {"key": "command"}), ("D112", 5, {"key": "api_key"})],
    ),
    "settings without languages": (Settings, SETTINGS.replace("[vi, en]", "[]"), [("D113", 2, {})]),
}

# The same, where a slip of YAML is in the file.
SLIPS: dict[str, tuple[type[Any], str, list[tuple[str, int, dict[str, str]]]]] = {
    "slips and wrong values together": (
        Record,
        RECORD + "rights: [CC BY\npublished: yesterday\nauthor: A: B\npublishr: X\n",
        [("D102", 2, {}), ("D113", 3, {"key": "published"}), ("D102", 4, {}), ("D112", 5, {"key": "publishr"})],
    ),
    "what could not be read is not called missing": (Record, 'language: "vi\n', [("D102", 1, {})]),
    "what is missing inside": (
        GlossaryTerm,
        "languages:\n  vi:\n    form: x\ndomain: a: b\n",
        [("D111", 2, {"key": "definition"}), ("D102", 4, {})],
    ),
}


@pytest.mark.parametrize("name", [*WRONG, *SLIPS])
def test_what_is_wrong_is_said_with_its_line(name: str) -> None:
    kind, text, expected = WRONG[name] if name in WRONG else SLIPS[name]
    with pytest.raises(Refused) as caught:
        read_file(text.encode(), kind, "file.yml")
    problems = sorted(caught.value.problems, key=lambda problem: (problem.line, problem.rule.code))
    assert [(problem.rule.code, problem.line) for problem in problems] == [(code, line) for code, line, _ in expected]
    for problem, (_, _, values) in zip(problems, expected, strict=True):
        assert dict(problem.values) | values == dict(problem.values)
        for language in ("en", "vi"):
            assert "{" not in problem.rule.message[language].format(**problem.values)
            assert problem.rule.hint[language].format(**problem.values)


RIGHT: dict[str, tuple[type[Any], str]] = {
    "record": (
        Record,
        RECORD + "published: 2020-09\nauthor: Vương Nghị\nsource_url: https://a.example/b?c=d\npublish: excerpt\n"
        "topics: [law, data-security]\ntranslations:\n  en: {translators: [Lan, John]}\n  pt-BR: {}\n"
        f"original: {{file: original.txt, bytes: 12, sha256: {'a' * 64}}}\nleft_out: [Bình luận (0)]\n",
    ),
    "an empty line is one left out": (Record, RECORD + "author:\n"),
    "year alone": (Record, RECORD + "published: 2020\n"),
    "term": (GlossaryTerm, TERM + "domain: law\nsee: [x]\nsources:\n- title: A\n  url: http://a.example/\n"),
    "settings": (Settings, SETTINGS + "engines: [google]\ntopics:\n  law: {en: Law}\nrights: CC BY 4.0\n"),
}


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_right_is_written_back_the_same(name: str) -> None:
    kind, text = RIGHT[name]
    value = read(read_yaml(text.encode(), "file.yml"), kind, "file.yml")
    written = write_yaml(plain(value))
    assert read(read_yaml(written.encode(), "file.yml"), kind, "file.yml") == value


@pytest.mark.parametrize("name", [*WRONG, *RIGHT])
def test_the_schema_agrees_with_the_reader(name: str) -> None:
    kind, text = WRONG[name][:2] if name in WRONG else RIGHT[name]
    data = read_yaml(text.encode(), "file.yml").data
    assert fits(data, json_schema(kind)) == (name in RIGHT)


def fits(data: Any, schema: dict[str, Any], root: dict[str, Any] | None = None) -> bool:
    """Whether data keeps to a schema, as far as ours go; scalars are the strings that the reader gives."""
    root = root or schema
    if "$ref" in schema:
        return fits(data, root["$defs"][schema["$ref"].rpartition("/")[2]], root)
    if "anyOf" in schema:
        return any(fits(data, option, root) for option in schema["anyOf"])
    if "enum" in schema:
        return data in schema["enum"]
    match schema["type"]:
        case "null":
            return data is None
        case "boolean":
            return data in ("true", "false")
        case "integer":
            return isinstance(data, str) and data.isdigit() and int(data) >= schema.get("minimum", 0)
        case "string":
            return isinstance(data, str) and _string_fits(data, schema)
        case "array":
            inside = isinstance(data, list) and all(fits(item, schema["items"], root) for item in data)
            return inside and len(data) >= schema.get("minItems", 0)
    return isinstance(data, dict) and _object_fits(data, schema, root)


def _string_fits(data: str, schema: dict[str, Any]) -> bool:
    fitting = re.search(schema.get("pattern", ""), data) is not None
    return fitting and schema.get("minLength", 0) <= len(data) <= schema.get("maxLength", len(data))


def _object_fits(data: dict[str, Any], schema: dict[str, Any], root: dict[str, Any]) -> bool:
    if len(data) < schema.get("minProperties", 0) or not set(schema.get("required", ())) <= set(data):
        return False
    return all(_property_fits(key, value, schema, root) for key, value in data.items())


def _property_fits(key: str, value: Any, schema: dict[str, Any], root: dict[str, Any]) -> bool:
    if key in schema.get("properties", {}):
        return fits(value, schema["properties"][key], root)
    named = [inside for pattern, inside in schema.get("patternProperties", {}).items() if re.search(pattern, key)]
    if named:
        return all(fits(value, inside, root) for inside in named)
    more = schema.get("additionalProperties", not schema.get("patternProperties"))
    return fits(value, more, root) if isinstance(more, dict) else bool(more)
