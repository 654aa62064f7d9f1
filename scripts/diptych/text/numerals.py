"""The numbers of a text that are written in digits, with what they can mean."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from diptych.languages.eras import ERAS
from diptych.languages.number_words import SCALE_WORD, SCALES

_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?![\d.,])|\d+(?:[.,]\d+)*", re.ASCII)
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_CLOCK = re.compile(r"\s?(?:[ap]\.?m\b|h\b|giờ)", re.IGNORECASE)
_HOURS = re.compile(
    r"\s?(?:gmt|utc|z|h|hrs?|hours|b?st|[cemp][sd]t|cet|ict|local time)\b", re.IGNORECASE
)  # behind 1430
_BEFORE = 16  # characters before a year in which its era is named
_LONGEST = 40  # digits and separators; longer runs are compared as they are written


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    text: str
    values: frozenset[Decimal]  # what it can mean; none for a date or a version number
    parts: tuple[int, ...]  # the numbers between its separators: day and month, hour and minute
    start: int
    end: int  # behind its last digit
    scaled: Decimal | None = None  # its value with the scale word behind it, where there is one


def numerals(text: str) -> Iterator[Numeral]:
    """The numbers of a text that are written in digits, in order."""
    text = _OTHER_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit.group())), text)
    found = [_numeral(text, match) for match in _NUMBER.finditer(text)]
    for at in reversed(range(len(found) - 1)):
        if total := _together(text, found[at], found[at + 1]):
            found[at], found[at + 1] = (
                replace(one, values=one.values | {total}, scaled=total) for one in found[at : at + 2]
            )
    yield from found


def _numeral(text: str, found: re.Match[str]) -> Numeral:
    written = found.group()
    own = Numeral(text=written, values=frozenset(), parts=(), start=found.start(), end=found.end())
    if len(written) > _LONGEST:
        return own
    if hour := _hour(text, found):
        return replace(own, parts=hour)
    parts = tuple(int(part) for part in re.split(r"\D", written))
    value = None if _CLOCK.match(text, found.end()) and "." in written else _value(written)
    if value is None:
        return replace(own, parts=parts)
    power = _power(text, found.end())
    values = {value, value.scaleb(power), *_years(text, found, value)}
    return replace(own, values=frozenset(values), parts=parts, scaled=value.scaleb(power) if power else None)


def _hour(text: str, found: re.Match[str]) -> tuple[int, int] | None:
    """The hour and minute of 1430 GMT; None where it is a number."""
    written = found.group()
    if not re.fullmatch(r"(?:[01]\d|2[0-3])[0-5]\d", written) or not _HOURS.match(text, found.end()):
        return None
    return int(written[:2]), int(written[2:])


def _power(text: str, at: int) -> int:
    """The power of ten of the scale words behind a number: 12 of "1,2 nghìn tỷ"."""
    power = 0
    while power < _LONGEST and (word := SCALE_WORD.match(text, at)):
        power += SCALES[word[word.lastindex or 0].lower()]
        at = word.end()
    return power


def _years(text: str, found: re.Match[str], value: Decimal) -> Iterator[Decimal]:
    """The year of the common era that a year of another one is."""
    before = text[max(0, found.start() - _BEFORE) : found.start()]
    for era in ERAS:
        if value in era.years and era.before.search(before) and era.behind.match(text, found.end()):
            yield value + era.offset


def _together(text: str, one: Numeral, other: Numeral) -> Decimal | None:
    """What two numbers with scale words are that stand as one: 1億2,500万."""
    between = SCALE_WORD.match(text, one.end)
    if (
        not between
        or not between[2]
        or text[between.end() : other.start].strip()
        or not one.scaled
        or not other.scaled
        or other.scaled >= one.scaled
    ):
        return None
    return one.scaled + other.scaled


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
