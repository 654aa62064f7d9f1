"""The order of words in an index: each Vietnamese letter in its own place, tones after letters, syllable by syllable.

A plain sort puts đ and ơ behind z. The key of a word is the rank of each letter in the Vietnamese alphabet, with f, j,
w and z where Latin has them, then the tones; the first word decides before the second is looked at, as in Vietnamese
dictionaries: tuân thủ stands before tuần chay. Words of other Latin languages keep their usual order.
"""

from __future__ import annotations

import re
import unicodedata

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: rank for rank, letter in enumerate(_LETTERS)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_WORD = re.compile(r"\w+")
OTHER = "#"  # what stands for a letter where there is none

Word = tuple[tuple[tuple[int, str], ...], tuple[int, ...]]  # letters with their ranks, tones


def sort_key(text: str) -> tuple[tuple[Word, ...], str]:
    """A key for `sorted`; case and punctuation matter only between texts that are equal otherwise."""
    return tuple(_word(word) for word in _WORD.findall(unicodedata.normalize("NFC", text.lower()))), text


def first_letter(text: str) -> str:
    """The capital under which a text stands in an index that is in the order of `sort_key`."""
    words, _ = sort_key(text)
    letter = words[0][0][0][1] if words and words[0][0] else ""
    return letter.upper() if letter.isalpha() else OTHER


def _word(word: str) -> Word:
    letters: list[str] = []
    tones: list[int] = []
    for mark in unicodedata.normalize("NFD", word):
        if mark in _TONES:
            tones.append(_TONES[mark])
        elif unicodedata.combining(mark) and letters:
            letters[-1] = unicodedata.normalize("NFC", letters[-1] + mark)
        else:
            letters.append(mark)
    return tuple((_rank(letter), letter) for letter in letters), tuple(tones)


def _rank(letter: str) -> int:
    """Digits come before letters, letters of other alphabets after them."""
    return _RANK.get(letter, len(_LETTERS) if letter.isalpha() else -1)
