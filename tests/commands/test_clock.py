"""A clock that goes back between two commands, and files dated in the future: nothing old is taken for the new."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import pytest

from commands.archive import EN, VI, Archive, article, two_articles
from commands.test_build import MkDocs

EPOCH = "SOURCE_DATE_EPOCH"
TIMES = {"the year 1980": 315_532_800, "the year 2100": 4_102_444_800}
EARLIER = str(int(datetime.datetime(2001, 1, 1, 12, tzinfo=datetime.UTC).timestamp()))


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    monkeypatch.setattr("diptych.store.mkdocs.subprocess.run", MkDocs())
    made = two_articles(tmp_path / "archive")
    made.write("archive.yml", made.read("archive.yml") + "downloads: {articles: [txt], archive: [txt, epub]}\n")
    return made


def dated(archive: Archive, seconds: int) -> None:
    """Every file and folder is of one moment, as after a copy or a clock that was set."""
    for path in (archive.root, *archive.root.rglob("*")):
        os.utime(path, (seconds, seconds))


@pytest.mark.parametrize("first", TIMES)
@pytest.mark.parametrize("then", TIMES)
def test_what_changed_is_built_whatever_its_date(first: str, then: str, archive: Archive) -> None:
    dated(archive, TIMES[first])
    assert archive.run("build")[0] == 0
    archive.write("source_texts/bai-hai/en.md", EN.replace("eight", "seven"))  # as many letters, and the same date
    archive.write("docs/en/own.md", "# One\n")
    dated(archive, TIMES[then])
    archive.run("translate", "--engine", "none")
    assert archive.run("build")[0] == 0
    fresh = Archive(archive.root.with_name("fresh"))
    for name, data in archive.files().items():
        if not name.startswith(("site/", "docs/")) or name == "docs/en/own.md":
            fresh.write(name, data)
    assert fresh.run("build")[0] == 0
    assert archive.files() == fresh.files()
    assert any("seven" in data.decode("utf-8", "replace") for data in archive.files("site").values())


def test_a_clock_that_goes_back_makes_no_draft_and_no_review_another(archive: Archive) -> None:
    """States follow from what stands there; a date is what it was when it was written down."""
    article(archive, "moi", VI.replace("cửa hậu", "cửa sau"))
    archive.run("review", "bai-hai", "--to", "en", "--name", "Lan")
    archive.run("translate", "--engine", "none", **{EPOCH: EARLIER})
    status, before = archive.run("status")[1], archive.files()
    assert archive.run("status", **{EPOCH: EARLIER})[1] == status
    archive.run("translate", "--engine", "none", **{EPOCH: EARLIER})
    assert archive.files() == before
    archive.write("source_texts/bai-hai/vi.md", VI.replace("tám", "chín"))
    archive.run("translate", "--engine", "none", **{EPOCH: EARLIER})
    states = ["2", "·", "·", "1", "·"]  # reviewed, by a person, machine draft, outdated, not translated
    assert archive.run("status", **{EPOCH: EARLIER})[1].splitlines()[1].split()[-5:] == states
    assert "name: Lan\n  date: 2026-11-24" in archive.read("source_texts/bai-hai/en.review.yml")
    archive.run("review", "bai-hai", "--to", "en", "--name", "An", **{EPOCH: EARLIER})
    assert "outdated" in archive.run("status")[1]
    assert archive.run("check")[0] == 0


def test_an_export_that_somebody_changed_is_made_anew_whatever_its_date(archive: Archive, tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    asked = ("export", "bai-hai", "--format", "txt", "--lang", "en", "-o", str(out))
    assert archive.run(*asked)[0] == 0
    made = out.read_bytes()
    moment = out.stat().st_mtime_ns
    assert "is up to date" in archive.run(*asked)[1]
    out.write_bytes(made.replace(b"eight", b"seven"))
    os.utime(out, ns=(moment, moment))
    assert archive.run(*asked)[0] == 0
    assert out.read_bytes() == made
