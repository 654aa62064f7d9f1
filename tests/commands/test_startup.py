"""A command is there at once: what takes long to import is imported only by what uses it.

How long each takes is measured by `benchmarks/startup.py`; this counts modules, which no busy machine changes.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

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
    *("requests", "tqdm", "trafilatura", "typst", "urllib3", "warcio", "watchdog", "yaml"),
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
HELPED = [command.name for command in COMMANDS if command.name != "export"]  # its help lists the formats


def imported(words: tuple[str, ...], folder: Path) -> set[str]:
    """The heavy modules that a command has imported when it is done."""
    done = subprocess.run([sys.executable, "-c", SEEN, *words], cwd=folder, capture_output=True, text=True, check=True)
    modules = set(done.stdout.split())
    return HEAVY & (modules | {name.partition(".")[0] for name in modules})


@pytest.mark.parametrize("words", [("--version",), ("--help",), *((name, "--help") for name in HELPED)], ids=" ".join)
def test_help_and_version_import_little(words: tuple[str, ...], tmp_path: Path) -> None:
    assert imported(words, tmp_path) <= ASKED_FOR.get(words[0], set())


@pytest.mark.parametrize("words", [use for use in EVERY if use[0] != "export"], ids=" ".join)
def test_outside_an_archive_a_command_imports_little(words: tuple[str, ...], tmp_path: Path) -> None:
    assert not imported(words, tmp_path)


def test_reading_an_archive_needs_no_importer_and_no_network(tmp_path: Path) -> None:
    (tmp_path / "archive.yml").write_text("name: {vi: Thử}\nlanguages: [vi]\naddress: https://diptych.example/\n")
    read = imported(("status",), tmp_path)
    assert not read & {"lxml", "bs4", "trafilatura", "requests", "urllib3", "typst", "mkdocs", "markdown", "watchdog"}
