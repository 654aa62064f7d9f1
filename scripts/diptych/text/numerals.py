"""The numbers of a text that are written in digits, with what they can mean."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?![\d.,])|\d+(?:[.,]\d+)*", re.ASCII)
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_SCALES = {
    "hundred": 2, "thousand": 3, "k": 3, "million": 6, "mn": 6, "m": 6, "billion": 9, "bn": 9, "b": 9, "trillion": 12,
    "trăm": 2, "nghìn": 3, "ngàn": 3, "vạn": 4, "triệu": 6, "tỷ": 9, "tỉ": 9,
    "mil": 3, "millón": 6, "millones": 6, "millions": 6, "milliard": 9, "milliards": 9,
    "千": 3, "万": 4, "萬": 4, "亿": 8, "億": 8, "만": 4, "억": 8,
}  # fmt: skip
_SCALE_WORD = re.compile(
    r"[\s-]?(?:(" + "|".join(sorted(filter(str.islower, _SCALES), key=len, reverse=True)) + r")\b|([千万萬亿億만억]))",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\s?(?:[ap]\.?m\b|h\b|giờ)", re.IGNORECASE)
_LONGEST = 40  # digits and separators; longer runs are compared as they are written


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    text: str
    values: frozenset[Decimal]  # what it can mean; none for a date or a version number
    parts: tuple[int, ...]  # the numbers between its separators: day and month, hour and minute
    start: int
    end: int  # behind its last digit


def numerals(text: str) -> Iterator[Numeral]:
    """The numbers of a text that are written in digits, in order."""
    text = _OTHER_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit.group())), text)
    for found in _NUMBER.finditer(text):
        written = found.group()
        if len(written) > _LONGEST:
            yield Numeral(text=written, values=frozenset(), parts=(), start=found.start(), end=found.end())
            continue
        value = None if _CLOCK.match(text, found.end()) and "." in written else _value(written)
        values = {value} if value is not None else set()
        power = 0
        at = found.end()
        while power < _LONGEST and (word := _SCALE_WORD.match(text, at)):
            power += _SCALES[word[word.lastindex or 0].lower()]
            at = word.end()
            values |= {value.scaleb(power) for value in values}
        parts = tuple(int(part) for part in re.split(r"\D", written))
        yield Numeral(text=written, values=frozenset(values), parts=parts, start=found.start(), end=found.end())


def _value(written: str) -> Decimal | None:
    """What these digits and separators stand for. Three digits behind a mark are thousands in either habit."""
    plain = re.sub(r"\s", "", written)
    marks = [mark for mark in plain if mark in ".,"]
    groups = re.split(r"[.,]", plain)
    if all(len(group) == 3 for group in groups[1:]) and len(set(marks)) < 2 and not plain.startswith(("0.", "0,")):
        return Decimal("".join(groups))
    if marks.count(marks[-1]) == 1 and all(len(group) == 3 for group in groups[1:-1]):
        return Decimal("".join(groups[:-1]) + "." + groups[-1])
    return None
