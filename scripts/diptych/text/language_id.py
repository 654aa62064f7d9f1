"""Which of a few languages a text is written in, by its commonest words and, for Vietnamese, by its letters.

A small method for a small question: whether a translation is still in the language of its source. It says nothing
rather than guess. Measured by `benchmarks/checks.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from diptych.text.syllable import is_syllable

_COMMON = {
    "en": "the a i of and to in is that for was on with as are by from at it his be this which or have has had an were "
    "not but their they its who will would there been more when about said he she his her you we our can could into "
    "than them these after two one no what all also if so out up how",
    "es": "de la que el en y los del se las por un para con no una su al lo como más pero sus le ya este sí porque "
    "esta entre cuando muy sin sobre también me hasta hay donde han quien son es fue ser ha",
    "fr": "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec ou son "
    "aux d l cette ces mais comme été leur elle nous vous être fait ont même",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er "
    "hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis",
    "pt": "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu "
    "sua ou ser quando muito há nos já está eu também só pelo pela até isso ela entre era depois sem mesmo aos",
    "it": "di e il la che in a per un è del non una sono con le si da come dei nel alla più anche al ma gli o della ha "
    "i lo delle su se questo dal nella ci essere stato fra",
    "id": "yang dan di itu dengan untuk tidak ini dari dalam akan pada juga saya ke karena tersebut bisa ada mereka "
    "lebih kata tahun sudah atau saat oleh menjadi orang ia telah adalah seperti sebagai bahwa dapat para harus",
}
_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_WORD = re.compile(r"[^\W\d_]+")
ENOUGH = 0.3  # of the words are of a language's own: it is that language
HARDLY = 0.12  # fewer are: it is not


def is_known(language: str) -> bool:
    """Whether anything can be said of a language (BCP 47 without region)."""
    return language == "vi" or language in _WORDS


def likeness(words: Sequence[str], language: str) -> float:
    """The share of words (in small letters) that are of a language's own, 0 to 1.

    These are its commonest words; in Vietnamese, all that have a mark and can be its syllables.
    """
    if not words:
        return 0.0
    if language == "vi":
        return sum(not word.isascii() and is_syllable(word) for word in words) / len(words)
    return sum(word in _WORDS[language] for word in words) / len(words)


def written_in(text: str, expected: str, other: str) -> bool:
    """Whether a text (NFC) is in the language `other` though it is expected in `expected`; no where that is not plain.

    Both are BCP 47 tags without region. Words with a capital may be names; fewer than three others say nothing.
    """
    words = [word for word in _WORD.findall(text) if word[0].islower()]
    if expected == other or len(words) < 3 or not (is_known(expected) and is_known(other)):
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
    words = _WORD.findall(text)
    if expected == other or not (is_known(expected) and is_known(other)) or not any(map(str.islower, words)):
        return False
    small = [word.lower() for word in words]
    return likeness(small, other) > likeness(small, expected)
