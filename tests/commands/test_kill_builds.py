"""Builds with every file to take away, killed before a change of the disk, the cache's among them.

Killed before each KILL_EVERY-th change; `make test-long` kills at every one.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from commands import faults
from commands.archive import EN, VI, Archive, article, two_articles
from commands.builds import built
from diptych.store.cache import archive_cache

KILL_EVERY = int(os.environ.get("KILL_EVERY", "120"))
KINDS = "[pdf, epub, txt, tmx, jsonl]"
DOWNLOADS = f"downloads: {{articles: {KINDS}, archive: {KINDS}}}\n"


def changed(archive: Archive) -> None:
    """An article is edited, one is gone and one is new."""
    archive.write("source_texts/bai-hai/vi.md", VI.replace("tám", "chín"))
    shutil.rmtree(archive.root / "source_texts/bai-mot")
    article(archive, "bai-ba", VI.replace("tám", "bảy"), EN)


def put_back(archive: Archive, files: Path, cache: Path) -> None:
    """The archive and its cache as they were before the build."""
    for kept, folder in ((files, archive.root), (cache, archive_cache(archive.root))):
        shutil.rmtree(folder)
        shutil.copytree(kept, folder)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive whose build is due: its texts have changed since the last one."""
    made = two_articles(tmp_path / "archive")
    made.write("archive.yml", made.read("archive.yml") + DOWNLOADS)
    assert built(made.root)[0] == 0
    changed(made)
    return made


def test_a_killed_build_is_made_good_by_the_next(archive: Archive, tmp_path: Path) -> None:
    files = shutil.copytree(archive.root, tmp_path / "files")
    cache = shutil.copytree(archive_cache(archive.root), tmp_path / "cache")
    allowed = {*archive.files().items()}
    assert built(archive.root)[0] == 0
    whole = archive.files()
    allowed |= {*whole.items()}
    assert {path.rpartition(".")[2] for path in whole if path.startswith("docs/downloads/archive")} >= {"pdf", "epub"}
    number = 1
    while True:
        put_back(archive, files, cache)
        if built(archive.root, number)[0] != faults.KILLED:
            break
        for path, data in archive.files().items():
            assert (path, data) in allowed or ".dtmp" in path or path.startswith(".diptych/"), (number, path)
        code, out = built(archive.root)
        assert (code, "D502" in out) == (0, False), (number, out)
        assert archive.files() == whole, number
        assert not archive.strays(), number
        number += KILL_EVERY
    assert number > 3
