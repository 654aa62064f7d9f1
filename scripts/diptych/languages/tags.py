"""Language tags (BCP 47): their parts, and what follows from them by the likely subtags of CLDR."""

from __future__ import annotations

from functools import cache

# The scripts that are written from right to left, by their ISO 15924 codes (Unicode's bidirectional class R or AL).
_RIGHT_TO_LEFT = frozenset({"Adlm", "Arab", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"})
# What `script` finds of these, without its tenth of a second: most archives have no other language.
_LEFT_TO_RIGHT = frozenset({*"cs da de el en es fi fr hu id it ja ko nb nl pl pt ro ru sv th tr uk vi zh".split()})


@cache
def primary(tag: str) -> str:
    """The language alone, in small letters: "pt" of "pt-BR"."""
    return tag.partition("-")[0].lower()


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
