"""What `check` and `status` show to people and to programs, in every form, and when they say that all is well."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from commands.archive import EN, VI, Archive, article, empty, held, two_articles


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """Blocks in every state, a warning and two errors; one of them on a name that would break a workflow command."""
    made = two_articles(tmp_path / "archive")
    made.write("source_texts/bai-mot/en.review.yml", review(made, "bai-mot"))
    made.write("source_texts/bai-hai/vi.md", VI.replace("tám", "chín") + "\nThêm, <b>đậm</b>.\n")
    made.write("source_texts/bai-hai/en.md", EN + "\nNot in the source.\n")
    made.write("source_texts/bai-hai/a,b:c%.md", "x")
    article(made, "bai-ba", "Không có nhan đề.\n\n# Hai\n")
    return made


def review(archive: Archive, name: str) -> str:
    """The first block of a translation, read by somebody."""
    entry = archive.read(f"source_texts/{name}/en.ledger.yml").split("\n\n")[0]
    target, source = (line.split(": ")[1] for line in entry.split("\n")[2:4])
    return f"reviews:\n- {{id: p1, source: {source}, target: {target}, name: Lan, date: 2026-11-24}}\n"


@pytest.mark.parametrize("form", ["text", "json", "github"])
@pytest.mark.parametrize("messages", ["en", "vi"])
def test_check(form: str, messages: str, archive: Archive, save_golden: bool) -> None:
    said = archive.says("check", "--format", form, messages=messages)
    held(said, f"shown/check-{form}-{messages}.txt", save_golden)


@pytest.mark.parametrize("form", ["text", "json", "badge"])
@pytest.mark.parametrize("messages", ["en", "vi"])
def test_status(form: str, messages: str, archive: Archive, save_golden: bool) -> None:
    held(
        archive.says("status", "--format", form, messages=messages), f"shown/status-{form}-{messages}.txt", save_golden
    )


def test_check_of_one_article(archive: Archive) -> None:
    assert archive.run("check", "bai-mot") == (0, "0 errors, 0 warnings.\n")
    code, out = archive.run("check", "bai-ba")
    assert (code, "bai-ba/vi.md:1: D221" in out, "bai-hai" in out) == (1, True, False)
    assert archive.run("check", "bai-bon")[0] == 1


def test_a_file_in_json_is_json_whatever_is_wrong(archive: Archive) -> None:
    archive.write("archive.yml", "nothing\n")
    code, out = archive.run("check", "--format", "json")
    assert (code, json.loads(out)[0]["path"]) == (1, "archive.yml")


def test_an_empty_archive_says_what_to_do(tmp_path: Path, save_golden: bool) -> None:
    archive = empty(tmp_path / "archive")
    commands = (("status",), ("check",), ("translate",), ("translate", "bai"), ("build", "--pages"))
    held("\n".join(archive.says(*command) for command in commands), "shown/empty.txt", save_golden)


@pytest.mark.parametrize(
    ("environ", "word"),
    [
        ({"LANG": "vi_VN.UTF-8"}, "lỗi"),
        ({"LANG": "vi_VN.UTF-8", "LC_ALL": "C"}, "error"),
        ({"LANG": "fr_FR.UTF-8"}, "error"),
        ({"LANG": "vi_VN.UTF-8", "PYTHONIOENCODING": "ascii"}, "l\\u1ed7i"),
    ],
)
def test_the_language_of_messages_is_that_of_the_environment(
    environ: dict[str, str], word: str, tmp_path: Path
) -> None:
    archive = empty(tmp_path / "archive")
    command = [sys.executable, "-m", "diptych", "--archive", str(archive.root), "check"]
    clean = {"PATH": os.environ["PATH"], "PYTHONUTF8": "0"}
    done = subprocess.run(command, env=clean | environ, capture_output=True, check=True)
    assert word in done.stdout.decode()


def test_a_reader_that_stops_early_is_no_error(archive: Archive) -> None:
    for number in range(200):
        article(archive, f"them-{number}", VI, EN)
    command = f"{sys.executable} -m diptych --archive {archive.root} check --format json | head -c 1"
    done = subprocess.run(command, shell=True, capture_output=True)
    assert (done.stdout, done.stderr) == (b"[", b"")
