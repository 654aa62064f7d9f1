"""Where what speeds the tool up is kept: in the user's own cache folder, outside every archive.

So nothing that came with a branch is taken for this machine's own work. All of it can be deleted at any time; it is
data (JSON, SQLite, an index), never code, and what cannot be read is made anew.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from pathlib import Path

from platformdirs import user_cache_path

from diptych.model.problem import Problem, Refused, Severity, rule
from diptych.store.files import reasons, write

VARIABLE = "DIPTYCH_CACHE"
_ARCHIVES = "archives"
_PLACE = "place.txt"  # in the cache of an archive: where that archive is
_KEY = "key"

INSIDE = rule(
    "D701",
    Severity.ERROR,
    f"{VARIABLE} is {{folder}}, which lies in the archive; a branch could bring what would be taken for your own work",
    f"Set {VARIABLE} to a folder outside the archive, or leave it unset.",
    f"{VARIABLE} là {{folder}}, nằm trong kho; một nhánh có thể mang theo những thứ bị coi là do máy bạn làm ra",
    f"Hãy đặt {VARIABLE} là một thư mục ngoài kho, hoặc bỏ biến này.",
)
UNWRITABLE = rule(
    "D706",
    Severity.ERROR,
    "the cache cannot be read or written there: {reason}; the archive and its last site are as they were",
    f"Free some space or correct the permissions, or set {VARIABLE} to a folder that can be written; then run the "
    "command again.",
    "không đọc hoặc ghi được bộ đệm ở đó: {reason_vi}; kho và bản dựng gần nhất vẫn nguyên vẹn",
    f"Hãy giải phóng đĩa hoặc sửa quyền truy cập, hoặc đặt {VARIABLE} là một thư mục ghi được; rồi chạy lại lệnh.",
)


def cache_folder() -> Path:
    """The folder of all caches: what DIPTYCH_CACHE says, else the user's own as the system has it."""
    given = os.environ.get(VARIABLE, "").strip()
    return Path(given).absolute() if given else user_cache_path("diptych")


def unwritable(error: OSError) -> Problem | None:
    """What the system says of a file of the caches (D706); None where the error is of another file."""
    folder = cache_folder()
    file = Path(os.fsdecode(error.filename)).absolute() if isinstance(error.filename, str | bytes) else None
    if not file or not (file.is_relative_to(folder) or folder.is_relative_to(file)):  # above: where it is to be made
        return None
    reason, reason_vi = reasons(error)
    return UNWRITABLE.at(str(folder), reason=reason, reason_vi=reason_vi)


def archive_cache(root: Path) -> Path:
    """The folder of what was made of the archive at `root`; it need not be there yet.

    An archive that is moved or copied begins anew. Raises Refused (D701).
    """
    place = root.resolve()
    folder = cache_folder()
    if folder.resolve().is_relative_to(place):
        raise Refused(INSIDE.at(VARIABLE, folder=folder))
    return folder / _ARCHIVES / hashlib.sha256(os.fsencode(place)).hexdigest()[:32]


def claim(root: Path) -> None:
    """Notes whose cache it is, and deletes the caches of archives that are no longer where they were.

    Raises Refused (D701), OSError.
    """
    own = archive_cache(root)
    own.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not write(own / _PLACE, os.fsencode(root.resolve()), derived=True):
        return
    for other in own.parent.iterdir():
        place = other / _PLACE
        if place.is_file() and not Path(os.fsdecode(place.read_bytes())).is_dir():
            shutil.rmtree(other, ignore_errors=True)


def secret() -> bytes:
    """A key of this user on this machine, by which the tool knows its own notes again. Raises OSError."""
    file = cache_folder() / _KEY
    if not file.is_file():
        write(file, secrets.token_bytes(32))
        file.chmod(0o600)
    return file.read_bytes()
