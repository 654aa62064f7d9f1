"""What stands where only the build writes, and was not written by it: moved out of the way, told, never published."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from diptych.model.generated import is_reserved
from diptych.model.layout import DOCS, WORK
from diptych.model.problem import Problem, Severity, rule
from diptych.store.files import naming

ASIDE = f"{WORK}/aside"

STRANGERS = rule(
    "D502",
    Severity.WARNING,
    "only the build writes here, and this machine's build has not written this file (such files: {count}); moved to "
    "{aside}, and not published",
    "Keep what you need of it elsewhere, then delete the folder.",
    "chỗ này chỉ lệnh dựng mới được ghi, mà lệnh dựng trên máy này không ghi tệp này (số tệp như vậy: {count}); đã "
    "chuyển vào {aside}, không xuất bản",
    "Hãy giữ lại ở nơi khác những gì cần, rồi xóa thư mục đó.",
)


def strangers(docs: Path, ours: Collection[str]) -> Iterator[str]:
    """What stands below `docs` where only the build may write, beside the paths that are `ours`."""
    for here, folders, files in os.walk(docs):
        folders.sort()
        for file in sorted(files):
            path = Path(here, file).relative_to(docs).as_posix()
            if is_reserved(path) and path not in ours:
                yield path


def set_aside(root: Path, paths: Sequence[str], folder: str = DOCS, stood: str = DOCS) -> Iterator[Problem]:
    """Moves files of a folder of the archive aside, and tells of the first of them (D502). Raises OSError.

    `stood`: the folder in which people knew them, where the whole folder has been moved since.
    """
    for path in paths:
        move_aside(root, f"{folder}/{path}", f"{stood}/{path}")
    yield from told([f"{stood}/{path}" for path in paths])


def told(moved: Sequence[str]) -> Iterator[Problem]:
    """What is said of files that were moved aside: one problem for all."""
    if moved:
        yield STRANGERS.at(moved[0], count=len(moved), aside=ASIDE)


def move_aside(root: Path, path: str, name: str = "") -> str:
    """Moves a file of the archive aside, as `name` where it is given: where it is now. Raises OSError."""
    wanted = to = root / ASIDE / (name or path)
    number = 0
    while os.path.lexists(to):
        number += 1
        to = wanted.with_name(f"{wanted.name}.{number}")
    with naming(root / path):
        to.parent.mkdir(parents=True, exist_ok=True)
        (root / path).rename(to)
    return to.relative_to(root).as_posix()
