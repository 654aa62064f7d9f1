"""What the commands say, in English and Vietnamese."""

from __future__ import annotations

from collections.abc import Mapping

_SAYINGS: Mapping[str, tuple[str, str]] = {
    "added": (
        "Added `{id}`: {blocks} blocks. The original is kept as {original}.",
        "Đã thêm `{id}`: {blocks} khối. Bản gốc được giữ ở {original}.",
    ),
    "left_out": ("Left out as page furniture:", "Đã bỏ các phần phụ của trang:"),
    "next_translate": (
        "Next: diptych translate {id}, then diptych build.",
        "Tiếp theo: diptych translate {id}, rồi diptych build.",
    ),
    "planned": (
        "{article} → {language}: {wanted} blocks to translate.",
        "{article} → {language}: {wanted} khối cần dịch.",
    ),
    "planned_known": (
        "{known} of them are in the memory; the others have {characters} characters to ask engines for.",
        "{known} khối đã có trong bộ nhớ; phần còn lại có {characters} ký tự cần hỏi máy dịch.",
    ),
    "nothing": ("Nothing to translate.", "Không có gì cần dịch."),
    "drafted": ("{count} blocks drafted by {engine}.", "{count} khối do {engine} dịch nháp."),
    "missing": (
        "{article} → {language}: {block} is still missing ({reasons})",
        "{article} → {language}: {block} vẫn chưa có bản dịch ({reasons})",
    ),
    "no_engine": ("no engine was asked", "không hỏi máy dịch nào"),
    "all_missing": (
        "{count} blocks are still missing. Their place is marked in the translation; people can write there too.",
        "Còn {count} khối chưa dịch. Chỗ của chúng được đánh dấu trong bản dịch; ai cũng có thể viết vào đó.",
    ),
    "closed": ("{engine} was not asked any more: {reason}", "Đã ngừng hỏi {engine}: {reason}"),
    "built": (
        "{articles} articles, {terms} terms: {pages} pages, {changed} changed.",
        "{articles} bài, {terms} thuật ngữ: {pages} trang, {changed} trang thay đổi.",
    ),
    "site": ("The site is in site/. Open it: {open}", "Trang nằm trong site/. Mở bằng: {open}"),
    "site_same": ("The site in site/ is up to date.", "Trang trong site/ đã là bản mới nhất."),
    "checked": ("{errors} errors, {warnings} warnings.", "{errors} lỗi, {warnings} cảnh báo."),
    "interrupted": (
        "Stopped. What engines had answered is kept; the next run goes on from there.",
        "Đã dừng. Câu trả lời của máy dịch được giữ lại; lần chạy sau sẽ tiếp tục từ đó.",
    ),
}


def say(language: str, key: str, /, **values: object) -> str:
    """One thing that a command says."""
    return _SAYINGS[key][1 if language == "vi" else 0].format(**values)
