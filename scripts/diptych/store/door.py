"""Whether a folder is an archive: what every command asks before it reads, writes or locks anything."""

from __future__ import annotations

from pathlib import Path

from diptych.model.problem import Refused, Severity, rule

SETTINGS = "archive.yml"

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
    """Raises Refused (D205) where the folder is not an archive's, OSError where it cannot be looked into."""
    if (root / SETTINGS).exists():
        return
    reason, reason_vi = _reason(root)
    raise Refused(NO_ARCHIVE.at(str(root), file=SETTINGS, reason=reason, reason_vi=reason_vi))


def _reason(root: Path) -> tuple[str, str]:
    """Why it is none: (English, Vietnamese)."""
    if not root.exists():
        return "there is no such folder", "không có thư mục này"
    if not root.is_dir():
        return "this is a file, not a folder", "đây là tệp, không phải thư mục"
    return f"the folder has no {SETTINGS}", f"thư mục không có {SETTINGS}"
