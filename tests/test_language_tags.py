"""What follows from a language tag."""

from __future__ import annotations

import pytest

from diptych.languages.tags import (
    _LEFT_TO_RIGHT,
    _RIGHT_TO_LEFT,
    broader,
    is_right_to_left,
    named_script,
    primary,
    region,
    script,
)


@pytest.mark.parametrize(
    ("tag", "language", "writing", "right_to_left"),
    [
        ("vi", "vi", "Latn", False),
        ("pt-BR", "pt", "Latn", False),
        ("zh-Hant-TW", "zh", "Hant", False),
        ("zh-TW", "zh", "Hant", False),
        ("ur", "ur", "Arab", True),
        ("ks", "ks", "Arab", True),
        ("az-Arab", "az", "Arab", True),
        ("az", "az", "Latn", False),
        ("yi", "yi", "Hebr", True),
        ("dv", "dv", "Thaa", True),
        ("km", "km", "Khmr", False),
        ("x-unknown", "x", "", False),
        ("", "", "", False),
    ],
)
def test_language_script_and_direction(tag: str, language: str, writing: str, right_to_left: bool) -> None:
    assert (primary(tag), is_right_to_left(tag)) == (language, right_to_left)
    if writing:
        assert script(tag) == writing


def test_what_is_known_without_looking_it_up_is_what_would_be_found() -> None:
    assert not {script(tag) for tag in _LEFT_TO_RIGHT} & {*_RIGHT_TO_LEFT, ""}


def test_nothing_that_was_right_to_left_is_turned() -> None:
    assert all(map(is_right_to_left, ("ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi")))


@pytest.mark.parametrize(
    ("tag", "names_script", "names_region", "wider"),
    [
        ("vi", "", "", ["vi"]),
        ("pt-br", "", "BR", ["pt-br", "pt"]),
        ("zh-hant-TW", "Hant", "TW", ["zh-hant-tw", "zh-hant", "zh"]),
        ("sl-1994", "", "", ["sl-1994", "sl"]),
    ],
)
def test_the_parts_of_a_tag(tag: str, names_script: str, names_region: str, wider: list[str]) -> None:
    assert (named_script(tag), region(tag), [*broader(tag)]) == (names_script, names_region, wider)
