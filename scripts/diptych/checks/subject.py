"""What a rule looks at: one or several blocks of one text, with what they say and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from diptych.model.block import Block
from diptych.model.content import Content, Paragraph, lines
from diptych.model.inline import Inline, Line, plain, walk
from diptych.model.problem import Problem, Rule
from diptych.text.normal import normal

LINES_TOLD = 10
_NO_LETTER = re.compile(r"[\W_]+")
BEGIN = 12  # characters by which a line of a block is found in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    path: str
    language: str
    blocks: tuple[Block, ...]
    contents: tuple[Content, ...]  # one for each block
    text: str  # what readers see, in NFC; a line end between lines of text
    begin: str = ""  # how these words begin, where they are one line of a longer block

    def at(self, rule: Rule, needle: str = "", /, **values: object) -> Problem:
        """A problem where these blocks first hold `needle` as it is written; else where they begin."""
        return rule.at(self.path, self.line(needle), **values)

    def line(self, needle: str) -> int:
        for block in self.blocks:
            start = block.text.find(self.begin)
            at = block.text.find(needle, start) if start >= 0 else -1
            if at >= 0 and (needle or self.begin):
                return block.line + block.text.count("\n", 0, at)
        return self.blocks[0].line if not needle else self.line("")

    def span(self) -> tuple[int, int]:
        """The first and the last line."""
        last = self.blocks[-1]
        return self.blocks[0].line, last.line + last.text.count("\n")

    def lines(self) -> Iterator[Line]:
        for part in self.contents:
            yield from lines(part)

    def nodes(self) -> Iterator[Inline]:
        for line in self.lines():
            yield from walk(line)


def passage(path: str, language: str, blocks: Sequence[Block]) -> Passage:
    """Blocks of a text as rules see them."""
    contents = tuple(block.content for block in blocks)
    text = "\n".join(plain(line) for part in contents for line in lines(part))
    return Passage(path=path, language=language, blocks=tuple(blocks), contents=contents, text=normal(text))


def line_by_line(source: Passage, target: Passage) -> Iterator[tuple[Passage, Passage]]:
    """Two facing passages line by line (items, cells), where they have as many; else as they are."""
    ours, theirs = [*source.lines()], [*target.lines()]
    if len(ours) != len(theirs) or len(ours) < 2:
        yield source, target
        return
    for one, other in zip(ours, theirs, strict=True):
        yield _of_line(source, one), _of_line(target, other)


def _of_line(passage: Passage, line: Line) -> Passage:
    text = normal(plain(line))
    return replace(passage, contents=(Paragraph(line),), text=text, begin=text[:BEGIN])


def once_a_text(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The first problem of each rule in one text, with `lines`: where the rule found something, that line first.

    What one habit of typing makes all through a text is one thing to mend.
    """
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        found.setdefault(problem.rule.code, []).append(problem)
    for same in found.values():
        lines = [str(line) for line in dict.fromkeys(problem.line for problem in same)]
        told = ", ".join(lines[:LINES_TOLD]) + (", …" if len(lines) > LINES_TOLD else "")
        yield replace(same[0], values={**same[0].values, "lines": told})


def letters(text: str) -> str:
    """The letters and digits of a text, small: what is alike of two sentences set otherwise."""
    return _NO_LETTER.sub("", text.casefold())
