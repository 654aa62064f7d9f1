"""Warnings that a person has judged and set aside, one rule for one block, in the article's record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from diptych.model.article import Article
from diptych.model.layout import record_path
from diptych.model.problem import Example, Problem, Severity, rule

STALE = rule(
    "D681",
    Severity.WARNING,
    "`silenced` entry {entry} silences nothing: there is no {rule} at {block} in `{language}`",
    "Delete the entry. Only warnings about a block of a text can be silenced.",
    "mục {entry} trong `silenced` không tắt cảnh báo nào: không có {rule} ở {block} trong bản `{language}`",
    "Hãy xóa mục này. Chỉ tắt được cảnh báo về một khối của văn bản.",
    (
        Example(
            "silenced:\n- {rule: D601, block: p99, language: en, reason: The number is spelled out.}",
            "silenced:\n- {rule: D601, block: p2, language: en, reason: The number is spelled out.}",
        ),
        Example(
            "silenced:\n- {rule: D601, block: p99, language: en, reason: Con số được viết bằng chữ.}",
            "silenced:\n- {rule: D601, block: p2, language: en, reason: Con số được viết bằng chữ.}",
        ),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The lines of a file in which blocks stand."""

    path: str
    first: int
    last: int
    language: str
    ids: tuple[str, ...]


def silenced(article: Article, problems: Iterable[Problem], places: Sequence[Place]) -> Iterator[Problem]:
    """The problems that no silence of the record is about, and those of the silences themselves."""
    entries = article.record.silenced
    if not entries:
        yield from problems
        return
    used: set[int] = set()
    for problem in problems:
        ids = {(place.language, name) for place in places if _holds(place, problem) for name in place.ids}
        matching = [
            at
            for at, one in enumerate(entries)
            if one.rule == problem.rule.code and (one.language, one.block) in ids and not problem.is_error
        ]
        used.update(matching)
        if not matching:
            yield problem
    for at, one in enumerate(entries):
        if at not in used:
            path = record_path(article.id)
            yield STALE.at(path, entry=at + 1, rule=one.rule, block=one.block, language=one.language)


def _holds(place: Place, problem: Problem) -> bool:
    return place.path == problem.path and place.first <= problem.line <= place.last
