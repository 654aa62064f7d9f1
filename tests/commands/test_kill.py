"""Work that is killed, or finds the disk full, at any moment: each file is old or new, and a rerun ends the same."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest

from commands import faults
from commands.archive import EN, THE_DAY, VI, Archive, article, empty, two_articles
from diptych.engines.replay import Replay
from diptych.store.journal import JOURNAL

WORKERS = 4
UNDER_WAY = WORKERS  # blocks that the chain has in hand
PARAGRAPHS = 12
LONG = "# Bài dài\n\n" + "\n\n".join(f"Đoạn số {n} nói về dữ liệu." for n in range(2, PARAGRAPHS + 1)) + "\n"


MISSING = "<!-- p3: missing -->"


class Case:
    """A command in an archive, where it may be stopped."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.log = archive.root.parent / "asked"
        self.log.touch()

    def prepare(self) -> None: ...

    def run(self) -> tuple[int, str]: ...  # type: ignore[empty-body]  # a protocol's method

    def asked(self) -> int:
        return len(self.log.read_text().splitlines())


class Translate(Case):
    def prepare(self) -> None:
        """A person has mended one block of an older draft and another one's source has changed."""
        article(self.archive, "bai", LONG)
        self.archive.run("translate", "--engine", "none")
        text = self.archive.read("source_texts/bai/en.md")
        self.archive.write("source_texts/bai/en.md", text.replace("<!-- p2: missing -->", "By hand."))

    def run(self) -> tuple[int, str]:
        def answer(_: Replay, text: str, source: str, target: str) -> str:
            del source, target
            with self.log.open("a") as file:
                file.write(f"{text}\n")
            return f"In English: {text}"

        file = self.archive.root.parent / "answers.jsonl"
        file.touch()
        with patch.object(Replay, "translate", answer):
            return self.archive.run("translate", "--engine", "replay", DIPTYCH_REPLAY=str(file))


class Add(Case):
    def run(self) -> tuple[int, str]:
        file = self.archive.root.parent / "bai.md"
        file.write_text(VI)
        code, out = self.archive.run("add", str(file), "--lang", "vi")
        return (0, out) if "D316" in out else (code, out)  # it had been stored whole before the kill


class Import(Case):
    def prepare(self) -> None:
        """A translator has filled a block that was missing in one article, and rewritten a draft of another."""
        for name, number, own in (("bai", 5, MISSING), ("cu", 6, "In English: 6.")):
            article(
                self.archive,
                name,
                f"# Bài dài\n\nĐoạn số 4 nói.\n\nĐoạn số {number}.\n\nHết.\n",
                f"# A long article\n\nParagraph 4 speaks.\n\n{own}\n\nThe end.\n",
            )
        self.archive.run("translate", "--engine", "none")
        file = self.archive.root.parent / "work.tsv"
        assert self.archive.run("export", "--all", "--to", "en", "--format", "tsv", "-o", str(file))[0] == 0
        work = file.read_text(encoding="utf-8").replace("In English: 6.", "Paragraph 6.")
        file.write_text(work.replace("\tĐoạn số 5.\t\t", "\tĐoạn số 5.\tParagraph 5.\t"), encoding="utf-8")

    def run(self) -> tuple[int, str]:
        return self.archive.run("import", str(self.archive.root.parent / "work.tsv"))


class Build(Case):
    def prepare(self) -> None:
        """The pages of two articles; then one is changed and one is gone."""
        article(self.archive, "bai", target=EN)
        article(self.archive, "cu", target=EN)
        self.archive.run("translate", "--engine", "none")
        assert self.archive.run("build", "--pages")[0] == 0
        self.archive.write("source_texts/bai/vi.md", VI.replace("tám", "chín"))
        for path in (self.archive.root / "source_texts/cu").iterdir():
            path.unlink()
        (self.archive.root / "source_texts/cu").rmdir()

    def run(self) -> tuple[int, str]:
        return self.archive.run("build", "--pages")


CASES: list[type[Case]] = [Translate, Add, Import, Build]


def made(kind: type[Case], root: Path) -> Case:
    root.mkdir()
    case = kind(empty(root / "archive"))
    case.prepare()
    return case


Stopped = tuple[Callable[[str], Case], set[tuple[str, bytes]], Case]


@pytest.fixture(params=CASES, ids=lambda kind: kind.__name__.lower())
def stopped(request: pytest.FixtureRequest, tmp_path: Path) -> Stopped:
    """A maker of cases, the contents that files may have, and the case as it is when nothing stops it."""
    whole = made(request.param, tmp_path / "whole")
    allowed = set(whole.archive.files().items())
    with faults.versions(whole.archive.root) as written:
        assert whole.run()[0] == 0
    allowed |= set(whole.archive.files().items())
    allowed |= {(path, content) for path, contents in written.items() for content in contents}
    return lambda name: made(request.param, tmp_path / name), allowed, whole


def same(case: Case, whole: Case) -> None:
    """Every file is as it is after a run that nothing stopped; what was kept for the rerun is gone."""
    assert case.archive.files() == whole.archive.files()
    assert not (case.archive.root / JOURNAL).exists()


def old_or_new(archive: Archive, allowed: set[tuple[str, bytes]]) -> None:
    for path, content in archive.files().items():
        assert (path, content) in allowed or ".dtmp" in path, path


def test_killed_before_each_change(stopped: Stopped) -> None:
    make, allowed, whole = stopped
    number = 1
    while True:
        case = make(str(number))
        if not faults.killed_at(number, case.archive.root, case.run):
            break
        old_or_new(case.archive, allowed)
        assert case.run()[0] == 0
        same(case, whole)
        assert not case.archive.strays()
        assert case.asked() <= whole.asked() + UNDER_WAY
        number += 1
    assert number > 10


def test_a_full_disk_at_each_change(stopped: Stopped) -> None:
    make, allowed, whole = stopped
    number = 1
    while True:
        case = make(str(number))
        with faults.full_disk_at(number, case.archive.root) as watch:
            code, out = case.run()
        if not watch.struck:
            break
        if code:  # a folder that cannot be made may be there already
            assert code == 1
            assert re.search(
                "D(203: the file|706: the cache) cannot be read or written(| there): the disk is full", out
            )
            assert "?: D203" not in out, "the message names the file"
        old_or_new(case.archive, allowed)
        assert not case.archive.strays()
        assert case.run()[0] == 0
        same(case, whole)
        assert case.asked() <= whole.asked() + UNDER_WAY
        number += 1
    assert number > 5


# While a file `held` lies beside its log, it answers each worker's first text and no other: the run stays half done.
ENGINE = f"""
import pathlib, sys, time
text = sys.stdin.read().strip()
if len(sys.argv) > 2 and text:
    log = pathlib.Path(sys.argv[2])
    with log.open("a") as file:
        file.write(text + "\\n")
    asked = len(log.read_text().splitlines())
    while asked > {WORKERS} and log.with_name("held").exists():
        time.sleep(0.02)
    print("In English:", text)
"""


def once_free(run: Callable[[], tuple[int, str]]) -> tuple[int, str]:
    """What a command says once nobody holds the lock: an engine that was just being started does until it runs."""
    until = time.monotonic() + 60
    while "D204" in (said := run())[1] and time.monotonic() < until:
        time.sleep(0.05)
    return said


@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT], ids=lambda stop: stop.name)
def test_a_real_signal_in_the_middle(stop: signal.Signals, tmp_path: Path) -> None:
    archive = empty(tmp_path / "archive")
    article(archive, "bai", LONG)
    whole = archive.copy("whole")
    engine, log = tmp_path / "engine.py", tmp_path / "asked"
    engine.write_text(ENGINE)
    log.touch()

    def environ(to: Path) -> dict[str, str]:
        return {"DIPTYCH_COMMAND": f"{sys.executable} {engine} translate {to}"}

    assert whole.run("translate", "--engine", "command", **environ(tmp_path / "unkilled"))[0] == 0
    held = tmp_path / "held"
    held.touch()
    command = [sys.executable, "-m", "diptych", "--archive", str(archive.root), "translate", "--engine", "command"]
    process = subprocess.Popen(command, env=os.environ | THE_DAY | environ(log), stderr=subprocess.PIPE)
    while len(log.read_text().splitlines()) < WORKERS + 1:
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(stop)
    process.wait()
    held.unlink()
    _, said = process.communicate()
    assert process.returncode == (130 if stop is signal.SIGINT else -stop)
    assert b"Traceback" not in said
    assert once_free(lambda: archive.run("translate", "--engine", "command", **environ(log)))[0] == 0
    assert archive.files() == whole.files()
    assert not archive.strays()
    assert len(log.read_text().splitlines()) <= PARAGRAPHS + UNDER_WAY


def test_a_stray_of_work_that_is_not_done_again_is_swept(tmp_path: Path) -> None:
    archive = two_articles(tmp_path / "archive")
    file = tmp_path / "bai.md"
    file.write_text(VI + "\nThêm.\n")
    strays = 0
    for number in range(1, 40):
        faults.killed_at(number, archive.root, lambda: archive.run("add", str(file), "--lang", "vi"))
        strays += len(archive.strays())
        assert archive.run("translate", "--engine", "none")[1].count("D20") == 0
        assert not archive.strays()
    assert strays > 3


def test_an_original_is_never_opened_for_writing(tmp_path: Path) -> None:
    archive = empty(tmp_path / "archive")
    file = tmp_path / "bai.md"
    file.write_text(VI)
    assert archive.run("add", str(file), "--lang", "vi", "--id", "bai")[0] == 0
    archive.write("docs/.keep", "")
    with faults.watched(archive.root, lambda *_: None) as watch:
        archive.run("add", str(file), "--lang", "vi", "--id", "khac")
        archive.run("translate", "--engine", "none")
        archive.write("source_texts/bai/vi.md", VI.replace("tám", "chín"))
        for command in (["translate", "--engine", "none"], ["check"], ["status"], ["build", "--pages"]):
            archive.run(*command)
    assert any("source_texts/bai/" in seen for seen in watch.seen)
    assert not [seen for seen in watch.seen if "original" in seen]
    assert archive.read("source_texts/bai/original.md") == VI
