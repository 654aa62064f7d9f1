"""The lines of a cover's titles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.formats.epub.cover import balanced, wrapped


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Vietnam legislates for data", ["Vietnam", "legislates", "for data"]),
        ("Việt Nam làm luật cho dữ liệu", ["Việt Nam", "làm luật", "cho dữ liệu"]),
        ("数字主权与数据安全", ["数字主权与", "数据安全"]),
        ("short", ["short"]),
        ("", []),
    ],
)
def test_a_title_stands_in_lines_of_about_one_length(text: str, lines: list[str]) -> None:
    assert balanced(text, 5.5) == lines


def test_a_word_that_is_too_long_is_cut() -> None:
    assert "".join(wrapped("x" * 300, 5)) == "x" * 300
    assert max(map(len, wrapped("x" * 300, 5))) < 11


@given(st.text(st.sampled_from("ab đữ数W"), max_size=60), st.floats(4, 30))
def test_no_letter_is_lost(text: str, width: float) -> None:
    for made in (wrapped(text, width), balanced(text, width)):
        assert "".join(made).replace(" ", "") == text.replace(" ", "")
