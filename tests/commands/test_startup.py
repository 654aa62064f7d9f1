"""A command is there at once: what takes long to import is imported only by what uses it.

How long each takes is measured by `benchmarks/startup.py`; this counts modules, which no busy machine changes.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from commands.archive import two_articles
from commands.test_door import EVERY
from diptych.cli.commands import COMMANDS

HEAVY = {
    *(
        "babel",
        "bs4",
        "deep_translator",
        "lxml",
        "markdown",
        "markdown_it",
        "material",
        "mkdocs",
        "pydantic",
        "rapidfuzz",
    ),
    *("langcodes", "requests", "tqdm", "trafilatura", "typst", "urllib3", "warcio", "watchdog", "yaml"),
    *("asyncio", "concurrent", "email", "http", "importlib.metadata", "multiprocessing", "sqlite3"),
}
ASKED_FOR = {"--version": {"importlib.metadata", "email"}}  # the version, which the packages' own records hold
SEEN = """
import contextlib, io, sys
from diptych.cli.main import run
with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
    run(sys.argv[1:], {})
print(*sys.modules)
"""
HELPED = [command.name for command in COMMANDS]


def imported(words: tuple[str, ...], folder: Path) -> set[str]:
    """The heavy modules that a command has imported when it is done."""
    done = subprocess.run([sys.executable, "-c", SEEN, *words], cwd=folder, capture_output=True, text=True, check=True)
    modules = set(done.stdout.split())
    return HEAVY & (modules | {name.partition(".")[0] for name in modules})


@pytest.mark.parametrize("words", [("--version",), ("--help",), *((name, "--help") for name in HELPED)], ids=" ".join)
def test_help_and_version_import_little(words: tuple[str, ...], tmp_path: Path) -> None:
    assert imported(words, tmp_path) <= ASKED_FOR.get(words[0], set())


@pytest.mark.parametrize("words", EVERY, ids=" ".join)
def test_outside_an_archive_a_command_imports_little(words: tuple[str, ...], tmp_path: Path) -> None:
    assert not imported(words, tmp_path)


# What each command may need of these where nothing is to be done; what is not named here it does without.
READING = {"babel", "email", "importlib.metadata", "markdown_it", "pydantic", "yaml"}
INSIDE: dict[tuple[str, ...], set[str]] = {
    ("status",): READING,
    ("check",): READING,
    ("check", "--explain", "D205"): {"pydantic"},
    ("check", "--explain", "D101"): {"yaml", "pydantic"},
    ("verify",): READING,
    ("diff", "HEAD"): READING | {"rapidfuzz"},
    ("review", "bai-hai", "--to", "en", "--name", "Lan"): READING,
    ("translate", "--engine", "none"): READING | {"concurrent", "sqlite3"},
    ("build", "--pages"): READING | {"lxml"},  # feeds are written to see whether they are the same
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    archive = two_articles(tmp_path_factory.mktemp("startup") / "archive")
    assert archive.run("review", "bai-hai", "--to", "en", "--name", "Lan")[0] == 0
    assert archive.run("build", "--pages")[0] == 0
    return archive.root


@pytest.mark.parametrize("words", INSIDE, ids=" ".join)
def test_where_nothing_is_to_be_done_little_is_imported(words: tuple[str, ...], built: Path) -> None:
    assert imported(words, built) <= INSIDE[words]


def test_reading_an_archive_needs_no_importer_and_no_network(tmp_path: Path) -> None:
    (tmp_path / "archive.yml").write_text("name: {vi: Thử}\nlanguages: [vi]\naddress: https://diptych.example/\n")
    read = imported(("status",), tmp_path)
    assert not read & {"lxml", "bs4", "trafilatura", "requests", "urllib3", "typst", "mkdocs", "markdown", "watchdog"}
