"""MkDocs' site is the same whoever renders the generated pages, and what an archive sets itself is obeyed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pages.archives import built_once
from pages.honest import honest_archive

PAGE = "vi/articles/states.md"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_once(tmp_path_factory, "honest", honest_archive)


@pytest.fixture
def root(built: Path, tmp_path: Path) -> Path:
    """A copy of the archive without its site."""
    return shutil.copytree(built, tmp_path / "archive", ignore=shutil.ignore_patterns("site", ".diptych"))


def mkdocs(root: Path, settings: str = "") -> tuple[str, dict[str, bytes]]:
    """MkDocs run by itself on the archive, with these settings more: what it complained of, and the site's files."""
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8") + settings, encoding="utf-8")
    environ = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    done = subprocess.run(command, cwd=root, env=environ, capture_output=True, text=True, check=False)
    said = "\n".join(line for line in done.stderr.splitlines() if line.startswith("WARNING"))
    assert bool(done.returncode) == bool(said), done.stderr
    files = {str(path.relative_to(root / "site")): path for path in (root / "site").rglob("*") if path.is_file()}
    return said, {name: path.read_bytes() for name, path in files.items()}


def without_map(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files but for the packed map of the site, which holds the time."""
    return {name: content for name, content in files.items() if name != "sitemap.xml.gz"}


# An extension that changes nothing where no abbreviation is explained: yet Python-Markdown reads all pages.
OTHER = "markdown_extensions:\n  - abbr\n"


def test_the_site_is_the_same_whoever_renders_it(root: Path) -> None:
    (root / "docs" / "vi" / "by-hand.md").write_text(
        "# Tay\n\n* *viết* `tay`\n\n1. [bài](articles/index.md)\n", "utf-8"
    )
    ours, theirs = mkdocs(root), mkdocs(root, OTHER)
    assert ours[0] == theirs[0] == ""
    assert without_map(ours[1]) == without_map(theirs[1])
    assert b"<em>vi\xe1\xba\xbft</em>" in ours[1]["vi/by-hand/index.html"]


def test_a_link_that_leads_nowhere_is_refused_in_the_same_words(root: Path) -> None:
    page = root / "docs" / PAGE
    page.write_text(page.read_text("utf-8") + "\n[a](nowhere.md) [b](index.md#no-such-place)\n", encoding="utf-8")
    ours, theirs = mkdocs(root)[0], mkdocs(root, OTHER)[0]
    assert "nowhere.md" in ours
    assert "no-such-place" in ours
    assert ours == theirs


def test_a_page_with_more_than_the_generator_writes_is_rendered_all_the_same(root: Path) -> None:
    page = root / "docs" / PAGE
    page.write_text(page.read_text("utf-8") + "\n> *quoted*\n", encoding="utf-8")
    said, files = mkdocs(root)
    assert said == ""
    assert b"<blockquote>\n<p><em>quoted</em></p>" in files["vi/articles/states/index.html"]


def test_an_extension_of_the_archive_reads_generated_pages_too(root: Path) -> None:
    page = root / "docs" / PAGE
    page.write_text(page.read_text("utf-8") + '\nA "quoted" word.\n', encoding="utf-8")
    plain, smart = mkdocs(root)[1], mkdocs(root, "markdown_extensions:\n  - smarty\n")[1]
    assert b'A "quoted" word.' in plain["vi/articles/states/index.html"]
    assert b"A &ldquo;quoted&rdquo; word." in smart["vi/articles/states/index.html"]
