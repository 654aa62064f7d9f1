"""What a language model says of itself or of its work in a translation: an apology, "Here is the translation:"."""

from __future__ import annotations

import re
from functools import cache

from diptych.languages.remarks import REMARKS
from diptych.languages.tags import primary

_WITHOUT_SPACES = frozenset({"ja", "ko", "th", "zh"})
_ARTICLES = frozenset({"ar"})  # the article is written as part of the word
_LEAD = re.compile(r"[^.!?:：。！？\n]{0,24}?\s?[.!,。！，،]\s*")  # "Sure!", "Of course,"
_ANNOUNCED = re.compile(r"[^:：\n.。]{1,80}?\s?[:：]")
_TITLE = 3  # words (eight letters of a script without spaces) that announce a translation by themselves: "Translation:"
_SPOKEN = 160  # characters in which a refusal says what it refuses
_MODEL = re.compile(r"\b(?:ai|ki|ia|ии|llm|gpt)\b|chatgpt|chatbot")  # in a source: it may speak of models itself


def remark(source: str, answer: str, source_language: str, target_language: str) -> str:
    """The words of a language model's own that an answer begins with; "" where there are none.

    What the source speaks of too is the article's. Languages are BCP 47 tags; English is looked for in any of them.
    """
    ours = primary(source_language)
    asked = _Source(source, ours)
    said = answer.lower()
    start = len(said) - len(said.lstrip(" \n\t\"'“”‘’«»„*([{—–-"))
    lead = _LEAD.match(said, start)
    for language in dict.fromkeys((primary(target_language), "en", ours)):
        for at in (start, lead.end() if lead else start):
            if language in REMARKS and (end := _end(said, at, language, asked)):
                return answer[start:end].strip()
    return ""


class _Source:
    """What a source speaks of itself."""

    def __init__(self, text: str, language: str) -> None:
        text = text.lower()
        known = language in REMARKS  # of any other it cannot be told what it speaks of
        languages = {language, "en"} & REMARKS.keys()
        translating = any(_has(text, one, "translate") for one in languages)
        self.announcing = translating or (not known and _ANNOUNCED.match(text) is not None)
        self.translating = translating or not known
        self.sorry = not known or _has(text, language, "sorry")
        self.inability = not known or _has(text, language, "negative")
        self.models = _MODEL.search(text) is not None or any(_has(text, one, "model") for one in languages)


def _end(said: str, at: int, language: str, asked: _Source) -> int:
    """Where the remark ends that begins `at` this place; 0 where there is none."""
    announced = _ANNOUNCED.match(said, at)
    if announced and not asked.announcing and _announces(announced.group(), language):
        return announced.end()
    words = said[at : at + _SPOKEN].partition("\n")[0]
    if not asked.models and _has(words, language, "model"):
        return at + len(words)
    begins = _pattern(language, "begin").match(words)
    if not begins or not _has(words, language, "not_able"):
        return 0
    on_translating = _has(words, language, "translate") and not asked.translating
    excused = asked.sorry if _has(words, language, "sorry") else asked.inability
    other = _has(words, language, "help") and not excused
    return at + len(words) if on_translating or other else 0


def _announces(words: str, language: str) -> bool:
    """Whether words before a colon are about a translation and little else."""
    many = len(words) > 9 if language in _WITHOUT_SPACES else len(words.split()) > _TITLE
    return _has(words, language, "translate") and (not many or _has(words, language, "here"))


def _has(text: str, language: str, what: str) -> bool:
    return _pattern(language, what).search(text) is not None


@cache
def _pattern(language: str, what: str) -> re.Pattern[str]:
    """A pattern of a language, at the beginning of a word where words have spaces before them."""
    inside = language in _ARTICLES | _WITHOUT_SPACES or what in ("negative", "not_able")
    edge = "" if inside else r"\b"
    return re.compile(f"{edge}(?:{getattr(REMARKS[language], what)})")
