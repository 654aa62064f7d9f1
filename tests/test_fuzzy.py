"""The fuzzy memory: it finds what a full scan finds, and offers other numbers only where that is plain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from diptych.text import fuzzy
from diptych.text.fuzzy import index, matches, substituted
from trees import WORDS


@given(st.lists(WORDS, min_size=1, max_size=30), WORDS)
def test_a_small_memory_is_scanned_whole(segments: list[str], text: str) -> None:
    best = max(Levenshtein.normalized_similarity(text, segment) for segment in segments)
    found = matches(index(segments), text, 1, 0.5)
    assert [match.score for match in found] == ([best] if best >= 0.5 else [])


def test_a_large_memory_leads_to_the_nearest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzzy, "SMALL", 0)
    segments = [f"Nghị định số {n} có hiệu lực từ ngày {n % 28 + 1} tháng {n % 12 + 1}." for n in range(500)]
    (best, *_) = matches(index(segments), "Nghị định số 321 có hiệu lực từ hôm ấy, ngày 14 tháng 10.")
    assert segments[best.at].startswith("Nghị định số 321 ")


@pytest.mark.parametrize(
    ("text", "source", "target", "expected"),
    [
        ("Luật số 25 năm 2024.", "Luật số 24 năm 2018.", "Law No. 24 of 2018.", "Law No. 25 of 2024."),
        ("Luật số 24 năm 2018.", "Luật số 24 năm 2018.", "Law No. 24 of 2018.", "Law No. 24 of 2018."),
        ("Tăng 1.234,5 tỉ.", "Tăng 1.200,5 tỉ.", "Up by 1,200.5 billion.", ""),
        ("Từ 5 đến 7.", "Từ 3 đến 3.", "From 3 to 3.", ""),
        ("Từ 5 đến 6.", "Từ 5 đến 5.", "From 5 to 5.", ""),
        ("Luật mới số 25.", "Luật số 24.", "Law No. 24.", ""),
    ],
)
def test_numbers_are_substituted_only_where_that_is_plain(text: str, source: str, target: str, expected: str) -> None:
    assert substituted(text, source, target) == expected
