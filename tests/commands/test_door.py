"""Outside an archive every command says so, with a way in, and leaves the place as it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from commands.archive import Archive, two_articles
from diptych.cli.commands import COMMANDS

# What each command needs to be told; a new command without a row here fails.
USES: dict[str, tuple[tuple[str, ...], ...]] = {
    "add": (("add", "given.csv", "--lang", "vi"), ("add", "https://127.0.0.1:1/page")),
    "build": (("build",), ("build", "--pages")),
    "check": (("check",), ("check", "--changed-from", "HEAD"), ("check", "--format", "json")),
    "diff": (("diff", "HEAD"),),
    "export": (("export", "--all", "--format", "txt", "-o", "out.txt"),),
    "glossary": (
        ("glossary", "suggest"),
        ("glossary", "export", "-o", "out.csv"),
        ("glossary", "import", "given.csv"),
    ),
    "import": (("import", "given.csv"),),
    "init": (),  # which is how an archive begins
    "review": (("review", "x", "--to", "en", "--name", "Lan"),),
    "serve": (("serve", "--port", "0"),),
    "status": (("status",),),
    "suggest": (("suggest",),),
    "upgrade": (("upgrade",), ("upgrade", "--dry-run")),
    "translate": (("translate",), ("translate", "--dry-run")),
    "verify": (("verify",),),
    "withdraw": (("withdraw", "x", "--reason", "y"),),
}
EVERY = [use for command in COMMANDS for use in USES[command.name]]


def empty_folder(root: Path) -> None:
    root.mkdir()


def other_folder(root: Path) -> None:
    (root / "source_texts").mkdir(parents=True)


def file(root: Path) -> None:
    root.write_text("A letter.\n")


def nothing(_: Path) -> None: ...


def link_to_itself(root: Path) -> None:
    root.symlink_to(root.name)


PLACES = (empty_folder, other_folder, file, nothing, link_to_itself)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
@pytest.mark.parametrize("use", EVERY, ids=" ".join)
def test_no_archive(
    use: tuple[str, ...], place: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = Archive(tmp_path / "place")
    place(archive.root)
    monkeypatch.chdir(tmp_path)
    Path("given.csv").write_text("id,form\n")
    before = sorted(tmp_path.rglob("*"))
    code, said = archive.run(*use)
    first, hint = said.splitlines()
    assert code == 1
    assert first.startswith("…/place: D205: ")
    assert all(way in hint for way in ("archive.yml", "cd DIR", "--archive DIR", "diptych init DIR"))
    assert sorted(tmp_path.rglob("*")) == before


def test_what_needs_no_archive_works_anywhere(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "nowhere")
    assert archive.run("check", "--explain", "D205")[0] == 0
    assert archive.run("--version")[0] == 0


# Locks.


@pytest.mark.parametrize(
    ("lock", "code"),
    [
        (f"diptych==99.0 --hash=sha256:{'0' * 64}\n", "D731"),
        (f"diptych>=0.1 --hash=sha256:{'0' * 64}\n", "D730"),
        ("<<<<<<< HEAD\n", "D730"),
        ("", "D730"),
    ],
    ids=["newer", "not-pinned", "conflict", "empty"],
)
def test_a_lock_that_this_tool_does_not_fit_stops_every_command(tmp_path: Path, lock: str, code: str) -> None:
    archive = two_articles(tmp_path / "archive")
    archive.write("diptych.lock", lock)
    before = archive.files()
    for command in (["check"], ["build", "--pages"], ["translate", "--engine", "none"], ["status"]):
        found, out = archive.run(*command)
        assert (found, code in out, "diptych.lock:" in out or code == "D731") == (1, True, True), out
    assert archive.files() == before


def test_an_older_lock_is_no_hindrance(tmp_path: Path) -> None:
    archive = two_articles(tmp_path / "archive")
    archive.write("diptych.lock", f"diptych==0.1.0 --hash=sha256:{'0' * 64}\n")
    assert archive.run("check") == (0, "0 errors, 0 warnings.\n")
