"""`check`: everything that is wrong with an archive, without network or keys."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from diptych.checks import structure
from diptych.jobs.translate import select
from diptych.model.problem import Problem
from diptych.store.archive import load
from diptych.store.originals import verify


def check(root: Path, ids: Sequence[str] = ()) -> tuple[Problem, ...]:
    """All problems by file and line; of some articles only, where ids are given. Raises Refused."""
    archive = load(root)
    problems = [*archive.problems, *structure.check(archive), *verify(root, archive)]
    if ids:
        unread = {problem.path.split("/")[1] for problem in archive.problems if problem.path.count("/") > 1}
        select(archive, [name for name in ids if name not in unread])
        folders = tuple(f"source_texts/{name}/" for name in ids)
        problems = [problem for problem in problems if problem.path.startswith(folders)]
    return tuple(sorted(problems, key=lambda problem: (problem.path, problem.line, problem.rule.code)))
