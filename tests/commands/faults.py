"""Work that stops at a chosen moment: before the N-th call that changes the disk inside a folder."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from diptych.store.cache import archive_cache

KILLED = 77
_NAMES = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "fsync"}
_NEEDS_SPACE = {"open", "os.rename", "os.mkdir", "fsync"}


@dataclass
class Watch:
    """What happens to the disk inside `root` and in the cache of that archive; `act` is called before each change."""

    root: Path
    act: Callable[[str, Path, object], None]
    seen: list[str] = field(default_factory=list)
    struck: bool = False

    def see(self, event: str, args: tuple[object, ...]) -> None:
        if event == "open" and not (isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR)):
            return
        place = args[0]
        if isinstance(place, int):
            place = Path(f"/proc/self/fd/{place}").readlink()
        path = Path(os.fsdecode(place)) if isinstance(place, str | bytes | os.PathLike) else None
        within = [one for one in (self.root, archive_cache(self.root)) if path and path.is_relative_to(one)]
        if path and within:
            self.seen.append(f"{event} {path.relative_to(within[0])}")
            self.act(event, path, args[1] if len(args) > 1 else None)


_watch: list[Watch] = []


def _hook(event: str, args: tuple[object, ...]) -> None:
    if _watch and event in _NAMES:
        _watch[-1].see(event, args)


sys.addaudithook(_hook)  # which cannot be taken away again; without a watch it does nothing


@contextmanager
def watched(root: Path, act: Callable[[str, Path, object], None]) -> Iterator[Watch]:
    real = os.fsync

    def fsync(handle: int) -> None:
        _hook("fsync", (handle,))
        real(handle)

    _watch.append(Watch(root, act))
    try:
        with patch("os.fsync", fsync):
            yield _watch[-1]
    finally:
        _watch.pop()


def killed_at(number: int, root: Path, work: Callable[[], object]) -> bool:
    """Does the work in a process of its own that is killed before the N-th change; False when it came to its end.

    The process is forked: work that sets a PDF waits in it for threads that only its parent has.
    """
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == KILLED
    try:
        work_killed_at(number, root, work)
    finally:
        os._exit(0)


def work_killed_at(number: int, root: Path, work: Callable[[], object]) -> None:
    """Does the work; before the N-th change this process ends."""
    left = number

    def kill(event: str, path: Path, _: object) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            if event == "fsync" and path.is_file():  # the end of it has not reached the disk
                size = path.stat().st_size
                os.truncate(path, size // 2 if path.suffix == ".dtmp" else size - 20)
            os._exit(KILLED)

    with watched(root, kill):
        work()


@contextmanager
def full_disk_at(number: int, root: Path) -> Iterator[Watch]:
    """The N-th change that needs space finds the disk full."""
    left = number

    def fill(event: str, path: Path, _: object) -> None:
        nonlocal left
        left -= event in _NEEDS_SPACE
        if left == 0 and event in _NEEDS_SPACE:
            watch.struck = True
            # As the system does: a call with a handle does not know the file's name.
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), *([] if event == "fsync" else [str(path)]))

    with watched(root, fill) as watch:
        yield watch


@contextmanager
def versions(root: Path) -> Iterator[dict[str, set[bytes]]]:
    """Every content that a file of the archive is given by a rename, by its path; of the cache, none."""
    found: dict[str, set[bytes]] = {}

    def note(event: str, path: Path, target: object) -> None:
        if event == "os.rename" and path.is_relative_to(root):
            new = Path(os.fsdecode(target))  # type: ignore[arg-type]  # the target of a rename
            for file in [path] if path.is_file() else path.rglob("*"):
                name = str(new / file.relative_to(path)).removeprefix(f"{root}/")
                if file.is_file() and new.is_relative_to(root):
                    found.setdefault(name, set()).add(file.read_bytes())

    with watched(root, note):
        yield found
