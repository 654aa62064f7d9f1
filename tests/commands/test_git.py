"""Two branches of one archive meet in real git: no person's word is lost, and one command heals the tool's files."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest

from commands.archive import Archive, article, empty, held
from diptych.engines.replay import Replay
from need import need_program

REPOSITORY = Path(__file__).parents[2]
FOLDER = "source_texts/bai"
SOURCE, TARGET, LEDGER, BLOCKS = (f"{FOLDER}/{name}" for name in ("vi.md", "en.md", "en.ledger.yml", "blocks.yml"))
TEXT = "# Nhan đề\n\n" + "\n\n".join(f"Đoạn số {n} nói về dữ liệu." for n in range(2, 7)) + "\n"


def git(folder: Path, *arguments: str, fails: bool = False) -> str:
    quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "PATH": os.environ["PATH"]}
    person = ("-c", "user.name=A person", "-c", "user.email=person@example.org", "-c", "init.defaultBranch=main")
    done = subprocess.run(["git", *person, *arguments], cwd=folder, env=quiet, capture_output=True, text=True)
    assert fails or not done.returncode, done.stderr
    return done.stdout


def commit(archive: Archive) -> None:
    git(archive.root, "add", "-A")
    git(archive.root, "commit", "-q", "--allow-empty", "-m", "Work")


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An article translated by a machine, with one paragraph by hand, under this project's own git rules."""
    need_program("git")
    made = empty(tmp_path / "archive")
    for name in (".gitattributes", ".gitignore"):
        shutil.copy(REPOSITORY / name, made.root)
    article(made, "bai", TEXT)
    machine(made, "Main")
    write(made, "p4", "Written by wmain1.")
    settle(made)
    git(made.root, "init", "-q")
    commit(made)
    return made


def machine(archive: Archive, name: str) -> None:
    def answer(_: Replay, text: str, source: str, target: str) -> str:
        del source, target
        return f"{name}: {text}"

    file = archive.write("../answers.jsonl", "")
    with patch.object(Replay, "translate", answer):
        archive.run("translate", "--engine", "replay", DIPTYCH_REPLAY=str(file))


def settle(archive: Archive) -> tuple[int, str]:
    return archive.run("translate", "--engine", "none")


def write(archive: Archive, block: str, words: str) -> None:
    """A person writes over a block of the translation."""
    change(archive, TARGET, block, words)


def change(archive: Archive, path: str, block: str, words: str) -> None:
    parts = archive.read(path).rstrip("\n").split("\n\n")
    parts[int(block[1:]) - 1] = words
    archive.write(path, "\n\n".join(part for part in parts if part) + "\n")


Side = Callable[[Archive], None]


def edits(block: str, words: str) -> Side:
    def work(archive: Archive) -> None:
        write(archive, block, words)
        settle(archive)

    return work


def edits_unsettled(block: str, words: str) -> Side:
    return lambda archive: write(archive, block, words)


def adds_source(behind: str, words: str, name: str) -> Side:
    def work(archive: Archive) -> None:
        text = archive.read(SOURCE).split("\n\n")[int(behind[1:]) - 1].rstrip("\n")
        change(archive, SOURCE, behind, f"{text}\n\n{words}")
        machine(archive, name)

    return work


def changes_source(block: str, words: str, name: str) -> Side:
    def work(archive: Archive) -> None:
        change(archive, SOURCE, block, words)
        machine(archive, name)

    return work


MERGES: dict[str, tuple[Side, Side]] = {
    "two-blocks-edited": (edits("p2", "By wleft1."), edits("p6", "By wright1.")),
    "neighbours-edited": (edits("p2", "By wleft1."), edits("p3", "By wright1.")),
    "one-block-edited-twice": (edits("p3", "By wleft1."), edits("p3", "By wright1.")),
    "edited-and-not-settled": (edits_unsettled("p3", "By wleft1."), edits("p3", "By wright1.")),
    "blocks-added-apart": (adds_source("p2", "Thêm trái.", "Left"), adds_source("p5", "Thêm phải.", "Right")),
    "blocks-added-at-one-place": (adds_source("p3", "Thêm trái.", "Left"), adds_source("p3", "Thêm phải.", "Right")),
    "source-changed-and-translation-edited": (
        changes_source("p3", "Đoạn số 3 đã khác.", "Left"),
        edits("p3", "By wright1."),
    ),
    "source-deleted-and-translation-edited": (changes_source("p3", "", "Left"), edits("p3", "By wright1.")),
    "source-changed-twice": (
        changes_source("p3", "Đoạn số 3 bên trái.", "Left"),
        changes_source("p3", "Đoạn số 3 bên phải.", "Right"),
    ),
    "persons-block-changed-twice": (
        changes_source("p4", "Đoạn số 4 bên trái.", "Left"),
        edits("p4", "Written by wright1, after wmain2."),
    ),
}


def keep_both(text: str) -> str:
    """What a careful person makes of a conflict: both wordings, as paragraphs of their own."""
    lines = ["" if line.startswith("=======") else line for line in text.splitlines()]
    return "\n".join(line for line in lines if not line.startswith(("<<<<<<< ", ">>>>>>> "))) + "\n"


@pytest.mark.parametrize("name", MERGES)
def test_a_merge_loses_no_word(name: str, archive: Archive, save_golden: bool) -> None:
    left, right = MERGES[name]
    git(archive.root, "checkout", "-q", "-b", "right")
    right(archive)
    commit(archive)
    words = human(archive)
    git(archive.root, "checkout", "-q", "main")
    left(archive)
    commit(archive)
    words |= human(archive)
    git(archive.root, "merge", "-q", "right", fails=True)
    conflicts = git(archive.root, "diff", "--name-only", "--diff-filter=U").splitlines()
    for path in {SOURCE, TARGET} & set(conflicts):
        assert archive.run("check")[1].count("D211")
        archive.write(path, keep_both(archive.read(path)))
    code, _ = archive.run("check")
    assert code == int(bool({LEDGER, BLOCKS} & set(conflicts)))
    settle(archive)
    healed = archive.files(FOLDER)
    assert not [path for path, data in healed.items() if b"<<<<<<<" in data]
    assert archive.run("check")[0] == 0
    settle(archive)
    assert archive.files(FOLDER) == healed
    kept = human(archive)
    if "wmain1" not in git(archive.root, "show", "right:" + TARGET):
        words.discard("wmain1")  # a person took it away
    assert words <= kept
    said = "\n".join(["Conflicts: " + ", ".join(conflicts), archive.read(TARGET), archive.says("status")])
    held(said, f"git/{name}.txt", save_golden)


def human(archive: Archive) -> set[str]:
    found = archive.read(TARGET).replace(".", " ").replace(",", " ").split()
    return {word for word in found if word.startswith(("wmain", "wleft", "wright"))}


RECEIVED = {
    "crlf.txt": b"Nhan de\r\n\r\nMot doan van ngan.\r\n",
    "mixed.txt": b"Nhan de\n\nMot doan\r\n\r\nHai doan.\n",
    "bom.md": b"\xef\xbb\xbf# Nhan de\r\n\r\nMot doan van ngan.\r\n",
    "ident.md": b"# $Id$\n\nMot doan van ngan.\n",
    "latin.html": '<html><meta charset="iso-8859-1"><h1>Café</h1><p>Một đoạn văn ngắn thôi.</p></html>'.encode(
        "iso-8859-1", "xmlcharrefreplace"
    ),
}


@pytest.mark.parametrize("autocrlf", ["true", "input", "false"])
def test_originals_stay_byte_for_byte_whatever_git_does_with_line_ends(
    autocrlf: str, archive: Archive, tmp_path: Path
) -> None:
    for number, (name, content) in enumerate(RECEIVED.items()):
        (tmp_path / name).write_bytes(content)
        named = ("--title", name, "--id", f"goc-{number}")
        assert archive.run("add", str(tmp_path / name), "--lang", "vi", *named)[0] == 0
    assert archive.run("check")[0] == 0
    before = archive.files()
    rule = ("-c", f"core.autocrlf={autocrlf}")
    git(archive.root, *rule, "add", "-A")
    git(archive.root, *rule, "commit", "-q", "-m", "Work")
    git(tmp_path, *rule, "clone", "-q", str(archive.root), "clone")
    clone = Archive(tmp_path / "clone")
    assert clone.files() == before
    assert clone.run("check")[0] == 0
