"""“Did you mean …?”: of the names that there are, the one that is most like a name that there is not."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that shares most with this one; "–" where none is known."""
    return next(iter(difflib.get_close_matches(name, [*known], 1, 0.0)), "–")


def quoted_nearest(name: str, known: Iterable[str]) -> str:
    """The same between backticks, for a message that shows it as code."""
    found = nearest(name, known)
    return found if found == "–" else f"`{found}`"
