"""`suggest`: what the memory holds that is like a block without a translation. Shown, never taken by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from diptych.jobs.selection import Plan, plans
from diptych.model.archive import Archive
from diptych.model.problem import Problem
from diptych.store.archive import load
from diptych.store.memory import recall
from diptych.text.fuzzy import Index, index, matches, substituted
from diptych.text.memory import Remembered


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A translation of a text that is like a block's; `adapted` has the block's own numbers, where that is plain."""

    article: str
    language: str
    block: str
    score: float  # 1 for the same text
    source: str
    translation: str
    origin: str  # article/block
    adapted: str = ""


def suggest(root: Path, ids: Sequence[str], to: str | None) -> tuple[tuple[Suggestion, ...], tuple[Problem, ...]]:
    """The best few suggestions for each missing or outdated block, and what could not be read. Raises Refused."""
    archive = load(root)
    return tuple(suggestions(root, archive, tuple(plans(archive, ids, to)))), archive.problems


def suggestions(root: Path, archive: Archive, wanted: Sequence[Plan], most: int = 3) -> Iterator[Suggestion]:
    """The suggestions for what translations lack, best first for each block."""
    if not any(plan.wanted for plan in wanted):
        return
    held: dict[tuple[str, str], list[Remembered]] = {}
    for (source, target, _), pairs in recall(root, archive.articles).items():
        held.setdefault((source, target), []).append(min(pairs, key=lambda pair: (not pair.is_human, pair.rank)))
    indexes: dict[tuple[str, str], Index] = {}
    for plan in wanted:
        pair = (plan.article.record.language, plan.language)
        if pair in held and plan.wanted and pair not in indexes:
            indexes[pair] = index([found.source for found in held[pair]])
        for block, (_, text) in plan.wanted.items() if pair in held else ():
            for match in matches(indexes[pair], text, most):
                found = held[pair][match.at]
                yield Suggestion(
                    article=plan.article.id,
                    language=plan.language,
                    block=block,
                    score=match.score,
                    source=found.source,
                    translation=found.text,
                    origin=found.origin,
                    adapted=substituted(text, found.source, found.text),
                )
