"""Strict YAML: what is refused, with its code and line, and what comes back as it was written."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.model.problem import Refused
from diptych.text.normal import FORBIDDEN, normal
from diptych.text.yamltext import MAX_BYTES, read_yaml, write_yaml

REFUSED: dict[str, tuple[bytes, list[tuple[str, int]]]] = {
    "alias": (b"a: &x [1]\nb: *x\n", [("D103", 1), ("D103", 2)]),
    "alias of nothing": (b"a: *x\n", [("D103", 1)]),
    "merge key": (b"a: 1\n<<: {b: 2}\n", [("D103", 2)]),
    "tag": (b"a: 1\nb: !!python/object/apply:os.system [x]\n", [("D103", 2)]),
    "tag of a mapping": (b"!!set {a, b}\n", [("D103", 1)]),
    "explicit string tag": (b"a: !!str 1\n", [("D103", 1)]),
    "key that is a list": (b"a: 1\n? [b]\n: 2\n", [("D103", 2)]),
    "empty key": (b"a: 1\n: 2\n", [("D102", 2)]),
    "duplicate key": (b"a: 1\nb: 2\na: 3\n", [("D104", 3)]),
    "duplicate key inside": (b"a:\n  b: 1\n  b: 2\n", [("D104", 3)]),
    "duplicate key after NFC": ("é: 1\ne\u0301: 2\n".encode(), [("D104", 2)]),
    "several at once": (b"a: &x 1\na: !t 2\n", [("D103", 1), ("D103", 2), ("D104", 2)]),
    "two documents": (b"a: 1\n---\nb: 2\n", [("D103", 2)]),
    "open bracket": (b"a: [1\n", [("D102", 1)]),
    "open quotation mark": (b'a: "x\n', [("D102", 1)]),
    "tab for indentation": (b"a:\n\tb: 1\n", [("D102", 2)]),
    "two values": (b"a: 1\n b: 2\n", [("D102", 2)]),
    "colon in a value": (b"a: b: c\n", [("D102", 1)]),
    "bad directive": (b"%YAML 9.9\n---\na: 1\n", [("D102", 1)]),
    "not UTF-8": (b"a: 1\nb: \xff\n", [("D105", 2)]),
    "UTF-16": ("a: 1\n".encode("utf-16"), [("D105", 1)]),
    "NUL": (b"a: 1\nb: \x00\n", [("D105", 2)]),
    "escaped override": (b'a: 1\nb: "\\u202E"\n', [("D105", 2)]),
    "escaped surrogate": (b'a: "\\uD800"\n', [("D102", 1)]),
    "nested flow": (b"a: " + b"[" * 30_000, [("D102", 1)]),
    "nested blocks": (b"".join(b" " * n + b"a:\n" for n in range(40)), [("D102", 14)]),
    "slips under several keys": (b'a: b: c\nd: "x\ne: [1\nf: 2\ng: "y" z\n', [("D102", at) for at in (1, 2, 3, 5)]),
    "slips inside a key": (b"a:\n  vi:\n    b: c: d\n  en:\n    b: 'x\nc: {\n", [("D102", at) for at in (3, 5, 6)]),
    "a slip and what is not allowed": (b"a: *x\nb: [\na: !t 2\n", [("D103", 1), ("D102", 2), ("D103", 3), ("D104", 3)]),
    "a quotation over two lines": (b'a: "x\n  y: 1"\nb: c: d\n', [("D102", 3)]),
    "a literal text over two lines": (b"a: |\n  y: [\n  z: 1: 2\nb: c: d\n", [("D102", 4)]),
    "a list that is not indented": (b"a:\n- b: c: d\n- 'x\ne: [\n", [("D102", 2), ("D102", 4)]),
    "a list of mappings": (b"a:\n  - b: c: d\n    e: 1\n  - b: 2\n    e: 3\nf: [\n", [("D102", 2), ("D102", 6)]),
    "spaces without end": (b"a:" + b" " * 60_000 + b"b: c" + b" " * 3_000 + b": d\n", [("D102", 1)]),
    "more slips than are told": (b"".join(b"k%d: [\n" % n for n in range(50)), [("D102", n + 1) for n in range(20)]),
    "too large": (b"a: " + b"x" * MAX_BYTES, [("D101", 0)]),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str) -> None:
    data, expected = REFUSED[name]
    with pytest.raises(Refused) as caught:
        read_yaml(data, "file.yml")
    found = [(problem.rule.code, problem.line) for problem in caught.value.problems]
    assert sorted(found) == sorted(expected)


READ: dict[str, tuple[str, Any]] = {
    "words that YAML makes something else of": (
        "a: no\nb: 0123\nc: 12:30:45\nd: 1.0\ne: 2020-09-08\nf: true\ng: '~'\nh: 0x1F\ni: .inf\n",
        {
            "a": "no", "b": "0123", "c": "12:30:45", "d": "1.0", "e": "2020-09-08", "f": "true", "g": "~", "h": "0x1F",
            "i": ".inf",
        },
    ),
    "keys too": ("no: 1\n2020: 2\n", {"no": "1", "2020": "2"}),
    "nothing": ("", None),
    "an empty value": ("a:\nb: ''\n", {"a": None, "b": ""}),
    "flow": ("a: [x, {b: y}]\n", {"a": ["x", {"b": "y"}]}),
    "blocks of text": ("a: |\n  one\n  two\nb: >\n  one\n  two\n", {"a": "one\ntwo\n", "b": "one two\n"}),
    "CRLF, BOM, NFD": ("\ufeffa: e\u0301\r\n", {"a": "é"}),
    "quoted merge key": ("'<<': x\n", {"<<": "x"}),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_read_as_written(name: str) -> None:
    text, expected = READ[name]
    assert read_yaml(text.encode(), "file.yml").data == expected


def test_lines_are_those_of_the_file() -> None:
    tree = read_yaml(b"# a comment\na: 1\nb:\n- x\n- c: 2\n  d: 3\n", "file.yml")
    assert [tree.line(path) for path in (("a",), ("b",), ("b", 1), ("b", 1, "d"), ("b", 1, "none"))] == [2, 3, 5, 6, 5]


TEXTS = st.text().map(normal).filter(lambda text: not FORBIDDEN.search(text))
TREES = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, min_size=1, max_size=4) | st.dictionaries(TEXTS, inner, min_size=1, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(TEXTS, TREES, min_size=1, max_size=5))
def test_any_mapping_of_texts_comes_back(data: dict[str, Any]) -> None:
    assert read_yaml(write_yaml(data).encode(), "file.yml", limit=1_000_000).data == data


@pytest.mark.parametrize("letter", ["\u1fef", "\u037e", "\u212a"])
def test_a_letter_whose_normal_form_is_another_comes_back_as_that(letter: str) -> None:
    """Those of the first two are marks, ` and ;."""
    data = {"name": f"{letter}x{letter}", f"{letter}x": letter}
    assert read_yaml(write_yaml(data).encode(), "file.yml").data == {normal(key): normal(data[key]) for key in data}


def test_a_next_line_character_is_no_text() -> None:
    with pytest.raises(Refused):
        read_yaml(write_yaml({"a": "b\x85c"}).encode(), "file.yml")


@given(st.lists(st.dictionaries(TEXTS, TEXTS, min_size=1, max_size=3), max_size=4))
def test_entries_set_apart_come_back(entries: list[dict[str, str]]) -> None:
    written = write_yaml({"entries": entries}, spaced="entries")
    assert (read_yaml(written.encode(), "file.yml", limit=1_000_000).data["entries"] or []) == entries


@given(st.binary(max_size=300) | st.text("ab:-[]{}&*!|>'\"%@`#,? \n\t<", max_size=80).map(str.encode))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        read_yaml(data, "file.yml")
    except Refused as refused:
        assert refused.problems
