"""What a command advises can be run where its reader stands: it names the archive where that is another folder."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from commands.archive import Archive, empty, two_articles
from diptych.cli.advice import followed_here
from diptych.cli.main import run
from diptych.jobs.problems import rules

RUN = r"(?<!/)\bdiptych (?!init\b)[a-z]+(?= |`|,|\.|:|$)|(?<![\w/])\.venv/bin/|\bmake site"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return two_articles(tmp_path / "my archive")


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    run(words, {})
    told = capsys.readouterr()
    return told.out + told.err


def test_from_elsewhere_the_folder_is_named(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    archive.write("source_texts/bai-hai/blocks.yml", "")
    monkeypatch.chdir(tmp_path)
    place = f"'{archive.root}'"
    assert f"Run `diptych --archive {place} translate bai-hai --engine none`" in said(
        capsys, "--archive", "my archive", "check"
    )
    archive.write("given.txt", "Bài ba\n\nMột câu.\n")
    added = said(capsys, "--archive", "my archive", "add", "my archive/given.txt", "--lang", "vi", "--title", "Bài ba")
    assert f"diptych --archive {place} translate bai-ba, then diptych --archive {place} build." in added
    archive.write("diptych.lock", f"diptych==99.0 --hash=sha256:{'0' * 64}\n")
    newer = said(capsys, "--archive", str(archive.root), "status")
    assert f"`make -C {place} site` installs it into .venv, and {place}/.venv/bin/diptych runs it" in newer


def test_an_empty_archive_elsewhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty(tmp_path / "w")
    assert f"diptych --archive {tmp_path / 'w'} add FILE" in said(capsys, "--archive", str(tmp_path / "w"), "status")


def test_in_the_archive_nothing_is_added(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    archive.write("source_texts/bai-hai/blocks.yml", "")
    monkeypatch.chdir(archive.root)
    for words in (["check"], ["--archive", ".", "check"], ["--archive", str(archive.root), "check"]):
        assert "Run `diptych translate bai-hai --engine none`" in said(capsys, *words)


def test_a_new_archive_with_a_space_in_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "Next: cd 'my archive', make site." in said(capsys, "init", "my archive", "--languages", "vi,en")


@pytest.mark.parametrize("language", ["en", "vi"])
def test_no_rule_advises_what_cannot_be_followed_elsewhere(language: str, tmp_path: Path) -> None:
    assert len([rule for rule in rules() if re.search(RUN, rule.hint[language])]) > 10
    for rule in rules():
        assert not re.search(RUN, followed_here(rule.hint[language], tmp_path)), rule.code
