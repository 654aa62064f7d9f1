"""The day that commands write: today's in UTC, or the one that the environment tells."""

from __future__ import annotations

import datetime
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from commands.archive import TODAY, empty

MAD = ["yesterday", "1e9", "99999999999999999", "-", "0x10"]


def added(archive: Path, **environ: str) -> str:
    """The day that a program of its own writes into a record."""
    file = archive.parent / "bai.md"
    file.write_text("# Bài\n\nMột đoạn.\n", encoding="utf-8")
    command = [sys.executable, "-m", "diptych", "--archive", str(archive), "add", str(file), "--lang", "vi"]
    clean = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    subprocess.run(command, env=clean | environ, check=True, capture_output=True)
    found = re.search(r"^added: '?([0-9-]+)", (archive / "source_texts/bai/article.yml").read_text("utf-8"), re.M)
    assert found
    return found[1]


def test_the_run_is_on_the_day_that_it_says(tmp_path: Path) -> None:
    now = datetime.datetime.now(datetime.UTC).isoformat()
    told = os.environ.get("TEST_DAY", now)  # `make test-days` names one
    day = datetime.datetime.fromisoformat(told).astimezone(datetime.UTC).date().isoformat()
    assert added(empty(tmp_path / "archive").root) == datetime.datetime.now(datetime.UTC).date().isoformat() == day


@pytest.mark.parametrize("zone", ["Asia/Ho_Chi_Minh", "Pacific/Kiritimati", "America/Los_Angeles"])
def test_the_day_is_that_of_utc_wherever_one_lives(zone: str, tmp_path: Path) -> None:
    before = datetime.datetime.now(datetime.UTC).date()
    day = added(empty(tmp_path / "archive").root, TZ=zone)
    assert before.isoformat() <= day <= datetime.datetime.now(datetime.UTC).date().isoformat()


@pytest.mark.parametrize(
    ("seconds", "day"), [("0", "1970-01-01"), ("1893455999", "2029-12-31"), ("1893456000", "2030-01-01")]
)
def test_the_environment_tells_the_day(seconds: str, day: str, tmp_path: Path) -> None:
    assert added(empty(tmp_path / "archive").root, SOURCE_DATE_EPOCH=seconds, TZ="Pacific/Kiritimati") == day


def test_tests_tell_it(tmp_path: Path) -> None:
    archive = empty(tmp_path / "archive")
    file = archive.write("../bai.md", "# Bài\n\nMột đoạn.\n")
    assert archive.run("add", str(file), "--lang", "vi")[0] == 0
    assert f"added: {TODAY}\n" in archive.read("source_texts/bai/article.yml")


@pytest.mark.parametrize("value", MAD)
def test_what_is_no_day_is_told(value: str, tmp_path: Path) -> None:
    archive = empty(tmp_path / "archive")
    code, out = archive.run("withdraw", "bai", "--reason", "x", SOURCE_DATE_EPOCH=value)
    assert code == 1
    assert f"D700: `SOURCE_DATE_EPOCH` is `{value}`" in out
