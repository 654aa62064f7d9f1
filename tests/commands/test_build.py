"""`build`: only pages of ours are written or deleted, and the site is the last good one until a new one is whole."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from commands import faults
from commands.archive import VI, Archive, held, two_articles
from diptych.store.cache import archive_cache
from diptych.store.proof import page_path

PAGE = "docs/en/articles/bai-hai.md"
INDEX = "site/index.html"


class MkDocs:
    """Stands in for the program: a site of bare pages, or a failure. Other programs run."""

    def __init__(self) -> None:
        self.run: Any = subprocess.run
        self.fails = False
        self.runs = 0
        self.environ: dict[str, str] = {}

    def __call__(self, command: list[str], cwd: Path, env: dict[str, str] | None = None, **more: object) -> object:
        if "mkdocs" not in command:
            return self.run(command, env=env, cwd=cwd, **more)
        assert env is not None
        self.runs += 1
        self.environ = env
        if not self.fails:
            with TemporaryDirectory() as folder:  # as a program of its own does, out of sight of what watches this one
                self.write(cwd / "docs", Path(folder))
                self.run(["cp", "-r", folder, command[command.index("--site-dir") + 1]], check=True)
        return subprocess.CompletedProcess(command, int(self.fails), "", "Config value 'plugins': no such plugin")

    def write(self, docs: Path, site: Path) -> None:
        for path in sorted(file for file in docs.rglob("*") if file.is_file()):
            name = str(path.relative_to(docs))
            file = site / (page_path(name) if path.suffix == ".md" else name)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(self.page(path.read_text()) if path.suffix == ".md" else path.read_bytes())
        (site / "404.html").write_bytes(self.page("Not here."))
        (site / "sitemap.xml").write_text("<urlset/>")
        shown = next(path for path in (docs.parent / PAGE, docs / "index.md") if path.exists())
        (site / "index.html").write_bytes(self.page(shown.read_text()))

    def page(self, text: str) -> bytes:
        return f"<!doctype html><html><body><pre>{escape(text)}</pre></body></html>".encode()


@pytest.fixture
def mkdocs(monkeypatch: pytest.MonkeyPatch) -> MkDocs:
    made = MkDocs()
    monkeypatch.setattr("diptych.store.mkdocs.subprocess.run", made)
    return made


@pytest.fixture
def archive(tmp_path: Path, mkdocs: MkDocs) -> Archive:
    """An archive whose site is built."""
    made = two_articles(tmp_path / "archive")
    assert (made.run("build")[0], mkdocs.runs) == (0, 1)
    return made


def change(archive: Archive) -> None:
    archive.write("source_texts/bai-hai/vi.md", VI.replace("tám", "chín"))


def said(archive: Archive) -> str:
    return "\n".join([archive.says("build"), archive.says("build", messages="vi")])


def test_nothing_is_done_again(archive: Archive, mkdocs: MkDocs, save_golden: bool) -> None:
    before = archive.files()
    held(said(archive), "build/again.txt", save_golden)
    assert (archive.files(), mkdocs.runs) == (before, 1)


def test_a_failure_keeps_the_last_good_site(archive: Archive, mkdocs: MkDocs, save_golden: bool) -> None:
    before = archive.read(INDEX)
    change(archive)
    mkdocs.fails = True
    held(said(archive), "build/mkdocs-fails.txt", save_golden)
    assert archive.read(INDEX) == before
    mkdocs.fails = False
    assert archive.run("build")[0] == 0
    assert escape(archive.read(PAGE)) in archive.read(INDEX) != before


@pytest.mark.parametrize("changed", ["source_texts/bai-hai/vi.md", "docs/en/own.md"])
def test_what_is_saved_while_it_builds_is_built_next(archive: Archive, mkdocs: MkDocs, changed: str) -> None:
    def saved_meanwhile(*given: Any, **more: Any) -> object:
        done = mkdocs(*given, **more)
        if "mkdocs" in given[0]:
            archive.write(changed, VI.replace("tám", "mười"))
        return done

    change(archive)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("diptych.store.mkdocs.subprocess.run", saved_meanwhile)
        assert archive.run("build")[0] == 0
    runs = mkdocs.runs
    assert archive.run("build")[0] == 0
    assert mkdocs.runs == runs + 1


def page_edited(archive: Archive) -> None:
    archive.write(PAGE, archive.read(PAGE) + "By hand.\n")


def page_of_an_article_that_is_gone_edited(archive: Archive) -> None:
    page_edited(archive)
    (archive.root / "source_texts/bai-hai").rename(archive.root.parent / "gone")


def page_in_the_way(archive: Archive) -> None:
    (archive_cache(archive.root) / "manifest.json").unlink()
    archive.write(PAGE, "By hand.\n")


def page_is_a_link(archive: Archive) -> None:
    (archive.root / PAGE).unlink()
    (archive.root / PAGE).symlink_to(archive.root / "archive.yml")


def folder_is_a_link(archive: Archive) -> None:
    (archive.root / "docs/en").rename(archive.root / "elsewhere")
    (archive.root / "docs/en").symlink_to(archive.root / "elsewhere")


@pytest.mark.parametrize("link", [page_is_a_link, folder_is_a_link])
def test_a_link_among_the_pages_is_refused(
    link: Callable[[Archive], None], archive: Archive, save_golden: bool
) -> None:
    change(archive)
    link(archive)
    before = archive.files()
    held(said(archive), f"build/{link.__name__.replace('_', '-')}.txt", save_golden)
    assert archive.files() == before


@pytest.mark.parametrize("spoil", [page_edited, page_of_an_article_that_is_gone_edited, page_in_the_way])
def test_what_is_not_ours_is_moved_aside(spoil: Callable[[Archive], None], archive: Archive, save_golden: bool) -> None:
    change(archive)
    spoil(archive)
    held(said(archive), f"build/{spoil.__name__.replace('_', '-')}.txt", save_golden)
    assert archive.read(f".diptych/aside/{PAGE}").endswith("By hand.\n")
    assert not any(b"By hand." in data for data in archive.files().values())


def test_pages_of_what_is_gone_are_deleted(archive: Archive) -> None:
    (archive.root / "source_texts/bai-hai").rename(archive.root.parent / "gone")
    archive.write("docs/en/by-hand.md", "# By hand\n")
    assert archive.run("build", "--pages")[0] == 0
    assert not (archive.root / PAGE).exists()
    assert archive.read("docs/en/by-hand.md") == "# By hand\n"


def test_the_site_is_exchanged_whole(archive: Archive, mkdocs: MkDocs) -> None:
    change(archive)
    new = archive.copy("new")
    with faults.watched(new.root, lambda *_: None) as watch:
        assert new.run("build")[0] == 0
    whole = {archive.read(INDEX), new.read(INDEX)}
    first = next(at for at, seen in enumerate(watch.seen, 1) if "search.new" in seen)  # the pages are written by then
    number = first
    while True:
        killed = archive.copy(str(number))
        if not faults.killed_at(number, killed.root, lambda killed=killed: killed.run("build")):  # type: ignore[misc]  # mypy infers no default of a lambda
            break
        between = not (killed.root / INDEX).exists()
        assert killed.read(".diptych/site.old/index.html" if between else INDEX) in whole
        mkdocs.fails = True
        killed.run("build")
        assert killed.read(INDEX) in whole
        mkdocs.fails = False
        assert killed.run("build")[0] == 0
        assert killed.files() == new.files()
        assert not killed.strays()
        number += 1
    assert number > first + 10


def test_mkdocs_is_given_no_key(archive: Archive, mkdocs: MkDocs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEEPL_API_KEY", "canary")
    change(archive)
    assert archive.run("build")[0] == 0
    assert "canary" not in mkdocs.environ.values()


INPUTS = ("source_texts/bai-hai/vi.md", "glossary/cua-hau.yml", "archive.yml", "docs/vi/a.md", "overrides/a.html", PAGE)


@pytest.mark.parametrize("path", INPUTS)
def test_only_when_something_has_changed_the_archive_is_read(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    class Read(Exception):
        """The archive was read."""

    def read(_: Path) -> None:
        raise Read

    monkeypatch.setattr("diptych.jobs.build.load", read)
    before = archive.files()
    code, out = archive.run("build")
    assert (code, "0 changed." in out, "up to date" in out, archive.files()) == (0, True, True, before)
    file = archive.root / path
    archive.write(path, (file.read_bytes() if file.exists() else b"") + b"\n")
    with pytest.raises(Read):
        archive.run("build")
