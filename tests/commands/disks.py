"""A small disk of its own, to be filled or made read-only, and work as somebody who is not root."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

PAGE = 4096  # bytes, in which such a disk is filled
NOBODY = 65534


@dataclass(frozen=True)
class Disk:
    root: Path

    def fill(self, left: int = 0) -> None:
        """So that so many bytes are left of it."""
        handle = os.open(self._ballast, os.O_CREAT | os.O_WRONLY | os.O_TRUNC)
        with suppress(OSError):
            while True:
                os.write(handle, bytes(PAGE))
        os.ftruncate(handle, max(os.fstat(handle).st_size - left, 0))
        os.close(handle)

    def free(self) -> None:
        self._ballast.unlink(missing_ok=True)

    def make_read_only(self) -> None:
        subprocess.run(["mount", "-o", "remount,ro", str(self.root)], check=True)

    @property
    def _ballast(self) -> Path:
        return self.root / "ballast"


@contextmanager
def small_disk(root: Path, size: str) -> Iterator[Disk]:
    """A disk in memory of this size, such as "4m"."""
    root.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size},mode=755", "tmpfs", str(root)], check=True)
    try:
        yield Disk(root)
    finally:
        subprocess.run(["umount", "-l", str(root)], check=True)


def as_nobody(work: Callable[[], tuple[int, str]]) -> tuple[int, str]:
    """What a command says to a user whom permissions bind: in a process of its own where this one is root's."""
    if os.geteuid():
        return work()

    def bound() -> tuple[int, str]:
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
        return work()

    return apart(bound)


def apart(work: Callable[[], tuple[int, str]]) -> tuple[int, str]:
    """What a command says in a process of its own."""
    ends = os.pipe()
    child = os.fork()
    if not child:
        try:
            code, out = work()
            os.write(ends[1], f"{code}\n{out}".encode())
        finally:
            os._exit(0)
    os.close(ends[1])
    with os.fdopen(ends[0]) as pipe:
        said, _, out = pipe.read().partition("\n")
    os.waitpid(child, 0)
    return int(said), out
