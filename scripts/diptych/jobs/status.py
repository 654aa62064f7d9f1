"""`status`: the articles by the state of their blocks, in each language that they are translated into."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from diptych.jobs.selection import select
from diptych.model.inline import plain
from diptych.model.ledger import State
from diptych.model.problem import Problem
from diptych.reading.article import read_article
from diptych.store.archive import load


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One translation of one article."""

    article: str
    title: str
    source: str
    target: str
    states: Mapping[State, int]  # blocks in each state
    orphans: int  # translated blocks whose source is gone


def status(root: Path, ids: Sequence[str] = ()) -> tuple[tuple[Line, ...], tuple[Problem, ...]]:
    """The lines by article and language, of all articles where none is named, and what could not be read.

    Raises Refused.
    """
    archive = load(root)
    lines: list[Line] = []
    for article in select(archive, ids):
        read = read_article(article)
        blocks = read.source.blocks
        title = plain(getattr(blocks[0].content, "line", ())) if blocks else ""
        wanted = [*article.record.translations] or archive.settings.languages
        for language in dict.fromkeys([*wanted, *article.translations]):
            if language == article.record.language:
                continue
            bitext = read.reading(language).bitext
            counts = Counter(dict.fromkeys(State, 0))
            for row in bitext.rows:
                counts[row.state] += len(row.ids)
            lines.append(
                Line(
                    article=article.id,
                    title=title,
                    source=article.record.language,
                    target=language,
                    states=counts,
                    orphans=len(bitext.orphans),
                )
            )
    return tuple(lines), archive.problems
