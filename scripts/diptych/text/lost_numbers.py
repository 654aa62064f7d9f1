"""Which numbers of a text its translation has lost.

A number is compared by value, under both habits of writing it (1.234,5 and 1,234.5), with the scale word behind it
("1,5 triệu", "1,500,000"). A translation may also spell it out, turn a month into its name, a 24-hour time into a
12-hour one, "20" into "2020", or inches into centimetres; all of these count as found. What is left is a number that is
truly not there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from diptych.languages.number_words import MONTH_NAMES, months_named, number_words, spells_numbers
from diptych.languages.tags import primary
from diptych.text.numerals import Numeral, numerals
from diptych.text.quantities import converted

_DIGITS = frozenset("23456789")  # a 1 is as often an article
_ROMAN = re.compile(r"\b[IVXLC]{1,8}\b")


def lost(source: str, answer: str, target: str, least: int = 2) -> tuple[str, ...]:
    """The numbers of `source` that `answer`, in the language `target` (BCP 47), does not hold.

    Only numbers that a translation keeps: of `least` digits and separators or more; three where the number words of
    the target language are not known here.
    """
    least = least if spells_numbers(primary(target)) else 3
    answered = _Answer(answer, target)
    numbers = [number for number in numerals(source) if len(number.text.lstrip("0")) >= least]
    missing = [number.text for number in numbers if not answered.holds(number)]
    elsewhere = {written for written, _ in converted(source, answer)} if missing else set()
    return tuple(number for number in missing if number not in elsewhere)


def digit_changed(source: str, answer: str, source_language: str, target_language: str) -> bool:
    """Whether a single digit of a source became another one in its translation: 8 points made 9, June made tháng 7.

    One that is only gone may be a word there ("two"), and one that is only new may have been a word; where both texts
    have as many, it was neither.
    """
    both = all(spells_numbers(primary(language)) for language in (source_language, target_language))
    asked, given = _alone(source, source_language, both), _alone(answer, target_language, both)
    new = _missing(given, source, source_language)
    if not new:
        return False
    gone = _missing(asked, answer, target_language)
    pairs = converted(source, answer)
    new -= {number for _, number in pairs}
    gone -= {number for number, _ in pairs}
    return bool(new) and (bool(gone) or (both and len(asked) == len(given)))


def _alone(text: str, language: str, months: bool) -> list[str]:
    """The digits from 2 to 9 that stand alone in a text; the months that it names too, as digits."""
    digits = [number.text for number in numerals(text)]
    if months:
        digits += months_named(text, primary(language))
    return [digit for digit in digits if digit in _DIGITS]


def _missing(digits: Sequence[str], other: str, language: str) -> set[str]:
    """Those that another text has neither as digits nor as words of its language."""
    if not digits:
        return set()
    there = _Answer(other, language)
    return {digit for digit in digits if not any(there.holds(number) for number in numerals(digit))}


class _Answer:
    """What a translation holds, asked for one number of the source at a time."""

    def __init__(self, text: str, language: str) -> None:
        found = list(numerals(text))
        self._values = {value for number in found for value in number.values}
        self._unscaled = {value for number in found if not number.scaled for value in number.values}
        self._scaled = {number.scaled for number in found if number.scaled}
        self._values |= {Decimal(part) for number in found if not number.values for part in number.parts}
        self._written = {number.text for number in found}
        self._text = text.lower()
        self._roman = {_roman(match.group()) for match in _ROMAN.finditer(text)}
        self._language = primary(language)

    def holds(self, number: Numeral) -> bool:
        if number.scaled:  # with a scale word here and another there it is another number
            same = number.scaled in self._values or bool(self._unscaled & number.values)
            return same or (not self._scaled and (number.text in self._written or self._otherwise_any(number)))
        if number.text in self._written or self._values & number.values:
            return True
        if self._otherwise_any(number):
            return True
        parts = number.parts
        if len(parts) == 2 and not number.values and parts[0] < 12 and Decimal(parts[0] + 12) in self._values:
            parts = parts[1:] * 2  # 5.30 p.m.
        return len(parts) > 1 and all(
            Decimal(part) in self._values or self._otherwise(part) or (not part and not number.values) for part in parts
        )

    def _otherwise_any(self, number: Numeral) -> bool:
        return any(self._otherwise(int(value)) for value in number.values if value == int(value))

    def _otherwise(self, value: int) -> bool:
        """Whether a whole number is there in another form than its own digits."""
        if not 0 < value < 3000:
            return False
        return value in self._roman or self._afternoon(value) or self._short_year(value) or self._in_words(value)

    def _afternoon(self, hour: int) -> bool:
        return 12 < hour <= 24 and Decimal(hour - 12) in self._values

    def _short_year(self, value: int) -> bool:
        if value < 100:
            return any(1000 <= v < 2100 and v % 100 == value for v in self._values)
        return value >= 1000 and bool(re.search(rf"[-–'’]{value % 100:02}(?!\d)", self._text))

    def _in_words(self, value: int) -> bool:
        names = number_words(value, self._language)
        if value <= 12:
            names += tuple(months.split()[value - 1] for months in MONTH_NAMES)
        return any(re.search(rf"\b{name}\b", self._text) for name in names)


def _roman(text: str) -> int:
    values = ["IVXLC".index(letter) for letter in text]
    sizes = [(1, 5, 10, 50, 100)[value] for value in values]
    return sum(-a if a < b else a for a, b in zip(sizes, sizes[1:] + [0], strict=True))
