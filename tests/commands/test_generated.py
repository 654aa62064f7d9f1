"""What a build may overwrite and delete: what it has generated itself, whatever its notes say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commands.archive import VI, Archive, two_articles
from commands.test_git import git
from diptych.jobs.downloads import downloads
from diptych.model.generated import IGNORED, is_generated
from diptych.site.all_pages import site
from diptych.store.archive import load
from diptych.store.build_cache import BUILT, DOWNLOADS, digest, read_made, write_made
from diptych.store.cache import archive_cache
from diptych.store.manifest import MANIFEST

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = two_articles(tmp_path / "archive")
    settings = archive.read("archive.yml")
    archive.write("archive.yml", settings + "downloads: {articles: [txt], archive: [jsonl]}\n")
    archive.write("docs/en/own.md", "# By hand\n")
    archive.write("docs/en/articles.md", "# By hand\n")
    archive.write("../outside.txt", "Somebody's.\n")
    read = load(archive.root)
    downloads(archive.root, archive.root / "docs", read)
    assert archive.run("build", "--pages")[0] == 0
    return archive


def change(archive: Archive) -> None:
    archive.write("source_texts/bai-hai/vi.md", VI.replace("tám", "chín"))


def claimed(archive: Archive, path: str) -> None:
    """The manifest names a file that the build has not made, with its hash."""
    manifest = read_made(archive.root, MANIFEST)
    manifest["pages"][path] = [digest((archive.root / "docs" / path).read_bytes())]
    write_made(archive.root, MANIFEST, manifest)


NOT_GENERATED = (
    "../source_texts/bai-hai/en.md",
    "../../outside.txt",
    "../archive.yml",
    "en/own.md",
    "en/articles.md",
    "en/articles/../own.md",
    "./en/own.md",
)


@pytest.mark.parametrize("path", [*NOT_GENERATED, "ABSOLUTE"])
def test_the_manifest_deletes_nothing_that_was_not_generated(archive: Archive, path: str) -> None:
    path = str(archive.root / "archive.yml") if path == "ABSOLUTE" else path
    claimed(archive, path)
    change(archive)
    before = {name: data for name, data in archive.files().items() if "bai-hai" not in name}
    assert archive.run("build", "--pages")[0] == 0
    after = archive.files()
    assert (archive.root / "docs" / path).is_file()
    assert not {name for name in before if name not in after}
    assert archive.read("../outside.txt") == "Somebody's.\n"
    assert path not in read_made(archive.root, MANIFEST)["pages"], "the manifest is written anew"


def test_what_a_branch_brings_into_the_work_folder_is_not_believed(archive: Archive) -> None:
    there = archive.write("docs/en/articles/kept.md", "# Somebody's\n")
    for name in (MANIFEST, DOWNLOADS, BUILT):
        archive.write(f".diptych/{name}", json.dumps({"pages": {"en/own.md": [digest(b"# By hand\n")]}}))
    change(archive)
    code, said = archive.run("build", "--pages")
    assert code == 0
    assert "docs/en/articles/kept.md: D502: warning: " in said
    assert not there.exists()
    assert archive.read(".diptych/aside/docs/en/articles/kept.md") == "# Somebody's\n"
    assert archive.read("docs/en/own.md") == "# By hand\n"


def test_the_cache_may_not_lie_in_the_archive(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIPTYCH_CACHE", str(archive.root / "cache"))
    code, said = archive.run("build", "--pages")
    assert (code, said.startswith("DIPTYCH_CACHE: D701: ")) == (1, True), said


def test_the_cache_of_an_archive_that_is_gone_goes(archive: Archive) -> None:
    other = archive.copy("other")
    assert other.run("build", "--pages")[0] == 0
    cache = archive_cache(other.root)
    assert cache.is_dir()
    other.root.rename(archive.root.parent / "moved")
    third = archive.copy("third")
    assert third.run("build", "--pages")[0] == 0
    assert (cache.exists(), archive_cache(archive.root).exists()) == (False, True)


def test_a_page_that_was_generated_and_is_edited_is_not_lost(archive: Archive) -> None:
    path = "docs/en/articles/bai-hai.md"
    archive.write(path, archive.read(path) + "By hand.\n")
    for file in (archive.root / "source_texts/bai-hai").iterdir():
        file.unlink()
    (archive.root / "source_texts/bai-hai").rmdir()
    code, said = archive.run("build", "--pages")
    assert (code, f"{path}: D501: " in said) == (1, True)
    assert not (archive.root / path).exists()
    assert archive.read(f".diptych/aside/{path}").endswith("By hand.\n")
    assert archive.run("build", "--pages")[0] == 0


@pytest.mark.parametrize("path", ["../archive.yml", "en/own.md", "downloads/../en/own.md"])
def test_the_list_of_downloads_deletes_and_links_nothing_else(archive: Archive, path: str) -> None:
    (archive.root / "docs/downloads").mkdir(exist_ok=True)
    listed = read_made(archive.root, DOWNLOADS)
    listed["gone"] = {"key": "", "files": [["txt", ["vi"], path, 1, ""]]}
    listed["bai-mot"] = {"key": "", "files": [["txt", ["vi"], path, 1, ""]]}
    write_made(archive.root, DOWNLOADS, listed)
    change(archive)
    assert archive.run("build", "--pages")[0] == 0
    assert (archive.root / "docs" / path).is_file()
    assert path not in archive.read("docs/vi/articles/bai-mot.md")


@pytest.mark.parametrize(
    "text", ["[]", '{"bai-hai": 1}', '{"bai-hai": {"files": 3}}', '{"x": {"files": [[1, 2]]}}', "{"]
)
def test_a_broken_list_of_downloads_is_made_anew(archive: Archive, text: str) -> None:
    (archive_cache(archive.root) / DOWNLOADS).write_text(text)
    change(archive)
    assert archive.run("build", "--pages")[0] == 0


def test_a_sweep_follows_no_link(archive: Archive) -> None:
    """A killed run's temporary files are taken away in this archive, not where a link leads."""
    stray = archive.write("../elsewhere/.x.dtmp", "Somebody's.\n")
    (archive.root / "docs").rename(archive.root.parent / "docs.old")
    (archive.root / "docs").symlink_to(stray.parent)
    archive.write(".diptych/lock", "at work\n")
    archive.run("build", "--pages")
    assert stray.exists()


TRACKED = (
    ".diptych/answers.jsonl",
    "docs/downloads/articles/bai-hai.vi.txt",
    "site/index.html",
    "docs/en/articles/bai-hai.md",
)


@pytest.mark.parametrize("path", TRACKED)
def test_a_build_refuses_what_came_by_git_in_its_place(archive: Archive, path: str) -> None:
    archive.write("site/index.html", "<p>Not built here.</p>\n")
    archive.write(".diptych/answers.jsonl", "")
    git(archive.root, "init", "-q")
    git(archive.root, "add", "-f", path, "archive.yml", "docs/en/own.md")
    before = archive.files()
    code, said = archive.run("build", "--pages")
    assert code == 1
    assert said.startswith(f"{path}: D714: ")
    assert "D714" in archive.run("serve", "--port", "0")[1]
    assert archive.files() == before
    git(archive.root, "rm", "-q", "--cached", path)
    assert archive.run("build", "--pages")[0] == 0


def test_the_generator_keeps_to_its_paths(archive: Archive) -> None:
    read = load(archive.root)
    made = [path for path, _ in site(read)]
    files, _ = downloads(archive.root, archive.root / "docs", read)
    made += [file.path for several in files.values() for file in several]
    assert len(made) > 20
    assert not [path for path in made if not is_generated(path)]


@pytest.mark.parametrize("path", NOT_GENERATED)
def test_other_paths_are_not_generated(path: str) -> None:
    assert not is_generated(path)


def test_git_ignores_what_is_generated() -> None:
    lines = (REPOSITORY / ".gitignore").read_text().splitlines()
    assert {line for line in lines if line.startswith("/docs/")} == {*IGNORED}
    assert {"/site/", "/.diptych/"} <= {*lines}
