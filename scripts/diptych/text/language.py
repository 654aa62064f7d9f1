"""What is known of languages: their names, and how they write dates and numbers (CLDR, by Babel)."""

from __future__ import annotations

import datetime
from functools import cache
from typing import TYPE_CHECKING

from diptych.languages.tags import primary

if TYPE_CHECKING:  # Babel is loaded by the first that asks for a language
    from babel import Locale


@cache
def _locale(tag: str) -> Locale | None:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


def _or_english(tag: str) -> Locale:
    locale = _locale(tag) or _locale("en")
    assert locale
    return locale


def is_language(tag: str) -> bool:
    """Whether a BCP 47 tag names a language that CLDR has data of."""
    return _locale(tag) is not None


def language_name(tag: str, into: str) -> str:
    """The name of a language in another: ("vi", "en") gives "Vietnamese"; the tag where there is no name."""
    of, locale = _locale(tag), _locale(into)
    return (of.get_display_name(locale) if of and locale else None) or tag


def own_name(tag: str) -> str:
    """A language's name for itself, with a capital as it stands alone: "Tiếng Việt"."""
    name = language_name(tag, tag)
    return name[:1].upper() + name[1:]


def date_text(day: str, into: str) -> str:
    """A date of the record ("2020", "2020-09", "2020-09-08") as a language writes it; what is no date stays."""
    from babel.dates import format_date, format_skeleton  # which reads the time zones; most commands write no date

    parts = [int(part) for part in day.split("-")]
    locale = _or_english(into)
    try:
        date = datetime.date(*(parts + [1, 1])[:3])
    except ValueError:
        return day
    if len(parts) == 1:
        return day
    if len(parts) == 2:
        return str(format_skeleton("yMMMM", date, locale=locale))
    # British order in English: an archive read around the world keeps day, month, year.
    pattern = "d MMMM y" if locale.language == "en" else "long"
    return str(format_date(date, pattern, locale=locale))


def number_text(number: int, into: str) -> str:
    from babel.numbers import format_decimal

    return str(format_decimal(number, locale=_or_english(into)))


def month_text(month: str, into: str) -> str:
    """The month of "2020-09" without its year, in the room of a chart: "Sep", "T9"."""
    number = int(month[5:7])
    if primary(into) == "vi":
        return f"T{number}"
    locale = _or_english(into)
    return str(locale.months["stand-alone"]["abbreviated"][number])


def size_text(size: int, into: str) -> str:
    """The size of a file as readers know it: `54 KB`, `1.2 MB`, in Vietnamese `1,2 MB`."""
    if size < 999_500:
        return f"{number_text(max(1, round(size / 1000)), into)} KB"
    from babel.numbers import format_decimal

    return f"{format_decimal(round(size / 1_000_000, 1), locale=_or_english(into))} MB"
