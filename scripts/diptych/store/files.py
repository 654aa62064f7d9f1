"""Reading with limits and writing whole: a file is old or new, never a mix, whenever the work stops."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from diptych.model.problem import Refused, Severity, rule

TEMPORARY = ".dtmp"  # git-ignored; what a killed run leaves behind is swept by the next write in that folder
MB = 1024 * 1024

SYMLINK = rule(
    "D201",
    Severity.ERROR,
    "this is a symbolic link; an archive holds only real files",
    "Replace the link by the file itself.",
    "đây là liên kết tượng trưng; kho lưu trữ chỉ chứa tệp thật",
    "Hãy thay liên kết bằng chính tệp đó.",
)
TOO_LARGE = rule(
    "D202",
    Severity.ERROR,
    "the file has {bytes} bytes; at most {limit} are read",
    "Split the text into several articles.",
    "tệp dài {bytes} byte, trong khi chỉ đọc tối đa {limit} byte",
    "Hãy chia văn bản thành nhiều bài.",
)
UNREADABLE = rule(
    "D203",
    Severity.ERROR,
    "the file cannot be read or written: {reason}",
    "Look at its permissions and at the space left on the disk.",
    "không đọc hoặc ghi được tệp: {reason}",
    "Hãy kiểm tra quyền truy cập và dung lượng đĩa còn trống.",
)
BUSY = rule(
    "D204",
    Severity.ERROR,
    "another diptych command is at work in this archive",
    "Wait until it has ended, then run this one again.",
    "một lệnh diptych khác đang chạy trong kho này",
    "Hãy đợi lệnh đó kết thúc rồi chạy lại.",
)


def read(path: Path, name: str, limit: int) -> bytes:
    """The bytes of a file; `name` is what problems call it.

    Raises Refused (D201, D202, D203).
    """
    try:
        if path.is_symlink():
            raise Refused(SYMLINK.at(name))
        size = path.stat().st_size
        if size > limit:
            raise Refused(TOO_LARGE.at(name, bytes=size, limit=limit))
        return path.read_bytes()
    except OSError as error:
        raise Refused(UNREADABLE.at(name, reason=error.strerror or type(error).__name__)) from None


def write(path: Path, data: bytes) -> bool:
    """Writes a file whole, and only if its bytes change; says whether it did.

    Raises OSError; the old file is then as it was.
    """
    with suppress(FileNotFoundError):
        if not path.is_symlink() and path.read_bytes() == data:
            return False
    temporary = _temporary(path, data)
    try:
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)
    return True


def write_once(path: Path, data: bytes) -> None:
    """Writes a file that must not exist yet, such as an original.

    Raises FileExistsError, OSError.
    """
    temporary = _temporary(path, data)
    try:
        os.link(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
    _sync_folder(path.parent)


def _temporary(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}{TEMPORARY}")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """One writing command at a time in an archive. Raises Refused (D204)."""
    folder = root / ".diptych"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Refused(BUSY.at(".diptych/lock")) from None
        yield
