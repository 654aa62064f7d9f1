"""Sentences that a translation leaves out, adds or says twice.

Lengths tell, by the statistics of the alignment (Gale and Church 1993, `text/align.py`): a sentence that the cheapest
alignment leaves alone is missing on the other side.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from diptych.checks.subject import Passage, letters
from diptych.languages.tags import primary
from diptych.model.problem import Example, Problem, Severity, rule
from diptych.text.align import LENGTH, VARIANCE, align, length_ratio, unit
from diptych.text.sentences import sentences

_BOTH = (
    "The law was passed in June after months of debate. It takes effect at the beginning of next year.",
    "Luật được thông qua vào tháng 6 sau nhiều tháng tranh luận. Luật có hiệu lực từ đầu năm sau.",
)
_ALL = (
    _BOTH[0].replace(" It", " Foreign companies protested loudly against it. It"),
    _BOTH[1].replace(". ", ". Các doanh nghiệp nước ngoài đã lớn tiếng phản đối. "),
)

SENTENCE_DROPPED = rule(
    "D631",
    Severity.WARNING,
    "the translation seems to leave out a sentence, perhaps “{words}”",
    "Translate the missing words.",
    "bản dịch có vẻ bỏ sót một câu, có lẽ là “{words}”",
    "Hãy dịch phần còn thiếu.",
    (Example(_BOTH[0], _ALL[0], _ALL[1]), Example(_BOTH[1], _ALL[1], _ALL[0])),
)
SENTENCE_ADDED = rule(
    "D632",
    Severity.WARNING,
    "a sentence seems to have no counterpart in the source, perhaps “{words}”",
    "Take it out, or make it a note of the translator’s.",
    "có một câu dường như không có trong nguyên bản, có lẽ là “{words}”",
    "Hãy bỏ đi, hoặc chuyển thành chú thích của người dịch.",
    (Example(_ALL[0], _BOTH[0], _BOTH[1]), Example(_ALL[1], _BOTH[1], _BOTH[0])),
)
SENTENCE_DOUBLED = rule(
    "D633",
    Severity.WARNING,
    "“{words}” stands here twice",
    "Delete one of the two.",
    "“{words}” xuất hiện hai lần ở đây",
    "Hãy xóa một trong hai chỗ.",
    (
        Example(
            "The law was passed in June. The law was passed in June.",
            "The law was passed in June.",
            "Luật được thông qua vào tháng 6.",
        ),
        Example(
            "Luật được thông qua vào tháng 6. Luật được thông qua vào tháng 6.",
            "Luật được thông qua vào tháng 6.",
            "The law was passed in June.",
        ),
    ),
)
TOO_SHORT_OR_LONG = rule(
    "D634",
    Severity.WARNING,
    "the translation has {found} characters where about {expected} were expected",
    "Compare the two: something is missing, or stands there that does not belong.",
    "bản dịch dài {found} ký tự, trong khi cần chừng {expected} ký tự",
    "Hãy so hai bên: có phần bị thiếu, hoặc có phần không thuộc về đoạn này.",
    (
        Example(
            "The law was passed in the end.",
            "The law was passed after months of debate and takes effect at the beginning of next year.",
            "Luật được thông qua sau nhiều tháng tranh luận và có hiệu lực từ đầu năm sau.",
        ),
        Example(
            "Luật cuối cùng cũng được thông qua.",
            "Luật được thông qua sau nhiều tháng tranh luận và có hiệu lực từ đầu năm sau.",
            "The law was passed after months of debate and takes effect at the beginning of next year.",
        ),
    ),
)

TWICE = 15  # letters of a sentence that is not said twice by chance
IN_A_ROW = 9  # words that are not said twice by chance
SAYS_SOMETHING = 60  # characters of a source from which the ratio of lengths says something
LEAST, MOST = 0.45, 1.9  # of the expected length; no human translation of the tuning half lies outside
SHORT = 1.1  # standard deviations by which a text with fewer sentences is too short
SHOWN = 60  # characters of a sentence that a message shows


def of_lines(source: Passage, target: Passage) -> Iterator[Problem]:
    one, other = (sentences(" ".join(side.text.split("\n"))) for side in (source, target))
    if doubled := _doubled(one, other):
        yield target.at(SENTENCE_DOUBLED, _needle(doubled), words=_cut(doubled))
    elif one and other and {primary(source.language), primary(target.language)} <= LENGTH.keys():
        yield from _lengths(target, (one, other), length_ratio(primary(source.language), primary(target.language)))


def _doubled(source: Sequence[str], target: Sequence[str]) -> str:
    """What a translation says more often than its source says anything: a sentence, or so many words in a row."""
    most = max(Counter(map(letters, source)).values(), default=1)
    seen: Counter[str] = Counter()
    for sentence in target:
        key = letters(sentence)
        seen[key] += len(key) >= TWICE
        if seen[key] > most:
            return sentence
    twice = _repeated("".join(target))
    return "" if twice and _repeated("".join(source)) else twice


def _repeated(text: str) -> str:
    """The first words in a row that a text has twice."""
    words = text.split()
    seen = set()
    for at in range(len(words) - IN_A_ROW + 1):
        row = tuple(words[at : at + IN_A_ROW])
        if row in seen:
            return " ".join(row)
        seen.add(row)
    return ""


def _lengths(target: Passage, sides: tuple[Sequence[str], Sequence[str]], ratio: float) -> Iterator[Problem]:
    source_cut, target_cut = sides
    asked, given = (sum(map(len, side)) for side in sides)
    expected = asked / ratio
    if asked >= SAYS_SOMETHING and not LEAST * expected <= given <= MOST * expected:
        yield target.at(TOO_SHORT_OR_LONG, found=given, expected=round(expected))
        return
    left = _left_alone(source_cut, target_cut, ratio)
    z = (given * ratio - asked) / math.sqrt((asked + given * ratio) / 2 * VARIANCE)
    if left and left[0] == 0:
        yield target.at(SENTENCE_DROPPED, words=_cut(left[1]))
    elif left:
        yield target.at(SENTENCE_ADDED, _needle(left[1]), words=_cut(left[1]))
    elif len(source_cut) > len(target_cut) and z < -SHORT:
        yield target.at(
            SENTENCE_DROPPED, words=_cut(min(source_cut, key=lambda one: abs(len(one) - asked + given * ratio)))
        )
    elif len(source_cut) < len(target_cut) and z > SHORT:
        yield target.at(SENTENCE_ADDED, words=_cut(target_cut[-1]))


def _left_alone(source: Sequence[str], target: Sequence[str], ratio: float) -> tuple[int, str] | None:
    """The first sentence that faces nothing, and on which side it stands: 0 the source, 1 the translation.

    Where both have as many, each is taken to face its like.
    """
    if len(source) == len(target):
        return None
    for bead in align([unit(text) for text in source], [unit(text) for text in target], ratio):
        if not bead.target:
            return 0, source[bead.source[0]]
        if not bead.source:
            return 1, target[bead.target[0]]
    return None


def _needle(sentence: str) -> str:
    """The beginning of a sentence, as it stands in the file if no mark cuts it."""
    return sentence.strip()[:20]


def _cut(sentence: str) -> str:
    sentence = sentence.strip()
    return sentence if len(sentence) <= SHOWN else sentence[: SHOWN - 1].rstrip() + "…"
