"""The commonest words of languages, and the letters that these are written with: the stop lists of jusText."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib.machinery import SourceFileLoader
from importlib.util import find_spec
from types import MappingProxyType

MOST = 1000  # words of a list, the commonest first; what follows is more and more about something

# Languages by their tags, with the names that their lists have. Left out: lists too short to tell by, those with
# much English in them, and those of dialects beside a standard of the same name.
_NAMED = """
    af:Afrikaans ar:Arabic az:Azerbaijani be:Belarusian bg:Bulgarian bn:Bengali br:Breton bs:Bosnian ca:Catalan
    cs:Czech cy:Welsh da:Danish de:German el:Greek en:English+Simple_English eo:Esperanto es:Spanish et:Estonian
    eu:Basque fa:Persian fi:Finnish fil:Tagalog fr:French fy:West_Frisian ga:Irish gl:Galician gu:Gujarati he:Hebrew
    hi:Hindi hr:Croatian hu:Hungarian hy:Armenian id:Indonesian ig:Igbo is:Icelandic it:Italian ka:Georgian
    kk:Kazakh kn:Kannada ku:Kurdish ky:Kyrgyz la:Latin lb:Luxembourgish lt:Lithuanian lv:Latvian mk:Macedonian
    ml:Malayalam mr:Marathi ms:Malay mt:Maltese nb:Norwegian_Bokmal ne:Nepali nl:Dutch nn:Norwegian_Nynorsk
    oc:Occitan pl:Polish pt:Portuguese ro:Romanian ru:Russian sk:Slovak sl:Slovenian sq:Albanian sr:Serbian
    sv:Swedish sw:Swahili ta:Tamil te:Telugu tk:Turkmen tr:Turkish uk:Ukrainian ur:Urdu uz:Uzbek vi:Vietnamese
    yo:Yoruba
"""
_LISTS = {entry.partition(":")[0]: entry.partition(":")[2] for entry in _NAMED.split()}
_SAME = {"no": "nb", "tl": "fil"}  # another tag of the same language

# Letters and the marks that belong to them; an apostrophe or a hyphen parts two words.
_MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u0900-\u0963\u0970-\u09e5\u0a01-\u0ae3\u0b01-\u0de0\u200c\u200d"
)
WORD = re.compile(rf"(?:[^\W\d_]|[{_MARKS}])+")


def has_common_words(language: str) -> bool:
    """Whether the words of a language (BCP 47 without region) are known."""
    return _SAME.get(language, language) in _LISTS


@cache
def common_words(language: str) -> frozenset[str]:
    """The commonest words of a language, in small letters; none where they are not known."""
    return frozenset(_read(_SAME.get(language, language)))


@cache
def alphabet(language: str) -> frozenset[str]:
    """The letters of a language, small: those that more than one of its commonest words have."""
    seen = Counter(letter for word in common_words(language) for letter in set(word))
    return frozenset(letter for letter, times in seen.items() if times > 1)


@cache
def languages_of_words() -> Mapping[str, frozenset[str]]:
    """The languages whose common word each is."""
    found: dict[str, set[str]] = {}
    for language in _LISTS:
        for word in common_words(language):
            found.setdefault(word, set()).add(language)
    return MappingProxyType({word: frozenset(languages) for word, languages in found.items()})


def _list(name: str) -> bytes:
    """A stop list of jusText, without its code: that brings an HTML parser with it, which few commands need."""
    spec = find_spec("justext")
    assert spec and spec.submodule_search_locations and isinstance(spec.loader, SourceFileLoader)
    return spec.loader.get_data(f"{spec.submodule_search_locations[0]}/stoplists/{name}.txt")


def _read(language: str) -> list[str]:
    if language not in _LISTS:
        return []
    words: list[str] = []
    for name in _LISTS[language].split("+"):
        data = _list(name)
        words += (word.strip('.,;:()"').lower() for word in data.decode("utf-8").split()[:MOST])
    words = [word for word in dict.fromkeys(words) if WORD.fullmatch(word)]
    latin = 4 * sum(map(str.isascii, words)) > len(words)
    return words if latin else [word for word in words if not word.isascii()]  # English strays into some lists
