"""`init`: a new archive that holds its own tool, passes both commands without network, in any pair of languages."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
import yaml

from commands.archive import Archive
from diptych.model.ledger import State
from diptych.store.archive import load
from diptych.text.bitext import read_bitext


def begin(tmp_path: Path, *more: str) -> tuple[int, str, Archive]:
    archive = Archive(tmp_path / "new")
    code, out = archive.run("init", str(archive.root), *more)
    return code, out, archive


def test_both_commands_pass_without_network(tmp_path: Path) -> None:
    """With the packages at hand: an environment that has them, and the new archive's own copy of the tool."""
    code, _, archive = begin(tmp_path, "--name", 'Kho "thử" #1: mới')
    assert code == 0
    environment = archive.root / ".venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment)], check=True)
    (environment / "bin" / "pip").symlink_to("/bin/true")
    packages = Path(sysconfig.get_path("purelib", vars={"base": str(environment)}))
    (packages / "at-hand.pth").write_text(f"{sysconfig.get_path('purelib')}\n")
    tool = f'#!/bin/sh\nPYTHONPATH=scripts exec {environment / "bin" / "python"} -m diptych "$@"\n'
    (environment / "bin" / "diptych").write_text(tool)
    (environment / "bin" / "diptych").chmod(0o755)
    environ = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "MAKEFLAGS")}
    for target in ("site", "test", "site"):
        done = subprocess.run(["make", target], cwd=archive.root, env=environ, capture_output=True, text=True)
        assert not done.returncode, done.stdout + done.stderr
    assert "up to date" in done.stdout
    assert "Kho &#34;thử&#34; #1: mới" in (archive.root / "site/vi/index.html").read_text(encoding="utf-8")


def test_what_a_new_archive_holds(tmp_path: Path) -> None:
    _, _, archive = begin(tmp_path)
    files = archive.files()
    wanted = "README.md LICENSE .gitignore .gitattributes scripts/build.py scripts/diptych/__init__.py".split()
    wanted += ".github/workflows/check.yml .github/ISSUE_TEMPLATE/term.yml docs/vi/guide/index.md".split()
    assert not {*wanted} - {*files}
    assert not [name for name in files if "__pycache__" in name or name.startswith(("tests/", "docs/vi/articles"))]
    (article,) = load(archive.root).articles
    assert {row.state for row in read_bitext(article, "en").bitext.rows} == {State.EDITED}


@pytest.mark.parametrize("languages", ["en,vi", "es,fr", "pt-BR,vi", "zh-Hans,en", "de"])
def test_any_pair_of_languages(tmp_path: Path, languages: str) -> None:
    code, _, archive = begin(tmp_path, "--languages", languages)
    assert code == 0
    code, out = archive.run("check")
    assert (code, "D671" in out, out.splitlines()[-1]) == (
        0,
        True,
        "0 errors, 1 warning.",
    )  # the keeper chooses a licence
    assert archive.run("build", "--pages")[0] == 0
    config = archive.read("mkdocs.yml").replace("!!python/name:", "")
    assert list(yaml.safe_load(config)["extra"]["names"]) == languages.split(",")


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (("--languages", "vn,en"), "D452"),
        (("--languages", ""), "D452"),
        (("--name", "two\nlines"), "D113"),
        (("--address", "javascript:alert(1)"), "D113"),
    ],
)
def test_what_cannot_be_begun_leaves_nothing(tmp_path: Path, more: tuple[str, ...], code: str) -> None:
    found, out, archive = begin(tmp_path, *more)
    assert (found, archive.root.exists()) == (1, False)
    assert code in out


@pytest.mark.parametrize("there", [False, True])
def test_a_copy_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "LICENSE")

    monkeypatch.setattr("diptych.store.skeleton.shutil.copyfile", full)
    if there:
        (tmp_path / "new").mkdir()
    code, out, archive = begin(tmp_path)
    assert (code, "D203" in out, archive.root.exists()) == (1, True, there)
    assert not there or list(archive.files()) == []


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "mine.txt").write_text("x")
    code, out, archive = begin(tmp_path)
    assert (code, "D587" in out, list(archive.files())) == (1, True, ["mine.txt"])
