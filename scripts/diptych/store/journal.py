"""Answers of engines, written down one by one as they come, so that none is asked or paid for twice after a kill."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from diptych.model.article import Draft

JOURNAL = Path(".diptych") / "answers.jsonl"

Key = tuple[str, str, str]  # source language, target language, source hash


def read_journal(root: Path) -> Mapping[Key, Draft]:
    """The answers of a run that did not end. A last line that was cut short is passed over."""
    found: dict[Key, Draft] = {}
    path = root / JOURNAL
    if path.exists():
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            try:
                one = json.loads(line)
                draft = Draft(one["text"], one["hash"], one["engine"], one["version"], one["date"])
                found[one["source"], one["target"], draft.source] = draft
            except (ValueError, KeyError, TypeError):
                continue
    return found


def note(root: Path, source: str, target: str, draft: Draft) -> None:
    """One more answer, on the disk when this returns."""
    path = root / JOURNAL
    path.parent.mkdir(exist_ok=True)
    one = {
        "source": source,
        "target": target,
        "hash": draft.source,
        "engine": draft.engine,
        "version": draft.version,
        "date": draft.date,
        "text": draft.text,
    }
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(one, ensure_ascii=False) + "\n")
        file.flush()
        os.fsync(file.fileno())


def end_journal(root: Path) -> None:
    """The run has ended and its answers stand in the archive."""
    (root / JOURNAL).unlink(missing_ok=True)
