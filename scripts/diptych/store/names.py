"""Names that differ by capital letters only: many machines take them for one, and keep one of two files."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from diptych.model.generated import is_reserved
from diptych.model.layout import ARTICLES, CONFIG, DOCS, GLOSSARY, SETTINGS, SITE, VENDOR, WORK
from diptych.model.problem import Problem, Severity, rule

_OURS = (ARTICLES, GLOSSARY, SETTINGS, CONFIG, DOCS, SITE, VENDOR, WORK)

MERGED = rule(
    "D708",
    Severity.ERROR,
    "on disks that do not tell capital letters from small ones, as on most machines with Windows or macOS, this is the "
    "same as `{other}`",
    "Rename one of them, or put what they hold into one.",
    "trên những đĩa không phân biệt chữ hoa với chữ thường, như ở phần lớn máy Windows và macOS, tên này trùng với "
    "`{other}`",
    "Hãy đổi tên một trong hai, hoặc gộp nội dung làm một.",
)


def check_names(root: Path) -> Iterator[Problem]:
    """What such a disk would merge among the archive's own entries and below `docs/`, or with what the tool writes.

    Ids of articles and terms have no capital letters.
    """
    top = sorted(entry.name for entry in os.scandir(root))
    yield from _merged([*_OURS, *(name for name in top if name not in _OURS)])
    yield from _merged(_below(root, DOCS))


def _merged(paths: Iterable[str]) -> Iterator[Problem]:
    """The first of each name stays; what is in a folder that would be merged is not told of again."""
    known: dict[str, str] = {}
    for path in paths:
        folder, _, _ = path.rpartition("/")
        if known.get(_folded(folder), folder) != folder:
            continue
        other = known.setdefault(_folded(path), path)
        inside = _folded(path).removeprefix(f"{DOCS}/")
        if other == path and is_reserved(inside) and not is_reserved(path.removeprefix(f"{DOCS}/")):
            other = f"{DOCS}/{inside}"
        if other != path:
            yield MERGED.at(path, other=other)


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def _below(root: Path, folder: str) -> Iterator[str]:
    """Every folder before what it holds."""
    for here, folders, files in os.walk(root / folder):
        folders.sort()
        for name in sorted([*folders, *files]):
            yield Path(here, name).relative_to(root).as_posix()
