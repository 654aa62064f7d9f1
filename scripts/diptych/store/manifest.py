"""The list of generated pages with their hashes: what a build may overwrite and delete, and nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from diptych.model.generated import is_generated
from diptych.model.layout import ARTICLES, SETTINGS, WORK, article_folder, term_path
from diptych.model.problem import Problem, Severity, rule
from diptych.store.files import write

MANIFEST = Path(WORK) / "manifest.json"

EDITED = rule(
    "D501",
    Severity.ERROR,
    "this page is generated, and somebody has edited it; nothing was built",
    "Make the change in {source}, then delete this page and build again.",
    "trang này do máy tạo ra nhưng đã bị sửa tay; chưa dựng gì cả",
    "Hãy sửa ở {source}, rồi xóa trang này và dựng lại.",
)
IN_THE_WAY = rule(
    "D502",
    Severity.ERROR,
    "a file stands where a generated page belongs; nothing was built",
    "Move it away, or delete it (`git clean -fdX docs` deletes all such pages); the page is made from {source}.",
    "có một tệp nằm ở chỗ của trang do máy tạo; chưa dựng gì cả",
    "Hãy chuyển nó đi, hoặc xóa (`git clean -fdX docs` xóa mọi trang như vậy); trang này được tạo từ {source}.",
)

ALTERED = rule(
    "D505",
    Severity.ERROR,
    "this generated page is not as it was built",
    "Make the change in {source}, then delete this page and build again.",
    "trang do máy tạo này không còn như lúc dựng",
    "Hãy sửa ở {source}, rồi xóa trang này và dựng lại.",
)
LOST = rule(
    "D506",
    Severity.WARNING,
    "this generated page is not there any more",
    "Run `diptych build`; it is made from {source}.",
    "không còn thấy trang do máy tạo này",
    "Hãy chạy `diptych build`; trang này được tạo từ {source}.",
)
FOREIGN = rule(
    "D713",
    Severity.WARNING,
    "this file names {path}, which is not a page that Diptych generates (such entries: {count}); they are passed over, "
    "and nothing is deleted for them",
    "Delete this file if you do not know where it came from: the next build writes it anew.",
    "tệp này nêu {path}, vốn không phải trang do Diptych tạo ra (số mục như vậy: {count}); các mục đó bị bỏ qua và "
    "không tệp nào bị xóa theo chúng",
    "Nếu không rõ tệp này từ đâu đến thì hãy xóa nó: lần dựng sau sẽ ghi lại tệp mới.",
)


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def read_manifest(root: Path) -> Mapping[str, Sequence[str]]:
    """The hashes that each generated page may have: one, or two while a build was writing.

    The file may have come with somebody's branch: what is not the path of a generated page is passed over.
    """
    return {path: hashes for path, hashes in _entries(root).items() if is_generated(path)}


def foreign(root: Path) -> Iterator[Problem]:
    """What the manifest names though no build writes it."""
    paths = sorted(path for path in _entries(root) if not is_generated(path))
    if paths:
        yield FOREIGN.at(str(MANIFEST), path=paths[0], count=len(paths))


def _entries(root: Path) -> Mapping[str, Sequence[str]]:
    try:
        found = json.loads((root / MANIFEST).read_text(encoding="utf-8"))
        return {str(path): [str(item) for item in hashes] for path, hashes in found["pages"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def write_pages(root: Path, docs: Path, pages: Mapping[str, bytes]) -> tuple[list[Problem], int]:
    """Makes the generated pages be these and no others: (problems, how many files changed).

    `docs` holds no symbolic link. With a problem nothing is written. Raises OSError.
    """
    old = read_manifest(root)
    problems = [problem for path in {**old, **pages} if (problem := _in_the_way(docs, path, pages.get(path), old))]
    if problems:
        return problems, 0
    new = {path: [digest(data)] for path, data in pages.items()}
    gone = [path for path in old if path not in pages and (docs / path).exists()]
    if new != old:
        both = {path: list(dict.fromkeys([*old.get(path, ()), *new.get(path, ())])) for path in {**old, **new}}
        _write(root, both)
    changed = sum(write(docs / path, data, derived=True) for path, data in pages.items())
    for path in gone:
        (docs / path).unlink()
    _write(root, new)
    return [], changed + len(gone)


def write_changed(root: Path, docs: Path, pages: Mapping[str, bytes], gone: Sequence[str]) -> list[Problem]:
    """Writes some of the generated pages and takes some away; the others stay as they are. Raises OSError.

    With a problem nothing is written.
    """
    old = read_manifest(root)
    problems = [problem for path in (*pages, *gone) if (problem := _in_the_way(docs, path, pages.get(path), old))]
    if problems:
        return problems
    new = {**{path: hashes for path, hashes in old.items() if path not in gone}, **_digests(pages)}
    _write(root, {**old, **{path: [*old.get(path, ()), *hashes] for path, hashes in _digests(pages).items()}})
    for path, data in pages.items():
        write(docs / path, data, derived=True)
    for path in gone:
        (docs / path).unlink(missing_ok=True)
    _write(root, new)
    return []


def _digests(pages: Mapping[str, bytes]) -> dict[str, Sequence[str]]:
    return {path: [digest(data)] for path, data in pages.items()}


def verify(root: Path, docs: Path) -> Iterator[Problem]:
    """Generated pages whose bytes are not those that the last build wrote, and what else the manifest names."""
    yield from foreign(root)
    for path, hashes in read_manifest(root).items():
        if not _is_ours(docs / path, hashes):
            broken = ALTERED if (docs / path).exists() else LOST
            yield broken.at(f"{docs.name}/{path}", source=_source(path))


def _write(root: Path, pages: Mapping[str, Sequence[str]]) -> None:
    write(root / MANIFEST, json.dumps({"pages": pages}, sort_keys=True, indent=0).encode())


def _is_ours(path: Path, hashes: Sequence[str]) -> bool:
    return path.is_file() and not path.is_symlink() and digest(path.read_bytes()) in hashes


def _in_the_way(docs: Path, path: str, data: bytes | None, old: Mapping[str, Sequence[str]]) -> Problem | None:
    """Somebody's file where a page (`data`) is to be written, or where one (None) is to be deleted."""
    file = docs / path
    if not file.exists() and not file.is_symlink():
        return None
    if _is_ours(file, [*old.get(path, ()), *([digest(data)] if data is not None else [])]):
        return None
    return (EDITED if path in old else IN_THE_WAY).at(f"{docs.name}/{path}", source=_source(path))


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
