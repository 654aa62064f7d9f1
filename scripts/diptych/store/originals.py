"""Originals against their records: their bytes are what a record says, or somebody has changed them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from diptych.model.archive import Archive
from diptych.model.layout import ARTICLES, original_path
from diptych.model.problem import Problem, Severity, rule

ALTERED = rule(
    "D251",
    Severity.ERROR,
    "the original is not as it was received: expected {bytes} bytes with SHA-256 {expected}, found {found}",
    "Take the file back from git's history; an original is never edited.",
    "bản gốc không còn như lúc nhận: cần {bytes} byte với SHA-256 {expected}, nhưng thấy {found}",
    "Hãy lấy lại tệp từ lịch sử git; bản gốc không bao giờ được sửa.",
)
LOST = rule(
    "D252",
    Severity.ERROR,
    "the original that the record names is not there",
    "Take the file back from git's history.",
    "không thấy bản gốc mà phiếu mô tả nêu",
    "Hãy lấy lại tệp từ lịch sử git.",
)
UNRECORDED = rule(
    "D253",
    Severity.ERROR,
    "the record does not name this original, so that nobody could tell if it were changed",
    "Take article.yml back from git's history, or add the text anew with `diptych add`.",
    "phiếu mô tả không nêu bản gốc này nên không ai biết được nếu nó bị thay đổi",
    "Hãy lấy lại article.yml từ lịch sử git, hoặc thêm lại văn bản bằng `diptych add`.",
)


def verify(root: Path, archive: Archive) -> Iterator[Problem]:
    """What is wrong with the originals; each is only read."""
    for article in archive.articles:
        original = article.record.original
        for found in sorted((root / ARTICLES / article.id).glob("original.*")):
            if not (original and found.name == original.file):
                yield UNRECORDED.at(original_path(article.id, found.name))
        if not original:
            continue
        shown = original_path(article.id, original.file)
        path = root / shown
        if not path.is_file() or path.is_symlink():
            yield LOST.at(shown)
            continue
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if digest != original.sha256 or path.stat().st_size != original.bytes:
            yield ALTERED.at(shown, bytes=original.bytes, expected=original.sha256, found=digest)
