"""Plug-ins: the packages that the documentation shows work, and none runs where nobody allowed it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from commands.archive import THE_DAY, Archive, empty
from diptych.jobs.formats import NAMES
from diptych.store.plugins import GROUPS, VARIABLE

ROOT = Path(__file__).parents[1]
DOORS = ("engine", "check", "format")
Said = tuple[int, str]
Run = Callable[..., Said]


def package(page: str, language: str = "en") -> dict[str, str]:
    """The files of the package that a page of the documentation shows, by name."""
    text = (ROOT / "docs" / language / "develop" / f"{page}.md").read_text(encoding="utf-8")
    return dict(re.findall(r"```(?:toml|python)\n# (\S+)\n(.*?)```", text, re.DOTALL))


def installed(files: dict[str, str], folder: Path) -> Path:
    """The package built and installed by pip into a folder of its own, without network."""
    source, into = folder / "source", folder / "installed"
    source.mkdir()
    for name, text in files.items():
        (source / name).write_text(text, encoding="utf-8")
    asked = ["install", "-q", "--no-index", "--no-build-isolation", "--no-deps", "--target", str(into), str(source)]
    done = subprocess.run([sys.executable, "-m", "pip", *asked], capture_output=True, text=True)
    assert not done.returncode, done.stderr
    return into


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = empty(tmp_path / "archive")
    made.write("source_texts/bai/article.yml", "language: vi\n")
    made.write("source_texts/bai/vi.md", "# Bài thử\n\nMột đoạn.\n\nHai đoạn.\n")
    return made


def running(archive: Archive, packages: Path) -> Run:
    """A program of its own that finds the packages of a folder; `allowed` names those that may run."""

    def run(*arguments: str, allowed: str = "") -> Said:
        clean = {name: value for name, value in os.environ.items() if name != VARIABLE}
        path = {"PYTHONPATH": f"{packages}:{ROOT / 'scripts'}"}
        allow = {VARIABLE: allowed} if allowed else {}
        command = [sys.executable, "-m", "diptych", "--archive", str(archive.root), "--messages", "en", *arguments]
        environ = clean | path | THE_DAY | allow
        done = subprocess.run(command, env=environ, cwd=archive.root.parent, capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr

    return run


@pytest.mark.parametrize("door", DOORS)
def test_both_languages_show_the_same_package(door: str) -> None:
    assert package(door, "vi") == package(door, "en") != {}


def test_the_engine_of_the_documentation_translates(archive: Archive, tmp_path: Path) -> None:
    run = running(archive, installed(package("engine"), tmp_path))
    code, out = run("translate", "--engine", "upper")
    assert (code, "D764: `upper` is a plug-in of the installed package `diptych-upper`" in out) == (1, True), out
    assert "en.md" not in str([*archive.files()])
    code, out = run("translate", "--engine", "upper", allowed="diptych_upper")
    assert (code, out.splitlines()[0]) == (0, "3 blocks drafted by upper.")
    assert archive.read("source_texts/bai/en.md") == "# A trial\n\nA paragraph.\n\nTwo paragraphs.\n"


def test_an_archive_cannot_allow_a_plug_in(archive: Archive, tmp_path: Path) -> None:
    run = running(archive, installed(package("engine"), tmp_path))
    archive.write("archive.yml", archive.read("archive.yml") + "engines: [upper]\n")
    code, out = run("translate")
    assert (code, "archive.yml: D764" in out) == (1, True), out
    assert "Rejected" not in out


def test_the_check_of_the_documentation_warns(archive: Archive, tmp_path: Path) -> None:
    run = running(archive, installed(package("check"), tmp_path))
    archive.write("source_texts/bai/article.yml", "language: en\n")
    (archive.root / "source_texts/bai/vi.md").rename(archive.root / "source_texts/bai/en.md")
    archive.write("source_texts/bai/en.md", "# A trial\n\nIt is very good.\n")
    archive.run("translate", "--engine", "none")
    assert "XHOUSE-001" not in run("check")[1]
    assert "source_texts/bai/en.md:3: XHOUSE-001" in run("check", allowed="diptych-house")[1]


def test_the_format_of_the_documentation_is_exported(archive: Archive, tmp_path: Path) -> None:
    run = running(archive, installed(package("format"), tmp_path))
    archive.write("source_texts/bai/en.md", "# A trial\n\nA paragraph.\n\nTwo paragraphs.\n")
    archive.write("source_texts/bai/article.yml", "language: vi\ntranslations: {en: {translators: [Lan]}}\n")
    out = tmp_path / "titles.md"
    code, said = run("export", "--all", "--format", "titles", "-o", str(out))
    assert (code, "D764: `titles` is a plug-in of the installed package `diptych-titles`" in said) == (1, True), said
    code, said = run("export", "--all", "--format", "titles", "-o", str(out), allowed="diptych-titles")
    assert (code, out.read_text("utf-8")) == (0, "- Bài thử | A trial\n"), said
    assert run("export", "--all", "--format", "nope", "-o", str(out), allowed="diptych-titles")[0] == 1


# Plug-ins that are wrong: each is told, and nothing is done.

ENGINE = package("engine")
CHECK = package("check")
FORMAT = package("format")
WRONG = {
    "ends the program when it is loaded": (ENGINE, "class Upper:", "raise SystemExit(7)\n\n\nclass Upper:", "D761"),
    "ends the program when it is built": (ENGINE, "    return Upper()", "    raise SystemExit(7)", "D761"),
    "has a number for a name": (ENGINE, 'name="upper"', "name=7", "D761"),
    "has something else for rules": (CHECK, "rules=(VERY,)", 'rules=("XHOUSE-001",)', "D761"),
    "has a number for rules": (CHECK, "rules=(VERY,)", "rules=7", "D761"),
    "has something else for a function": (CHECK, "of_text=of_text", 'of_text="of_text"', "D761"),
    "claims a code twice": (CHECK, "rules=(VERY,)", "rules=(VERY, VERY)", "D762"),
    "has a code without a name": (CHECK, "XHOUSE-001", "X-001", "D761"),
    "makes text, not bytes": (FORMAT, ".encode()", "", "D761"),
    "makes no parts": (FORMAT, 'yield "", ', "yield ", "D761"),
    "claims the name of a format": (FORMAT, 'name="titles"', 'name="txt"', "D762"),
    "raises when it is loaded": (ENGINE, "class Upper:", "raise OSError('no licence')\n\n\nclass Upper:", "D761"),
    "claims the name of another": (ENGINE, 'name="upper"', 'name="google"', "D762"),
    "gives something else": (ENGINE, 'ENGINE = EngineEntry(name="upper", build=build)', "ENGINE = 42", "D761"),
    "cannot be built": (ENGINE, "    return Upper()", "    return 1 / 0", "D761"),
    "claims a code of ours": (CHECK, "XHOUSE-001", "D601", "D761"),
}
COMMANDS = {
    "diptych-upper": ("translate", "--engine", "upper"),
    "diptych-house": ("check",),
    "diptych-titles": ("export", "--all", "--format", "titles", "-o", "titles.md"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_plug_in_that_is_wrong_is_told_and_nothing_is_changed(case: str, archive: Archive, tmp_path: Path) -> None:
    files, before, after, code = WRONG[case]
    changed = {name: text.replace(before, after) for name, text in files.items()}
    assert changed != files
    run = running(archive, installed(changed, tmp_path))
    there = archive.files()
    (name,) = (name for name in COMMANDS if f'"{name}"' in files["pyproject.toml"])
    found, out = run(*COMMANDS[name], allowed=name)
    assert (found, code in out, "Traceback" in out) == (1, True, False), out
    assert archive.files() == there
    assert not (archive.root.parent / "titles.md").exists()


def test_of_two_packages_with_one_name_none_is_dropped_in_silence(archive: Archive, tmp_path: Path) -> None:
    twin = {name: text.replace("diptych-upper", "diptych-twin") for name, text in ENGINE.items()}
    twin = {name.replace("upper", "twin"): text.replace("diptych_upper", "diptych_twin") for name, text in twin.items()}
    for name, files in (("one", ENGINE), ("two", twin)):
        (tmp_path / name).mkdir()
        installed(files, tmp_path / name)
    run = running(archive, Path(f"{tmp_path}/one/installed:{tmp_path}/two/installed"))
    code, out = run("translate", "--engine", "upper", allowed="diptych-upper,diptych-twin")
    assert (code, "D762: the plug-in `upper` claims `upper`" in out) == (1, True), out


TELLS = {"a string": 'yield "very"', "a code of ours": "yield Problem(THEIRS, passage.path, 1)"}
THEIRS = """
from diptych.model.problem import Problem

THEIRS = rule("D601", Severity.ERROR, "a", "b", "c", "d")
"""


@pytest.mark.parametrize("case", TELLS)
def test_a_check_that_tells_what_is_not_its_own_is_named(case: str, archive: Archive, tmp_path: Path) -> None:
    files = {
        name: text.replace('yield passage.at(VERY, "very", word="very")', TELLS[case])
        .replace('passage.language == "en" and " very " in passage.text', "True")
        .replace("\n\nVERY", f"{THEIRS}\n\nVERY")
        for name, text in CHECK.items()
    }
    code, out = running(archive, installed(files, tmp_path))("check", allowed="diptych-house")
    assert (code, "D765" in out, "Traceback" in out, ": D601" in out) == (0, True, False, False), out


def test_a_format_of_a_plug_in_is_read(archive: Archive, tmp_path: Path) -> None:
    files = dict(FORMAT)
    files["diptych_titles.py"] += READ
    (tmp_path / "work.own").write_text("own: Một đoạn. = A paragraph.\n", encoding="utf-8")
    run = running(archive, installed(files, tmp_path))
    code, out = run("import", str(tmp_path / "work.own"), allowed="diptych-titles")
    assert (code, "A paragraph." in archive.read("source_texts/bai/en.md")) == (0, True), out


READ = """

from diptych.model.exchange import Returned


def read(file):
    if file.is_xml or not file.text.startswith("own: "):
        return None
    source, target = file.text.removeprefix("own: ").strip().split(" = ")
    words = {"source": source, "target": target, "source_language": "vi", "target_language": "en"}
    return [Returned(line=1, ref=None, article="bai", block="p2", **words)]


FORMAT = Format(name="titles", suffix=".md", make=make, read=read)
"""


def test_an_engine_that_fails_at_work_leaves_the_blocks_missing(archive: Archive, tmp_path: Path) -> None:
    files = {name: text.replace('raise Rejected("these', 'raise KeyError("these') for name, text in ENGINE.items()}
    files = {name: text.replace('"Hai đoạn.": "Two paragraphs."', "") for name, text in files.items()}
    code, out = running(archive, installed(files, tmp_path))("translate", "--engine", "upper", allowed="diptych-upper")
    assert (code, "the plug-in failed: KeyError" in out, "Traceback" in out) == (1, True, False), out
    assert "<!-- p3: missing -->" in archive.read("source_texts/bai/en.md")


def test_a_check_that_fails_keeps_no_other_back(archive: Archive, tmp_path: Path) -> None:
    files = {
        name: text.replace("    if passage.language", "    1 / 0\n    if passage.language")
        for name, text in CHECK.items()
    }
    code, out = running(archive, installed(files, tmp_path))("check", allowed="diptych-house")
    assert (code, "D765" in out, "ZeroDivisionError" in out) == (0, True, True), out


def test_a_package_that_is_not_there_is_told(archive: Archive, tmp_path: Path) -> None:
    code, out = running(archive, tmp_path)("check", allowed="diptych-nowhere")
    assert (code, "D760: DIPTYCH_PLUGINS names `diptych-nowhere`" in out) == (1, True), out


# What may never happen, and what may not be forgotten.


def test_no_workflow_allows_a_plug_in() -> None:
    folders = (ROOT / ".github", ROOT / ".ci", ROOT / "scripts/diptych/template")
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    assert len(files) > 10
    assert not [path for path in files if VARIABLE in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_guide_forgets_no_format_and_no_door(language: str) -> None:
    guide = (ROOT / "docs" / language / "guide" / "take-away.md").read_text(encoding="utf-8")
    assert not [name for name in NAMES if f"`{name}`" not in guide]
    shown = "".join((ROOT / "docs" / language / "develop" / f"{door}.md").read_text("utf-8") for door in DOORS)
    assert not [group for group in GROUPS if f"`{group}`" not in shown]
