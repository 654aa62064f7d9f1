"""The order of words in an index: each Vietnamese letter in its own place, tones after letters.

A plain sort puts đ and ơ behind z. The key is the rank of each letter in the Vietnamese alphabet with f, j, w and z
where Latin has them, then the tones; words of other Latin languages keep their usual order.
"""

from __future__ import annotations

import unicodedata

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: rank for rank, letter in enumerate(_LETTERS)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}

Key = tuple[tuple[tuple[int, str], ...], tuple[int, ...]]


def sort_key(text: str) -> Key:
    """A key for `sorted`; case does not matter."""
    letters: list[tuple[int, str]] = []
    tones: list[int] = []
    for mark in unicodedata.normalize("NFD", text.lower()):
        if mark in _TONES:
            tones.append(_TONES[mark])
            continue
        if unicodedata.combining(mark) and letters:
            mark = unicodedata.normalize("NFC", letters.pop()[1] + mark)
        letters.append((_RANK.get(mark, len(_LETTERS) if mark.isalpha() else -1), mark))
    return tuple(letters), tuple(tones)
