"""Engines by name, with the keeper's settings."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from diptych.engines.registry import NAMES, engine
from diptych.model.problem import Refused
from engines.models import opus


def refused(name: str, environ: dict[str, str]) -> tuple[str, str]:
    """The code and the English text of the problem."""
    with pytest.raises(Refused) as told:
        engine(name, environ)
    (problem,) = told.value.problems
    for language in ("en", "vi"):
        assert "{" not in problem.rule.message[language].format_map(problem.values)
    return problem.rule.code, problem.rule.hint["en"].format_map(problem.values)


def test_every_name_makes_the_engine_of_that_name(tmp_path: Path) -> None:
    file = tmp_path / "answers.tsv"
    file.write_text("source\ttarget\ttext\ttranslation\n", encoding="utf-8")
    opus(tmp_path / "vi-en", {"một": "one"})
    environ = {
        "DEEPL_API_KEY": "x",
        "DIPTYCH_CTRANSLATE2": str(tmp_path / "vi-en"),
        "MICROSOFT_API_KEY": "x",
        "DIPTYCH_CHAT_URL": "http://127.0.0.1:5001/v1",
        "DIPTYCH_CHAT_MODEL": "x",
        "LIBRETRANSLATE_URL": "http://127.0.0.1:5000",
        "DIPTYCH_COMMAND": f"{sys.executable} -c pass",
        "DIPTYCH_REPLAY": str(file),
    }
    assert [engine(name, environ).name for name in NAMES] == list(NAMES)


def test_an_unknown_engine_names_the_nearest() -> None:
    with pytest.raises(Refused) as told:
        engine("Gogle", {})
    (problem,) = told.value.problems
    assert problem.rule.code == "D401"
    assert problem.values["near"] == "; did you mean `google`?"


@pytest.mark.parametrize(
    ("name", "variable"),
    [
        ("deepl", "DEEPL_API_KEY"),
        ("microsoft", "MICROSOFT_API_KEY"),
        ("chat", "DIPTYCH_CHAT_URL"),
        ("command", "DIPTYCH_COMMAND"),
        ("ctranslate2", "DIPTYCH_CTRANSLATE2"),
        ("replay", "DIPTYCH_REPLAY"),
    ],
)
def test_a_missing_setting_names_its_variable(name: str, variable: str) -> None:
    code, hint = refused(name, {variable: " "})
    assert code == "D402"
    assert variable in hint


@pytest.mark.parametrize("line", ["no-such-program {source}", "apertium 'spa"])
def test_a_missing_program_is_said(line: str) -> None:
    assert refused("command", {"DIPTYCH_COMMAND": line})[0] == "D403"


def test_a_missing_file_of_answers_is_said(tmp_path: Path) -> None:
    assert refused("replay", {"DIPTYCH_REPLAY": str(tmp_path / "none.tsv")})[0] == "D404"
