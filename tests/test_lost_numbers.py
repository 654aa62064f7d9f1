"""Numbers that are written otherwise in another language are not lost."""

from __future__ import annotations

import pytest

from diptych.text.lost_numbers import lost


@pytest.mark.parametrize(
    ("source", "answer", "target"),
    [
        ("at 1430 GMT", "lúc 14:30 GMT", "vi"),
        ("at 1200 GMT", "lúc 12 giờ GMT", "vi"),
        ("lúc 12:00 giờ GMT", "at 1200 GMT", "en"),
        ("lúc 14 giờ 30", "at 1430 hours", "en"),
        ("at 5.30pm", "lúc 17:30", "vi"),
        ("in his 20s", "ở độ tuổi đôi mươi", "vi"),
        ("in their 30s", "ở độ tuổi ba mươi", "vi"),
        ("độ tuổi 20", "in his twenties", "en"),
        ("2018", "พ.ศ. 2561", "th"),
        ("ปี 2567", "in 2024", "en"),
        ("令和6年", "2024", "en"),
        ("2019", "平成31年", "ja"),
        ("in 2024", "民國113年", "zh"),
        ("2,8 Milliarden", "2,800,000,000", "en"),
        ("1,5 Mio. Menschen", "1.5 million people", "en"),
        ("3 milliards", "3 billion", "en"),
        ("820 ألف", "820,000", "en"),
        ("5 ملايين", "5,000,000", "en"),
        ("25 ล้าน", "25 million", "en"),
        ("3 แสน", "300,000", "en"),
        ("25 लाख", "2,500,000", "en"),
        ("12 करोड़", "120 million", "en"),
        ("1億2,500万ポンド", "£125m", "en"),
        ("1억 2500만", "125 million", "en"),
        ("30 ពាន់", "30,000", "en"),
        ("20 世纪 30 年代", "the 1930s of the 20th century", "en"),
    ],
)
def test_what_is_written_otherwise_is_found(source: str, answer: str, target: str) -> None:
    assert lost(source, answer, target) == ()


@pytest.mark.parametrize(
    ("source", "answer", "target", "missing"),
    [
        ("at 1430 GMT", "lúc 15:30 GMT", "vi", ("1430",)),
        ("in his 20s", "ở độ tuổi ba mươi", "vi", ("20",)),
        ("at 5.30pm", "lúc 18:30", "vi", ("5.30",)),
        ("1,5 triệu người", "1.5 billion people", "en", ("1,5",)),
        ("2018", "พ.ศ. 2565", "th", ("2018",)),
        ("令和16年", "2024", "en", ("16",)),
        ("2,8 Milliarden", "2,300,000,000", "en", ("2,8",)),
        ("25 ล้าน", "52 million", "en", ("25",)),
        ("1430 people", "14:30", "en", ("1430",)),
        ("có 2018 người", "2561 people", "en", ("2018",)),
    ],
)
def test_and_what_is_another_number_is_lost(source: str, answer: str, target: str, missing: tuple[str, ...]) -> None:
    assert lost(source, answer, target) == missing
