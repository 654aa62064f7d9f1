"""`check` of everything, where nothing has changed since the last one: what that found."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from diptych.jobs.check import check
from diptych.jobs.problems import rules
from diptych.model.layout import ARTICLES, CONFIG, DOCS, OVERRIDES
from diptych.model.problem import Problem
from diptych.store.build_cache import SOURCES, files_key, key, read_made, write_made
from diptych.store.handwritten import handwritten
from diptych.store.mkdocs import linked
from diptych.store.names import check_names

CHECKED = "check.json"


def check_whole(root: Path) -> tuple[Problem, ...]:
    """Every problem, by file, line and code; the archive is read only where something has changed.

    Raises Refused (D701).
    """
    if not (root / ARTICLES).is_dir() or any(linked(root)) or any(check_names(root)):
        return check(root).problems
    now = key(files_key(root, (*SOURCES, CONFIG, OVERRIDES)), files_key(root, _by_hand(root)))
    last = read_made(root, CHECKED)
    if last.get("key") == now:
        with suppress(KeyError, TypeError, ValueError):
            return tuple(_read(last["problems"]))
    problems = check(root).problems
    with suppress(OSError, ValueError):  # without a place to keep it, it is looked for again the next time
        write_made(root, CHECKED, {"key": now, "problems": [*map(_written, problems)]})
    return problems


def _by_hand(root: Path) -> list[str]:
    """The files below `docs/` that people put there."""
    return [*handwritten(root, ())] if (root / DOCS).is_dir() else []


def _written(problem: Problem) -> list[Any]:
    return [problem.rule.code, problem.path, problem.line, dict(problem.values)]


def _read(problems: list[Any]) -> Iterator[Problem]:
    """Raises KeyError, TypeError, ValueError where the note has another shape."""
    known = {rule.code: rule for rule in rules()} if problems else {}
    for code, path, line, values in problems:
        yield Problem(
            rule=known[code],
            path=path,
            line=int(line),
            values={str(name): str(value) for name, value in values.items()},
        )
