"""The door of an archive: every command but those that work anywhere comes in here."""

from __future__ import annotations

from pathlib import Path

from diptych.store import door


def enter(folder: Path) -> Path:
    """The archive's folder as an absolute path: programs that a command starts run in other folders.

    Raises Refused (D205) where it is no archive's, OSError.
    """
    root = folder.absolute()
    door.enter(root)
    return root
