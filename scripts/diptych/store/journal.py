"""Answers of engines, written down one by one as they come, so that none is asked or paid for twice after a kill."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from diptych.model.article import Draft
from diptych.store.files import naming, write

JOURNAL = Path(".diptych") / "answers.jsonl"

Key = tuple[str, str, str]  # source language, target language, source hash


def read_journal(root: Path) -> Mapping[Key, Draft]:
    """The answers of a run that did not end. A last line that was cut short is passed over."""
    found: dict[Key, Draft] = {}
    path = root / JOURNAL
    if path.exists():
        for line in path.read_text(encoding="utf-8", errors="replace").split("\n"):
            try:
                one = json.loads(line)
                draft = Draft(one["text"], one["hash"], one["engine"], one["version"], one["date"])
                found[one["source"], one["target"], draft.source] = draft
            except (ValueError, KeyError, TypeError):
                continue
    return found


def note(root: Path, source: str, target: str, draft: Draft) -> None:
    """One more answer, on the disk when this returns. Raises OSError."""
    path = root / JOURNAL
    with naming(path), path.open("a", encoding="utf-8") as file:
        # The line end in front sets this answer apart from one that a full disk has cut short.
        file.write("\n" + _line(source, target, draft))
        file.flush()
        os.fsync(file.fileno())


def _line(source: str, target: str, draft: Draft) -> str:
    one = {
        "source": source,
        "target": target,
        "hash": draft.source,
        "engine": draft.engine,
        "version": draft.version,
        "date": draft.date,
        "text": draft.text,
    }
    return json.dumps(one, ensure_ascii=False) + "\n"


def end_journal(root: Path, others: Mapping[Key, Draft]) -> None:
    """The run has ended and its answers stand in the archive; `others`, which it did not need, are kept."""
    if others:
        lines = [_line(source, target, draft) for (source, target, _), draft in others.items()]
        write(root / JOURNAL, "".join(lines).encode())
    else:
        (root / JOURNAL).unlink(missing_ok=True)
