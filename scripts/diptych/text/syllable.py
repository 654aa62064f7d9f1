"""Vietnamese syllables: what can be one by its letters, marks aside; so that other words stand out."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_ONSET = r"(?:b|ch?|d|đ|gi|gh?|h|kh?|l|m|ngh?|nh|n|ph|p|qu|r|s|th|tr|t|v|x)?"
_NUCLEUS = (
    r"(?:iê|yê|ươ|ưa|uyê|uyu|uya|uya|uôi|ươi|ươu|iêu|yêu|oai|oay|oeo|uây|uôi|uê|uơ|uâ|uô|uă|ua|ui|uy|ia|iu|oa|oă|oe|oi"
    r"|oo|ai|ao|au|ay|âu|ây|eo|êu|ôi|ơi|ưi|ưu|yu|a|ă|â|e|ê|i|o|ô|ơ|u|ư|y)"
)
_CODA = r"(?:ch|nh|ng|c|m|n|p|t)?"
_SYLLABLE = re.compile(_ONSET + _NUCLEUS + _CODA)


@lru_cache(maxsize=1 << 16)
def is_syllable(word: str) -> bool:
    """Whether a word (NFC) can be a Vietnamese syllable: chữ, nam, the; not Stanford, nato, January."""
    apart = unicodedata.normalize("NFD", word.lower())
    bare = unicodedata.normalize("NFC", "".join(letter for letter in apart if letter not in _TONES))
    return _SYLLABLE.fullmatch(bare) is not None
