"""How a language is set: spaces, quotation marks, dashes, dots, tone marks.

What is always wrong is always said. What is a choice (straight or curved quotation marks, hyphen or dash) is said only
where a text departs from its own habit.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from diptych.checks.subject import Passage
from diptych.languages.tags import primary
from diptych.model.content import CodeBlock, lines
from diptych.model.inline import Break, Code, Inline, Line, plain, rebuild
from diptych.model.problem import Example, Problem, Rule, Severity, rule
from diptych.text.normal import normal

SPACES = rule(
    "D661",
    Severity.NOTICE,
    "a space too many: “{words}” (line {lines})",
    "Words stand one space apart; there is none before , . ; : ! ? ) ” and none behind ( “.",
    "thừa dấu cách: “{words}” (dòng {lines})",
    "Giữa hai từ có một dấu cách; không có dấu cách trước , . ; : ! ? ) ” và sau ( “.",
    (
        Example("It is in force , they say.", "It is in force, they say."),
        Example("Luật đã có hiệu lực , họ nói.", "Luật đã có hiệu lực, họ nói."),
    ),
)
QUOTES = rule(
    "D662",
    Severity.NOTICE,
    "straight quotation marks stand beside curved ones: {words} (line {lines})",
    "Open and close a quotation with marks of one kind, the same in the whole text.",
    "ngoặc kép thẳng lẫn với ngoặc kép cong: {words} (dòng {lines})",
    "Hãy mở và đóng ngoặc cùng một kiểu, thống nhất trong cả bài.",
    (
        Example('She said “yes".', "She said “yes”."),
        Example('Bà nói “đồng ý".', "Bà nói “đồng ý”."),
    ),
)
DASHES = rule(
    "D663",
    Severity.NOTICE,
    "a hyphen stands where this text has a dash: “{words}” (line {lines})",
    "Write – (or —) between two parts of a sentence.",
    "dấu gạch nối đứng ở chỗ văn bản này dùng gạch ngang: “{words}” (dòng {lines})",
    "Hãy viết – giữa hai vế câu.",
    (
        Example(
            "The law – the first – is short. The decree - the second - is long.",
            "The law – the first – is short. The decree – the second – is long.",
        ),
        Example(
            "Luật – văn bản đầu tiên – rất ngắn. Nghị định - văn bản thứ hai - thì dài.",
            "Luật – văn bản đầu tiên – rất ngắn. Nghị định – văn bản thứ hai – thì dài.",
        ),
    ),
)
DOTS = rule(
    "D664",
    Severity.NOTICE,
    "dots stand where this text has an ellipsis (…): “{words}” (line {lines})",
    "Write … as everywhere else in this text.",
    "ba dấu chấm rời đứng ở chỗ văn bản này dùng dấu ba chấm (…): “{words}” (dòng {lines})",
    "Hãy viết … như những chỗ khác trong bài.",
    (
        Example("Laws, decrees… and more. Cables, data centres...", "Laws, decrees… and more. Cables, data centres…"),
        Example(
            "Luật, nghị định… và nhiều nữa. Cáp biển, trung tâm dữ liệu...",
            "Luật, nghị định… và nhiều nữa. Cáp biển, trung tâm dữ liệu…",
        ),
    ),
)
TONES = rule(
    "D665",
    Severity.NOTICE,
    "“{word}” has its tone mark in another place than this archive writes it: “{right}” (line {lines})",
    "The archive’s habit stands in archive.yml under `tones`.",
    "“{word}” đặt dấu thanh khác cách viết của kho: “{right}” (dòng {lines})",
    "Cách đặt dấu của kho ghi ở `tones` trong archive.yml.",
    (
        Example("Họ sống hoà thuận.", "Họ sống hòa thuận."),
        Example("Họ sống hoà thuận.", "Họ sống hòa thuận."),
    ),
)


@dataclass(frozen=True, slots=True)
class Habit:
    """What a text writes most, where it is a matter of choice."""

    curved: bool  # quotation marks “ ”
    dashes: bool
    ellipsis: bool


# French and its like set a space before high marks.
_SPACED_MARKS = {"fr"}
_DOUBLE = re.compile(r"(?<=\S)[ \t]{2,}(?=\S)")
_BEFORE = re.compile(r"[^\W\d_]+[ \t\u00a0]+(?:[,;?!](?![\w)])|[.:](?=\s|$))")
_INSIDE = re.compile(r"[(\[“] +\S*|\S*(?<=\w) +[)\]”](?!\w)")
_AFTER = re.compile(r"[^\W\d_]{2,}[,;][^\W\d_]{2,}|[^\W\d_]{2,}[.!?][A-ZĐ][^\W\d_]+(?= )")
_HYPHEN = re.compile(r"(?<=[^\W\d_]) --? (?=[^\W\d_])|(?<=[^\W\d_])--(?=[^\W\d_])")
_DASH = re.compile(r"[–—]")
_DOTS = re.compile(r"(?<!\.)\.\.\.(?!\.)")
_STRAIGHT = re.compile(r'(?<!\d)"')  # behind a digit it may mean inches
PLAINLY = 4  # times as many curved quotation marks as straight ones are a habit
_AROUND = 12  # characters around a fault that a message shows


def habit(passages: Sequence[Passage]) -> Habit:
    """The habit of a whole text."""
    text = "\n".join(passage.text for passage in passages)
    curved, straight = text.count("“") + text.count("”"), text.count('"')
    dashes = len(_DASH.findall(text)) >= len(_HYPHEN.findall(text)) and _DASH.search(text) is not None
    return Habit(
        curved >= PLAINLY * max(straight, 2), dashes, "…" in text and text.count("…") >= len(_DOTS.findall(text))
    )


def check(passages: Sequence[Passage], tones: str | None) -> Iterator[Problem]:
    """What departs from good setting in a whole text. `tones` is the archive's setting: "old", "new" or none."""
    kept = habit(passages)
    for passage in passages:
        yield from _of_passage(passage, kept, tones)


def _of_passage(passage: Passage, kept: Habit, tones: str | None) -> Iterator[Problem]:
    for text in _texts(passage):
        for broken, found in _faults(text, kept, primary(passage.language)):
            yield passage.at(broken, found, words=found.strip())
        if tones and primary(passage.language) == "vi":
            yield from _tones(passage, text, tones)


def _texts(passage: Passage) -> Iterator[str]:
    """The lines as they are set; code is not, and links' addresses are no words."""
    for part in passage.contents:
        if not isinstance(part, CodeBlock):
            for line in lines(part):
                yield normal(plain(rebuild(line, _set)))


def _set(node: Inline) -> Line:
    match node:
        case Code():
            return (Code("x"),)
        case Break():
            return (Break(),)
    return (node,)


def _faults(text: str, kept: Habit, language: str) -> Iterator[tuple[Rule, str]]:
    yield from ((SPACES, found) for found in _spaces(text, language))
    if words := _quotes(text, kept):
        yield QUOTES, words
    if kept.dashes and (found := _HYPHEN.search(text)):
        yield DASHES, _around(text, found)
    if kept.ellipsis and (found := _DOTS.search(text)):
        yield DOTS, _around(text, found)


def _spaces(text: str, language: str) -> Iterator[str]:
    for pattern in (_DOUBLE, _BEFORE, _INSIDE):
        if language in _SPACED_MARKS and pattern is _BEFORE:
            continue
        if found := pattern.search(text):
            yield _around(text, found)


def _around(text: str, found: re.Match[str]) -> str:
    """What was found, with the words around it."""
    start, end = max(0, found.start() - _AROUND), found.end() + _AROUND
    start = text.rfind(" ", 0, start) + 1
    end = at if (at := text.find(" ", end)) >= 0 else len(text)
    return text[start:end].replace("\n", " ")


def _quotes(text: str, kept: Habit) -> str:
    """A straight quotation mark that closes or opens for a curved one, or stands in a text of curved ones.

    A quotation that is not closed may go on in the next paragraph, and is not told of.
    """
    straight = _STRAIGHT.findall(text)
    unlike = len(straight) % 2 == 1 and text.count("“") != text.count("”")
    found = _STRAIGHT.search(text) if straight and (unlike or kept.curved) else None
    return _around(text, found) if found else ""


# Open syllables of two vowels, the only ones in which the two habits differ: hoà and hòa, thuỷ and thủy, khoẻ and khỏe.
_OPEN = re.compile(r"(?P<head>[^\W\d_]*?)(?P<pair>o[ae]|uy)", re.IGNORECASE)
_MARKS = "\u0300\u0301\u0303\u0309\u0323"
_VI_WORD = re.compile(r"[^\W\d_]+")


def _tones(passage: Passage, text: str, tones: str) -> Iterator[Problem]:
    for word in dict.fromkeys(_VI_WORD.findall(text)):
        right = placed(word, tones)
        if right != word:
            yield passage.at(TONES, word, word=word, right=right)


def placed(word: str, tones: str) -> str:
    """A Vietnamese word (NFC) with its tone mark where a habit puts it: "old" hòa, thủy; "new" hoà, thuỷ."""
    apart = unicodedata.normalize("NFD", word)
    mark = next((letter for letter in apart if letter in _MARKS), "")
    bare = unicodedata.normalize("NFC", "".join(letter for letter in apart if letter not in _MARKS))
    found = _OPEN.fullmatch(bare)
    if not mark or not found or found["head"][-1:].lower() == "q":
        return word
    first, second = found["pair"][0], found["pair"][1]
    pair = f"{first}{mark}{second}" if tones == "old" else f"{first}{second}{mark}"
    return unicodedata.normalize("NFC", found["head"] + pair)
