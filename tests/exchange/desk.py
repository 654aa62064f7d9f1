"""A translator's desk: an archive, what it exports, an edit in a unit of it, and what the import says."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from commands.archive import Archive, article, empty

FORMATS = {"po": "po", "xliff": "xlf", "tsv": "tsv"}
VI = "# Cửa hậu\n\nĐây là một **cửa hậu**.\n\nNăm 2020, Bắc Kinh nêu tám điểm.\n\n- Một\n- Hai\n\nĐoạn chưa dịch.\n"
EN = "# The back door\n\nThis is a **back door**.\n\nIn 2020 Beijing named eight points.\n\n- One\n- Two\n"
SOURCE, TARGET, LEDGER = (f"source_texts/bai/{name}" for name in ("vi.md", "en.md", "en.ledger.yml"))


@dataclass(frozen=True)
class Desk:
    archive: Archive

    def export(self, kind: str, *asked: str) -> Path:
        path = self.archive.root.parent / f"work.{FORMATS[kind]}"
        code, said = self.archive.run("export", *(asked or ["--all", "--to", "en"]), "--format", kind, "-o", str(path))
        assert code == 0, said
        return path

    def back(self, path: Path, *options: str) -> dict[str, Any]:
        """What the import of a file says, and its exit code."""
        code, said = self.archive.run("import", str(path), "--format", "json", *options)
        found: dict[str, Any] = json.loads(said)
        return {**found, "code": code}

    def reasons(self, path: Path) -> list[tuple[str, str]]:
        return [(one["block"], one["reason"]) for one in self.back(path)["not_taken"]]

    def taken(self, path: Path) -> list[str]:
        return ["+".join(one["blocks"]) for one in self.back(path)["taken"]]

    def target(self) -> str:
        return self.archive.read(TARGET)

    def states(self) -> dict[str, int]:
        (line,) = json.loads(self.archive.run("status", "--format", "json")[1])["translations"]
        return {state: count for state, count in line["blocks"].items() if count}


def desk(root: Path) -> Desk:
    """An archive of one article: four blocks translated by hand, one missing."""
    archive = empty(root / "archive")
    article(archive, "bai", VI, EN)
    archive.run("translate", "--engine", "none")
    return Desk(archive)


def edit(path: Path, old: str, new: str) -> Path:
    """The file with a translation changed in it, as any editor would."""
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new).encode())
    return path


def fill(path: Path, source: str, target: str) -> Path:
    """The file with the empty unit of this source translated."""
    text = path.read_bytes().decode()
    was, now = {
        ".po": (f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{target}"'),
        ".xlf": (f"<source>{source}</source>\n", f"<source>{source}</source>\n<target>{target}</target>\n"),
        ".tsv": (f"\t{source}\t\t", f"\t{source}\t{target}\t"),
    }[path.suffix]
    assert was in text
    path.write_bytes(text.replace(was, now).encode())
    return path


def without_refs(path: Path) -> Path:
    """The file as a tool leaves it that keeps nothing but texts."""
    text = path.read_bytes().decode()
    path.write_bytes(re.sub(r"[a-z-]+/en/p\d+(?:\+p\d+)*/[0-9a-f]{32}/\w+/[0-9a-f]{8}", "", text).encode())
    return path
