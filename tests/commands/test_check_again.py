"""A check of everything says the same again without reading the archive, until something changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from commands.archive import Archive, two_articles
from diptych.jobs import check_again
from diptych.jobs.check import check
from diptych.jobs.check_again import CHECKED
from diptych.store.cache import archive_cache


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = two_articles(tmp_path / "archive")
    made.write("source_texts/bai-hai/en.md", made.read("source_texts/bai-hai/en.md").replace("2020", "2019"))
    return made


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The archives that were read."""
    seen: list[Path] = []

    def noted(root: Path) -> object:
        seen.append(root)
        return check(root)

    monkeypatch.setattr(check_again, "check", noted)
    return seen


def test_what_has_not_changed_is_not_read_again(archive: Archive, reads: list[Path]) -> None:
    first = archive.run("check")
    assert "D601" in first[1]
    assert (archive.run("check"), archive.run("check", messages="vi")[0], len(reads)) == (first, first[0], 1)


def broken(archive: Archive) -> None:
    (archive_cache(archive.root) / CHECKED).write_text("{")


def of_another_shape(archive: Archive) -> None:
    file = archive_cache(archive.root) / CHECKED
    file.write_text(file.read_text().replace("D601", "D000"))


CHANGES: dict[str, Callable[[Archive], object]] = {
    "a text": lambda one: one.write("source_texts/bai-mot/vi.md", one.read("source_texts/bai-mot/vi.md") + "\nThêm.\n"),
    "a term": lambda one: one.write("glossary/cua-hau.yml", one.read("glossary/cua-hau.yml").replace("Lối", "Một lối")),
    "the settings": lambda one: one.write("archive.yml", one.read("archive.yml").replace("Trial", "Another")),
    "a page by hand": lambda one: one.write("docs/en/own.md", "# By hand\n"),
    "MkDocs' settings": lambda one: one.write("mkdocs.yml", "site_url: https://other.example/\n"),
    "a link to an article": lambda one: (one.root / "source_texts/ba").symlink_to("bai-mot"),
    "a folder for a text": lambda one: (one.root / "source_texts/bai-mot/fr.md").mkdir(),
    "a link": lambda one: (one.root / "docs").symlink_to("source_texts"),
    "the note is broken": broken,
    "the note is of another shape": of_another_shape,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_after_any_change_it_is_read(change: Callable[[Archive], object], archive: Archive, reads: list[Path]) -> None:
    archive.run("check")
    change(archive)
    said = archive.run("check")
    assert len(reads) == 2
    (archive_cache(archive.root) / CHECKED).unlink()
    assert archive.run("check") == said


def test_without_a_place_to_keep_it_all_is_checked(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    said = archive.run("check")
    monkeypatch.setenv("DIPTYCH_CACHE", "/dev/null/no")
    assert archive.run("check") == said
