"""The translation memory kept from run to run: what each article gave, until a word of it changes.

The archive is the memory; this is a copy that saves reading, in the archive's cache. In doubt it is made anew.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from diptych.model.article import Article
from diptych.store.build_cache import key
from diptych.store.cache import archive_cache
from diptych.text.memory import Memory, Remembered, gathered, remembered

FILE = "memory.sqlite"
_TABLE = "CREATE TABLE IF NOT EXISTS articles (id TEXT PRIMARY KEY, print TEXT NOT NULL, pairs TEXT NOT NULL)"


def recall(root: Path, articles: Iterable[Article]) -> Memory:
    """The memory of these articles; only those that changed since the last run are read for it.

    Without a disk to write on, all are read. Raises Refused (D701).
    """
    every = [*articles]
    file = archive_cache(root) / FILE
    with suppress(OSError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        for _ in range(2):
            try:
                return _kept(file, every)
            except (sqlite3.Error, ValueError, TypeError, KeyError):
                file.unlink(missing_ok=True)
    return gathered(pair for article in every for pair in remembered(article))


def _kept(file: Path, articles: Iterable[Article]) -> Memory:
    """Raises sqlite3.Error, ValueError, TypeError, KeyError where the copy cannot be trusted."""
    pairs: list[Remembered] = []
    new: list[tuple[str, str, str]] = []
    with closing(sqlite3.connect(file, timeout=1)) as kept:
        kept.execute(_TABLE)
        known = {name: (mark, text) for name, mark, text in kept.execute("SELECT id, print, pairs FROM articles")}
        for article in articles:
            mark, text = known.pop(article.id, ("", ""))
            now = _print(article)
            if mark == now:
                pairs += [_pair(item) for item in json.loads(text)]
            else:
                fresh = [*remembered(article)]
                new.append((article.id, now, json.dumps([asdict(pair) for pair in fresh], ensure_ascii=False)))
                pairs += fresh
        if new or known:
            with kept:
                kept.executemany("DELETE FROM articles WHERE id = ?", [(name,) for name in known])
                kept.executemany("INSERT OR REPLACE INTO articles VALUES (?, ?, ?)", new)
    return gathered(pairs)


def _pair(item: dict[str, Any]) -> Remembered:
    """Raises TypeError, KeyError, ValueError where a row has another shape."""
    (source, target, text_hash), (before, behind) = item.pop("key"), item.pop("context")
    return Remembered(key=(source, target, text_hash), context=(before, behind), **item)


def _print(article: Article) -> str:
    """One hash over everything that the pairs of an article are made from, this program included."""
    return key(repr(article))
