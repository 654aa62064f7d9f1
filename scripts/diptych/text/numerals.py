"""Which numbers of a text its translation has lost.

A number is compared by value, under both habits of writing it (1.234,5 and 1,234.5), with the scale word behind it
("1,5 triệu", "1,500,000"). A translation may also spell it out, turn a month into its name, a 24-hour time into a
12-hour one, or "20" into "2020"; all of these count as found. What is left is a number that is truly not there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from diptych.languages.tags import primary

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
_ROMAN = re.compile(r"\b[IVXLC]{1,8}\b")
_MONTH_NAMES = (
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sept? oct nov dec",
)


@dataclass(frozen=True, slots=True)
class Numeral:
    text: str
    values: frozenset[Decimal]  # what it can mean; none for a date or a version number
    parts: tuple[int, ...]  # the numbers between its separators: day and month, hour and minute


def numerals(text: str) -> Iterator[Numeral]:
    """The numbers of a text that are written in digits, in order."""
    text = _OTHER_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit.group())), text)
    for found in _NUMBER.finditer(text):
        written = found.group()
        if len(written) > _LONGEST:
            yield Numeral(written, frozenset(), ())
            continue
        value = None if _CLOCK.match(text, found.end()) and "." in written else _value(written)
        values = {value} if value is not None else set()
        power = 0
        at = found.end()
        while power < _LONGEST and (word := _SCALE_WORD.match(text, at)):
            power += _SCALES[word[word.lastindex or 0].lower()]
            at = word.end()
            values |= {value.scaleb(power) for value in values}
        yield Numeral(written, frozenset(values), tuple(int(part) for part in re.split(r"\D", written)))


def lost(source: str, answer: str, target: str, least: int = 2) -> tuple[str, ...]:
    """The numbers of `source` that `answer`, in the language `target` (BCP 47), does not hold.

    Only numbers that a translation keeps: of `least` digits and separators or more; three where the number words of
    the target language are not known here.
    """
    least = least if primary(target) in _WORDS else 3
    answered = _Answer(answer, target)
    numbers = (number for number in numerals(source) if len(number.text.lstrip("0")) >= least)
    return tuple(number.text for number in numbers if not answered.holds(number))


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


class _Answer:
    """What a translation holds, asked for one number of the source at a time."""

    def __init__(self, text: str, language: str) -> None:
        found = list(numerals(text))
        self._values = {value for number in found for value in number.values}
        self._values |= {Decimal(part) for number in found if not number.values for part in number.parts}
        self._written = {number.text for number in found}
        self._text = text.lower()
        self._roman = {_roman(match.group()) for match in _ROMAN.finditer(text)}
        self._language = primary(language)

    def holds(self, number: Numeral) -> bool:
        if number.text in self._written or self._values & number.values:
            return True
        if any(self._otherwise(int(value)) for value in number.values if value == int(value)):
            return True
        parts = number.parts
        return len(parts) > 1 and all(Decimal(part) in self._values or self._otherwise(part) for part in parts)

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
        names = _words(value, self._language)
        if value <= 12:
            names += tuple(months.split()[value - 1] for months in _MONTH_NAMES)
        return any(re.search(rf"\b{name}\b", self._text) for name in names)


def _roman(text: str) -> int:
    values = ["IVXLC".index(letter) for letter in text]
    sizes = [(1, 5, 10, 50, 100)[value] for value in values]
    return sum(-a if a < b else a for a, b in zip(sizes, sizes[1:] + [0], strict=True))


@cache
def _words(value: int, language: str) -> tuple[str, ...]:
    """How a language spells a number up to 100 (and the round ones above), as patterns; none where it is not known."""
    return tuple(_WORDS[language](value)) if language in _WORDS else ()


_EN_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_EN_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_EN_TENS = "ten twenty thirty forty fifty sixty seventy eighty ninety"
_ROUND = ((1000, "thousand", "(?:nghìn|ngàn)"), (100, "hundred", "trăm"))


def _english(value: int) -> Iterator[str]:
    units, ordinals = _EN_UNITS.split(), _EN_ORDINALS.split()
    if value < 20:
        yield from (units[value], ordinals[value])
    elif value < 100:
        ten = _EN_TENS.split()[value // 10 - 1]
        if value % 10:
            yield f"{ten}[- ](?:{units[value % 10]}|{ordinals[value % 10]})"
        else:
            yield f"{ten[:-1]}(?:y|ies|ieth)"
    if value == 12:
        yield "dozens?"
    yield from (f"(?:{units[many]}|a) {en}" for many, en, _ in _round(value))


_VI_UNITS = ("", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_VI_LAST = ("", "mốt", "hai", "ba", "(?:bốn|tư)", "(?:lăm|nhăm)", "sáu", "(?:bảy|bẩy)", "tám", "chín")


def _vietnamese(value: int) -> Iterator[str]:
    if value < 10:
        yield _VI_UNITS[value]
    elif value < 20:
        yield " ".join(["mười", "một" if value == 11 else _VI_LAST[value % 10]]).strip()
    elif value < 100:
        ten = _VI_UNITS[value // 10]
        yield f"{ten} (?:mươi )?{_VI_LAST[value % 10]}" if value % 10 else f"{ten} (?:mươi|chục)"
    yield from (f"{_VI_UNITS[many]} {vi}" for many, _, vi in _round(value))


def _round(value: int) -> Iterator[tuple[int, str, str]]:
    """A round number as so many hundreds or thousands, with their English and Vietnamese names."""
    return ((value // size, en, vi) for size, en, vi in _ROUND if value % size == 0 and 0 < value // size < 10)


_WORDS = {"en": _english, "vi": _vietnamese}
