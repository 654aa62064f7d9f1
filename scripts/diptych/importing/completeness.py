"""Proof that no word of a page was lost on the way from its bytes to its pieces."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from diptych.importing.blocks import Piece
from diptych.importing.main_content import text_of
from diptych.importing.scan import Word
from diptych.importing.spaces import tidy

WINDOW = 20_000  # letters that the pieces may hold more than the page's text, in a row: alternative texts of images


def lost(words: Sequence[Word], pieces: Sequence[Piece]) -> str:
    """The first of a page's words that stands in none of its pieces, in order; "" where none is missing."""
    flows = [_joined(piece for piece in pieces if piece.apart is apart) for apart in (False, True)]
    at = [0, 0]
    for word in words:
        letters = _bare(word.text)
        for number in (word.apart, not word.apart):
            found = flows[number].find(letters, at[number], at[number] + len(letters) + WINDOW)
            if found >= 0:
                at[number] = found + len(letters)
                break
        else:
            return tidy(word.text)
    return ""


def _joined(pieces: Iterable[Piece]) -> str:
    return _bare(" ".join(text_of(piece.content) for piece in pieces))


def _bare(text: str) -> str:
    """The letters of a text, whatever its normal form."""
    return "".join(filter(str.isalpha, unicodedata.normalize("NFD", text)))
