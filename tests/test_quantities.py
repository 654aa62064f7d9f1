"""A quantity given in another unit is the same quantity."""

from __future__ import annotations

import pytest

from diptych.text.lost_numbers import lost
from diptych.text.quantities import converted


@pytest.mark.parametrize(
    ("source", "answer", "pairs"),
    [
        ("5 miles", "8 km", {("5", "8")}),
        ("2 to 4 inches of rain", "lượng mưa từ 5 đến 10 cm", {("2", "5"), ("4", "10")}),
        ("He is 6-foot-6 tall.", "Anh cao 1,98 m.", {("6", "1,98")}),
        ("It was 90°F.", "Trời nóng 32°C.", {("90", "32")}),
        ("winds of 100 mph", "gió 160 km/h", {("100", "160")}),
        ("450 square miles", "1.165 km²", {("450", "1.165")}),
        ("132 pounds", "60 kg", {("132", "60")}),
        ("de 3 à 6 pouces", "7 bis 15 Zentimeter", {("3", "7"), ("6", "15")}),
        ("5 miles", "9 points", set()),
        ("5 miles", "25 km", set()),
        ("5 km", "5 km", set()),
        ("5 miles", "8 kg", set()),
        ("", "", set()),
    ],
)
def test_a_conversion_is_known(source: str, answer: str, pairs: set[tuple[str, str]]) -> None:
    assert set(converted(source, answer)) == pairs


def test_a_converted_number_is_not_lost() -> None:
    assert lost("a ship of 450 feet", "tàu dài 137 mét", "vi") == ()
    assert lost("a ship of 450 feet", "tàu dài 317 mét", "vi") == ("450",)
