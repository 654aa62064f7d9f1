"""What a build may overwrite and delete: what it has generated itself, whatever the files in `.diptych/` say."""

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
from diptych.store.manifest import MANIFEST, digest

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
    manifest = json.loads(archive.read(str(MANIFEST)))
    manifest["pages"][path] = [digest((archive.root / "docs" / path).read_bytes())]
    archive.write(str(MANIFEST), json.dumps(manifest))


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
    code, said = archive.run("build", "--pages")
    assert code == 0
    assert ".diptych/manifest.json: D713: warning: " in said
    after = archive.files()
    assert (archive.root / "docs" / path).is_file()
    assert not {name for name in before if name not in after}
    assert archive.read("../outside.txt") == "Somebody's.\n"
    assert "D713" not in archive.run("build", "--pages")[1], "the manifest is written anew"


def test_verify_names_what_the_manifest_may_not_hold(archive: Archive) -> None:
    claimed(archive, "en/own.md")
    code, said = archive.run("verify")
    assert (code, "D713" in said) == (0, True)


def test_a_page_that_was_generated_and_is_edited_is_not_deleted(archive: Archive) -> None:
    path = "docs/en/articles/bai-hai.md"
    archive.write(path, archive.read(path) + "By hand.\n")
    for file in (archive.root / "source_texts/bai-hai").iterdir():
        file.unlink()
    (archive.root / "source_texts/bai-hai").rmdir()
    assert "D501" in archive.run("build", "--pages")[1]
    assert archive.read(path).endswith("By hand.\n")


@pytest.mark.parametrize("path", ["../archive.yml", "en/own.md", "downloads/../en/own.md", "downloads/own.txt"])
def test_the_list_of_downloads_deletes_and_links_nothing_else(archive: Archive, path: str) -> None:
    archive.write("docs/downloads/own.txt", "By hand.\n")
    listed = json.loads(archive.read(".diptych/downloads.json"))
    listed["gone"] = {"key": "", "files": [["txt", ["vi"], path, 1]]}
    listed["bai-mot"] = {"key": "", "files": [["txt", ["vi"], path, 1]]}
    archive.write(".diptych/downloads.json", json.dumps(listed))
    change(archive)
    assert archive.run("build", "--pages")[0] == 0
    assert (archive.root / "docs" / path).is_file()
    assert path not in archive.read("docs/vi/articles/bai-mot.md")


@pytest.mark.parametrize(
    "text", ["[]", '{"bai-hai": 1}', '{"bai-hai": {"files": 3}}', '{"x": {"files": [[1, 2]]}}', "{"]
)
def test_a_broken_list_of_downloads_is_made_anew(archive: Archive, text: str) -> None:
    archive.write(".diptych/downloads.json", text)
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


TRACKED = (".diptych/manifest.json", ".diptych/downloads.json", "site/index.html", "docs/en/articles/bai-hai.md")


@pytest.mark.parametrize("path", TRACKED)
def test_a_build_refuses_what_came_by_git_in_its_place(archive: Archive, path: str) -> None:
    archive.write("site/index.html", "<p>Not built here.</p>\n")
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
