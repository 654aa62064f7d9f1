"""Language tags (BCP 47): their parts, and what follows from them by the likely subtags of CLDR."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

# The scripts that are written from right to left, by their ISO 15924 codes (Unicode's bidirectional class R or AL).
_RIGHT_TO_LEFT = frozenset({"Adlm", "Arab", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"})
# What `script` finds of these, without its tenth of a second: most archives have no other language.
_LEFT_TO_RIGHT = frozenset({*"cs da de el en es fi fr hu id it ja ko nb nl pl pt ro ru sv th tr uk vi zh".split()})


@cache
def primary(tag: str) -> str:
    """The language alone, in small letters: "pt" of "pt-BR"."""
    return tag.partition("-")[0].lower()


def named_script(tag: str) -> str:
    """The script that a tag itself names: "Hant" of "zh-hant-TW"; "" where it names none."""
    return next((part.title() for part in tag.split("-")[1:] if len(part) == 4 and part.isalpha()), "")


def region(tag: str) -> str:
    """The region that a tag names: "BR" of "pt-BR"; "" where it names none."""
    return next((part.upper() for part in tag.split("-")[1:] if len(part) == 2), "")


def broader(tag: str) -> Iterator[str]:
    """A tag and what is left of it as its last subtags are taken away, as RFC 4647 looks one up; in small letters."""
    parts = tag.lower().split("-")
    yield from ("-".join(parts[:size]) for size in range(len(parts), 0, -1))


@cache
def script(tag: str) -> str:
    """The script that a tag names, or in which its language is usually written: "Arab" of "ur"; "" where unknown."""
    from langcodes import Language  # a tenth of a second to load, which most commands do not need

    try:
        return Language.get(tag).maximize().script or ""
    except ValueError:  # no tag at all
        return ""


def is_right_to_left(tag: str) -> bool:
    """Whether texts in this language run from right to left: "ar", "ks", "az-Arab"."""
    return tag not in _LEFT_TO_RIGHT and script(tag) in _RIGHT_TO_LEFT
