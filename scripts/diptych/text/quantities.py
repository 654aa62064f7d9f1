"""Quantities that a translation gives in another unit: 6 inches as 15 centimetres."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from diptych.languages.units import UNITS, Unit
from diptych.text.numerals import Numeral, numerals

ROUNDED = 0.1  # share by which a converted number may be off: 3 to 6 inches are "7 to 15 cm"
_RANGE = re.compile(  # what stands between two numbers of one unit: "2 to 4 inches"
    r"\s?(?:-|–|—|~|〜|to|and|or|đến|tới|và|hoặc|hay|bis|und|oder|à|et|ou|y|o|do|i|lub|до|и|или|到|至|から|ถึง)\s?",
    re.IGNORECASE,
)
_INCHES = re.compile(r"[\s-]?(?:foot|feet|ft|['′])[\s-]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quantity:
    numeral: Numeral
    unit: Unit
    sizes: frozenset[float]  # what it can be, in the unit of its kind that has size 1


def converted(source: str, answer: str) -> list[tuple[str, str]]:
    """The numbers of a source that stand in its translation in another unit: (as written there, as written here)."""
    found = []
    kept = {value for number in numerals(source) for value in number.values}
    theirs = [other for other in _quantities(answer) if not kept & other.numeral.values]
    for one in sorted(_quantities(source), key=lambda one: one.numeral.start):
        same = (other.numeral.text for other in theirs if _is_conversion(one, other))
        if number := next(same, None):
            found.append((one.numeral.text, number))
    return found


def _is_conversion(one: Quantity, other: Quantity) -> bool:
    if one.unit.kind != other.unit.kind or one.unit is other.unit:
        return False
    return any(abs(a - b) <= ROUNDED * max(abs(a), abs(b)) for a in one.sizes for b in other.sizes)


def _quantities(text: str) -> Iterator[Quantity]:
    found = [*numerals(text)]
    unit: Unit | None = None
    then = len(text)
    for at, number in reversed([*enumerate(found)]):
        unit = _unit(text, number.end) or (unit if _RANGE.fullmatch(text, number.end, then) else None)
        then = number.start
        if unit and number.values:
            sizes = {float(value) * unit.size + unit.zero for value in number.values}
            yield Quantity(number, unit, frozenset(sizes | _with_inches(text, number, found[at + 1 :])))


def _with_inches(text: str, feet: Numeral, after: list[Numeral]) -> set[float]:
    """What feet are with the inches behind them: "6-foot-6", 6′ 6″."""
    between = _INCHES.match(text, feet.end)
    if not between or not after or after[0].start != between.end():
        return set()
    return {0.3048 * float(value) + 0.0254 * float(more) for value in feet.values for more in after[0].values}


def _unit(text: str, at: int) -> Unit | None:
    found = _names().match(text.lower(), at)
    return UNITS[int(found.lastgroup[1:])] if found and found.lastgroup else None


@cache
def _names() -> re.Pattern[str]:
    """Every name of a unit, the longest of its kind first: square kilometres before kilometres."""
    order = sorted(range(len(UNITS)), key=lambda at: (UNITS[at].kind not in ("speed", "area"), at))
    return re.compile(r"[\s\u00a0\u202f-]?(?:" + "|".join(f"(?P<u{at}>{UNITS[at].names})" for at in order) + ")")
