"""A long text cut into pieces that an engine takes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from diptych.text.protect import PLACEHOLDER

_SENTENCE_END = re.compile(r"[.!?…]+[\"”’»)\]]*\s+|[。！？]+[”’」』）]*\s*")
_SPACE = re.compile(r"[ \t\n]+")
_LONGEST_PLACEHOLDER = 32
_HANGUL = re.compile("[\u1100-\u11ff\ua960-\ua97f\uac00-\ud7ff]")
_LEADING = re.compile("[\u1100-\u115f\ua960-\ua97f]")
_FOLLOWING = re.compile("[\u1160-\u11ff\ud7b0-\ud7ff]")
_JOINERS = "\u200c\u200d"
_JOINED = "\u0e33\u0eb3\uff9e\uff9f"  # Thai and Lao AM, half-width sound marks: letters that hang on the one before


def chunks(text: str, limit: int, fits: Callable[[str], bool]) -> tuple[str, ...]:
    """The text in pieces of at most `limit` characters that fit. Law: joined, they are the text.

    Cut after a sentence where one ends in time, else after white space, else between two characters as a reader sees
    them; never inside a placeholder. A character that is itself too large stays whole. `fits` must hold for every
    beginning of a text that fits.
    """
    out: list[str] = []
    while text:
        most = _longest(text, limit, fits)
        at = most if most == len(text) else _cut(text, most)
        out.append(text[:at])
        text = text[at:]
    return tuple(out)


def around(text: str, at: int, size: int) -> str:
    """What stands around a place of a text, `size` characters at most, in whole lines where some end in time."""
    if len(text) <= size:
        return text
    start = min(max(0, at - size // 2), len(text) - size)
    end = start + size
    first = text.find("\n", start, start + size // 4) + 1 if start else 0
    last = text.rfind("\n", end - size // 4, end) if end < len(text) else end
    return text[first or start : end if last < 0 else last].strip("\n")


def _longest(text: str, limit: int, fits: Callable[[str], bool]) -> int:
    """The length of the longest beginning that is small enough; at least 1."""
    low, high = 1, min(len(text), limit)
    if fits(text[:high]):
        return max(low, high)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(text[:middle]) else (low, middle)
    return low


def _cut(text: str, most: int) -> int:
    for pattern in (_SENTENCE_END, _SPACE):
        ends = [found.end() for found in pattern.finditer(text, 0, most) if _is_boundary(text, found.end())]
        if ends:
            return ends[-1]
    for at in range(most, 0, -1):
        if _is_boundary(text, at):
            return at
    return next((at for at in range(most + 1, len(text)) if _is_boundary(text, at)), len(text))


def _is_boundary(text: str, at: int) -> bool:
    """Whether a text may be cut here: between two characters as a reader sees them, and in no placeholder."""
    after, before = text[at], text[at - 1]
    if unicodedata.category(after).startswith("M") or after in _JOINERS + _JOINED or before == "\u200d":
        return False
    if "\U0001f3fb" <= after <= "\U0001f3ff" or "\U000e0020" <= after <= "\U000e007f" or before + after == "\r\n":
        return False  # a skin tone, the tags of a flag, a line end
    if (_LEADING.match(before) and _HANGUL.match(after)) or (_HANGUL.match(before) and _FOLLOWING.match(after)):
        return False  # the letters of one Korean syllable
    return not _in_flag(text, at) and not _in_placeholder(text, at)


def _in_flag(text: str, at: int) -> bool:
    """Whether a cut would part the two letters of a flag."""
    start = at
    while start and "\U0001f1e6" <= text[start - 1] <= "\U0001f1ff":
        start -= 1
    return "\U0001f1e6" <= text[at] <= "\U0001f1ff" and (at - start) % 2 == 1


def _in_placeholder(text: str, at: int) -> bool:
    start = max(0, at - _LONGEST_PLACEHOLDER)
    return any(
        start + found.start() < at < start + found.end()
        for found in PLACEHOLDER.finditer(text[start : at + _LONGEST_PLACEHOLDER])
    )
