"""The list of generated pages with their hashes, in the archive's cache: what a build may overwrite and delete."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from diptych.model.generated import is_generated
from diptych.model.layout import ARTICLES, SETTINGS, article_folder, term_path
from diptych.model.problem import Problem, Severity, rule
from diptych.store.aside import move_aside, set_aside
from diptych.store.build_cache import digest, read_made, write_made
from diptych.store.files import write

MANIFEST = "manifest.json"

EDITED = rule(
    "D501",
    Severity.ERROR,
    "this page is generated, and somebody has edited it; the edited page was moved to {aside}",
    "Make the change in {source}, and build again.",
    "trang này do máy tạo ra nhưng đã bị sửa tay; bản đã sửa được chuyển vào {aside}",
    "Hãy sửa ở {source}, rồi dựng lại.",
)

ALTERED = rule(
    "D505",
    Severity.ERROR,
    "this generated page is not as it was built",
    "Make the change in {source}, and build again: the page is made anew, and what it holds now is kept.",
    "trang do máy tạo này không còn như lúc dựng",
    "Hãy sửa ở {source}, rồi dựng lại: trang được tạo lại, và bản hiện thời được giữ riêng.",
)
LOST = rule(
    "D506",
    Severity.WARNING,
    "this generated page is not there any more",
    "Run `diptych build`; it is made from {source}.",
    "không còn thấy trang do máy tạo này",
    "Hãy chạy `diptych build`; trang này được tạo từ {source}.",
)


def read_manifest(root: Path) -> Mapping[str, Sequence[str]]:
    """The hashes that each generated page may have: one, or two while a build was writing.

    Raises Refused (D701).
    """
    pages = read_made(root, MANIFEST).get("pages")
    if not isinstance(pages, dict):
        return {}
    # Nothing is written or deleted that is not the path of a generated page, whatever a file says.
    return {path: [*map(str, hashes)] for path, hashes in pages.items() if is_generated(path)}


def write_pages(root: Path, docs: Path, pages: Mapping[str, bytes]) -> tuple[list[Problem], int]:
    """Makes the generated pages be these and no others: (what stood in their way, how many files changed).

    `docs` holds no symbolic link. Raises OSError.
    """
    old = read_manifest(root)
    gone = [path for path in old if path not in pages]
    problems = _cleared(root, docs, pages, gone, old)
    new = {path: [digest(data)] for path, data in pages.items()}
    if new != old:
        both = {path: list(dict.fromkeys([*old.get(path, ()), *new.get(path, ())])) for path in {**old, **new}}
        _write(root, both)
    changed = sum(write(docs / path, data, derived=True) for path, data in pages.items())
    changed += sum(_deleted(docs / path) for path in gone)
    _write(root, new)
    return problems, changed


def write_changed(root: Path, docs: Path, pages: Mapping[str, bytes], gone: Sequence[str]) -> list[Problem]:
    """Writes some of the generated pages and takes some away; the others stay as they are. Raises OSError."""
    old = read_manifest(root)
    problems = _cleared(root, docs, pages, gone, old)
    new = {**{path: hashes for path, hashes in old.items() if path not in gone}, **_digests(pages)}
    _write(root, {**old, **{path: [*old.get(path, ()), *hashes] for path, hashes in _digests(pages).items()}})
    for path, data in pages.items():
        write(docs / path, data, derived=True)
    for path in gone:
        _deleted(docs / path)
    _write(root, new)
    return problems


def _deleted(file: Path) -> bool:
    there = file.exists()
    file.unlink(missing_ok=True)
    return there


def _digests(pages: Mapping[str, bytes]) -> dict[str, Sequence[str]]:
    return {path: [digest(data)] for path, data in pages.items()}


def verify(root: Path, docs: Path) -> Iterator[Problem]:
    """Generated pages whose bytes are not those that the last build wrote. Raises Refused (D701)."""
    for path, hashes in read_manifest(root).items():
        if not _is_ours(docs / path, hashes):
            broken = ALTERED if (docs / path).exists() else LOST
            yield broken.at(f"{docs.name}/{path}", source=_source(path))


def _write(root: Path, pages: Mapping[str, Sequence[str]]) -> None:
    write_made(root, MANIFEST, {"pages": pages})


def _is_ours(path: Path, hashes: Sequence[str]) -> bool:
    return path.is_file() and not path.is_symlink() and digest(path.read_bytes()) in hashes


def _cleared(
    root: Path, docs: Path, pages: Mapping[str, bytes], gone: Sequence[str], old: Mapping[str, Sequence[str]]
) -> list[Problem]:
    """Moves somebody's files aside where pages are to be written or deleted: what is to be said of them."""
    problems: list[Problem] = []
    unknown: list[str] = []
    for path in (*pages, *gone):
        file, shown = docs / path, f"{docs.name}/{path}"
        may_be = [*old.get(path, ()), *([digest(pages[path])] if path in pages else [])]
        if not os.path.lexists(file) or _is_ours(file, may_be):
            continue
        if path in old:
            problems.append(EDITED.at(shown, source=_source(path), aside=move_aside(root, shown)))
        else:
            unknown.append(path)
    return [*problems, *set_aside(root, unknown)]


def _source(path: str) -> str:
    """Where a generated page comes from."""
    match path.removesuffix(".md").split("/"):
        case [_, "glossary", name, *_] if name != "index":
            return term_path(name)
        case [_, "articles", name] if name != "index":
            return f"{article_folder(name)}/"
        case ["index"] | [_, "index"] | [_, "glossary", "index"]:
            return SETTINGS
    return f"{ARTICLES}/"
