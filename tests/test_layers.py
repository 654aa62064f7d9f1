"""Imports go one way: cli → jobs → doors | checks | outputs → reading → text → model. The core opens no door."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "scripts" / "diptych"
MAY_IMPORT = {
    "model": set(),
    "text": {"model"},
    "reading": {"text", "model"},
    "exchange": {"reading", "text", "model"},
    "store": {"text", "model"},
    "engines": {"text", "model"},
    "checks": {"reading", "text", "model"},
    "outputs": {"exchange", "reading", "text", "model"},
    "jobs": {"store", "engines", "checks", "outputs", "exchange", "reading", "text", "model"},
    "theme": {"store", "text"},
    "cli": {"jobs", "store", "outputs", "exchange", "text", "model"},
}
DOORS = {"pathlib", "os", "io", "socket", "requests", "urllib3", "subprocess", "shutil", "tempfile", "time", "random"}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE)


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def layer(path: Path) -> str:
    return layer_of(path.relative_to(PACKAGE).with_suffix("").parts)


def layer_of(name: Sequence[str]) -> str:
    """Exchange lies in `text` and is a layer of its own, above `reading`."""
    return "exchange" if tuple(name[:2]) == ("text", "exchange") else name[0]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_from_layers_below(path: Path) -> None:
    below = MAY_IMPORT[layer(path)] | {layer(path)}
    ours = {layer_of(name.split(".")[1:]) for name in imports(path) if name.startswith("diptych.")}
    assert ours <= below


@pytest.mark.parametrize(
    "path",
    [path for path in MODULES if layer(path) in ("model", "text", "reading", "exchange", "checks", "outputs")],
    ids=lambda path: path.stem,
)
def test_the_core_opens_no_door(path: Path) -> None:
    assert not {name.split(".")[0] for name in imports(path)} & DOORS
    tree = ast.parse(path.read_text(encoding="utf-8"))
    called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert not called & {"open", "datetime.now", "datetime.datetime.now", "datetime.date.today", "print", "input"}


CLOCKS = {"store/clock.py"}
OF_THE_DAY = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.localtime"}


def attributes(path: Path) -> set[str]:
    """The last two names of every attribute that a module takes: "datetime.now"."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    found = (ast.unparse(node) for node in nodes if isinstance(node, ast.Attribute))
    return {".".join(name.split(".")[-2:]) for name in found}


def test_one_module_looks_at_the_clock_for_the_day() -> None:
    assert {str(path.relative_to(PACKAGE)) for path in MODULES if attributes(path) & OF_THE_DAY} == CLOCKS


def test_nothing_but_the_theme_knows_of_mkdocs() -> None:
    for path in (path for path in MODULES if layer(path) != "theme"):
        assert not {name for name in imports(path) if name.split(".")[0] in ("mkdocs", "material", "markdown")}, path
