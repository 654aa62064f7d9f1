"""`check`: everything that is wrong with an archive, without network or keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import reduce
from pathlib import Path
from typing import Any

from diptych.checks import structure, terms
from diptych.jobs.plans import select
from diptych.model.archive import Archive
from diptych.model.problem import Problem, Refused
from diptych.store.archive import ARTICLES, load
from diptych.store.files import MB, read
from diptych.store.mkdocs import agreed, linked
from diptych.store.originals import verify
from diptych.text.yamltext import read_yaml

# Problems of a value in a YAML file, found when the file's lines were no longer known: which of their values it is.
_OF_A_VALUE = {
    structure.UNKNOWN_TERM.code: "name",
    structure.UNKNOWN_TOPIC.code: "name",
    structure.TWO_TERMS.code: "form",
    structure.UNKNOWN_FORGE.code: "repository",
}


def check(root: Path, ids: Sequence[str] = ()) -> tuple[Problem, ...]:
    """All problems by file and line; of some articles only, where ids are given.

    Raises Refused where there is no article of such an id.
    """
    try:
        archive = load(root)
    except Refused as refused:
        return refused.problems
    problems = [*archive.problems, *prove(root, archive), *linked(root)]
    if ids:
        unread = {problem.path.split("/")[1] for problem in archive.problems if problem.path.count("/") > 1}
        select(archive, [name for name in ids if name not in unread])
        folders = tuple(f"{ARTICLES}/{name}/" for name in ids)
        problems = [problem for problem in problems if problem.path.startswith(folders)]
    return tuple(sorted(problems, key=lambda problem: (problem.path, problem.line, problem.rule.code)))


def prove(root: Path, archive: Archive) -> Iterator[Problem]:
    """What is wrong with what could be read."""
    yield from (_with_line(root, problem) for problem in structure.check(archive))
    yield from terms.check(archive)
    yield from verify(root, archive)
    yield from agreed(root, archive.settings)


def _with_line(root: Path, problem: Problem) -> Problem:
    if problem.rule.code not in _OF_A_VALUE:
        return problem
    value = problem.values[_OF_A_VALUE[problem.rule.code]]
    tree = read_yaml(read(root / problem.path, problem.path, MB), problem.path)
    lines = (line for path, line in tree.lines.items() if reduce(_at, path, tree.data) == value)
    return replace(problem, line=next(lines, 0))


def _at(data: Any, key: str | int) -> Any:
    return data[key]
