"""Whether a folder is an archive: what every command asks before it reads, writes or locks anything."""

from __future__ import annotations

from pathlib import Path

from diptych import VERSION
from diptych.model.layout import SETTINGS
from diptych.model.problem import Refused, Severity, rule
from diptych.text.lockfile import LOCK, read_lock

NEWER = rule(
    "D731",
    Severity.ERROR,
    "this archive is kept with diptych {theirs}; this is {ours}, which may not understand all of it; nothing was done",
    "Use the version that diptych.lock names: `make site` installs it into .venv, and .venv/bin/diptych runs it.",
    "kho này dùng diptych {theirs}, còn đây là bản {ours}, có thể không hiểu hết; chưa làm gì cả",
    "Hãy dùng phiên bản ghi trong diptych.lock: `make site` cài bản ấy vào .venv, rồi chạy .venv/bin/diptych.",
)
NO_ARCHIVE = rule(
    "D205",
    Severity.ERROR,
    "there is no archive here: {reason}",
    "Go to a folder that holds {file} (cd DIR), name it before the command (diptych --archive DIR …), or begin a new "
    "archive (diptych init DIR).",
    "đây không phải kho lưu trữ: {reason_vi}",
    "Hãy chuyển tới thư mục có {file} (cd THƯ_MỤC), chỉ ra thư mục trước tên lệnh (diptych --archive THƯ_MỤC …), hoặc "
    "lập kho mới (diptych init THƯ_MỤC).",
)


def enter(root: Path) -> None:
    """Raises Refused (D205, D730, D731) where this tool cannot work there, OSError where it cannot be looked into."""
    if (root / SETTINGS).exists():
        _fit(root)
        return
    reason, reason_vi = _reason(root)
    raise Refused(NO_ARCHIVE.at(str(root), file=SETTINGS, reason=reason, reason_vi=reason_vi))


def locked_version(root: Path) -> str | None:
    """The version of the tool that keeps an archive, if its lock says. Raises Refused (D730), OSError."""
    if not (root / LOCK).is_file():
        return None
    return read_lock((root / LOCK).read_text(encoding="utf-8", errors="replace")).version


def _fit(root: Path) -> None:
    theirs = locked_version(root)
    if theirs is None or theirs == VERSION:
        return
    from packaging.version import Version

    if Version(theirs) > Version(VERSION):
        raise Refused(NEWER.at(LOCK, theirs=theirs, ours=VERSION))


def _reason(root: Path) -> tuple[str, str]:
    """Why it is none: (English, Vietnamese)."""
    if not root.exists():
        return "there is no such folder", "không có thư mục này"
    if not root.is_dir():
        return "this is a file, not a folder", "đây là tệp, không phải thư mục"
    return f"the folder has no {SETTINGS}", f"thư mục không có {SETTINGS}"
