"""What commands say has words in both languages."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from diptych.cli.words import _SAYINGS, engine_said, say
from diptych.engines import chain
from diptych.text.answer import Fault

ENGINES = Path(chain.__file__).parent
FAILURES = {"Transient", "Rejected", "Unavailable"}


def messages() -> Iterator[str]:
    """What the engines may say of a failure, as their code has it; 7 stands for what it fills in."""
    for file in sorted(ENGINES.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            name = getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
            if isinstance(node, ast.Call) and name in FAILURES | {"failed", "open"} and node.args:
                yield from _text(node.args[0])


def _text(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in node.values)


@pytest.mark.parametrize("message", sorted(set(messages())))
def test_an_engines_message_is_said_in_vietnamese(message: str) -> None:
    said = engine_said("vi", message)
    assert said != message or message == "HTTP 7"
    assert engine_said("en", message) == message


def test_a_message_inside_a_message() -> None:
    said = engine_said("vi", "HTTP 503 (several times)")
    assert said == "HTTP 503 (nhiều lần liền)"


def test_every_reason_of_a_missing_block_has_words() -> None:
    codes = {fault.value for fault in Fault} | set(chain._CODES.values()) | {"internal", "neighbours", "changed"}
    assert {f"why_{code}" for code in codes} == {key for key in _SAYINGS if key.startswith("why_")}


@pytest.mark.parametrize("key", _SAYINGS)
def test_no_saying_is_the_same_in_both_languages(key: str) -> None:
    english, vietnamese = _SAYINGS[key]
    assert english != vietnamese


def test_a_number_has_its_noun() -> None:
    assert say("en", "checked", errors=1, warnings=2) == "1 error, 2 warnings."
