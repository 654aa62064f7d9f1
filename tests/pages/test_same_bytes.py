"""Law 7: the same input gives the same bytes, wherever, whenever and by whomever it is built."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from diptych.store.cache import archive_cache
from pages.archives import trial
from pages.honest import honest_archive

BUILD = "from pathlib import Path; from diptych.jobs.build import build; assert build(Path()).site"


def copy(root: Path) -> Path:
    """The trial archive with articles of every state, and all that its site is made with."""
    return trial(root, honest_archive(), downloads={"articles": ["txt"], "archive": ["epub"]})


def built(root: Path, **environment: str) -> dict[str, str]:
    """The files of `docs/` and `site/` after a build in a process of its own, by their hashes."""
    done = subprocess.run([sys.executable, "-c", BUILD], cwd=root, env={**os.environ, **environment}, check=False)
    assert done.returncode == 0
    files = [path for folder in ("docs", "site") for path in sorted((root / folder).rglob("*")) if path.is_file()]
    return {str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    """Two copies of one archive: of another path, another age, and files made in another order."""
    one = copy(tmp_path / "one")
    other = tmp_path / "a longer name" / "other"
    shutil.copytree(one, other, copy_function=shutil.copyfile)
    for number, path in enumerate(sorted(other.rglob("*"), reverse=True)):
        os.utime(path, (10**9 + number, 10**9 + number))
    return one, other


def test_two_builds_give_the_same_bytes(places: tuple[Path, Path]) -> None:
    one = built(places[0], TZ="UTC", PYTHONHASHSEED="1", LANG="C.UTF-8")
    other = built(places[1], TZ="Asia/Ho_Chi_Minh", PYTHONHASHSEED="2", LANG="vi_VN.UTF-8", SOURCE_DATE_EPOCH="9")
    assert [name for name in {**one, **other} if one.get(name) != other.get(name)] == []
    assert len(one) > 100


def test_building_again_changes_nothing(places: tuple[Path, Path]) -> None:
    first = built(places[0])
    (archive_cache(places[0]) / "site.json").unlink()  # or MkDocs would not run
    assert built(places[0]) == first
