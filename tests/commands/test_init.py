"""`init`: a new archive holds texts, settings and a lock, and passes both commands with the tool from its wheel."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import io
import os
import pty
import re
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest
import yaml

from commands.archive import Archive
from diptych.model.ledger import State
from diptych.store.archive import load
from diptych.store.template import HOSTS
from diptych.store.wheel import wheel, wheel_name
from diptych.text.bitext import read_bitext
from diptych.text.lockfile import read_lock

PROJECT = Path(__file__).parents[2]


def begin(tmp_path: Path, *more: str) -> tuple[int, str, Archive]:
    archive = Archive(tmp_path / "new")
    code, out = archive.run("init", str(archive.root), *more)
    return code, out, archive


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's cache, in which `make` finds the wheel."""
    monkeypatch.setenv("DIPTYCH_CACHE", str(tmp_path / "cache" / "diptych"))
    return tmp_path / "cache"


# `pip install`, for packages that are at hand already: it only unpacks the wheel that the lock names, if its hash fits.
PIP = """\
#!{python}
import hashlib, pathlib, re, sys, zipfile
if "diptych.lock" in sys.argv:
    lock = open("diptych.lock").read()
    name, version, digest = re.search(r"^(\\w+)==(\\S+) --hash=sha256:(\\w+)", lock, re.M).groups()
    folders = [pathlib.Path(sys.argv[at + 1]) for at, word in enumerate(sys.argv) if word == "--find-links"]
    (found, *_) = [file for folder in folders for file in folder.glob(f"{{name}}-{{version}}-*.whl")]
    assert hashlib.sha256(found.read_bytes()).hexdigest() == digest
    zipfile.ZipFile(found).extractall({packages!r})
"""


def at_hand(archive: Archive) -> dict[str, str]:
    """An environment for `make` that has the packages of the lock but not the tool, and no network to get any."""
    environment = archive.root / ".venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment)], check=True)
    packages = Path(sysconfig.get_path("purelib", vars={"base": str(environment)}))
    binary = environment / "bin"
    (packages / "at-hand.pth").write_text(f"{sysconfig.get_path('purelib')}\n")
    (binary / "pip").write_text(PIP.format(python=binary / "python", packages=str(packages)))
    tool = f"#!{binary / 'python'} -P\nfrom diptych.cli.main import entry\nentry()\n"
    (binary / "diptych").write_text(tool)
    for name in ("pip", "diptych"):
        (binary / name).chmod(0o755)
    (archive.root.parent / "python").write_text("#!/bin/sh\nexit 0\n")
    (archive.root.parent / "python").chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "MAKEFLAGS")}
    return kept | {"PYTHON": str(archive.root.parent / "python"), "PIP_NO_INDEX": "1"}


@pytest.mark.parametrize("more", [("--name", 'Kho "thử" #1: mới'), ("--languages", "fr,de", "--vendor")])
def test_both_commands_pass_without_network(tmp_path: Path, more: tuple[str, ...], cache: Path) -> None:
    code, _, archive = begin(tmp_path, *more)
    assert code == 0
    assert (archive.root / "vendor" / wheel_name()).exists() is ("--vendor" in more)
    assert (cache / "diptych/wheels").exists() is ("--vendor" not in more)
    environ = at_hand(archive)
    for target in ("site", "test", "site"):
        done = subprocess.run(["make", target], cwd=archive.root, env=environ, capture_output=True, text=True)
        assert not done.returncode, done.stdout + done.stderr
    assert "up to date" in done.stdout
    if "--name" in more:
        assert "Kho &#34;thử&#34; #1: mới" in (archive.root / "site/vi/index.html").read_text(encoding="utf-8")
        assert (archive.root / "site/vi/guide/index.html").is_file(), "the guide comes with the tool"
    assert (archive.root / ".venv/lib").exists()


def test_without_the_wheel_make_says_which_and_where(tmp_path: Path, cache: Path) -> None:
    _, _, archive = begin(tmp_path)
    (kept,) = cache.rglob(wheel_name())
    kept.unlink()
    done = subprocess.run(["make", "site"], cwd=archive.root, capture_output=True, text=True)
    assert done.returncode
    assert f"{wheel_name()}, which diptych.lock names, is not on this machine." in done.stdout
    assert "vendor/" in done.stdout
    assert not (archive.root / ".venv").exists()


def test_another_wheel_of_the_same_version_is_not_taken(tmp_path: Path, cache: Path) -> None:
    """A wheel in vendor/ goes before any other, and the cache tells two builds of one version apart."""
    _, _, archive = begin(tmp_path)
    (_kept,) = cache.rglob(wheel_name())
    (cache / "diptych/wheels" / wheel_name()).write_bytes(b"another build")
    environ = at_hand(archive)
    done = subprocess.run(["make", "site"], cwd=archive.root, env=environ, capture_output=True, text=True)
    assert not done.returncode, done.stdout + done.stderr


def test_the_wheel_holds_all_that_the_tool_needs() -> None:
    """The wheel that pip builds and the one that an archive is given have the same files, with the same contents."""
    asked = ["git", "ls-files", "scripts/diptych"]
    listed = subprocess.run(asked, cwd=PROJECT, capture_output=True, text=True, check=True).stdout.splitlines()
    ours = {line.removeprefix("scripts/") for line in listed if (PROJECT / line).exists()}
    with zipfile.ZipFile(io.BytesIO(wheel())) as file:
        names = {*file.namelist()}
    assert ours <= names
    assert {"diptych/shipped/requirements.lock", "diptych/shipped/docs/vi/guide/index.md"} <= names
    assert not [name for name in names if not name.startswith("diptych")], "what makes the documentation stays at home"
    assert not [name for name in names if "__pycache__" in name or name.endswith(".pyc")]
    assert wheel() == wheel()


def test_what_a_new_archive_holds(tmp_path: Path) -> None:
    _, out, archive = begin(tmp_path)
    assert "in a git repository" in out
    files = archive.files()
    wanted = "README.md LICENSE CONTRIBUTING.md Makefile .gitignore .gitattributes scripts/build.py".split()
    wanted += "requirements.lock diptych.lock .github/workflows/check.yml .github/ISSUE_TEMPLATE/term.yml".split()
    assert not {*wanted} - {*files}
    assert len(files) <= 40
    assert [name for name in files if name.endswith((".py", ".html", ".css", ".js"))] == ["scripts/build.py"]
    (article,) = load(archive.root).articles
    assert article.id == "first-article"
    assert {row.state for row in read_bitext(article, "en").bitext.rows} == {State.EDITED}


def test_the_lock_names_the_tool_and_what_it_wrote(tmp_path: Path) -> None:
    _, _, archive = begin(tmp_path)
    lock = read_lock(archive.read("diptych.lock"))
    assert lock.wheel == hashlib.sha256(wheel()).hexdigest()
    for path, digest in lock.files.items():
        assert hashlib.sha256(archive.files()[path]).hexdigest() == digest
    assert {"Makefile", "requirements.lock", ".github/workflows/check.yml"} <= {*lock.files}
    assert not {"archive.yml", "mkdocs.yml", "README.md"} & {*lock.files}


@pytest.mark.parametrize("host", HOSTS)
def test_instructions_speak_of_what_is_there(tmp_path: Path, host: str) -> None:
    _, _, archive = begin(tmp_path, "--host", host, "--licence", "CC BY-SA 4.0")
    files = archive.files()
    assert (".github/workflows/check.yml" in files, ".gitlab-ci.yml" in files) == (host == "github", host == "gitlab")
    for name in ("README.md", "CONTRIBUTING.md"):
        text = archive.read(name)
        assert not [word for word in ("ruff", "mypy", "pytest", ".ci/run", "[[", "[%") if word in text]
        links = re.findall(r"\]\((?!https?:)([^)#]+)", text)
        assert not [link for link in links if link not in files and link != "…"], name
    assert "by-sa/4.0" in archive.read("LICENSE")
    assert "rights: CC BY-SA 4.0" in archive.read("archive.yml")


def typed(tmp_path: Path, answers: bytes) -> tuple[int, str]:
    """`init` in a terminal in which somebody types: the exit code, and all that the terminal shows."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "diptych", "--messages", "en", "init", str(tmp_path / "new")]
    environ = os.environ | {"PYTHONPATH": str(PROJECT / "scripts")}
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environ, close_fds=True) as process:
        os.close(theirs)
        os.write(ours, answers)
        shown = b""
        with contextlib.suppress(OSError):  # what Linux says when the other end is closed
            while part := os.read(ours, 4096):
                shown += part
    os.close(ours)
    return process.returncode, shown.decode()


def test_in_a_terminal_it_asks(tmp_path: Path) -> None:
    code, shown = typed(tmp_path, b"Our archive\nfr,de\nCC BY 4.0\ngitlab\n")
    archive = Archive(tmp_path / "new")
    assert code == 0, shown
    assert "Git host: github, gitlab, gitea or none [github]: " in shown
    assert {".gitlab-ci.yml"} <= {*archive.files()}
    settings = yaml.safe_load(archive.read("archive.yml"))
    assert settings["name"] == {"fr": "Our archive", "de": "Our archive"}
    assert settings["rights"] == "CC BY 4.0"


def test_nothing_is_written_when_the_person_leaves(tmp_path: Path) -> None:
    code, shown = typed(tmp_path, b"Our archive\n\x04")
    assert (code, "Traceback" in shown, (tmp_path / "new").exists()) == (130, False, False), shown


@pytest.mark.parametrize("languages", ["en,vi", "es,fr", "pt-BR,vi", "zh-Hans,en", "de"])
def test_any_pair_of_languages(tmp_path: Path, languages: str) -> None:
    code, _, archive = begin(tmp_path, "--languages", languages)
    assert code == 0
    code, out = archive.run("check")
    # The archive's people choose a licence.
    assert (code, "D671" in out, out.splitlines()[-1]) == (0, True, "0 errors, 1 warning.")
    assert archive.run("build", "--pages")[0] == 0
    assert list(yaml.safe_load(archive.read("mkdocs.yml"))["extra"]["names"]) == languages.split(",")


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (("--languages", "vn,en"), "D452"),
        (("--languages", ""), "D452"),
        (("--name", "two\nlines"), "D113"),
        (("--address", "javascript:alert(1)"), "D113"),
        (("--licence", "WTFPL"), "D586"),
        (("--host", "sourceforge"), "D586"),
    ],
)
def test_what_cannot_be_begun_leaves_nothing(tmp_path: Path, more: tuple[str, ...], code: str) -> None:
    found, out, archive = begin(tmp_path, *more)
    assert (found, archive.root.exists()) == (1, False)
    assert code in out


@pytest.mark.parametrize("there", [False, True])
def test_a_disk_that_fills_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "LICENSE")

    monkeypatch.setattr("diptych.jobs.init.write", full)
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
