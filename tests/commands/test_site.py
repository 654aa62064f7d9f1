"""The site that MkDocs really builds takes the place of the last one only when it is whole."""

from __future__ import annotations

import io
import shutil
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from commands.archive import VI, Archive
from commands.real import pages, with_theme
from diptych.cli.main import run


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """An archive with its site; tests work on copies of it."""
    archive = with_theme(tmp_path_factory.mktemp("built") / "archive")
    code, out = archive.run("build")
    assert code == 0, out
    return archive


@pytest.fixture
def archive(built: Archive, tmp_path: Path) -> Archive:
    return Archive(shutil.copytree(built.root, tmp_path / "archive"))


def change(archive: Archive) -> None:
    archive.write("source_texts/bai-hai/vi.md", VI.replace("tám", "chín"))


def test_a_relative_folder_is_the_same_folder(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    before = pages(archive)
    change(archive)
    monkeypatch.chdir(archive.root.parent)
    with redirect_stdout(io.StringIO()):
        assert run(["--archive", archive.root.name, "build"], {}) == 0
    after = pages(archive)
    assert after.keys() >= before.keys()
    assert after != before
    assert not (archive.root / archive.root.name).exists()


def test_every_path_may_be_relative(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read and written lies where the reader of the terminal stands, not in the archive."""
    here = archive.root.parent
    monkeypatch.chdir(here)
    Path("new.md").write_text("# Mới\n\nMột đoạn.\n", encoding="utf-8")
    relative = ["--archive", archive.root.name, "--messages", "en"]
    for words in (
        ["add", "new.md", "--lang", "vi", "--id", "moi"],
        ["export", "bai-hai", "--format", "po", "-o", "bai.po"],
        ["import", "bai.po"],
        ["glossary", "export", "-o", "terms.csv"],
        ["glossary", "import", "terms.csv"],
        ["export", "--all", "--format", "site", "-o", "offline"],
    ):
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()) as said:
            code = run([*relative, *words], {})
        assert code == (words[-1] == "offline"), (words, said.getvalue())
    assert "D568" in said.getvalue(), "the site is older than what was added"
    assert {path.name for path in here.iterdir()} == {"archive", "new.md", "bai.po", "terms.csv"}
    assert (archive.root / "source_texts/moi/original.md").is_file()
