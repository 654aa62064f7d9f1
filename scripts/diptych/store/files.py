"""Reading with limits and writing whole: a file is old or new, never a mix, whenever the work stops."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from diptych.model.layout import ARTICLES, DOCS, GLOSSARY, WORK
from diptych.model.problem import Problem, Refused, Severity, rule

TEMPORARY = ".dtmp"  # git-ignored; what a killed run leaves behind is swept by the next that locks the archive
WRITTEN = (WORK, ARTICLES, GLOSSARY, DOCS)  # the folders in which commands write
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
    "Mend that, then run the command again; what was there before is as it was.",
    "không đọc hoặc ghi được tệp: {reason_vi}",
    "Hãy khắc phục rồi chạy lại lệnh; những gì có từ trước vẫn nguyên vẹn.",
)
BUSY = rule(
    "D204",
    Severity.ERROR,
    "another diptych command is at work in this archive",
    "Wait until it has ended, then run this one again.",
    "một lệnh diptych khác đang chạy trong kho này",
    "Hãy đợi lệnh đó kết thúc rồi chạy lại.",
)
NOT_A_FILE = rule(
    "D214",
    Severity.ERROR,
    "this is no ordinary file, but a folder, a pipe or a device",
    "Put an ordinary file in its place, or take it away.",
    "đây không phải tệp thông thường mà là thư mục, ống dẫn hoặc thiết bị",
    "Hãy thay bằng một tệp thông thường, hoặc bỏ đi.",
)

# What the system says most often when a file cannot be read or written: (English, Vietnamese).
_REASONS = {
    errno.ENOSPC: ("the disk is full", "đĩa đã đầy"),
    errno.EDQUOT: ("the disk quota is used up", "đã dùng hết hạn mức đĩa"),
    errno.EACCES: ("permission denied", "không có quyền truy cập"),
    errno.EPERM: ("permission denied", "không có quyền truy cập"),
    errno.EROFS: ("the disk is read-only", "đĩa chỉ cho đọc"),
    errno.EIO: ("the disk reports an error", "đĩa báo lỗi"),
    errno.ENOENT: ("there is no such file or folder", "không có tệp hoặc thư mục này"),
    errno.ENOTDIR: ("a file stands where a folder belongs", "có một tệp nằm ở chỗ của thư mục"),
    errno.EISDIR: ("a folder stands where a file belongs", "có một thư mục nằm ở chỗ của tệp"),
}


def unreadable(error: OSError, name: str) -> Problem:
    """What the system says of a file, as a problem (D203)."""
    reason, reason_vi = reasons(error)
    return UNREADABLE.at(name, reason=reason, reason_vi=reason_vi)


def reasons(error: OSError) -> tuple[str, str]:
    """What the system says, in words: (English, Vietnamese)."""
    said = error.strerror or type(error).__name__
    return _REASONS.get(error.errno or 0, (said, said))


def read(path: Path, name: str, limit: int) -> bytes:
    """The bytes of a file; `name` is what problems call it.

    Raises Refused (D201, D202, D203, D214).
    """
    try:
        found = path.lstat()
        if stat.S_ISLNK(found.st_mode):
            raise Refused(SYMLINK.at(name))
        if not stat.S_ISREG(found.st_mode):
            raise Refused(NOT_A_FILE.at(name))
        if found.st_size > limit:
            raise Refused(TOO_LARGE.at(name, bytes=found.st_size, limit=limit))
        return path.read_bytes()
    except OSError as error:
        raise Refused(unreadable(error, name)) from None


def write(path: Path, data: bytes, derived: bool = False) -> bool:
    """Writes a file whole, and only if its bytes change; says whether it did.

    A derived file, which a build makes anew, is whole too but need not be safe on the disk at once.

    Raises OSError, which names the file; the old file is then as it was.
    """
    if path.exists() and not path.is_symlink() and path.read_bytes() == data:
        return False
    with _temporary(path, data, not derived) as temporary:
        temporary.replace(path)
    return True


def write_over(path: Path, old: bytes, data: bytes) -> bool:
    """Writes a file whole if it still holds `old` (b"" where there is none); False if somebody has changed it.

    Raises OSError, which names the file; the old file is then as it was.
    """
    with _temporary(path, data) as temporary:
        if (path.read_bytes() if path.exists() else b"") != old:
            return False
        temporary.replace(path)
    return True


@contextmanager
def _temporary(path: Path, data: bytes, safe: bool = True) -> Iterator[Path]:
    """A file beside `path` with this data, safely on the disk; it is gone, or in the place of `path`, afterwards."""
    temporary = path.with_name(f".{path.name}{TEMPORARY}")
    with naming(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with temporary.open("wb") as file:
                file.write(data)
                if safe:
                    file.flush()
                    os.fsync(file.fileno())
            yield temporary
            if safe:
                sync_folder(path.parent)
        finally:
            temporary.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Makes the names of a folder's files safe on the disk. Raises OSError."""
    with naming(folder):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """An OSError inside names this path: the system does not, where it has only a handle or another name."""
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """One writing command at a time in an archive. The lock file says whether the last one came to its end.

    Raises Refused (D201, D204), OSError.
    """
    folder = root / WORK
    if link := next(links(folder), None):
        raise Refused(SYMLINK.at(str(link.relative_to(root))))
    folder.mkdir(exist_ok=True)
    # Unbuffered: what a full disk does not take would be tried again, and fail without a name, when the file is closed.
    with (folder / "lock").open("a+b", buffering=0) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Refused(BUSY.at(f"{WORK}/lock")) from None
        file.seek(0)
        if file.read():
            _sweep(root)
        else:
            with naming(folder / "lock"):
                file.write(b"at work\n")
        try:
            yield
        finally:
            file.truncate(0)


def is_linked(root: Path, path: str) -> bool:
    """Whether a file below an archive, or a folder on the way to it, is a symbolic link."""
    file = root / path
    return file.is_symlink() or any(parent.is_symlink() for parent in file.parents if root in parent.parents)


def links(folder: Path) -> Iterator[Path]:
    """The symbolic links in a folder, at any depth; the folder itself where it is one."""
    if folder.is_symlink():
        yield folder
        return
    for here, folders, files in os.walk(folder):
        for name in sorted([*folders, *files]):
            if os.path.islink(f"{here}/{name}"):  # noqa: PTH114 # a path object for each of many files is slow
                yield Path(here, name)


def _sweep(root: Path) -> None:
    """Takes away the temporary files and folders that a killed run left behind."""
    for folder in (name for name in WRITTEN if not (root / name).is_symlink()):
        for path in [*(root / folder).rglob(f".*{TEMPORARY}")]:
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
