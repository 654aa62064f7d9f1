"""Imports go one way, as MAY_IMPORT has it; `site` and `formats` do not know each other; the core opens no door."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "scripts" / "diptych"
MAY_IMPORT = {
    "model": set(),
    "languages": {"model"},
    "text": {"languages", "model"},
    "locale": {"languages", "model", "text"},
    "reading": {"languages", "locale", "model", "text"},
    "exchange": {"languages", "locale", "model", "reading", "text"},
    "importing": {"languages", "model", "text"},
    "net": set(),
    "store": {"languages", "model", "net", "text"},
    "engines": {"languages", "model", "net", "text"},
    "checks": {"languages", "model", "reading", "text"},
    "formats": {"languages", "exchange", "locale", "model", "reading", "text"},
    "site": {"languages", "locale", "model", "reading", "text"},
    "jobs": {
        "checks",
        "engines",
        "exchange",
        "formats",
        "importing",
        "languages",
        "locale",
        "model",
        "reading",
        "site",
        "store",
        "text",
        "theme",
    },
    "cli": {"exchange", "jobs", "locale", "model", "site", "store", "text"},
    "theme": {"languages", "model", "store", "text"},
}
PURE = ("model", "languages", "text", "locale", "reading", "exchange", "importing", "checks", "formats", "site")
DOORS = {"pathlib", "os", "io", "socket", "requests", "urllib3", "subprocess", "shutil", "tempfile", "time", "random"}


def layer(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0]


# What `init` writes is no code of the package.
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE and layer(path) != "template")


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_from_layers_below(path: Path) -> None:
    below = MAY_IMPORT[layer(path)] | {layer(path)}
    ours = {name.split(".")[1] for name in imports(path) if name.startswith("diptych.")}
    assert ours <= below | {"VERSION"}


@pytest.mark.parametrize(
    "path",
    [path for path in MODULES if layer(path) in PURE],
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


# The names that `model/layout.py` alone spells; messages and docstrings may show a path to people.
SPELLED_ONCE = {"source_texts", ".diptych", "archive.yml", "mkdocs.yml", "article.yml", "blocks.yml"}


def test_every_path_of_an_archive_is_spelled_once() -> None:
    found = set()
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                parts = {*node.value.split("/")} if " " not in node.value else set()
                found |= {(str(path.relative_to(PACKAGE)), part) for part in parts & SPELLED_ONCE}
    assert {module for module, _ in found} == {"model/layout.py"}, sorted(found)


def test_one_module_spells_the_folder_of_articles() -> None:
    modules = [*MODULES, *(PACKAGE.parent / "reference").glob("*.py"), PACKAGE.parent / "build.py"]
    assert [path.name for path in modules if "source_texts" in path.read_text(encoding="utf-8")] == ["layout.py"]


def test_fields_from_four_on_are_named() -> None:
    """Whoever reads a call of a record with many fields sees which is which."""
    unnamed = []
    for path in MODULES:
        classes = (
            one for one in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(one, ast.ClassDef)
        )
        for one in classes:
            made = [ast.unparse(mark) for mark in one.decorator_list if "dataclass" in ast.unparse(mark)]
            noted = (field for field in one.body if isinstance(field, ast.AnnAssign))
            fields = [field for field in noted if "ClassVar" not in ast.unparse(field.annotation)]
            if made and not one.bases and len(fields) > 3 and "kw_only=True" not in made[0]:
                unnamed.append(f"{path.stem}.{one.name}")
    assert not unnamed


MOST_LINES = 300
TABLES = {"cli/words.py", "locale/words.py"}  # of data: to be looked up, not to be understood


def test_no_module_has_more_lines_than_a_reader_keeps_in_mind() -> None:
    lines = {str(path.relative_to(PACKAGE)): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name for name, number in lines.items() if number > MOST_LINES} == TABLES
