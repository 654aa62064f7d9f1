"""A file that an editor saved with Windows line ends and a byte-order mark says what it said before."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands.archive import Archive, two_articles
from commands.test_git import git
from commands.test_upgrade import made_by_0_1_0
from diptych.cli.main import run
from diptych.text.lockfile import read_lock

BAI = "source_texts/bai-hai"
TOPICS = "topics:\n  law: {vi: Luật, en: Law}\n"
REMARK = "# read by the editors\n"


def as_windows_saves(content: bytes) -> bytes:
    return b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n")


def resaved(archive: Archive, path: str) -> None:
    archive.write(path, as_windows_saves(archive.files()[path]))


def words(content: bytes) -> bytes:
    return content.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    archive = two_articles(tmp_path_factory.mktemp("line-ends") / "archive")
    assert archive.run("review", "bai-hai", "p2", "--to", "en", "--name", "Lan")[0] == 0
    archive.write(f"{BAI}/en.review.yml", REMARK + archive.read(f"{BAI}/en.review.yml"))
    archive.write("mkdocs.yml", "site_url: https://diptych.example/\nsite_name: Thử\ntheme: diptych\n")
    archive.write(".gitignore", "/.diptych/\n/docs/\n")
    git(archive.root, "init")
    git(archive.root, "add", ".")
    git(archive.root, "commit", "-m", "first")
    code, said = archive.run("build", "--pages")
    assert code == 0, said
    return archive


KINDS = (
    *("archive.yml", "mkdocs.yml", "glossary/cua-hau.yml"),
    *(f"{BAI}/{name}" for name in ("article.yml", "vi.md", "en.md", "blocks.yml", "en.ledger.yml", "en.review.yml")),
)


@pytest.mark.parametrize("path", KINDS)
def test_every_file_is_read_as_before(path: str, unchanged: Archive) -> None:
    archive = unchanged.copy(path.replace("/", "-"))
    before = archive.files()
    resaved(archive, path)
    assert archive.run("status") == unchanged.run("status")
    code, said = archive.run("check")
    assert (code, "0 errors, 0 warnings" in said) == (0, True), said
    assert archive.run("diff", "HEAD") == unchanged.run("diff", "HEAD")
    assert archive.run("translate", "--engine", "none") == (0, "Nothing to translate.\n")
    assert archive.run("build", "--pages")[0] == 0
    after = archive.files()
    assert words(after[path]) == before[path]
    assert {name: content for name, content in after.items() if name != path} == {
        name: content for name, content in before.items() if name != path
    }


def test_a_text_says_that_it_was_saved_so(unchanged: Archive) -> None:
    archive = unchanged.copy("told")
    resaved(archive, f"{BAI}/en.md")
    code, said = archive.run("check")
    assert (code, f"{BAI}/en.md:1: D224: suggestion: " in said, "D667" in said) == (0, True, False)


def test_a_mark_in_the_midst_of_a_text_is_invisible_still(unchanged: Archive) -> None:
    archive = unchanged.copy("midst")
    archive.write(f"{BAI}/en.md", archive.read(f"{BAI}/en.md").replace("In 2020", "\ufeffIn 2020"))
    assert "D667" in archive.run("check")[1]


def test_a_review_is_added_to_such_a_file(unchanged: Archive) -> None:
    one, other = unchanged.copy("review"), unchanged.copy("review-windows")
    resaved(other, f"{BAI}/en.review.yml")
    for archive in (one, other):
        assert archive.run("review", "bai-hai", "p3", "--to", "en", "--name", "Lan")[0] == 0
    assert REMARK in one.read(f"{BAI}/en.review.yml")
    assert other.files() == one.files()


def test_a_text_of_such_a_file_is_withdrawn(unchanged: Archive) -> None:
    one, other = unchanged.copy("withdraw"), unchanged.copy("withdraw-windows")
    resaved(other, f"{BAI}/article.yml")
    for archive in (one, other):
        assert archive.run("withdraw", "bai-hai", "--reason", "asked")[0] == 0
    assert words(other.files()[f"{BAI}/article.yml"]) == one.files()[f"{BAI}/article.yml"]


@pytest.mark.parametrize("path", ["diptych.lock", "mkdocs.yml", "requirements.lock", "Makefile", "scripts/build.py"])
def test_an_upgrade_takes_such_a_file_for_its_own_and_mends_it(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIPTYCH_CACHE", str(tmp_path / "cache"))
    archive = Archive(tmp_path / "new")
    assert run(["init", str(archive.root), "--languages", "vi,en", "--host", "none"], {}) == 0
    before = archive.files()
    resaved(archive, path)
    assert archive.run("status")[0] == 0
    code, said = archive.run("upgrade")
    assert (code, "keeps " in said) == (0, False), said
    assert archive.files() == before


def test_an_archive_of_0_1_0_that_was_saved_so_is_upgraded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIPTYCH_CACHE", str(tmp_path / "cache"))
    one = made_by_0_1_0(tmp_path / "archive")
    other = one.copy("windows")
    for path in other.files():
        if not path.startswith("source_texts/") and b"\0" not in other.files()[path]:
            resaved(other, path)
    assert one.run("upgrade")[0] == other.run("upgrade")[0] == 0
    assert {path: words(content) for path, content in other.files().items()} == one.files()


def test_a_lock_with_a_mark_is_read() -> None:
    text = f"# The tool.\r\ndiptych==0.2.0 --hash=sha256:{'0' * 64}\r\n# sha256:{'1' * 64} Makefile\r\n"
    assert read_lock("\ufeff" + text) == read_lock(text.replace("\r\n", "\n"))
