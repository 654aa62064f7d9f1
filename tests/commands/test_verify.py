"""Any changed bit of an original or of a generated page is found; ledgers are held against the texts."""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

import pytest

from commands.archive import Archive, article, empty, two_articles
from diptych.jobs.verify import verify
from diptych.model.problem import Problem, Refused


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


def told(archive: Archive) -> tuple[Problem, ...]:
    try:
        return verify(archive.root).problems
    except Refused as refused:
        return refused.problems


@pytest.fixture
def kept(tmp_path: Path) -> Archive:
    """An article with machine drafts, one of them read by somebody."""
    archive = empty(tmp_path / "archive")
    article(archive, "bai", "# Bài\n\nMột cửa hậu.\n\nTám điểm.\n")
    answers = tmp_path / "answers.tsv"
    pairs = {"Bài": "Text", "Một cửa hậu.": "A back door.", "Tám điểm.": "Eight points."}
    lines = [f"vi\ten\t{text}\t{answer}\n" for text, answer in pairs.items()]
    answers.write_text("source\ttarget\ttext\ttranslation\n" + "".join(lines), encoding="utf-8")
    assert archive.run("translate", "--to", "en", "--engine", "replay", DIPTYCH_REPLAY=str(answers))[0] == 0
    archive.run("review", "bai", "p2", "--to", "en", "--name", "Lan")
    assert not told(archive)
    return archive


@pytest.mark.parametrize("name", ["vi.md", "en.md", "blocks.yml", "en.ledger.yml", "en.review.yml"])
def test_any_changed_bit_of_a_text_and_of_what_the_tool_keeps_is_found(kept: Archive, name: str) -> None:
    path = kept.root / "source_texts" / "bai" / name
    data = path.read_bytes()
    chance = random.Random(name)
    missed = []
    for _ in range(150):
        at, bit = chance.randrange(len(data)), chance.randrange(8)
        path.write_bytes(data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :])
        if not told(kept):
            missed.append((at, bit))
    # How a text's last line ends is no part of what it says.
    assert not [at for at, _ in missed if at < len(data) - 1]


LEDGER = "source_texts/bai/en.ledger.yml"


def test_a_changed_entry_is_told_with_its_line_until_it_is_set_right(kept: Archive) -> None:
    whole = kept.read(LEDGER)
    kept.write(LEDGER, whole.replace("date: 2026-11-24", "date: 2026-11-25", 1))
    line = 1 + next(at for at, text in enumerate(kept.read(LEDGER).splitlines()) if "sum: " in text)
    for command in ("check", "verify"):
        code, out = kept.run(command)
        assert (code, f"{LEDGER}:{line}: D750: warning: the entry of `p1`" in out) == (0, True)
    kept.write("source_texts/bai/vi.md", kept.read("source_texts/bai/vi.md") + "\nThêm.\n")
    kept.run("translate", "--engine", "none")
    assert "D750" in kept.run("verify")[1], "what is written anew does not make a wrong entry look right"
    kept.write(LEDGER, kept.read(LEDGER).replace(f"  {whole.splitlines()[line - 1].strip()}\n", ""))
    assert "D750" not in kept.run("verify")[1]


def test_files_without_sums_are_read_and_not_written_anew_for_that(kept: Archive) -> None:
    for name in ("blocks.yml", "en.ledger.yml", "en.review.yml"):
        path = f"source_texts/bai/{name}"
        lines = kept.read(path).splitlines(keepends=True)
        kept.write(path, "".join(line for line in lines if not line.startswith("  sum: ")))
    before = kept.files()
    assert not told(kept)
    kept.run("translate", "--engine", "none")
    assert kept.files() == before
    kept.write("source_texts/bai/vi.md", kept.read("source_texts/bai/vi.md") + "\nThêm.\n")
    kept.run("translate", "--engine", "none")
    assert kept.read("source_texts/bai/blocks.yml").count("  sum: ") == 4
    assert kept.read(LEDGER).count("  sum: ") == 3


def test_two_branches_that_draft_neighbours_merge(tmp_path: Path) -> None:
    archive = empty(tmp_path / "archive")
    article(archive, "bai", "# Bài\n\nMột.\n\nHai.\n\nBa.\n\nBốn.\n\nNăm.\n")
    first = "# Text\n\nOne.\n\nTwo.\n\nThree.\n\nFour.\n\nFive.\n"
    archive.write("source_texts/bai/en.md", first)
    archive.run("translate", "--to", "en", "--engine", "none")

    def git(*arguments: str) -> None:
        who = ("-c", "user.name=x", "-c", "user.email=x@example.org")
        subprocess.run(["git", *who, *arguments], cwd=archive.root, check=True, capture_output=True)

    git("init", "-b", "main")
    git("add", "source_texts", "archive.yml")
    git("commit", "-m", "one")
    for branch, old, new in (("mine", "Two.", "Second."), ("yours", "Three.", "Third.")):
        git("checkout", "-b", branch, "main")
        archive.write("source_texts/bai/en.md", first.replace(old, new))
        archive.run("translate", "--to", "en", "--engine", "none")
        git("commit", "-a", "-m", branch)
    git("merge", "mine")
    assert "Second.\n\nThird." in archive.read("source_texts/bai/en.md")
    assert not told(archive)
