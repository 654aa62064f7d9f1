"""`serve`: what is saved is seen in the browser, without a word of another page being lost on the way."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from commands.archive import Archive, two_articles
from pages.archives import with_theme

PROJECT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Serving:
    archive: Archive
    process: subprocess.Popen[str]
    address: str

    def page(self, path: str) -> str:
        with urllib.request.urlopen(self.address + path, timeout=120) as answer:
            return str(answer.read().decode())

    def shows(self, path: str, wanted: Callable[[str], bool]) -> bool:
        """Whether the page comes to be as wanted."""
        until = time.monotonic() + 120
        while time.monotonic() < until:
            try:
                if wanted(self.page(path)):
                    return True
            except urllib.error.HTTPError:
                pass
            time.sleep(0.1)
        return False


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    archive = two_articles(tmp_path_factory.mktemp("serve") / "archive")
    with_theme(archive.root)
    command = [
        sys.executable,
        "-m",
        "diptych",
        "--archive",
        str(archive.root),
        "--messages",
        "en",
        "serve",
        "--port",
        "0",
    ]
    environ = {**os.environ, "PYTHONPATH": str(PROJECT / "scripts"), "PYTHONUNBUFFERED": "1"}
    signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # a test run in the background ignores it, and so would this
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        line = process.stdout.readline()
        assert line.startswith("Open http://127.0.0.1:"), line + (process.stderr.read() if process.stderr else "")
        yield Serving(archive, process, line.split()[1].rstrip("."))
        process.send_signal(signal.SIGINT)
        assert process.wait(120) == 0


def test_only_this_machine_by_its_own_name_is_answered(serving: Serving) -> None:
    asked = urllib.request.Request(serving.address, headers={"Host": "evil.example:80"})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(asked, timeout=120)
    assert refused.value.code == 403
    with pytest.raises(urllib.error.HTTPError) as missing:
        serving.page("nowhere/")
    assert missing.value.code == 404


def test_a_port_that_is_taken(serving: Serving) -> None:
    port = serving.address.rstrip("/").rpartition(":")[2]
    other = serving.archive.copy("other")
    assert "D588" in other.run("serve", "--port", port)[1]
    assert "D588" in other.run("serve", "--port", "99999")[1]


def test_what_is_saved_is_seen(serving: Serving) -> None:
    archive, page = serving.archive, "vi/articles/bai-mot/"
    assert "EventSource" in serving.page(page)

    with urllib.request.urlopen(serving.address + ".diptych/changes", timeout=120) as told:
        assert told.readline() == b": here\n"
        text = archive.read("source_texts/bai-mot/vi.md")
        archive.write("source_texts/bai-mot/vi.md", text.replace("một cửa hậu", "một lối vào mới"))
        assert serving.shows(page, lambda shown: "một lối vào mới" in shown)
        lines = iter(told.readline, b"")
        assert json.loads(next(line for line in lines if line.startswith(b"data:"))[5:]) == []

    archive.write("source_texts/bai-hai/article.yml", "language: vi\nlanguag: x\n")  # a mistake is told, the page stays
    archive.write(
        "source_texts/bai-mot/vi.md", text.replace("một cửa hậu", "hai lối vào mới")
    )  # and keeps no other back
    assert serving.shows(page, lambda shown: "hai lối vào mới" in shown)
    assert "Bắc Kinh" in serving.page("vi/articles/bai-hai/")
    archive.write("source_texts/bai-hai/article.yml", "language: vi\nauthor: Lan Anh\n")
    assert serving.shows("vi/articles/bai-hai/", lambda shown: "Lan Anh" in shown)

    archive.write("source_texts/bai-ba/vi.md", "# Bài ba\n\nMới tinh.\n")
    archive.write("source_texts/bai-ba/article.yml", "language: vi\n")
    assert serving.shows("vi/articles/", lambda shown: "Bài ba" in shown)
    shutil.rmtree(archive.root / "source_texts/bai-mot")
    assert serving.shows("vi/articles/", lambda shown: "bai-mot" not in shown)

    term = archive.read("glossary/cua-hau.yml")
    archive.write("glossary/cua-hau.yml", term.replace("A secret way in.", "A hidden way in."))
    assert serving.shows("en/glossary/cua-hau/", lambda shown: "A hidden way in." in shown)
