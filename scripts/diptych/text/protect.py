"""Inline marks kept safe from an engine: each becomes a placeholder in plain text, and is put back into the answer.

The placeholder is `{1}`: a number in braces, a number for each end of a span. It was chosen by trying 26 forms through
apertium (es → en, 485 sentences of news, 1,455 placeholders): those of braces, brackets, angle or mathematical brackets
around a number all came back whole; `{A}` did not once ("A" is a word), `%1%` came back in 82 % of sentences, and
placeholders that are words (`XQ1Q`) changed the words around them in 99 %. Symbols without a number (①, private use)
disturb apertium least, but neural engines normalise text to NFKC, where ① is 1, and have no private characters in their
vocabulary. Among those left braces are the form that engines have met most often, in templates, and that prose needs
least. Known trouble with it, white space inside, is tolerated; the closing end has a number of its own because an
engine that drops the slash of `{/1}` would have doubled `{1}`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from diptych.model.inline import Break, Inline, Line, NoteMark, Parent, Text, joined

PLACEHOLDER = re.compile(r"[{｛]\s*(\d{1,6})\s*[}｝]")
_URL = r"(?:https?://|www\.)[^\s<>\"“”]*[\w/=&#~+-]"
_MAIL = r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"
ADDRESS = re.compile(rf"{_URL}|{_MAIL}")
_KEPT = re.compile(rf"{ADDRESS.pattern}|{PLACEHOLDER.pattern}")
_CLOSING = re.compile(r"\s+(?=[.,;:!?)\]}”’»…%])")
_OPENING = re.compile(r"(?<=[(\[{“‘«])\s+$")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")


class MarkupLost(ValueError):
    """A placeholder is lost, doubled, invented or badly nested in an answer; the message says which."""


@dataclass(frozen=True, slots=True)
class Span:
    """A node and the numbers of its placeholders: two for a span of words, the same one twice for an atom."""

    node: Inline
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Protected:
    text: str
    spans: tuple[Span, ...]


def protect(line: Line) -> Protected:
    """The text of a line for an engine. A line without marks goes out as it is."""
    spans: list[Span] = []
    text = _protected(line, spans, [0])
    return Protected(text, tuple(spans))


def restore(protected: Protected, answer: str) -> Line:
    """The line with the answer's words: `restore(p, p.text)` is the line that was protected.

    White space that an engine put inside a placeholder, inside a span or between a mark and its punctuation is healed.

    Raises MarkupLost.
    """
    texts, numbers = _parts(answer)
    expected = {number for span in protected.spans for number in (span.first, span.last)}
    for number in expected.symmetric_difference(numbers):
        raise MarkupLost(f"{{{number}}} {'lost' if number in expected else 'invented'}")
    if len(numbers) > len(expected):
        raise MarkupLost("a placeholder is doubled")
    _heal_spaces(protected, texts, numbers)
    return _tree(protected, texts, numbers)


def marks(text: str) -> tuple[int, ...]:
    """The numbers of a text's placeholders, sorted."""
    return tuple(sorted(_parts(text)[1]))


def bare(text: str) -> str:
    """The text without its placeholders, for checks that look at words."""
    return PLACEHOLDER.sub(" ", text)


def _protected(line: Line, spans: list[Span], count: list[int]) -> str:
    return "".join(_node(node, spans, count) for node in line)


def _node(node: Inline, spans: list[Span], count: list[int]) -> str:
    if isinstance(node, Text):
        return _KEPT.sub(lambda found: _atom(Text(found.group()), spans, count), node.text)
    if isinstance(node, Parent) and _has_words(node.children):
        count[0] += 1
        first = count[0]
        inner = _protected(node.children, spans, count)
        count[0] += 1
        spans.append(Span(node, first, count[0]))
        return f"{{{first}}}{inner}{{{count[0]}}}"
    return _atom(node, spans, count)


def _atom(node: Inline, spans: list[Span], count: list[int]) -> str:
    count[0] += 1
    spans.append(Span(node, count[0], count[0]))
    return f"{{{count[0]}}}"


def _has_words(line: Line) -> bool:
    """Whether anything in a span is for an engine; an address that links to itself is not."""
    return any(
        _has_words(node.children)
        if isinstance(node, Parent)
        else isinstance(node, Text) and any(letter.isalnum() for letter in _KEPT.sub("", node.text))
        for node in line
    )


def _parts(text: str) -> tuple[list[str], list[int]]:
    """Texts and, between them, the numbers of placeholders: always one text more."""
    parts = PLACEHOLDER.split(text)
    return parts[::2], [int(number) for number in parts[1::2]]


def _heal_spaces(protected: Protected, texts: list[str], numbers: Sequence[int]) -> None:
    """Put white space around the placeholders back where the source has it. Changes `texts`."""
    source_pieces, source_numbers = _parts(protected.text)
    spaced = {
        number: (source_pieces[at][-1:].isspace(), source_pieces[at + 1][:1].isspace())
        for at, number in enumerate(source_numbers)
    }
    opens = {span.first for span in protected.spans if span.first != span.last}
    closes = {span.last for span in protected.spans if span.first != span.last}
    glued = {span.first for span in protected.spans if isinstance(span.node, Break | NoteMark)}
    breaks = {span.first for span in protected.spans if isinstance(span.node, Break)}
    for at in reversed(range(len(numbers))):
        if numbers[at] in opens and not spaced[numbers[at]][1] and texts[at + 1][:1].isspace():
            texts[at : at + 2] = _spaced(texts[at]), texts[at + 1].lstrip()
    for at, number in enumerate(numbers):
        if number in closes and not spaced[number][0] and texts[at][-1:].isspace():
            texts[at : at + 2] = texts[at].rstrip(), _spaced_before(texts[at + 1])
    for at, number in enumerate(numbers):
        before, after = spaced[number]
        if number not in closes:
            texts[at] = _left(texts[at], before, number in glued)
        if number not in opens:
            texts[at + 1] = _right(texts[at + 1], after, number in breaks)


def _left(text: str, spaced: bool, glued: bool) -> str:
    """The text before a mark, with white space at its end only where the source has it or words need it."""
    if spaced:
        return text + " " if text[-1:].isalnum() and not _UNSPACED.match(text[-1]) else text
    return text.rstrip() if glued else _OPENING.sub("", text)


def _right(text: str, spaced: bool, glued: bool) -> str:
    if spaced:
        return " " + text if text[:1].isalnum() and not _UNSPACED.match(text) else text
    return text.lstrip() if glued else _CLOSING.sub("", text, count=1) if text[:1].isspace() else text


def _spaced(text: str) -> str:
    return text if not text or text[-1:].isspace() else text + " "


def _spaced_before(text: str) -> str:
    return text if not text or text[:1].isspace() else " " + text


def _tree(protected: Protected, texts: Sequence[str], numbers: Sequence[int]) -> Line:
    spans = {span.first: span for span in protected.spans}
    opened: list[Span] = []
    levels: list[list[Inline]] = [[Text(texts[0])]]
    for number, text in zip(numbers, texts[1:], strict=True):
        span = spans.get(number)
        if span is None:
            closed = _closed(number, opened, levels.pop())
            levels[-1].append(closed)
        elif span.first == span.last:
            levels[-1].append(span.node)
        else:
            opened.append(span)
            levels.append([])
        levels[-1].append(Text(text))
    return joined(tuple(levels[0]))


def _closed(number: int, opened: list[Span], inside: Sequence[Inline]) -> Inline:
    """The span that a closing placeholder ends."""
    if not opened or opened[-1].last != number:
        raise MarkupLost(f"{{{number}}} is badly nested")
    children = joined(tuple(inside))
    node = opened.pop().node
    if not isinstance(node, Parent) or not any(not isinstance(child, Text) or child.text.strip() for child in children):
        raise MarkupLost(f"{{{number}}} closes a span without words")
    return replace(node, children=children)
