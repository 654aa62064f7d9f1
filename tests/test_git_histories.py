"""Random histories in real git: merge, rebase, cherry-pick and stash between two branches lose no person's word.

People write, the tool drafts and settles, sources change, ledgers are lost. Where git leaves a conflict, a careful
person keeps both wordings; the tool's own files stay as git left them, or are taken from either side. Every word of a
person's is one of its own, so that a lost one can be named. `make test-long` tries longer histories.
"""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from commands.archive import article, empty
from commands.test_git import (
    BLOCKS,
    LEDGER,
    REPOSITORY,
    SOURCE,
    TARGET,
    TEXT,
    commit,
    git,
    keep_both,
    machine,
    settle,
)
from need import need_program

LONG = int(os.environ.get("HISTORY", "25"))
STEPS = min(LONG, 100)  # of each history; a longer one would say less than another
REVIEWS = "source_texts/bai/en.review.yml"
OTHER = {"main": "other", "other": "main"}


class History:
    """One archive in git with two branches, and what people wrote so far."""

    def __init__(self, root: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.words = count(1)
        self.told: list[str] = []
        self.archive = empty(root)
        for name in (".gitattributes", ".gitignore"):
            self.archive.write(name, (REPOSITORY / name).read_bytes())
        article(self.archive, "bai", TEXT)
        machine(self.archive, "Main")
        git(root, "init", "-q")
        commit(self.archive)
        git(root, "branch", "other")

    @property
    def branch(self) -> str:
        return git(self.archive.root, "branch", "--show-current").strip()

    def word(self) -> str:
        return f"zq{next(self.words)}"

    def change(self, path: str, words: Callable[[list[str]], None]) -> None:
        parts = self.archive.read(path).rstrip("\n").split("\n\n")
        words(parts)
        self.archive.write(path, "\n\n".join(part for part in parts if part) + "\n")

    def human(self) -> set[str]:
        """What people wrote, as the folder holds it now: in the translation, and the names of those who read it."""
        return words_of(self.archive.read(TARGET)) | (
            words_of(self.archive.read(REVIEWS)) if (self.archive.root / REVIEWS).exists() else set()
        )

    def human_at(self, at: str) -> set[str]:
        shown = [git(self.archive.root, "show", f"{at}:{path}", fails=True) for path in (TARGET, REVIEWS)]
        return set().union(*map(words_of, shown))


def words_of(text: str) -> set[str]:
    return set(re.findall(r"zq\d+", text))


# What people and the tool do between two commits.


def write_over(history: History) -> None:
    def words(parts: list[str]) -> None:
        at = history.chance.randrange(len(parts))
        kept = "" if parts[at].startswith("<!--") or not words_of(parts[at]) else f"{parts[at]} "
        parts[at] = f"{kept}Written by {history.word()}."

    history.change(TARGET, words)


def add_paragraph(history: History) -> None:
    at = history.chance.randrange
    history.change(TARGET, lambda parts: parts.insert(at(1, len(parts) + 1), f"By hand {history.word()}."))


def move_paragraph(history: History) -> None:
    at = history.chance.randrange
    history.change(TARGET, lambda parts: parts.insert(at(len(parts)), parts.pop(at(len(parts)))))


def change_source(history: History) -> None:
    def words(parts: list[str]) -> None:
        at = history.chance.randrange(1, max(2, len(parts)))
        new = f"Đoạn khác {history.chance.randrange(999)} nói về cáp."
        parts[at:at] = [new] if history.chance.random() < 0.4 or at >= len(parts) else []
        if len(parts) > at:
            parts[at] = history.chance.choice([new, "" if len(parts) > 4 else new, f"{parts[at]} Thêm."])

    history.change(SOURCE, words)


def draft(history: History) -> None:
    machine(history.archive, f"Draft {history.chance.randrange(99)}")


def settle_it(history: History) -> None:
    settle(history.archive)


def review(history: History) -> None:
    history.archive.run("review", "bai", "--to", "en", "--name", f"Reader {history.word()}")


def lose_ledger(history: History) -> None:
    for path in history.chance.choice([(LEDGER,), (BLOCKS,), (LEDGER, BLOCKS)]):
        (history.archive.root / path).unlink(missing_ok=True)


WORK = [write_over, write_over, add_paragraph, move_paragraph, change_source, draft, settle_it, review, lose_ledger]


# What git does.


def resolve(history: History) -> None:
    """The conflicts of the texts as a careful person resolves them; the tool may be called before and after."""
    archive, chance = history.archive, history.chance
    found = git(archive.root, "diff", "--name-only", "--diff-filter=U").splitlines()
    texts = {path: archive.read(path) for path in found if path in (SOURCE, TARGET, REVIEWS)}
    if chance.random() < 0.3:
        settle(archive)
        assert texts == {path: archive.read(path) for path in texts}, "a conflict is a person's to resolve"
    for path in found:
        if path in texts and path != REVIEWS:
            archive.write(path, keep_both(texts[path]))
        elif path not in texts and (how := chance.choice(["marks", "ours", "theirs", "none"])) == "none":
            (archive.root / path).unlink(missing_ok=True)
        elif path not in texts and how != "marks":
            git(archive.root, "checkout", f"--{how}", "--", path, fails=True)
    if reviews := both_reviews(archive.root):
        archive.write(REVIEWS, reviews)
    if chance.random() < 0.5:
        settle(archive)
    git(archive.root, "add", "-A")


THEIRS = ("MERGE_HEAD", "REBASE_HEAD", "CHERRY_PICK_HEAD", "stash@{0}")


def both_reviews(root: Path) -> str:
    """The reviews as either side has them: in place of a lost ledger git takes the file of reviews for its old or new
    name, and mixes the two or leaves one out."""
    sides = [git(root, "show", f"{side}:{REVIEWS}", fails=True) for side in ("HEAD", *THEIRS)]
    entries = [entry.strip() for side in sides for entry in side.removeprefix("reviews:\n").split("\n\n")]
    signed = dict.fromkeys(entry for entry in entries if "name:" in entry)
    return "reviews:\n" + "\n\n".join(signed) + "\n" if signed else ""


def finish(history: History, *work: str) -> None:
    """A command of git that may stop at conflicts, brought to its end."""
    root = history.archive.root
    git(root, *work, fails=True)
    for _ in range(60):
        kind = next((one for one in ("rebase", "cherry-pick", "merge") if under_way(root, one)), None)
        if not kind:
            return
        resolve(history)
        on = ("commit", "-q", "--no-edit") if kind == "merge" else (kind, "--continue")
        git(root, "-c", "core.editor=true", *on, fails=True)
        if kind != "merge" and under_way(root, kind) and not git(root, "status", "--porcelain"):
            git(root, kind, "--skip", fails=True)  # all of it was there already
    raise AssertionError("git does not come to an end")


def under_way(root: Path, kind: str) -> bool:
    names = {
        "rebase": ("rebase-merge", "rebase-apply"),
        "cherry-pick": ("CHERRY_PICK_HEAD",),
        "merge": ("MERGE_HEAD",),
    }
    return any((root / ".git" / name).exists() for name in names[kind])


def merge(history: History) -> None:
    commit(history.archive)
    words = history.human() | history.human_at(OTHER[history.branch])
    finish(history, "merge", "-q", OTHER[history.branch])
    held(history, words)


def rebase(history: History) -> None:
    commit(history.archive)
    words = history.human() | history.human_at(OTHER[history.branch])
    finish(history, "rebase", "-q", OTHER[history.branch])
    held(history, words)


def cherry_pick(history: History) -> None:
    commit(history.archive)
    other = OTHER[history.branch]
    theirs = git(history.archive.root, "rev-list", "--no-merges", f"HEAD..{other}").split()
    if theirs:
        one = history.chance.choice(theirs)
        words = history.human() | (history.human_at(one) - history.human_at(f"{one}^"))
        finish(history, "cherry-pick", one)
        held(history, words)


def stash(history: History) -> None:
    """Work that is not committed is laid aside, and taken up again on the other branch."""
    root = history.archive.root
    git(root, "add", "-A")
    mine = history.human() - history.human_at("HEAD")
    git(root, "stash", "push", "-q", fails=True)
    git(root, "checkout", "-q", OTHER[history.branch])
    words = history.human() | mine
    if git(root, "stash", "list"):
        git(root, "stash", "pop", "-q", fails=True)
        if git(root, "stash", "list"):  # it stays where it met a conflict
            resolve(history)
            git(root, "stash", "drop", "-q")
    held(history, words)


def switch(history: History) -> None:
    commit(history.archive)
    git(history.archive.root, "checkout", "-q", OTHER[history.branch])


GIT = [merge, rebase, cherry_pick, stash, switch]


def held(history: History, words: set[str]) -> None:
    assert words <= history.human(), (sorted(words - history.human()), history.told)


def step(history: History) -> None:
    act = history.chance.choice(WORK if history.chance.random() < 0.7 else GIT)
    history.told.append(act.__name__)
    before = history.human()
    act(history)
    if act in WORK:
        held(history, before)


@pytest.mark.parametrize("seed", range(max(2, LONG // 10)))
def test_no_word_of_a_person_is_lost_in_git(seed: int, tmp_path: Path) -> None:
    need_program("git")
    history = History(tmp_path / "archive", seed)
    for _ in range(STEPS):
        step(history)
    healed(history)


def healed(history: History) -> None:
    """At the end one merge and one command: the branches are one, all words stand there, and nothing is to be done."""
    history.told.append("end")
    merge(history)
    words = history.human()
    settle(history.archive)
    files = history.archive.files("source_texts/bai")
    assert not [path for path, data in files.items() if b"<<<<<<<" in data], history.told
    settle(history.archive)
    held(history, words)
    if all_different(history.archive.read(SOURCE)) and all_different(history.archive.read(TARGET)):
        assert history.archive.files("source_texts/bai") == files, history.told


def all_different(text: str) -> bool:
    """Two paragraphs of one wording may change places: neither a reader nor a hash could tell."""
    parts = text.strip().split("\n\n")
    return len({*parts}) == len(parts)
