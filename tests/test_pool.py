"""Processes that work for a command: what is said when one dies, and that none outlives the command."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from commands.archive import Archive, article, two_articles
from diptych.jobs import check as checking
from diptych.jobs import downloads as making
from diptych.model.problem import Refused
from diptych.store.archive import load
from diptych.store.pool import workers

DIED = "source_texts: D751: a process that worked for this command was ended by the system"


@contextmanager
def one_killed() -> Iterator[None]:
    """The first process that is started in here is killed at once, as the system does when memory runs out."""
    done = threading.Event()

    def kill() -> None:
        while not done.is_set():
            for child in multiprocessing.active_children()[:1]:
                if child.pid:
                    os.kill(child.pid, signal.SIGKILL)
                    return
            time.sleep(0.005)

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = two_articles(tmp_path / "archive")
    made.write("archive.yml", made.read("archive.yml") + "downloads:\n  articles: [txt]\n")
    for number in range(making.FEW):
        article(made, f"them-{number}")
    made.run("translate", "--engine", "none")
    return made


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_process_that_dies_is_told_and_the_next_run_heals(
    archive: Archive, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "MANY", 2)
    before = archive.files()
    with one_killed():
        code, out = archive.run(command)
    assert code == 1
    assert DIED in out
    assert "Traceback" not in out
    assert archive.files() == before
    if command == "check":
        assert archive.run(command)[0] == 0
    else:
        listed, problems = making.downloads(archive.root, archive.root / "docs", load(archive.root))
        assert (len(listed), problems) == (2 + making.FEW, [])


def test_a_book_whose_process_dies_is_not_there(archive: Archive) -> None:
    with one_killed():
        code, out = archive.run("export", "--all", "--lang", "vi", "--format", "pdf", "-o", f"{archive.root}/book.pdf")
    assert code == 1
    assert "D552: the process that typeset volume 1 of 1 was ended by the system" in out
    assert "book.pdf" not in archive.files()


def test_the_other_processes_are_ended_too() -> None:
    with pytest.raises(Refused) as refused, workers(2) as pool:
        pool.submit(time.sleep, 600)
        pool.submit(os._exit, 1).result()
    assert [problem.rule.code for problem in refused.value.problems] == ["D751"]


@pytest.mark.parametrize("given", ["0", "many", "-1", "1.5"])
def test_a_number_of_processes_that_is_none(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIPTYCH_PROCESSES", given)
    with pytest.raises(Refused, match="D752"), workers(2):
        pass


# It says when its two processes are at work; they hold its output open for as long as they live.
PARENT = """
import time
from diptych.store.pool import workers
with workers(2) as pool:
    for _ in range(4):
        pool.submit(time.sleep, 600)
    while len(pool._processes) < 2:
        time.sleep(0.01)
    time.sleep(1)
    print("at work", flush=True)
    time.sleep(600)
"""


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGKILL], ids=lambda stop: stop.name)
def test_none_outlives_the_process_that_started_it(stop: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        assert parent.stdout.readline() == b"at work\n"
        parent.send_signal(stop)
        ended, _ = parent.communicate(timeout=60)
    assert (parent.returncode, ended) == (-stop, b"")
