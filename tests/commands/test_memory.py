"""The memory: a person's wording first, then the one whose neighbours are the same; its copy is made anew in doubt."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest

from commands.archive import Archive, article, empty
from diptych.store import memory
from diptych.store.archive import load
from diptych.store.cache import archive_cache
from diptych.text.memory import recalled

SAME = "Xem thêm ở dưới."


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = empty(tmp_path / "archive")
    for name, before, wording in (("a", "Về cáp.", "See below."), ("b", "Về luật.", "More on this below.")):
        article(made, name, f"# Bài {name}\n\n{before}\n\n{SAME}\n", f"# Article {name}\n\nOn it.\n\n{wording}\n")
    made.run("translate", "--engine", "none")
    return made


@pytest.mark.parametrize(("before", "wording"), [("Về cáp.", "See below."), ("Về luật.", "More on this below.")])
def test_the_same_neighbours_are_better(archive: Archive, before: str, wording: str) -> None:
    article(archive, "c", f"# Bài c\n\n{before}\n\n{SAME}\n")
    archive.run("translate", "c", "--engine", "none")
    assert archive.read("source_texts/c/en.md").endswith(f"\n\nOn it.\n\n{wording}\n")


def test_a_person_comes_before_a_machine_with_the_same_neighbours(archive: Archive) -> None:
    article(archive, "c", f"# Bài c\n\nVề cáp.\n\n{SAME}\n")
    archive.run("translate", "c", "--engine", "none")  # a draft now, from `a`
    (archive.root / "source_texts/a/en.md").unlink()
    (archive.root / "source_texts/a/en.ledger.yml").unlink()
    article(archive, "d", f"# Bài d\n\nVề cáp.\n\n{SAME}\n")
    archive.run("translate", "d", "--engine", "none")
    assert "More on this below." in archive.read("source_texts/d/en.md")


def test_only_what_changed_is_read_again(archive: Archive) -> None:
    articles = load(archive.root).articles
    first = memory.recall(archive.root, articles)
    with patch.object(memory, "remembered", side_effect=AssertionError("read again")):
        assert memory.recall(archive.root, articles) == first
    archive.write("source_texts/a/en.md", archive.read("source_texts/a/en.md").replace("See below.", "See under."))
    again = memory.recall(archive.root, load(archive.root).articles)
    key = next(key for key in again if len(again[key]) == 2)
    assert {pair.text for pair in again[key]} == {"See under.", "More on this below."}
    assert {
        pair.origin.split("/")[0] for pairs in memory.recall(archive.root, articles[1:]).values() for pair in pairs
    } == {"b"}


def test_another_program_reads_all_again(archive: Archive) -> None:
    articles = load(archive.root).articles
    memory.recall(archive.root, articles)
    with patch("diptych.store.build_cache.code", return_value="another"), patch.object(memory, "remembered") as read:
        read.return_value = []
        assert (memory.recall(archive.root, articles), read.call_count) == ({}, len(articles))


def spoil(statement: str) -> Callable[[Path], None]:
    def spoiled(file: Path) -> None:
        with sqlite3.connect(file) as kept:
            kept.execute(statement)

    return spoiled


DOUBTS: dict[str, Callable[[Path], object]] = {
    "no-database": lambda file: file.write_bytes(b"x" * 5000),
    "cut": lambda file: file.write_bytes(file.read_bytes()[:5000]),
    "another-table": spoil("ALTER TABLE articles RENAME COLUMN pairs TO others"),
    "another-shape": spoil("UPDATE articles SET pairs = '[{\"text\": 1}]'"),
    "no-json": spoil("UPDATE articles SET pairs = 'x'"),
    "gone": lambda file: file.unlink(),
}


@pytest.mark.parametrize("doubt", DOUBTS)
def test_in_doubt_the_copy_is_made_anew(archive: Archive, doubt: str) -> None:
    articles = load(archive.root).articles
    first = memory.recall(archive.root, articles)
    DOUBTS[doubt](archive_cache(archive.root) / memory.FILE)
    assert memory.recall(archive.root, articles) == first
    assert recalled(first, ("vi", "en", "0" * 32), ("", "")) is None
