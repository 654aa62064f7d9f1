"""`glossary suggest`: what the texts speak of often and the glossary does not hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from diptych.model.problem import Problem
from diptych.reading.article import read_article
from diptych.reading.facing import Facing, Reader, faced
from diptych.reading.segment_pairs import units
from diptych.store.archive import load
from diptych.text.candidates import Candidate, Run, candidates, renderings, runs

MOST = 40  # candidates of a language


@dataclass(frozen=True, slots=True)
class Suggested:
    """A candidate and, for other languages, what faces it there: (the words, the Dice coefficient)."""

    candidate: Candidate
    renderings: Mapping[str, tuple[str, float]]


@dataclass(frozen=True, slots=True)
class _Read:
    """The texts of an archive as runs of words."""

    articles: dict[str, list[Sequence[Run]]] = field(default_factory=lambda: defaultdict(list))  # by language
    pairs: dict[tuple[str, str], list[tuple[Sequence[Run], Sequence[Run]]]] = field(
        default_factory=lambda: defaultdict(list)
    )  # what faces what, by both languages


def suggest_terms(root: Path, language: str | None) -> tuple[Mapping[str, Sequence[Suggested]], tuple[Problem, ...]]:
    """The candidates of one language, or of each of the site's, and what could not be read. Raises Refused."""
    archive = load(root)
    reader, read = Reader(archive), _Read()
    for article in archive.articles:
        told: dict[str, list[Run]] = {}
        for facing in {id(facing): facing for facing in faced(reader, read_article(article)).values()}.values():
            _take(reader, facing, told, read)
        for tag, text in told.items():
            read.articles[tag].append(text)
    wanted = (language,) if language else archive.settings.languages
    return {tag: _suggested(read, tag) for tag in wanted}, archive.problems


def _take(reader: Reader, facing: Facing, told: dict[str, list[Run]], read: _Read) -> None:
    """Adds what the two texts of an article say, each text once, and what faces what in them."""
    tags = [facing.original.language, facing.translation.language if facing.translation else ""]
    new = [tag for tag in tags if tag and tag not in told]
    for unit in units(facing):
        beads = [(bead.source, bead.target) for bead in unit.beads] or [(unit.source, unit.target)]
        for texts in beads:
            one, other = (
                list(runs(text, tag, reader.glossary(tag))) if tag else []
                for text, tag in zip(texts, tags, strict=True)
            )
            for tag, found in zip(tags, (one, other), strict=True):
                if tag in new:
                    told.setdefault(tag, []).extend(found)
            if one and other:
                read.pairs[tags[0], tags[1]].append((one, other))
                read.pairs[tags[1], tags[0]].append((other, one))


def _suggested(read: _Read, language: str) -> Sequence[Suggested]:
    found = candidates(read.articles[language], language, MOST)
    words = [one.words for one in found]
    facing = {
        other: renderings(pairs, words, other) for (tag, other), pairs in sorted(read.pairs.items()) if tag == language
    }
    return [
        Suggested(one, {other: here[one.words] for other, here in facing.items() if one.words in here}) for one in found
    ]
