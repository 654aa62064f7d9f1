"""“Did you mean …?”: of the names that there are, the one that a name that there is not was meant to be."""

from __future__ import annotations

import re
from collections.abc import Iterable

from diptych.text.slug import fold

MIN_PREFIX = 3


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that this one misspells or begins; None where none is near.

    Case, diacritics and `_` or a space for `-` count for nothing; beside that one edit is near in a name of three or
    four letters, two in a longer one; an edit is a letter more, fewer or other, or two that changed places. A number
    is no misspelling of another number.
    """
    wanted = _key(name)
    ranked = ((_rank(wanted, _key(one)), one) for one in known)
    return min(((rank, one) for rank, one in ranked if rank), default=(None, None))[1]


def did_you_mean(name: str, known: Iterable[str]) -> dict[str, str]:
    """The values `near` and `near_vi` of a message: the question, after what was not found; "" where none is near."""
    found = nearest(name, known)
    if found is None:
        return {"near": "", "near_vi": ""}
    return {"near": f"; did you mean `{found}`?", "near_vi": f"; có phải ý bạn là `{found}`?"}


def _key(name: str) -> str:
    return fold(name).lower().replace("_", "-").replace(" ", "-")


def _rank(wanted: str, known: str) -> tuple[int, int] | None:
    """Fewest edits first, of those the longest; after these what it begins, the shortest; None where not near."""
    from rapidfuzz.distance import OSA  # here, because every command imports this module and few misspell

    edits = OSA.distance(wanted, known, score_cutoff=2)
    if edits <= _allowed(wanted, known) and _numbers(wanted) == _numbers(known):
        return edits, -len(known)
    return (3, len(known)) if _begins(wanted, known) else None


def _allowed(wanted: str, known: str) -> int:
    shorter = min(len(wanted), len(known))
    if shorter < 3:
        return int(sorted(wanted) == sorted(known))
    return 1 if shorter < 5 else 2


def _numbers(name: str) -> list[str]:
    return re.findall(r"\d+", name)


def _begins(wanted: str, known: str) -> bool:
    """Whether one begins the other, and not in the midst of a number."""
    inside = re.match(r"\d\d", known[len(wanted) - 1 :]) if wanted else None
    return len(wanted) >= MIN_PREFIX and known.startswith(wanted) and not inside
