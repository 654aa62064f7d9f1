"""White space of received text."""

from __future__ import annotations

import re

_SPACES = re.compile(r"[ \t\n\r\x85\u2028\u2029]+")


def names(text: str) -> frozenset[str]:
    """The words of a list such as `"p li td"`."""
    return frozenset(text.split())


def tidy(text: str) -> str:
    """A text in one line: white space single, none at the edges, no stray byte-order mark."""
    return _SPACES.sub(" ", text.replace("\ufeff", "")).strip()
