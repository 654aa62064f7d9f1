"""`diff`: what has changed in an archive since a commit, in the archive's own terms."""

from __future__ import annotations

import tempfile
from pathlib import Path

from diptych.model.problem import Problem
from diptych.store import git
from diptych.store.archive import load
from diptych.text.compare import Comparison, compare


def diff(root: Path, since: str) -> tuple[Comparison, tuple[Problem, ...]]:
    """What the archive as it lies here changes in that of a commit, and what cannot be read now. Raises Refused."""
    commit = git.commit(root, since)
    now = load(root)
    with tempfile.TemporaryDirectory(prefix="diptych-") as folder:
        git.checkout(root, commit, Path(folder))
        before = load(Path(folder))
    return compare(before, now), now.problems
