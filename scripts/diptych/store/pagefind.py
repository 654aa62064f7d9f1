"""Pagefind as a program: the search index, made again only when what it is made from has changed."""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import subprocess
import zlib
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

import pagefind_bin

from diptych.model.problem import Problem, Severity, rule
from diptych.store.cache import VARIABLE, archive_cache, cache_folder
from diptych.store.files import write

INDEX = "pagefind"  # in the archive's cache, and in the site
STAMP = "pagefind.sha256"
READ_BY_PAGES = (".json", ".js", ".pf_meta", ".pf_index", ".pf_fragment", "wasm.en.pagefind")
NOT_OURS = ("-ui.js", "-highlight.js", "-worker.js")  # interfaces that no page of ours loads
# Of nothing Pagefind makes no index, but an error; what stands in no folder, pages do not show.
EMPTY = {"nothing.html": '<!doctype html><html lang="en"><body data-pagefind-body>nothing</body></html>'}
TAIL = 1500  # characters of its last words that are shown

FAILED = rule(
    "D540",
    Severity.ERROR,
    "Pagefind could not make the search index; the last good site was kept. It said: {words}",
    "Mend what it names, then build again.",
    "Pagefind không tạo được chỉ mục tìm kiếm; bản dựng tốt gần nhất được giữ nguyên. Thông báo: {words}",
    "Hãy sửa chỗ được nêu rồi dựng lại.",
)
CUT = rule(
    "D709",
    Severity.ERROR,
    "Pagefind left its file {file} cut short; the last good site was kept",
    f"Free some space on the disk of the cache, or set {VARIABLE} to a folder on another disk. Then build again.",
    "Pagefind ghi tệp {file} không trọn vẹn; bản dựng tốt gần nhất được giữ nguyên",
    f"Hãy giải phóng đĩa chứa bộ đệm, hoặc đặt {VARIABLE} là một thư mục ở đĩa khác. Rồi dựng lại.",
)


def index(root: Path, files: Mapping[str, str]) -> Problem | None:
    """Makes the index in the archive's cache be that of these files (HTML, and JSON that goes into it as it is).

    Raises Refused (D701), OSError; the old index is then as it was, or made anew by the next run.
    """
    cache = archive_cache(root)
    stamp = _fingerprint(files)
    known = (cache / STAMP).read_text() if (cache / STAMP).exists() else ""
    if known == f"{stamp} {_contents(cache / INDEX)}":
        return None
    texts, new = (cache / name for name in ("search.new", "pagefind.new"))
    for folder in (texts, new):
        shutil.rmtree(folder, ignore_errors=True)
    try:
        if failed := _made(texts, new, files):
            return failed
        (cache / STAMP).unlink(missing_ok=True)
        shutil.rmtree(cache / INDEX, ignore_errors=True)
        new.rename(cache / INDEX)
    finally:
        for folder in (texts, new):
            shutil.rmtree(folder, ignore_errors=True)
    write(cache / STAMP, f"{stamp} {_contents(cache / INDEX)}".encode())
    return None


def _made(texts: Path, new: Path, files: Mapping[str, str]) -> Problem | None:
    pages = {path: text for path, text in files.items() if path.endswith(".html")}
    for path, text in (pages or EMPTY).items():
        write(texts / path, text.encode(), derived=True)
    # One language for all texts, so that one search goes through all; English stems, and leaves Vietnamese alone.
    options = ["--site", ".", "--output-path", str(new.absolute()), "--force-language", "en", "--silent"]
    command = [str(pagefind_bin.get_executable()), *options]
    # In the folder of the texts: a `pagefind.toml` or `.yml` of the archive's would be read for settings.
    done = subprocess.run(command, cwd=texts, env={}, capture_output=True, text=True, check=False)
    if done.returncode:
        return FAILED.at(INDEX, words=" ".join((done.stderr or done.stdout).split())[-TAIL:])
    _take_unread(new)
    if cut := next((path for path in sorted(new.rglob("*")) if path.is_file() and not _is_whole(path)), None):
        return CUT.at(str(cache_folder()), file=cut.relative_to(new).as_posix())
    _order(new / "pagefind-entry.json")
    for path, text in files.items():
        if path not in pages:
            write(new / path, text.encode(), derived=True)
    return None


def _take_unread(new: Path) -> None:
    """Leaves only what pages read."""
    for path in [*new.iterdir()]:
        if path.is_file() and (not path.name.endswith(READ_BY_PAGES) or path.name.endswith(NOT_OURS)):
            path.unlink()


def _is_whole(file: Path) -> bool:
    """Whether a file of Pagefind's has its end: on a full disk it leaves files cut or empty, and calls that a success.

    Most are compressed, with a checksum at the end.
    """
    data = file.read_bytes()
    try:
        if file.suffix == ".js":
            return data.rstrip().endswith((b"}", b";"))
        return bool(json.loads(data) if file.suffix == ".json" else gzip.decompress(data))
    except (ValueError, OSError, EOFError, zlib.error):
        return False


def _order(entry: Path) -> None:
    """The entry in a fixed order: Pagefind writes it in a random one."""
    found = json.loads(entry.read_text(encoding="utf-8"))
    found["include_characters"] = sorted(found.get("include_characters", []))
    write(entry, json.dumps(found, sort_keys=True, ensure_ascii=False).encode(), derived=True)


def _contents(folder: Path) -> str:
    """One hash over the files of an index: one that was damaged is made anew."""
    total = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        total.update(f"{path.relative_to(folder)}\n".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _fingerprint(files: Mapping[str, str]) -> str:
    """One hash over everything that the index is made from."""
    total = hashlib.sha256(f"pagefind {version('pagefind-bin')}\n".encode())
    total.update(Path(__file__).read_bytes())
    for path in sorted(files):
        total.update(f"{path}\n".encode())
        total.update(hashlib.sha256(files[path].encode()).digest())
    return total.hexdigest()
