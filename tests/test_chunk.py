"""Long texts in pieces."""

from __future__ import annotations

import importlib
from urllib.parse import quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.text.chunk import around, chunks
from diptych.text.protect import PLACEHOLDER

PIECES = st.sampled_from(
    [
        "Câu một. ",
        "“Hai!” ",
        "ba ",
        "\u00a0",
        "{12}",
        "ế",
        "e\u0302\u0323",
        "👨‍👩‍👧",
        "🇻🇳",
        "👍🏽",
        "文。",
        "한",
        "\u1112\u1161",
        "\u11ab",
        "\r\n",
        " ",
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)
graphemes = importlib.import_module("regex").compile(r"\{\d+\}|\X").findall


def fits(text: str) -> bool:
    return len(quote_plus(text)) <= 60


@given(TEXTS, st.integers(1, 40))
def test_joined_the_pieces_are_the_text_and_each_fits(text: str, limit: int) -> None:
    pieces = chunks(text, limit, fits)
    assert "".join(pieces) == text
    for piece in pieces:
        assert (len(piece) <= limit and fits(piece)) or len(graphemes(piece)) == 1


@given(TEXTS, st.integers(1, 40))
def test_no_cut_parts_a_character_or_a_placeholder(text: str, limit: int) -> None:
    pieces = chunks(text, limit, fits)
    assert [part for piece in pieces for part in graphemes(piece)] == graphemes(text)
    assert sum(len(PLACEHOLDER.findall(piece)) for piece in pieces) == len(PLACEHOLDER.findall(text))


@pytest.mark.parametrize(
    ("text", "limit", "pieces"),
    [
        ("Một câu. Hai câu. Ba câu.", 20, ("Một câu. Hai câu. ", "Ba câu.")),
        ("Một câu không có chấm", 10, ("Một câu ", "không có ", "chấm")),
        ("một", 1, ("m", "ộ", "t")),
        ("", 5, ()),
    ],
)
def test_a_text_is_cut_where_it_hurts_least(text: str, limit: int, pieces: tuple[str, ...]) -> None:
    assert chunks(text, limit, lambda _: True) == pieces


@given(TEXTS, st.integers(0, 300), st.integers(1, 40))
def test_what_stands_around_a_place_is_of_the_text_and_fits(text: str, at: int, size: int) -> None:
    found = around(text, at, size)
    assert found in text
    assert len(found) <= max(size, len(text) if len(text) <= size else 0)


@pytest.mark.parametrize(
    ("at", "size", "expected"),
    [
        (0, 100, "# A\n\nfirst line\n\nsecond line\n\nthird line\n"),
        (17, 24, "first line\n\nsecond line"),
        (0, 16, "# A\n\nfirst line"),
        (40, 14, "third line"),
        (22, 4, "ond "),
    ],
)
def test_whole_lines_around_a_place(at: int, size: int, expected: str) -> None:
    assert around("# A\n\nfirst line\n\nsecond line\n\nthird line\n", at, size) == expected
