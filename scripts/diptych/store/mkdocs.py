"""MkDocs as a program: run it over what was generated, and take its output only when it is whole."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from diptych.model.problem import Problem, Severity, rule
from diptych.store.files import write

SITE = "site"
STAMP = Path(".diptych") / "site.sha256"
TAIL = 1500  # characters of its last words that are shown

FAILED = rule(
    "D503",
    Severity.ERROR,
    "MkDocs could not build the site; the last good one was kept. It said: {words}",
    "Mend what it names, then build again.",
    "MkDocs không dựng được trang; bản dựng tốt gần nhất được giữ nguyên. Thông báo: {words}",
    "Hãy sửa chỗ được nêu rồi dựng lại.",
)


def build_site(root: Path) -> tuple[Problem | None, bool]:
    """Builds `site/` if anything that it is made from has changed: (problem, whether MkDocs ran)."""
    stamp = fingerprint(root)
    known = (root / STAMP).read_text() if (root / STAMP).exists() else ""
    if known == stamp and (root / SITE / "index.html").exists():
        return None, False
    new = root / ".diptych" / "site.new"
    shutil.rmtree(new, ignore_errors=True)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(new)]
    done = subprocess.run(command, cwd=root, env=_environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        shutil.rmtree(new, ignore_errors=True)
        words = " ".join((done.stderr or done.stdout).split())[-TAIL:]
        return FAILED.at("mkdocs.yml", words=words), True
    (root / STAMP).unlink(missing_ok=True)
    old = root / ".diptych" / "site.old"
    shutil.rmtree(old, ignore_errors=True)
    if (root / SITE).exists():
        (root / SITE).rename(old)
    new.rename(root / SITE)
    shutil.rmtree(old, ignore_errors=True)
    write(root / STAMP, stamp.encode())
    return None, True


def fingerprint(root: Path) -> str:
    """One hash over everything that the site is made from."""
    total = hashlib.sha256()
    for name in ("mkdocs", "mkdocs-material", "diptych"):
        total.update(f"{name} {version(name)}\n".encode())
    for path in _inputs(root):
        total.update(f"{path.relative_to(root)}\n".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _inputs(root: Path) -> Iterator[Path]:
    yield root / "mkdocs.yml"
    for folder in ("docs", "overrides"):
        yield from (path for path in sorted((root / folder).rglob("*")) if path.is_file())


def _environment() -> dict[str, str]:
    # The same input gives the same bytes: MkDocs writes the day of the build into the sitemap otherwise.
    fixed = {"SOURCE_DATE_EPOCH": "0", "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    return {**os.environ, **fixed}
