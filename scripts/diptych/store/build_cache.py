"""What was made from what: so that nothing is made again from the same input by the same code."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import diptych
from diptych.model.layout import ARTICLES, GLOSSARY, SETTINGS
from diptych.store.cache import archive_cache
from diptych.store.files import write

DOWNLOADS = "downloads.json"
EXPORTS = "exports.json"
BUILT = "build.json"
CARDS = "cards.json"
PUBLISHED = "site.json"  # the files of the site as it was built, by their hashes
SOURCES = (ARTICLES, GLOSSARY, SETTINGS)  # what a site is made from, the theme and pages by hand apart
_PROGRAMS = ("typst", "babel", "markdown-it-py", "markdown", "pymdown-extensions", "justext", "langcodes", "lxml")
_GIVEN = "DIPTYCH_FONTS"


@cache
def code() -> str:
    """One hash over all that makes files of an archive: our code and theme, the programs it stands on, the fonts."""
    folder = Path(diptych.__file__).parent
    total = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
        total.update(f"{path.relative_to(folder)}\n".encode())
        total.update(path.read_bytes())
    total.update("".join(f"{name} {version(name)}\n" for name in _PROGRAMS).encode())
    given = os.environ.get(_GIVEN, "")
    fonts = sorted(Path(given).rglob("*")) if given else []
    total.update("".join(f"{path} {path.stat().st_size}\n" for path in fonts if path.is_file()).encode())
    return total.hexdigest()


def key(*parts: str) -> str:
    """The identity of an input: the same parts and the same code give the same key."""
    return hashlib.sha256("\0".join((code(), *parts)).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def digests(folder: Path) -> dict[str, str]:
    """The hash of each ordinary file below a folder, by its path in it."""
    found: dict[str, str] = {}
    for here, _, files in os.walk(folder):
        for file in files:
            path = Path(here, file)
            if path.is_file() and not path.is_symlink():
                found[path.relative_to(folder).as_posix()] = digest(path.read_bytes())
    return found


def files_key(root: Path, names: Iterable[str]) -> str:
    """The identity of all that stands in some folders, or of files, of an archive: links and empty folders too."""
    total = hashlib.sha256()
    for name in names:
        for here, folders, files in os.walk(root / name) if (root / name).is_dir() else [(str(root), [], [name])]:
            folders.sort()
            for entry in (*folders, *sorted(files)):
                path = Path(here, entry)
                kind = "link" if path.is_symlink() else "folder" if path.is_dir() else "file"
                total.update(f"{kind} {path.relative_to(root)}\n".encode("utf-8", "surrogatepass"))
                total.update(hashlib.sha256(path.read_bytes()).digest() if path.is_file() else b"")
    return total.hexdigest()


def read_made(root: Path, name: str) -> dict[str, Any]:
    """What a file of the archive's cache holds; nothing where it cannot be read: then all is made anew.

    Raises Refused (D701).
    """
    try:
        found = json.loads((archive_cache(root) / name).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write_made(root: Path, name: str, made: Mapping[str, Any]) -> None:
    """Raises Refused (D701), OSError."""
    text = json.dumps(made, ensure_ascii=False, sort_keys=True, indent=0)
    write(archive_cache(root) / name, text.encode(), derived=True)
