"""Answers from a file: translations that somebody has already, and an engine for trials without a network."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from diptych.engines.protocol import Rejected, any_size
from diptych.text.normal import normal

COLUMNS = ("source", "target", "text", "translation")
VERSION = "1"  # of the file's form


class Replay:
    """The translations of a file. A text counts as found when its normal form, trimmed, is there."""

    name = "replay"
    version = VERSION
    limit = sys.maxsize
    interval = 0.0
    fits: Callable[[str], bool] = staticmethod(any_size)

    def __init__(self, path: Path) -> None:
        """Reads tab-separated lines under a line of `COLUMNS`, or (`.jsonl`) an object with these keys a line.

        Raises OSError, ValueError (which names the line).
        """
        read = _json_lines if path.suffix in (".jsonl", ".ndjson") else _tab_separated
        self._answers = {
            (row["source"].lower(), row["target"].lower(), _key(row["text"])): row["translation"] for row in read(path)
        }

    def translate(self, text: str, source: str, target: str) -> str:
        """Raises Rejected for a text that is not in the file."""
        try:
            return self._answers[source.lower(), target.lower(), _key(text)]
        except KeyError:
            raise Rejected("the text is not in the file") from None


def _key(text: str) -> str:
    return normal(text).strip()


def _tab_separated(path: Path) -> Iterator[Mapping[str, str]]:
    head, *rows = path.read_text(encoding="utf-8-sig").split("\n")
    names = head.rstrip("\r").split("\t")
    for number, row in enumerate(rows, 2):
        if row.strip():
            yield _row(dict(zip(names, row.rstrip("\r").split("\t"), strict=False)), number)


def _json_lines(path: Path) -> Iterator[Mapping[str, str]]:
    with path.open(encoding="utf-8-sig") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield _row(json.loads(line), number)


def _row(row: object, line: int) -> Mapping[str, str]:
    if isinstance(row, Mapping) and all(isinstance(row.get(name), str) for name in COLUMNS):
        return row
    raise ValueError(f"line {line}: expected {', '.join(COLUMNS)}")
