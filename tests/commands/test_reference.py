"""Problems and schemas: one list of all rules, each with a code of its own, and the schemas of the files."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import string
from collections.abc import Iterator

import pytest

import diptych
from diptych.jobs.problems import explained, rules
from diptych.model.problem import Rule
from reference.schemas import KINDS, schema_text


def declared() -> Iterator[tuple[str, Rule]]:
    """Every rule of the package with its module and name; one that is imported there counts once."""
    seen: set[int] = set()
    for module in pkgutil.walk_packages(diptych.__path__, "diptych."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, Rule) and id(value) not in seen:
                seen.add(id(value))
                yield f"{module.name}.{name}", value


def test_every_rule_is_in_the_list_under_a_code_of_its_own() -> None:
    found = dict(declared())
    codes = [rule.code for rule in found.values()]
    assert len(codes) == len(set(codes)), "a code is never given twice"
    assert sorted(codes) == [rule.code for rule in rules()]


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_a_rule_speaks_both_languages(rule: Rule) -> None:
    assert re.fullmatch(r"D\d{3}", rule.code)
    for text in (rule.message, rule.hint):
        assert set(text) == {"en", "vi"}
        assert text["en"] != text["vi"]
        named = [{name for _, name, _, _ in string.Formatter().parse(said) if name} for said in text.values()]
        assert {name.removesuffix("_vi") for name in named[0]} == {name.removesuffix("_vi") for name in named[1]}


def test_every_code_is_explained_by_its_own_rule() -> None:
    """Looked for in the sources, because to import every module takes a second."""
    assert [explained(rule.code.lower()) for rule in rules()] == list(rules())


@pytest.mark.parametrize("name", KINDS)
def test_a_schema_refuses_what_it_does_not_know(name: str) -> None:
    schema = json.loads(schema_text(name))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["additionalProperties"] is False
