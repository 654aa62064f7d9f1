"""Whether a stored draft would be taken if an engine gave it now: what lies in a file is as untrusted as an answer."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from diptych.model.content import Heading, lines, map_lines
from diptych.model.inline import Line, Parent
from diptych.model.problem import Refused
from diptych.text.answer import accept, cut_short
from diptych.text.parse import content
from diptych.text.protect import Protected, bare, protect


def would_be_taken(source: str, draft: str, source_language: str, target_language: str) -> bool:
    """Whether a block's draft has its source's shape and marks, and its lines pass the checks on answers.

    Texts are Markdown of one block each. A copy is taken where there is nothing to translate.
    """
    try:
        asked, said = content(source), content(draft)
        pairs = [*zip(lines(asked), lines(said), strict=True)]
        answers = iter([other for _, other in pairs])
        if map_lines(asked, lambda _: next(answers)) != said:
            return False
        if isinstance(asked, Heading) and cut_short(source, draft):
            return False
        return all(_fits(one, other, source_language, target_language) for one, other in pairs)
    except (ValueError, Refused):  # BadAnswer and TooDeep among them
        return False


def _fits(line: Line, answer: Line, source_language: str, target_language: str) -> bool:
    """Raises BadAnswer."""
    asked, said = protect(line), protect(answer)
    if not any(letter.isalpha() for letter in bare(asked.text)):
        return line == answer
    accept(asked.text, said.text, source_language, target_language)
    return _kept(asked) == _kept(said)


def _kept(protected: Protected) -> Counter[str]:
    """What an engine may not touch: links, code, addresses, and which spans are marked how."""
    nodes = (span.node for span in protected.spans)
    return Counter(repr(replace(node, children=()) if isinstance(node, Parent) else node) for node in nodes)
