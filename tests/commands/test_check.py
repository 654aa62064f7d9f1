"""What `check` does beside checking: it explains, looks only at what has changed, and hands lines to reviewers."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from commands.archive import Archive, two_articles

CHANGED = "In 2020 Beijing named eight points.\n"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """Two articles in git; in the second a number is wrong since."""
    made = two_articles(tmp_path / "archive")
    git(made, "init", "-q")
    git(made, "add", ".")
    git(made, "commit", "-q", "-m", "first")
    made.write("source_texts/bai-hai/en.md", made.read("source_texts/bai-hai/en.md").replace("2020", "2002"))
    return made


def git(archive: Archive, *arguments: str) -> None:
    name = ("-c", "user.name=Lan", "-c", "user.email=lan@diptych.example", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *name, *arguments], cwd=archive.root, check=True, capture_output=True)


def codes(said: str) -> list[str]:
    return [line.split(": ")[1] for line in said.splitlines() if line.startswith(("source_texts", "glossary"))]


@pytest.mark.parametrize(("messages", "word"), [("en", "this is found:"), ("vi", "câu này bị báo:")])
def test_a_code_is_explained(messages: str, word: str, archive: Archive) -> None:
    code, said = archive.run("check", "--explain", "D601", messages=messages)
    assert (code, said[:5], word in said) == (0, "D601:", True)
    code, said = archive.run("check", "--explain", "D9999", messages=messages)
    assert (code, "D691" in said) == (1, True)


def test_only_what_has_changed_is_looked_at(archive: Archive) -> None:
    article = archive.read("source_texts/bai-mot/en.md")
    archive.write("source_texts/bai-mot/en.md", article.replace("2021", "2012"))
    git(archive, "add", "source_texts/bai-mot")
    git(archive, "commit", "-q", "-m", "second")
    assert codes(archive.run("check")[1]).count("D601") == 2
    found = archive.run("check", "--changed-from", "HEAD")[1]
    assert (codes(found).count("D601"), "bai-mot" in found) == (1, False)
    assert codes(archive.run("check", "--changed-from", "HEAD~1")[1]).count("D601") == 2
    assert codes(archive.run("check", "bai-mot", "--changed-from", "HEAD")[1]) == []


def test_who_cannot_run_the_tool_is_not_told_to(archive: Archive) -> None:
    """D242: the tool's own files lag behind an edit made in a browser; whoever merges brings them up to date."""
    archive.write("source_texts/bai-hai/vi.md", archive.read("source_texts/bai-hai/vi.md") + "\nThêm.\n")
    assert "D242" in archive.run("check")[1]
    assert "D242" not in archive.run("check", "--changed-from", "HEAD")[1]
    archive.write("archive.yml", archive.read("archive.yml") + "# all articles are looked at\n")
    assert "D242" not in archive.run("check", "--changed-from", "HEAD")[1]
    blocks = archive.read("source_texts/bai-hai/blocks.yml")
    archive.write("source_texts/bai-hai/blocks.yml", re.sub("hash: .", "hash: 0", blocks, count=1))
    assert "bai-hai/blocks.yml: D242" in archive.run("check", "--changed-from", "HEAD")[1]


def test_warnings_that_say_the_same_are_told_once(archive: Archive) -> None:
    for number in range(1, 8):
        archive.write(f"source_texts/bai-{number}/article.yml", "language: vi\n")
        archive.write(f"source_texts/bai-{number}/vi.md", f"# Bài {number}\n")
    lines = [line for line in archive.run("check")[1].splitlines() if "D242" in line or "translate" in line]
    assert lines == [
        "source_texts/bai-1/blocks.yml: D242: warning: the tool's files do not know the latest edits yet (and 7 more "
        "places: source_texts/bai-2/blocks.yml, source_texts/bai-3/blocks.yml, source_texts/bai-4/blocks.yml, …)",
        "    Run `diptych translate … --engine none` and commit what it writes.",
    ]
    assert archive.run("check", "--format", "github")[1].count("D242") == 8
    assert archive.run("check", "--format", "json")[1].count("D242") == 8


def test_changed_settings_and_new_articles_are_looked_at(archive: Archive) -> None:
    archive.write("source_texts/bai-ba/vi.md", "# Ba\n")
    assert "D207" in archive.run("check", "--changed-from", "HEAD")[1]
    git(archive, "add", ".")
    git(archive, "commit", "-q", "-m", "second")
    assert archive.run("check", "--changed-from", "HEAD") == (0, "0 errors, 0 warnings.\n")
    archive.write("archive.yml", archive.read("archive.yml") + "tones: old\n")
    assert "D601" in archive.run("check", "--changed-from", "HEAD")[1]


@pytest.mark.parametrize("ref", ["nowhere", "--output=x", "HEAD~99", ""])
def test_an_unknown_revision_is_refused(ref: str, archive: Archive) -> None:
    before = archive.files()
    code, said = archive.run("check", f"--changed-from={ref}")
    assert (code, "D585" in said) == (1, True)
    assert archive.files() == before


def test_where_there_is_no_git_it_is_said(tmp_path: Path) -> None:
    code, said = two_articles(tmp_path / "archive").run("check", "--changed-from", "HEAD")
    assert (code, "D584" in said) == (1, True)


def test_nothing_of_the_repository_is_run(archive: Archive) -> None:
    trap = archive.write("trap", "#!/bin/sh\ntouch sprung\n")
    trap.chmod(0o755)
    for name in ("core.fsmonitor", "diff.external", "diff.x.textconv", "diff.x.command"):
        git(archive, "config", name, str(trap))
    archive.write(".gitattributes", "*.md diff=x\n")
    for hook in ("post-index-change", "pre-commit", "post-checkout"):
        archive.write(f".git/hooks/{hook}", trap.read_bytes()).chmod(0o755)
    assert "D601" in archive.run("check", "--changed-from", "HEAD")[1]
    assert not (archive.root / "sprung").exists()


def test_lines_for_reviewers_can_be_pasted(archive: Archive) -> None:
    said = archive.run("check", "bai-mot", "--review-lines")[1]
    head, lines = said.split("reviews:\n")
    assert "source_texts/bai-mot/en.review.yml" in head
    path = "source_texts/bai-mot/en.review.yml"
    archive.write(path, f"reviews:\n{lines}")
    assert "D113" in archive.run("check", "bai-mot")[1]  # without a name
    archive.write(path, f"reviews:\n{lines}".replace("name:", "name: Lan"))
    assert archive.run("check", "bai-mot", "--review-lines") == (0, "0 errors, 0 warnings.\n")


def test_a_silence_is_for_one_rule_one_block_and_one_language(archive: Archive) -> None:
    record = archive.read("source_texts/bai-hai/article.yml")

    def silenced(**values: str) -> list[str]:
        entry = {"rule": "D601", "block": "p3", "language": "en", "reason": "So it is.", **values}
        inside = ", ".join(f"{key}: {value}" for key, value in entry.items())
        archive.write("source_texts/bai-hai/article.yml", f"{record}silenced:\n- {{{inside}}}\n")
        return [code for code in codes(archive.run("check", "bai-hai")[1]) if code != "D242"]

    assert silenced() == []
    for other in ({"block": "p2"}, {"language": "vi"}, {"rule": "D602"}):
        assert silenced(**other) == ["D681", "D601"]
    assert silenced(rule="601") == ["D113"]
    assert silenced(reason='""') == ["D113"]
