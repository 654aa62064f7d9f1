"""A key set in a YAML file of any layout: the file reads as it should, and every remark of a person's is there."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.model.record import Withdrawal
from diptych.text.archive_files import read_record
from diptych.text.schema import plain
from diptych.text.yamledit import with_keys

WITHDRAWN = Withdrawal("2026-11-24", {"vi": "Chủ bản quyền: “đề nghị” gỡ #1, {xong}"})
NEW = {"publish": "record", "withdrawn": plain(WITHDRAWN)}

FIELDS = {
    "publish": ("full", '"full"', "'excerpt'", "|-\n    full", ">-\n    excerpt", "\n    full"),
    "topics": ("[law, sea]", "[law,\n    sea]", "\n  - law\n  - sea", "[]"),
    "rights": ("CC BY 4.0", '"CC BY\n    4.0"', "CC BY\n    4.0", "|-\n    a # b", "'# none'"),
    "author": ("Lan Anh", "'L’an: anh'", '"what?"', "what?", "a#b"),
    "published": ("2024-05-02", "'2024'"),
    "translations": ("{}", "{en: {translators: [Lan]}}", "\n    en:\n      translators:\n      - Lan"),
}
IN_FLOW = {
    "publish": ("full", '"full"', "'excerpt'", "\n full"),
    "topics": ("[law, sea]", "[law,\n sea,]", "[]"),
    "rights": ("CC BY 4.0", '"CC BY\n 4.0"', "'{no}'"),
    "author": ("Lan Anh", '"what?"', "what?", "a#b"),
    "translations": ("{}", "{en: {translators: [Lan]}}"),
}


Draw = Callable[..., Any]  # hypothesis's own, which gives what a strategy makes


class Remarks:
    """Remarks that can be told from one another."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def next(self) -> str:
        self.made.append(f'# nhận xét {len(self.made)} 𠮷: it\'s "kept", {{all}} of it?.')
        return self.made[-1]


@st.composite
def keys(draw: Draw, name: str, explicit: str = "") -> str:
    how = draw(st.sampled_from(("{}", "'{}'", '"{}"', "? {}") if explicit else ("{}", "'{}'", '"{}"')))
    return str(how).format(name) + (explicit if how.startswith("?") else "") + ":"


def chosen(draw: Draw, fields: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    names = draw(st.permutations(["language", *draw(st.sets(st.sampled_from(sorted(fields))))]))
    return [(name, draw(st.sampled_from(fields.get(name, ("vi", '"vi"', "'vi'"))))) for name in names]


@st.composite
def blocks(draw: Draw, remarks: Remarks) -> str:
    """A mapping with a key a line."""
    indent = draw(st.sampled_from(("", "  ", "     ")))
    out = ""
    for name, value in chosen(draw, FIELDS):
        for _ in range(draw(st.integers(0, 2))):
            out += draw(st.sampled_from(("", indent, "   "))) + remarks.next() + "\n"
        out += draw(st.sampled_from(("", "\n")))
        shown = value.replace("\n", f"\n{indent}")
        out += f"{indent}{draw(keys(name, chr(10) + indent))} {shown}".replace(": \n", ":\n")
        if draw(st.booleans()) and not value.startswith(("|", ">")):
            out += f"  {remarks.next()}"
        out += "\n"
    return out


@st.composite
def flows(draw: Draw, remarks: Remarks) -> str:
    """A mapping in braces."""

    def gap() -> str:
        return str(draw(st.sampled_from(("", " ", "\n ", f" {remarks.next()}\n "))))

    entries = []
    for name, value in chosen(draw, IN_FLOW):
        entries.append(f"{gap()}{draw(keys(name))} {value}{gap()}")
    return "{" + ",".join(entries) + str(draw(st.sampled_from(("", ",", ", ")))) + gap() + "}\n"


@st.composite
def files(draw: Draw) -> tuple[str, list[str]]:
    """A record in some legal layout, and the remarks in it."""
    remarks = Remarks()
    head = draw(st.sampled_from(("", "---\n", "%YAML 1.1\n---\n", "\n")))
    head = (remarks.next() + "\n" if draw(st.booleans()) else "") + head
    body = draw(draw(st.sampled_from((blocks, flows)))(remarks))
    tail = remarks.next() + "\n" if draw(st.booleans()) else ""
    tail += draw(st.sampled_from(("", "...\n", "\n\n")))
    tail += remarks.next() + "\n" if draw(st.booleans()) else ""
    text = head + body + tail
    if draw(st.booleans()):
        text = text.removesuffix("\n")
    text = text.replace("\n", draw(st.sampled_from(("\n", "\r\n", "\r"))))
    bom = draw(st.sampled_from(("", "\ufeff")))
    return f"{bom}{text}", [remark for remark in remarks.made if remark in text]


@settings(max_examples=200)
@given(files())
def test_a_record_of_any_layout_is_withdrawn_and_keeps_its_remarks(made: tuple[str, list[str]]) -> None:
    text, remarks = made
    record = read_record(text.encode(), "article.yml")
    after = with_keys(text, NEW)
    assert read_record(after.encode(), "article.yml") == replace(record, publish="record", withdrawn=WITHDRAWN)
    assert [remark for remark in remarks if remark not in after] == []
    assert with_keys(after, NEW) == after
    ends = set(re.findall("\r\n|\r|\n", text))
    assert not ends or set(re.findall("\r\n|\r|\n", after)) == ends


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("{language: vi}", "{language: vi, publish: record}"),
        ("{language: vi, publish: full, }\n", "{language: vi, publish: record, }\n"),
        ("{\n  publish: full, # why\n  language: vi\n}\n", "{\n  publish: record, # why\n  language: vi\n}\n"),
        ("language: vi\n...\n", "language: vi\npublish: record\n...\n"),
        ("language: vi\n...", "language: vi\npublish: record\n..."),
        ("  language: vi\n  publish: full\n", "  language: vi\n  publish: record\n"),
        ("  language: vi\n# End.", "  language: vi\n# End.\n  publish: record\n"),
        ("language: vi\r\n", "language: vi\r\npublish: record\r\n"),
        ("? publish\n: full # why\nlanguage: vi\n", "publish: record # why\nlanguage: vi\n"),
        ("publish: |-\n  full\n# why\nlanguage: vi\n", "publish: record\n# why\nlanguage: vi\n"),
        ("publish: full\nrights: |\n  CC", "publish: record\nrights: |\n  CC"),
        ("language: vi\nrights: |\n  CC", "publish: record\nlanguage: vi\nrights: |\n  CC"),
        ("publish: # why\n  full # so\nlanguage: vi\n", "publish: record # so\n# why\nlanguage: vi\n"),
    ],
)
def test_a_key_is_set_where_it_stands_or_at_the_end(text: str, after: str) -> None:
    assert with_keys(text, {"publish": "record"}) == after


@pytest.mark.parametrize("text", ["", "- a\n", "just words\n", "a: [\n"])
def test_what_is_no_mapping_has_no_place_for_a_key(text: str) -> None:
    assert with_keys(text, {"publish": "record"}) == text
