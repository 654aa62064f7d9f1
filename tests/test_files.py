"""Files are read with limits and written whole; the lock tells a second command and a killed run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from diptych.model.problem import Refused
from diptych.store.files import locked, read, write, write_over


def test_a_file_is_written_only_when_its_bytes_change(tmp_path: Path) -> None:
    file = tmp_path / "a" / "b.txt"
    assert write(file, b"one")
    before = file.stat()
    assert not write(file, b"one")
    assert file.stat() == before
    assert write(file, b"two")
    assert [path.name for path in file.parent.iterdir()] == ["b.txt"]


def test_a_link_is_replaced_and_what_it_points_to_is_left(tmp_path: Path) -> None:
    (tmp_path / "outside").write_bytes(b"one")
    (tmp_path / "link").symlink_to("outside")
    assert write(tmp_path / "link", b"one")
    assert not (tmp_path / "link").is_symlink()
    assert write(tmp_path / "link", b"two")
    assert (tmp_path / "outside").read_bytes() == b"one"


@pytest.mark.parametrize(
    ("there", "expected", "written"),
    [(None, b"", True), (b"", b"", True), (b"old", b"old", True), (b"mine", b"old", False)],
)
def test_only_what_was_read_is_written_over(
    tmp_path: Path, there: bytes | None, expected: bytes, written: bool
) -> None:
    file = tmp_path / "text"
    if there is not None:
        file.write_bytes(there)
    assert write_over(file, expected, b"new") is written
    assert file.read_bytes() == (b"new" if written else there)
    assert [path.name for path in tmp_path.iterdir()] == ["text"]


def test_a_write_that_fails_leaves_the_old_file_and_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "text"
    file.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left") as caught:
        write(file, b"new")
    assert caught.value.filename == str(file)
    assert (file.read_bytes(), len(list(tmp_path.iterdir()))) == (b"old", 1)


def code(path: Path, limit: int = 10) -> str:
    with pytest.raises(Refused) as caught:
        read(path, "shown", limit)
    (problem,) = caught.value.problems
    assert problem.path == "shown"
    return problem.rule.code


def test_what_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(b"x" * 11)
    (tmp_path / "link").symlink_to("large")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    names = ("link", "large", "none", "folder", "pipe")
    assert [code(tmp_path / name) for name in names] == ["D201", "D202", "D203", "D214", "D214"]
    assert read(tmp_path / "large", "shown", 11) == b"x" * 11


def test_one_command_at_a_time(tmp_path: Path) -> None:
    with locked(tmp_path), pytest.raises(Refused, match="D204"), locked(tmp_path):
        pass
    with locked(tmp_path):
        pass


def test_only_after_a_kill_are_strays_looked_for(tmp_path: Path) -> None:
    stray = tmp_path / "docs" / "vi" / ".a.md.dtmp"
    folder = tmp_path / "source_texts" / ".bai.dtmp"
    for path in (stray, folder / "original.txt", folder / ".vi.md.dtmp", tmp_path / "docs" / "a.dtmp"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    with locked(tmp_path):
        assert stray.exists()
    (tmp_path / ".diptych" / "lock").write_text("at work\n")
    with locked(tmp_path):
        assert not stray.exists()
        assert not folder.exists()
    assert (tmp_path / "docs" / "a.dtmp").exists()
    assert (tmp_path / ".diptych" / "lock").read_text() == ""
