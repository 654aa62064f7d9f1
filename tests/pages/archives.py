"""Small archives written into a folder and built there by the real build."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from diptych.jobs.build import Built, build
from diptych.model.ledger import Entry
from diptych.text.ledgerfile import write_entries
from diptych.text.parse import split
from diptych.text.yamltext import read_yaml, write_yaml

REPOSITORY = Path(__file__).resolve().parents[2]
TRIAL = REPOSITORY / "tests" / "trial"
SETTINGS = {"name": {"vi": "Kho", "en": "Archive"}, "languages": ["vi", "en"], "address": "https://diptych.example/"}

Files = Mapping[str, str | Mapping[str, Any]]


def written(root: Path, files: Files) -> Path:
    """An archive of these files below `root`, data as YAML; with plain settings where none are given."""
    for name, value in {"archive.yml": SETTINGS, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(value if isinstance(value, str) else write_yaml(value), encoding="utf-8")
    return root


def trial(root: Path, files: Files | None = None, **settings: Any) -> Path:
    """The trial archive below `root`, with these files and settings besides its own."""
    shutil.copytree(TRIAL, root, dirs_exist_ok=True)
    own = read_yaml((TRIAL / "archive.yml").read_bytes(), "archive.yml").data
    return written(root, {**(files or {}), "archive.yml": {**own, **settings}})


def with_theme(root: Path) -> Path:
    """The archive with the settings of the trial archive's site."""
    shutil.copy(TRIAL / "mkdocs.yml", root)
    return root


def site_of(root: Path) -> Built:
    """The archive's site, built by MkDocs as `diptych build` builds it."""
    built = build(with_theme(root))
    assert built.site, [(problem.rule.code, dict(problem.values)) for problem in built.problems]
    return built


def built_once(factory: pytest.TempPathFactory, name: str, files: Callable[[], Files]) -> Path:
    """The archive with its site, built by one of the processes that the tests run in and read by all."""
    base = factory.getbasetemp()
    root = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    root.mkdir(exist_ok=True)
    with (root / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (root / "site").exists():
            site_of(written(root, files()))
    return root


def ledger(source: str, target: str, machine: bool = False, **more: str) -> str:
    """The ledger of a translation whose blocks face the source's one by one."""
    pairs = zip(split(source).blocks, split(target).blocks, strict=True)
    entries = []
    for number, (one, other) in enumerate(pairs, 1):
        draft = other.hash if machine else None
        entries.append(
            Entry(
                id=f"p{number}",
                target=other.hash,
                source=one.hash,
                draft=draft,
                engine=more.get("engine"),
                version=more.get("version"),
            )
        )
    return write_entries(entries)
