"""What the last build noted of the files to take away: which it made for what, and their hashes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from diptych.model.generated import is_generated
from diptych.store.build_cache import DOWNLOADS, read_made

FOLDER = "downloads"  # below docs/, where MkDocs takes them from


def read_hashes(root: Path) -> Mapping[str, str]:
    """The hashes of the files that were made, by path below `docs/`. Raises Refused (D701)."""
    return {path: hash for one in read_made_files(root).values() for *_, path, _, hash in one["files"]}


def read_made_files(root: Path) -> dict[str, Any]:
    """What the last build noted of the files it made; an entry that names anything else is passed over.

    By the name of the task: {"key": …, "files": [[format, languages, path below `docs/`, size, hash], …]}.

    Raises Refused (D701).
    """
    return {name: one for name, one in read_made(root, DOWNLOADS).items() if _is_entry(one)}


def _is_entry(one: Any) -> bool:
    match one:
        case {"key": str(), "files": [*files]}:
            return all(map(_is_file, files))
    return False


def _is_file(file: Any) -> bool:
    match file:
        case [str(), [*tags], str(path), int(), str()]:
            return path.startswith(f"{FOLDER}/") and is_generated(path) and all(isinstance(tag, str) for tag in tags)
    return False
