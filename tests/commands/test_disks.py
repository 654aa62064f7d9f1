"""Disks that are full or read-only, the archive's or the cache's: what is wrong is named, and nothing is torn."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from commands import real
from commands.archive import VI, Archive, article, two_articles
from commands.disks import PAGE, Disk, as_nobody, small_disk
from commands.test_build import MkDocs
from diptych.store.cache import VARIABLE

ENGINE = "sed -e 's/^./In English: &/'"  # which any user may run
READING = ["check", "status", "verify", "export", "translate --dry-run", "import --dry-run"]
WRITING = ["translate", "translate without engines", "add", "import", "review", "withdraw"]
BUILDING = ["build --pages"]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return lent(tmp_path / "desk")


def lent(folder: Path) -> Path:
    """A folder outside the archive: a text to add, and a PO file that somebody has edited."""
    folder.mkdir()
    (folder / "new.md").write_text(VI.replace("Cửa hậu", "Văn bản mới") + "\nThêm.\n")
    archive = two_articles(folder / "archive")
    archive.run("export", "bai-mot", "--format", "po", "-o", str(folder / "bai.po"))
    po = (folder / "bai.po").read_text()
    (folder / "bai.po").write_text(po.replace("This is a back door.", "This is one back door."))
    return folder


def made(root: Path) -> Archive:
    """Two articles with their translations, and one that waits for its own."""
    archive = two_articles(root)
    article(archive, "moi", "# Bài mới\n\nMột đoạn về cáp quang.\n\nMột đoạn về luật an ninh.\n")
    return archive


def run(archive: Archive, desk: Path, name: str) -> tuple[int, str]:
    arguments: dict[str, list[str]] = {
        "check": ["check"],
        "status": ["status"],
        "verify": ["verify"],
        "export": ["export", "bai-mot", "--format", "epub", "-o", str(desk / "bai.epub")],
        "translate --dry-run": ["translate", "--engine", "command", "--dry-run"],
        "import --dry-run": ["import", str(desk / "bai.po"), "--dry-run"],
        "translate": ["translate", "--engine", "command"],
        "translate without engines": ["translate", "--engine", "none"],
        "add": ["add", str(desk / "new.md"), "--lang", "vi", "--id", "them"],
        "import": ["import", str(desk / "bai.po")],
        "review": ["review", "bai-mot", "--to", "en", "--name", "Lan"],
        "withdraw": ["withdraw", "bai-hai", "--reason", "asked for"],
        "build --pages": ["build", "--pages"],
    }
    return archive.run(*arguments[name], DIPTYCH_COMMAND=ENGINE)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    with small_disk(tmp_path / "disk", "4m") as one:
        yield one


@pytest.mark.parametrize("name", [*WRITING, *BUILDING])
def test_an_archive_on_a_full_disk(name: str, disk: Disk, desk: Path, tmp_path: Path) -> None:
    """Page by page more is left of the disk, until it is enough; then the work ends as it does anywhere."""
    whole = made(tmp_path / "whole")
    allowed = {*whole.files().items()}
    code = run(whole, desk, name)[0]
    allowed |= {*whole.files().items()}
    archive = made(disk.root / "archive")
    fresh = shutil.copytree(archive.root, tmp_path / "fresh")
    for pages in range(0, 80, 1 if name not in BUILDING else 12):
        shutil.rmtree(archive.root)
        shutil.copytree(fresh, archive.root)
        disk.fill(pages * PAGE)
        found, out = run(archive, desk, name)
        if "D203" not in out:
            break
        assert (found, "the disk is full" in out) == (1, True), out
        assert "?: D203" not in out, "the message names the file"
        for path, data in archive.files().items():
            assert (path, data) in allowed or path.endswith(".ledger.yml"), path
        assert not archive.strays()
        disk.free()
        _, out = run(archive, desk, name)
        assert archive.files() == whole.files(), out
    else:
        pytest.fail("the disk is never large enough")
    assert pages > 1
    assert found == code, out
    assert archive.files() == whole.files()


@pytest.fixture(params=["full", "read-only"])
def poor_cache(request: pytest.FixtureRequest, disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder of the caches on a disk that takes nothing."""
    monkeypatch.setenv(VARIABLE, str(disk.root / "cache"))
    if request.param == "full":
        disk.fill()
    else:
        disk.make_read_only()


@pytest.mark.usefixtures("poor_cache")
@pytest.mark.parametrize("name", [*READING, *WRITING])
def test_work_that_needs_no_cache_is_done_without_one(
    name: str, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = made(tmp_path / "archive")
    code, out = run(archive, desk, name)
    with monkeypatch.context() as rich:
        rich.setenv(VARIABLE, str(tmp_path / "cache"))
        whole = made(tmp_path / "whole")
        expected, said = run(whole, desk, name)
    assert code == expected
    assert archive.files() == whole.files()
    if name == "translate":  # a run that is stopped would ask again
        assert "disk/cache: D707: warning:" in out
        assert VARIABLE in out
    else:
        assert "D707" not in out
    assert "D203" not in out
    assert [line for line in said.splitlines() if line not in out.splitlines()] == []


@pytest.mark.usefixtures("poor_cache")
@pytest.mark.parametrize("name", BUILDING)
def test_a_build_says_that_its_cache_takes_nothing(name: str, desk: Path, tmp_path: Path) -> None:
    archive = made(tmp_path / "archive")
    before = archive.files()
    code, out = run(archive, desk, name)
    assert code == 1
    assert "disk/cache: D706" in out
    assert VARIABLE in out
    assert archive.files() == before


def read_only(archive: Archive, desk: Path, before: str, reason: str, work: Callable[[str], tuple[int, str]]) -> None:
    """What only reads gives the same as `before` the archive could not be written; the rest says why it cannot work."""
    files = archive.files()
    for name in READING:
        code, out = work(name)
        assert (code, "D203" in out) == (0, False), out
    assert work("status")[1] == before
    assert (desk / "bai.epub").stat().st_size
    for name in (*WRITING, *BUILDING):
        code, out = work(name)
        assert code == 1
        assert out.startswith(".diptych/lock: D203:")
        assert reason in out
    assert archive.files() == files


def test_an_archive_on_a_read_only_disk_is_read(disk: Disk, desk: Path) -> None:
    archive = made(disk.root / "archive")
    before = archive.run("status")[1]
    disk.make_read_only()
    read_only(archive, desk, before, "the disk is read-only", lambda name: run(archive, desk, name))


def test_an_archive_that_is_somebody_elses_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not in the folder that pytest gives, which other users may not even look into."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        base = Path(folder)
        base.chmod(0o755)
        monkeypatch.setenv(VARIABLE, str(base / "cache"))
        archive, desk = made(base / "archive"), lent(base / "desk")
        before = archive.run("status")[1]
        for path in (desk, *desk.rglob("*"), base / "cache", *(base / "cache").rglob("*")):
            path.chmod(0o777)
        for path in (archive.root, *archive.root.rglob("*")):
            path.chmod(0o555)
        read_only(archive, desk, before, "permission denied", lambda name: as_nobody(lambda: run(archive, desk, name)))
        for path in (archive.root, *archive.root.rglob("*")):
            path.chmod(0o755)


@pytest.fixture
def large_disk(tmp_path: Path) -> Iterator[Disk]:
    with small_disk(tmp_path / "large", "64m") as one:
        yield one


def test_a_disk_that_fills_while_mkdocs_writes(large_disk: Disk) -> None:
    archive = real.with_theme(large_disk.root / "archive")
    assert archive.run("build")[0] == 0
    site = archive.files("site")
    archive.write("source_texts/bai-hai/vi.md", VI.replace("tám", "chín"))
    large_disk.fill(100 * PAGE)
    code, out = archive.run("build")
    assert code == 1
    assert "site: D203: the file cannot be read or written: the disk is full" in out
    assert "Traceback" not in out
    assert archive.files("site") == site
    large_disk.free()
    assert archive.run("build")[0] == 0
    assert archive.files("site") != site


@pytest.mark.parametrize("pages", [6, 10, 20])
def test_a_disk_that_fills_while_pagefind_writes(
    pages: int, large_disk: Disk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It calls that a success, and leaves files cut or empty."""
    archive = two_articles(tmp_path / "archive")
    monkeypatch.setenv(VARIABLE, str(large_disk.root / "cache"))
    with monkeypatch.context() as patch:
        patch.setattr("diptych.store.mkdocs.subprocess.run", MkDocs())
        assert archive.run("build")[0] == 0
        site = archive.files("site")
        archive.write("source_texts/bai-hai/vi.md", VI.replace("tám", "chín"))
        large_disk.fill(pages * PAGE)
        code, out = archive.run("build")
        assert (code, "D709" in out) == (1, True), out
        assert VARIABLE in out
        assert archive.files("site") == site
        large_disk.free()
        assert archive.run("build")[0] == 0
        assert archive.files("site") != site
