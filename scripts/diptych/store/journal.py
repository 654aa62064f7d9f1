"""Answers of engines, written down one by one as they come, so that none is asked or paid for twice after a kill.

A line of the file is a translated block, or an answer to one text of a block that is not whole yet. Each carries a seal
of this user on this machine: a line that somebody else wrote, however it came here, is no answer of an engine.
"""

from __future__ import annotations

import hmac
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from diptych.model.article import Asked, Draft
from diptych.model.layout import WORK
from diptych.model.problem import Problem, Severity, rule
from diptych.store.cache import VARIABLE, cache_folder, secret
from diptych.store.files import naming, reasons, write

JOURNAL = Path(WORK) / "answers.jsonl"

NO_KEY = rule(
    "D707",
    Severity.WARNING,
    "the cache cannot be read or written there: {reason}; if this run is stopped, engines are asked again for what "
    "they have answered",
    f"Free some space or correct the permissions, or set {VARIABLE} to a folder that can be written.",
    "không đọc hoặc ghi được bộ đệm ở đó: {reason_vi}; nếu lần chạy này bị dừng giữa chừng, những câu máy dịch đã trả "
    "lời sẽ phải hỏi lại",
    f"Hãy giải phóng đĩa hoặc sửa quyền truy cập, hoặc đặt {VARIABLE} là một thư mục ghi được.",
)

Key = tuple[str, str, str]  # source language, target language, source hash


@dataclass(frozen=True, slots=True)
class Journal:
    """What engines have answered that does not stand in the archive yet."""

    drafts: Mapping[Key, Draft]
    texts: Mapping[Asked, tuple[str, str]]  # the answer, and the hash of the source block it belongs to


def read_journal(root: Path) -> Journal:
    """The answers of runs that did not end, or that left blocks half done. A line that was cut short is passed over.

    Without a key there are none: a machine whose cache cannot be written knows no line for its own.
    """
    drafts: dict[Key, Draft] = {}
    texts: dict[Asked, tuple[str, str]] = {}
    path = root / JOURNAL
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n") if path.exists() else ()
    key = _key() if lines else None
    for line in lines if key else ():
        try:
            one: Any = json.loads(line)
            if not hmac.compare_digest(one.pop("seal"), _seal(one, key or b"")):
                continue
            pair = one["source"], one["target"]
            if "asked" in one:
                asked = Asked(one["engine"], one["version"], *pair, one["asked"])
                texts[asked] = (one["text"], one["hash"])
            else:
                draft = Draft(
                    text=one["text"], source=one["hash"], engine=one["engine"], version=one["version"], date=one["date"]
                )
                drafts[(*pair, draft.source)] = draft
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
    return Journal(drafts, texts)


def note(root: Path, source: str, target: str, draft: Draft) -> None:
    """One more block, on the disk when this returns. Raises OSError."""
    _add(root, [_draft_line(source, target, draft)])


def note_texts(root: Path, block: str, answers: Mapping[Asked, str]) -> None:
    """Answers to texts of the block with this hash, on the disk when this returns. Raises OSError."""
    _add(root, [_text_line(asked, text, block) for asked, text in answers.items()])


def no_key() -> Iterator[Problem]:
    """That what engines answer cannot be kept for the next run (D707), where it cannot."""
    try:
        secret()
    except OSError as error:
        reason, reason_vi = reasons(error)
        yield NO_KEY.at(str(cache_folder()), reason=reason, reason_vi=reason_vi)


def _key() -> bytes | None:
    try:
        return secret()
    except OSError:
        return None


def _add(root: Path, lines: Iterable[Mapping[str, str]]) -> None:
    path = root / JOURNAL
    if not (key := _key()):
        return
    with naming(path), path.open("a", encoding="utf-8") as file:
        # The line end in front sets these answers apart from one that a full disk has cut short.
        file.write("\n" + "".join(_sealed(lines, key)))
        file.flush()
        os.fsync(file.fileno())


def _seal(line: Mapping[str, str], key: bytes) -> str:
    text = json.dumps(line, sort_keys=True)
    return hmac.new(key, text.encode("utf-8", "surrogatepass"), "sha256").hexdigest()


def _sealed(lines: Iterable[Mapping[str, str]], key: bytes) -> Iterator[str]:
    for line in lines:
        yield json.dumps({**line, "seal": _seal(line, key)}, ensure_ascii=False) + "\n"


def _draft_line(source: str, target: str, draft: Draft) -> dict[str, str]:
    return {
        "source": source,
        "target": target,
        "hash": draft.source,
        "engine": draft.engine,
        "version": draft.version,
        "date": draft.date,
        "text": draft.text,
    }


def _text_line(asked: Asked, text: str, block: str) -> dict[str, str]:
    return {
        "source": asked.source,
        "target": asked.target,
        "hash": block,
        "engine": asked.engine,
        "version": asked.version,
        "asked": asked.text,
        "text": text,
    }


def end_journal(root: Path, rest: Journal) -> None:
    """The run has ended and its answers stand in the archive; the `rest`, which have no place there yet, are kept.

    Without a key nobody has read what is there, and it stays. Raises OSError.
    """
    if not (root / JOURNAL).exists() and not rest.drafts and not rest.texts:
        return
    if not (key := _key()):
        return
    lines = [_draft_line(source, target, draft) for (source, target, _), draft in rest.drafts.items()]
    lines += [_text_line(asked, text, block) for asked, (text, block) in rest.texts.items()]
    if lines:
        write(root / JOURNAL, "".join(_sealed(lines, key)).encode())
    else:
        (root / JOURNAL).unlink(missing_ok=True)
