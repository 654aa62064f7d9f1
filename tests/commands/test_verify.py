"""Any changed bit of an original or of a generated page is found; ledgers are held against the texts."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from commands.archive import Archive, two_articles


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = two_articles(tmp_path / "archive")
    received = tmp_path / "received.txt"
    received.write_text("Bài ba\n\nMột đoạn văn bản gốc, đủ dài để là một đoạn.\n", encoding="utf-8")
    assert made.run("add", str(received), "--lang", "vi", "--id", "bai-ba", "--title", "Bài ba")[0] == 0
    made.run("translate", "--engine", "none")
    assert made.run("build", "--pages")[0] == 0
    return made


def test_all_is_as_it_is_on_record(archive: Archive) -> None:
    pages = len([name for name in archive.files("docs") if not name.endswith(".png")])
    counts = f"1 original (2 articles without one), 3 translations, {pages} generated pages; 0 errors, 0 warnings."
    assert archive.run("verify") == (0, f"Verified: {counts}\n")


@pytest.mark.parametrize("seed", range(20))
def test_any_changed_bit_of_an_original_is_found(archive: Archive, seed: int) -> None:
    path = archive.root / "source_texts" / "bai-ba" / "original.txt"
    data = bytearray(path.read_bytes())
    chance = random.Random(seed)
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)
    code, out = archive.run("verify")
    assert (code, "bai-ba/original.txt: D251" in out) == (1, True)


def test_a_generated_page_that_was_edited_or_lost(archive: Archive) -> None:
    archive.write("docs/vi/articles/bai-mot.md", "edited")
    (archive.root / "docs/en/articles/bai-mot.md").unlink()
    code, out = archive.run("verify")
    assert code == 1
    assert "docs/vi/articles/bai-mot.md: D505" in out
    assert "docs/en/articles/bai-mot.md: D506: warning" in out


def test_a_text_that_the_ledger_does_not_know(archive: Archive) -> None:
    text = archive.read("source_texts/bai-mot/en.md")
    archive.write("source_texts/bai-mot/en.md", text.replace("This is", "That is"))
    code, out = archive.run("verify")
    assert (code, "D242" in out) == (0, True)
    archive.run("translate", "--engine", "none")
    assert "D242" not in archive.run("verify")[1]


def test_verifying_writes_nothing(archive: Archive) -> None:
    before = archive.files()
    archive.run("verify")
    assert archive.files() == before
