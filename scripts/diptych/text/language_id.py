"""Whether a text is written in another language than it should be, by the commonest words of each language.

It says nothing rather than guess: of short texts, and of two languages that share most of their words. Measured by
`benchmarks/answers.py` and `benchmarks/checks.py`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set

from diptych.languages.common_words import WORD, alphabet, common_words, has_common_words, languages_of_words
from diptych.languages.tags import primary
from diptych.text.syllable import is_syllable

ENOUGH = 0.3  # of the words are of a language's own: it is that language
HARDLY = 0.12  # fewer are: it is not
LEAST = 4  # words that speak for another language and not for the one expected
DISTINCT = 3  # of them; "no, no, no, no" is said in many languages
TIMES = 4  # as many as speak for the one expected alone
SHARE = 0.25  # of all words are the other language's
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|‘[^’]*’|„[^“”]*[“”]")


def another_language(text: str, expected: str, source: str = "", source_language: str = "") -> str:
    """The language that a text (NFC) is surely in, where that is not the one `expected`; else "".

    `expected` and `source_language` are BCP 47 tags. What is quoted says nothing, nor do words that the source has too:
    they may be names, or the whole an echo. With `source_language` they do, where they are of that language.
    """
    expected, from_language = primary(expected), primary(source_language)
    if not has_common_words(expected):
        return ""
    written = WORD.findall(QUOTED.sub(" ", text))
    shared = {word.lower() for word in WORD.findall(source)}
    best, most = "", 0
    for language in _candidates([word.lower() for word in written], expected):
        lead = _lead(written, language, expected, set() if language == from_language else shared)
        if lead > most:
            best, most = language, lead
    return best


def _candidates(words: Sequence[str], expected: str) -> list[str]:
    """The languages that may be a text's by its words (in small letters), whatever their spelling adds."""
    own = [word for word in words if _is_of(word, expected)]
    spare = len(words) - len(own)
    if spare < LEAST:
        return []
    index = languages_of_words()
    hits, both = (Counter(one for word in some for one in index.get(word, ())) for some in (words, own))
    return sorted(
        language
        for language, times in hits.items()
        if language != expected and times >= SHARE * len(words) and TIMES * (len(own) - both[language]) <= spare
    )


def _lead(written: Sequence[str], language: str, expected: str, shared: Set[str]) -> int:
    """By how many words a text speaks for a language rather than for the one expected; 0 where it is not sure.

    Words that are shared with the source do not speak for it.
    """
    words = Counter(word.lower() for word in written)
    theirs = {word for word in words if word in common_words(language)}
    own = {word for word in words if _is_of(word, expected)}
    strange = {word for word in written if word in words and _spelled_as(word, language, expected)}  # no names
    said = (theirs | strange) - own - shared
    speaking = sum(words[word] for word in said)
    against = sum(words[word] for word in own - theirs)
    there = sum(words[word] for word in theirs)
    sure = len(said) >= DISTINCT and speaking >= max(LEAST, TIMES * against) and there >= SHARE * len(written)
    return speaking - against if sure else 0


def _spelled_as(word: str, language: str, expected: str) -> bool:
    """Whether a word has a letter that the language expected has not, and only letters of the other."""
    return alphabet(language).issuperset(word) and not alphabet(expected).issuperset(word)


def _is_of(word: str, language: str) -> bool:
    """Whether a word in small letters is of a language's own.

    It is one of the commonest words; in Vietnamese, any that has a mark and can be a syllable.
    """
    return word in common_words(language) or (language == "vi" and not word.isascii() and is_syllable(word))


def likeness(words: Sequence[str], language: str) -> float:
    """The share of words (in small letters) that are of a language's own, 0 to 1."""
    return sum(_is_of(word, language) for word in words) / len(words) if words else 0.0


def written_in(text: str, expected: str, other: str) -> bool:
    """Whether a text (NFC) is in the language `other` though it is expected in `expected`; no where that is not plain.

    Both are BCP 47 tags without region. Words with a capital may be names; fewer than three others say nothing.
    """
    words = [word for word in WORD.findall(text) if word[0].islower()]
    if expected == other or len(words) < 3 or not (has_common_words(expected) and has_common_words(other)):
        return False
    here, there = likeness(words, expected), likeness(words, other)
    if there >= ENOUGH:
        return here < HARDLY
    return expected == "vi" and here == 0 and len(words) > 3 and sum(map(is_syllable, words)) < len(words) / 2


def is_left(text: str, expected: str, other: str) -> bool:
    """Whether a text that stands word for word in a source in the language `other` was left untranslated.

    It was, if it is more like that language than like the one expected. Where every word has a capital, they may be
    names, which stay as they are.
    """
    words = WORD.findall(text)
    if (
        expected == other
        or not (has_common_words(expected) and has_common_words(other))
        or not any(map(str.islower, words))
    ):
        return False
    small = [word.lower() for word in words]
    return likeness(small, other) > likeness(small, expected)
