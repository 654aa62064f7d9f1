"""A negation that a machine draft has lost or brought in: the sentence then says the contrary."""

from __future__ import annotations

from collections.abc import Iterator

from diptych.checks.subject import Passage
from diptych.languages.negation import NEGATION, Negation
from diptych.languages.tags import primary
from diptych.model.problem import Example, Problem, Severity, rule
from diptych.text.sentences import sentences

_WITH = ("The law does not apply to small firms.", "Luật không áp dụng cho doanh nghiệp nhỏ.")
_WITHOUT = ("The law applies to small firms.", "Luật áp dụng cho doanh nghiệp nhỏ.")

NEGATION_LOST = rule(
    "D732",
    Severity.WARNING,
    "the source denies something (“{word}”), and nothing in the draft does: “{words}”",
    "Compare the two sentences: a machine may have turned the meaning round.",
    "nguyên bản có ý phủ định (“{word}”), mà bản nháp không có từ nào như vậy: “{words}”",
    "Hãy so hai câu: máy có thể đã đảo ngược ý.",
    (Example(_WITHOUT[0], _WITH[0], _WITH[1]), Example(_WITHOUT[1], _WITH[1], _WITH[0])),
)
NEGATION_ADDED = rule(
    "D733",
    Severity.WARNING,
    "the draft denies something (“{word}”), and nothing in the source does: “{words}”",
    "Compare the two sentences: a machine may have turned the meaning round.",
    "bản nháp có ý phủ định (“{word}”), mà nguyên bản không có từ nào như vậy: “{words}”",
    "Hãy so hai câu: máy có thể đã đảo ngược ý.",
    (Example(_WITH[0], _WITHOUT[0], _WITHOUT[1]), Example(_WITH[1], _WITHOUT[1], _WITHOUT[0])),
)

_SHOWN = 60  # characters of a sentence that a message shows


def check(source: Passage, target: Passage) -> Iterator[Problem]:
    """Sentence by sentence where both texts have as many; else only what no sentence of the other text denies."""
    ours, theirs = (NEGATION.get(primary(side.language)) for side in (source, target))
    if not ours or not theirs:
        return
    for asked, given in _facing(source.text, target.text):
        words = given.strip()[:_SHOWN]
        if word := _only(asked, ours, given, theirs):
            yield target.at(NEGATION_LOST, words[:20], word=word, words=words)
        elif word := _only(given, theirs, asked, ours):
            yield target.at(NEGATION_ADDED, words[:20], word=word, words=words)


def _facing(source: str, target: str) -> list[tuple[str, str]]:
    asked, given = (sentences(" ".join(side.split("\n"))) for side in (source, target))
    return [*zip(asked, given, strict=True)] if len(asked) == len(given) else [(source, target)]


def _only(text: str, own: Negation, other: str, their: Negation) -> str:
    """A word by which a text denies something where another has none that could stand for it; "" where it has."""
    found = own.plain.search(own.set_phrase.sub(" ", text.lower()))
    return found.group() if found and not their.any.search(other.lower()) else ""
