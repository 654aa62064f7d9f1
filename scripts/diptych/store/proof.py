"""The proof that a site which was just built is whole: it holds what was asked for, and no link leads into nothing."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from lxml import etree

from diptych.model.layout import DOCS, SITE
from diptych.model.problem import Problem, Severity, rule
from diptych.text.references import in_feed, in_page, in_styles, inside

ALWAYS = ("index.html", "404.html", "sitemap.xml")
SHOWN = 10  # problems of a kind
_PAGE = ".md"
_NOT_READ = "templates"  # which MkDocs leaves out of a site, as it does what begins with a dot

NOT_WHOLE = rule(
    "D710",
    Severity.ERROR,
    "the new site was not published: its file {file} is missing or cut short",
    "The last good site was kept. See whether the disk is full and whether mkdocs.yml (hooks, plugins, exclude_docs) "
    "leaves this out, then build again.",
    "trang mới chưa được đăng: tệp {file} bị thiếu hoặc không trọn vẹn",
    "Bản dựng tốt gần nhất được giữ nguyên. Hãy xem đĩa có đầy không và mkdocs.yml (hooks, plugins, exclude_docs) có "
    "bỏ tệp này ra không, rồi dựng lại.",
)
DEAD_LINK = rule(
    "D711",
    Severity.ERROR,
    "the new site was not published: a link leads to {target}, which the site does not have (pages with this link: "
    "{count})",
    "The last good site was kept. Correct the link, then build again.",
    "trang mới chưa được đăng: có liên kết tới {target} mà trang không có (số trang chứa liên kết này: {count})",
    "Bản dựng tốt gần nhất được giữ nguyên. Hãy sửa liên kết rồi dựng lại.",
)
MORE = rule(
    "D712",
    Severity.ERROR,
    "{count} more problems of the kind {code} were found in the new site",
    "Solve those that are listed first; the next build lists the others.",
    "còn {count} vấn đề khác thuộc loại {code} trong trang mới",
    "Hãy xử lý những vấn đề được liệt kê trước; lần dựng sau sẽ nêu tiếp các vấn đề còn lại.",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a site must hold, by path: of each page the file in `docs/` that it is made from, of each copy its size."""

    pages: Mapping[str, str]
    copies: Mapping[str, int]


def asked(docs: Path, generated: Collection[str], others: bool) -> Asked:
    """What MkDocs is asked for: the generated files and, with `others`, all that people have put beside them."""
    found = [path for path in _files(docs) if others or path in generated]
    pages = {page_path(path): path for path in (*generated, *found) if path.endswith(_PAGE)}
    return Asked(pages, {path: (docs / path).stat().st_size for path in found if not path.endswith(_PAGE)})


def page_path(path: str) -> str:
    """The HTML file of a page in `docs/`: "vi/own.md" gives "vi/own/index.html"."""
    page = PurePosixPath(path)
    folder = page.parent if page.stem in ("index", "README") else page.with_suffix("")
    return str(folder / "index.html")


def prove(site: Path, wanted: Asked, index: Path, address: str) -> list[Problem]:
    """Why this site may not be published: nothing where it is whole.

    `index` is the search index that was copied into `site/<its name>`, `address` where the site will stand. Time and
    memory grow with the number of links and ids.
    """
    files = frozenset(_all_files(site))
    if lacking := [*_lacking(site, files, wanted, index)]:
        return _first(lacking)
    return _first([*_dead_links(site, files, wanted, f"{address.rstrip('/')}/")])


def _first(problems: list[Problem]) -> list[Problem]:
    rest = len(problems) - SHOWN
    more = [MORE.at(SITE, count=rest, code=problems[0].rule.code)] if rest > 0 else []
    return [*problems[:SHOWN], *more]


def _lacking(site: Path, files: frozenset[str], wanted: Asked, index: Path) -> Iterator[Problem]:
    for path, page in sorted(wanted.pages.items()):
        if path not in files or not _is_ended(site / path):
            yield NOT_WHOLE.at(f"{DOCS}/{page}", file=path)
    for path, size in sorted(wanted.copies.items()):
        if path not in files or (site / path).stat().st_size != size:
            yield NOT_WHOLE.at(f"{DOCS}/{path}", file=path)
    for path in ALWAYS:
        if path not in files or not (_is_ended(site / path) if path.endswith(".html") else _is_xml(site / path)):
            yield NOT_WHOLE.at(f"{SITE}/{path}", file=path)
    for path in (*_all_files(index), "pagefind-entry.json"):
        copy = f"{index.name}/{path}"
        if copy not in files or not (index / path).exists() or _size(index / path) != _size(site / copy):
            yield NOT_WHOLE.at(f"{SITE}/{copy}", file=copy)


def _is_ended(page: Path) -> bool:
    return page.read_bytes().rstrip().endswith(b"</html>")


def _is_xml(file: Path) -> bool:
    try:
        etree.parse(file)
    except etree.XMLSyntaxError:
        return False
    return True


def _size(path: Path) -> int:
    return path.stat().st_size


@dataclass(slots=True)
class _Links:
    """The links of a site and where they may lead."""

    anchors: dict[str, frozenset[str]] = field(default_factory=dict)  # of each page
    fragments: dict[tuple[str, str], list[str]] = field(default_factory=dict)  # (page, place): the pages that refer
    dead: dict[str, list[str]] = field(default_factory=dict)  # path that is not there: the files that refer


def _dead_links(site: Path, files: frozenset[str], wanted: Asked, address: str) -> Iterator[Problem]:
    links = _Links()
    for path in sorted(files):
        if path.endswith((".html", ".css", ".xml")):
            _follow(site, files, path, address, links)
    for (target, place), pages in links.fragments.items():
        if place not in links.anchors.get(target, (place,)):
            links.dead[f"{target}#{place}"] = pages
    for target, pages in sorted(links.dead.items()):
        page = wanted.pages.get(pages[0])
        yield DEAD_LINK.at(f"{DOCS}/{page}" if page else f"{SITE}/{pages[0]}", target=target, count=len(pages))


def _follow(site: Path, files: frozenset[str], path: str, address: str, links: _Links) -> None:
    data = (site / path).read_bytes()
    if path.endswith(".css"):
        references = in_styles(data.decode("utf-8", "replace"))
    elif path.endswith(".xml"):
        references = in_feed(data)
    else:
        references, links.anchors[path] = in_page(data)
    for target, place in inside(address, path, references):
        found = _found(target, files)
        if not found:
            links.dead.setdefault(target, []).append(path)
        elif place:
            links.fragments.setdefault((found, place), []).append(path)


def _found(path: str, files: frozenset[str]) -> str:
    """The file that an address gives: itself, or the page of a folder; "" where there is none."""
    return next((one for one in (path, f"{path}/index.html".lstrip("/")) if one in files), "")


def _files(docs: Path) -> Iterator[str]:
    """The files below `docs/` that MkDocs takes."""
    for path in _all_files(docs):
        parts = path.split("/")
        if not any(part.startswith(".") for part in parts) and (parts[0] != _NOT_READ or len(parts) == 1):
            yield path


def _all_files(folder: Path) -> Iterator[str]:
    for here, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            yield Path(here, name).relative_to(folder).as_posix()
