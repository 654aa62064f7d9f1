"""MkDocs as a program: run it over what was generated, and take its output only when it is whole."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

import diptych
from diptych import VERSION
from diptych.model.layout import CONFIG, DOCS, OVERRIDES, SITE, WORK
from diptych.model.problem import Problem, Severity, rule
from diptych.model.settings import Settings
from diptych.store.aside import set_aside
from diptych.store.build_cache import PUBLISHED, digests, read_made, write_made
from diptych.store.cache import archive_cache
from diptych.store.files import SYMLINK, links, naming, unreadable
from diptych.store.pagefind import INDEX
from diptych.store.pagefind import STAMP as INDEX_STAMP
from diptych.store.shipped import shipped_docs
from diptych.text import html_blocks, html_inline, html_page, slug
from diptych.text.normal import unix

PREVIEW = "preview"  # in the archive's cache
NEW = Path(WORK) / "site.new"
OLD = f"{WORK}/site.old"
MAKERS = ("mkdocs", "mkdocs-material", "markdown", "jinja2")
THEME = Path(diptych.__file__).parent / "theme"
INPUTS = (CONFIG, DOCS, OVERRIDES)
_LEAVES_OUT = re.compile(rb"^(?:exclude|draft)_docs:", re.MULTILINE)  # pages by hand that are not to be published
TAIL = 1500  # characters of its last words that are shown

TWO_ADDRESSES = rule(
    "D504",
    Severity.ERROR,
    "`site_url` is {found}, but archive.yml says `address: {expected}`",
    "Write the same address in both: canonical addresses and the sitemap are made from it.",
    "`site_url` đang là {found}, trong khi archive.yml ghi `address: {expected}`",
    "Hãy ghi cùng một địa chỉ ở cả hai nơi: địa chỉ chuẩn và sơ đồ trang được tạo từ đó.",
)
FAILED = rule(
    "D503",
    Severity.ERROR,
    "MkDocs could not build the site; the last good one was kept. It said: {words}",
    "Mend what it names, then build again.",
    "MkDocs không dựng được trang; bản dựng tốt gần nhất được giữ nguyên. Thông báo: {words}",
    "Hãy sửa chỗ được nêu rồi dựng lại.",
)


def agreed(root: Path, settings: Settings) -> Iterator[Problem]:
    """Whether MkDocs publishes at the archive's own address: canonical addresses are made from it."""
    if not (root / CONFIG).is_file():
        return
    text = unix((root / CONFIG).read_text(encoding="utf-8", errors="replace"))
    for number, line in enumerate(text.splitlines(), 1):
        found = re.fullmatch(r"site_url:\s*[\"']?(.*?)[\"']?\s*(?:\s#.*)?", line)
        if found and found[1].rstrip("/") != settings.address.rstrip("/"):
            yield TWO_ADDRESSES.at(CONFIG, number, found=found[1], expected=settings.address)


def build_site(root: Path, generated: Collection[str], address: str) -> tuple[Sequence[Problem], bool]:
    """Builds `site/` if anything that it is made from has changed, or it is not as it was built: (problems, whether a
    new site stands there).

    The new site takes the place of the old one only when it is proven whole: all of the `generated` files of `docs/`
    and those that people put there, and no link into nothing. `address` is where it will stand. Raises OSError.
    """
    if not (root / SITE).exists() and (root / OLD).exists():  # killed between the two renames below
        (root / OLD).rename(root / SITE)
    stamp = fingerprint(root)
    if read_made(root, PUBLISHED).get("stamp") == stamp and is_as_built(root):
        return (), False
    new = root / NEW
    shutil.rmtree(new, ignore_errors=True)
    try:
        if problems := _built(root, new, generated, address):
            return problems, False
        files = digests(new)
        told = _exchange(root, new, files)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    write_made(root, PUBLISHED, {"stamp": stamp, "files": files})
    return told, True


def read_published(root: Path) -> dict[str, str]:
    """The hashes of the site's files as it was built, by path in it. Raises Refused (D701)."""
    files = read_made(root, PUBLISHED).get("files")
    return files if isinstance(files, dict) else {}


def is_as_built(root: Path) -> bool:
    """Whether the site is there, with every file as the last build wrote it and no other. Raises Refused (D701)."""
    published = read_published(root)
    return bool(published) and digests(root / SITE) == published


def _built(root: Path, new: Path, generated: Collection[str], address: str) -> Sequence[Problem]:
    """MkDocs' work and the search index in a folder of their own: what is wrong with it. Raises OSError."""
    others = not _LEAVES_OUT.search((root / CONFIG).read_bytes()) if (root / CONFIG).is_file() else True
    from diptych.store.proof import asked, prove  # here, because it brings lxml, and few runs build a site

    wanted = asked(root / DOCS, generated, others)  # before MkDocs reads: what is saved meanwhile is for the next build
    # Not --quiet: it hides the warnings from --strict too, and a broken link would pass.
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(new)]
    done = subprocess.run(command, cwd=root, env=_environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        return (_failure(done.stderr, done.returncode),)
    put_index(root, new)
    return prove(new, wanted, archive_cache(root) / INDEX, address)


def _failure(said: str, code: int) -> Problem:
    """Why MkDocs failed: what the system told it (D203), where a file could not be read or written."""
    if of_system := re.search(r"Error: \[Errno (\d+)\] [^\n]*\s*\Z", said):
        number = int(of_system[1])
        return unreadable(OSError(number, os.strerror(number)), SITE)
    return FAILED.at(CONFIG, words=_complaint(said) or f"exit code {code}")


def _complaint(said: str) -> str:
    """What MkDocs said beside the course of its work."""
    lines = [line for line in said.splitlines() if not line.startswith("INFO")]
    return " ".join(" ".join(lines).split())[-TAIL:]


class Renderer:
    """MkDocs for a preview: a program that is started beforehand, so that its next run begins at once."""

    def __init__(self, root: Path) -> None:
        self._root, self._next = root, _waiting(root)

    def render(self, changed: bool) -> str:
        """Brings the preview up to date, only the pages that changed or all: what MkDocs complains of, or ""."""
        waiting, self._next = self._next, _waiting(self._root)
        said = waiting.communicate("--dirty\n" if changed else "--clean\n")[1]
        return _complaint(said) if waiting.returncode else ""

    def close(self) -> None:
        self._next.kill()
        self._next.wait()


# The package imports nothing of MkDocs; this is a program of its own, which reads how it is to build when it is time.
_WARM = """
import sys
import mkdocs.commands.build, mkdocs.config, material
from mkdocs.__main__ import cli
how = sys.stdin.readline().strip()
if how:
    cli(["build", how, "--site-dir", sys.argv[1]])
"""


def _waiting(root: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _WARM, str(archive_cache(root) / PREVIEW)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=root, env=_environment(), stdin=pipe, stdout=pipe, stderr=pipe, text=True)


def put_index(root: Path, site: Path) -> None:
    """The search index into a site that was just built. Raises OSError, which names the file."""
    index = archive_cache(root) / INDEX
    for path in index.rglob("*"):
        if path.is_file():
            copy = site / INDEX / path.relative_to(index)
            with naming(copy):
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, copy)


def linked(root: Path) -> Iterator[Problem]:
    """Symbolic links among the site's own files: MkDocs would publish whatever they point to."""
    if (root / SITE).is_symlink():
        yield SYMLINK.at(SITE)
    for name in INPUTS:
        yield from (SYMLINK.at(str(path.relative_to(root))) for path in links(root / name))


def _exchange(root: Path, new: Path, files: Mapping[str, str]) -> list[Problem]:
    """The new site in the place of the old one, which comes back if that fails: what the old one held of others."""
    told = _away(root, files)  # what a killed run left
    if (root / SITE).exists():
        (root / SITE).rename(root / OLD)
    try:
        new.rename(root / SITE)
    except OSError:
        if (root / OLD).exists():
            (root / OLD).rename(root / SITE)
        raise
    return [*told, *_away(root, files)]


def _away(root: Path, new: Mapping[str, str]) -> list[Problem]:
    """Deletes the old site, but for files that no build on this machine wrote and the new one does not have so."""
    known = read_published(root)
    strange = [path for path, found in digests(root / OLD).items() if found not in (known.get(path), new.get(path))]
    told = [*set_aside(root, strange, OLD, SITE)]
    shutil.rmtree(root / OLD, ignore_errors=True)
    return told


def fingerprint(root: Path) -> str:
    """One hash over everything that the site is made from."""
    total = hashlib.sha256(VERSION.encode())
    for name in MAKERS:
        total.update(f"{name} {version(name)}\n".encode())
    for path in sorted(path for path in THEME.rglob("*") if path.is_file() and path.suffix != ".pyc"):
        total.update(f"{path.relative_to(THEME)}\n".encode())
        total.update(path.read_bytes())
    for name, file in shipped_docs():  # which the theme's plugin publishes where an archive has no guide of its own
        total.update(f"{name}\n".encode())
        total.update(file.read_bytes())
    for module in (html_blocks, html_inline, html_page, slug):  # which the theme's plugin runs
        total.update(Path(str(module.__file__)).read_bytes())
    if (index := archive_cache(root) / INDEX_STAMP).exists():
        total.update(index.read_bytes())
    for path in _inputs(root):
        total.update(f"{path.relative_to(root)}\n".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _inputs(root: Path) -> Iterator[Path]:
    for name in INPUTS:
        found = [root / name, *sorted((root / name).rglob("*"))]
        yield from (path for path in found if path.is_file())


def _environment() -> dict[str, str]:
    """No key of an engine, which a page could show; a fixed day, which MkDocs writes into the sitemap."""
    fixed = {"SOURCE_DATE_EPOCH": "0", "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    kept = {name: value for name, value in os.environ.items() if not name.endswith("_KEY")}
    return {**kept, **fixed}
