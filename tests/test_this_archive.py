"""What this repository's own archive holds: nothing is wrong with it, and every door bears it.

No other test names its articles and terms, or reads them: they are tried on the archive in `tests/trial`.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from benchmarks.archives import copy_own

from commands.archive import Archive
from diptych.jobs.check import check
from diptych.store.archive import load
from exchange.desk import FORMATS
from exchange.test_round_trip import back_unchanged, exported
from formats.books import said_by_epubcheck
from pages.archives import REPOSITORY, TRIAL
from pages.test_whole_text import lost
from pdf.made import book, edition
from pdf.test_text import lost as lost_on_paper

WRITTEN_BY_TESTS = {"cua-hau"}  # a term of archives that tests write themselves


def names_of(root: Path) -> set[str]:
    archive = load(root)
    return {*archive.terms, *(article.id for article in archive.articles)}


def test_nothing_else_in_tests_and_benchmarks_names_its_articles_and_terms() -> None:
    """A name without a hyphen is a word like any other; a name that the tests' own archives have as well is theirs."""
    names = {name for name in names_of(REPOSITORY) - names_of(TRIAL) - WRITTEN_BY_TESTS if "-" in name}
    named = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(names))})(?![\w-])")
    found = {
        f"{path.relative_to(REPOSITORY)}: {name}"
        for folder in ("tests", "benchmarks")
        for path in (REPOSITORY / folder).rglob("*")
        if path.is_file() and path.suffix != ".pyc" and path != Path(__file__)
        for name in named.findall(path.read_text(encoding="utf-8", errors="replace"))
    }
    assert found == set()


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """A copy, for commands that write."""
    copy_own(tmp_path / "archive", "archive.yml", "glossary", "source_texts")
    return Archive(tmp_path / "archive")


def test_nothing_is_wrong() -> None:
    said = [f"{one.path}:{one.line} {one.rule.code} {dict(one.values)}" for one in check(REPOSITORY).problems]
    assert said == []


def test_its_pages_show_it_whole() -> None:
    archive = load(REPOSITORY)
    assert len(archive.articles) >= 4
    assert not list(lost(archive))


@pytest.mark.parametrize("lang", ["", "vi", "en"])
def test_its_pdfs_print_it_whole(lang: str, tmp_path: Path) -> None:
    archive = load(REPOSITORY)
    assert [one.id for one in archive.articles if lost_on_paper(edition(archive, one, lang), tmp_path)] == []
    assert lost_on_paper(book(archive, lang), tmp_path) == []


def test_epubcheck_finds_nothing_in_its_book(archive: Archive, tmp_path: Path) -> None:
    assert archive.run("export", "--all", "--format", "epub", "-o", str(tmp_path / "all.epub"))[0] == 0
    assert said_by_epubcheck(tmp_path / "all.epub") == []


@pytest.mark.parametrize("kind", FORMATS)
def test_it_goes_out_and_comes_back_unchanged(archive: Archive, kind: str, tmp_path: Path) -> None:
    back_unchanged(archive, exported(archive, kind, tmp_path / "out"))
