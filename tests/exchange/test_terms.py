"""`glossary export` and `glossary import`: the terms as a table, there and back; nothing of people's is lost."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commands import faults
from commands.archive import Archive, empty
from diptych.exchange.csv_table import read_table
from diptych.formats.term_table import cells_of, print_of, tidy, write_terms
from diptych.model.term import GlossaryTerm, TermSource, Wording
from diptych.text.normal import FORBIDDEN
from pages.archives import trial

TERM = """# the first term
domain: law # its topic
languages:
  vi:
    form: cửa hậu
    # how else it is called
    variants: [cổng hậu]
    definition: Lối vào bí mật.
  en:
    form: back door
    definition: A secret way in.
sources:
- title: A source
  url: https://example.org/
"""
FILE = "glossary/cua-hau.yml"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = empty(tmp_path / "archive")
    made.write("archive.yml", made.read("archive.yml") + "topics:\n  law: {en: Law}\n")
    made.write(FILE, TERM)
    made.write(
        "glossary/at.yml", "languages:\n  en: {form: '@', definition: =1+1}\n  vi: {form: '''', definition: '-'}\n"
    )
    return made


def exported(archive: Archive) -> Path:
    path = archive.root.parent / "terms.csv"
    code, said = archive.run("glossary", "export", "-o", str(path))
    assert (code, said) == (0, "2 terms in …/terms.csv.\n")
    return path


def back(archive: Archive, path: Path, *options: str) -> dict[str, Any]:
    code, said = archive.run("glossary", "import", str(path), "--format", "json", *options)
    found: dict[str, Any] = json.loads(said)
    assert code == (1 if found["not_taken"] else 0)
    return found


def edit(path: Path, row: int, **cells: str) -> Path:
    """The table with cells changed, as a spreadsheet saves it: `vi_form` is the column `vi form`."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";" if ";" in path.read_text().split("\n")[0] else ","))
    if row == len(rows):
        rows.append(dict.fromkeys(rows[0], ""))
    rows[row] |= {name.replace("_", " "): text for name, text in cells.items()}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_there_and_back_changes_no_byte(archive: Archive) -> None:
    files = archive.files()
    found = back(archive, exported(archive))
    assert (found["unchanged"], found["new"], found["changed"]) == (2, [], [])
    assert archive.files() == files


def test_a_whole_glossary(tmp_path: Path) -> None:
    archive = Archive(trial(tmp_path / "archive"))
    files = archive.files()
    assert archive.run("glossary", "export", "-o", str(tmp_path / "terms.csv"))[0] == 0
    found = back(archive, tmp_path / "terms.csv")
    assert (found["unchanged"], archive.files()) == (len(archive.files("glossary")), files)


def test_no_cell_is_a_formula(archive: Archive) -> None:
    with exported(archive).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert (rows[0]["en form"], rows[0]["en definition"], rows[0]["vi form"]) == ("'@", "'=1+1", "'")
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]


def test_a_changed_definition_changes_one_line(archive: Archive) -> None:
    path = edit(exported(archive), 1, vi_definition="Lối vào được giấu kín: “cửa sau”.")
    assert back(archive, path)["changed"] == ["cua-hau"]
    assert archive.read(FILE) == TERM.replace("Lối vào bí mật.", "'Lối vào được giấu kín: “cửa sau”.'")
    assert back(archive, path)["unchanged"] == 2  # twice is once


def test_a_changed_list_keeps_the_remarks_of_the_other_keys(archive: Archive) -> None:
    assert back(archive, edit(exported(archive), 1, vi_variants="cổng hậu\ncửa sau"))["changed"] == ["cua-hau"]
    text = archive.read(FILE)
    assert text.startswith("# the first term\ndomain: law # its topic\n")
    assert "    - cổng hậu\n    - cửa sau\n" in text


def test_a_key_can_be_emptied(archive: Archive) -> None:
    assert back(archive, edit(exported(archive), 1, domain="", sources=""))["changed"] == ["cua-hau"]
    assert archive.run("check", "--format", "json")[0] == 0
    assert "domain" not in archive.read(FILE)


def test_a_new_row_is_a_new_term(archive: Archive) -> None:
    path = edit(exported(archive), 2, vi_form="Dữ liệu", vi_definition="Sự kiện được ghi lại.", see="cua-hau")
    assert back(archive, path)["new"] == ["du-lieu"]
    assert archive.read("glossary/du-lieu.yml") == (
        "languages:\n  vi:\n    form: Dữ liệu\n    definition: Sự kiện được ghi lại.\nsee:\n- cua-hau\n"
    )
    assert back(archive, path)["unchanged"] == 3


def test_a_term_that_was_changed_here_is_not_overwritten(archive: Archive) -> None:
    path = edit(exported(archive), 1, en_form="trapdoor")
    archive.write(FILE, TERM.replace("back door", "backdoor"))
    files = archive.files()
    (left,) = back(archive, path)["not_taken"]
    assert (left["id"], left["reason"]) == ("cua-hau", "conflict")
    assert left["differing"] == [{"column": "en form", "archive": "backdoor", "file": "trapdoor"}]
    assert archive.files() == files
    code, said = archive.run("glossary", "import", str(path))
    assert (code, "en form: in the archive “backdoor”, in the file “trapdoor”" in said) == (1, True)


def test_a_row_that_nobody_touched_is_no_conflict(archive: Archive) -> None:
    path = exported(archive)
    archive.write(FILE, TERM.replace("back door", "backdoor"))
    files = archive.files()
    assert (back(archive, path)["not_taken"], archive.files()) == ([], files)


@pytest.mark.parametrize(
    ("row", "cells", "reason"),
    [
        (1, {"vi_form": ""}, "wrong"),
        (1, {"domain": "Not A Slug"}, "wrong"),
        (1, {"id": "../x"}, "id"),
        (1, {"id": "other"}, "gone"),
        (2, {"vi_form": "cửa hậu", "vi_definition": "x"}, "conflict"),
        (2, {"vi_form": "???", "vi_definition": "x"}, "id"),
        (2, {"vi_form": "a\u202eb", "vi_definition": "x"}, "control"),
    ],
)
def test_a_row_that_is_wrong_is_told(archive: Archive, row: int, cells: dict[str, str], reason: str) -> None:
    path = edit(exported(archive), row, **cells)
    files = archive.files()
    assert [one["reason"] for one in back(archive, path)["not_taken"]] == [reason]
    assert archive.files() == files


def test_two_rows_for_one_term(archive: Archive) -> None:
    path = edit(exported(archive), 2, id="moi", vi_form="mới", vi_definition="x")
    edit(path, 3, id="moi", vi_form="mới", vi_definition="y")
    assert [one["reason"] for one in back(archive, path)["not_taken"]] == ["double", "double"]
    assert not (archive.root / "glossary/moi.yml").exists()


def test_a_part_of_the_columns_leaves_the_others(archive: Archive) -> None:
    path = exported(archive)
    ref = next(line.split(",")[-1] for line in path.read_text().split("\n") if "back door" in line or "example" in line)
    path.write_text(f"id,en form,de form,de definition,ref\ncua-hau,backdoor,Hintertür,Ein geheimer Eingang.,{ref}\n")
    assert back(archive, path)["changed"] == ["cua-hau"]
    text = archive.read(FILE)
    assert "cổng hậu" in text
    assert "Hintertür" in text
    assert "form: backdoor" in text


@pytest.mark.parametrize(("head", "says"), [("x,y", "D644"), ("id,colour", "D653"), ("id,zz form", "D653")])
def test_columns_that_are_not_known(archive: Archive, head: str, says: str) -> None:
    path = archive.root.parent / "terms.csv"
    path.write_text(f"{head}\na,b\n")
    code, said = archive.run("glossary", "import", str(path))
    assert (code, says in said) == (1, True)


def test_a_dry_run_writes_nothing(archive: Archive) -> None:
    path = edit(exported(archive), 1, en_form="trapdoor")
    files = archive.files()
    dry = back(archive, path, "--dry-run")
    assert (dry["changed"], archive.files()) == (["cua-hau"], files)
    assert back(archive, path) == dry


def test_killed_before_each_change(archive: Archive) -> None:
    path = edit(edit(exported(archive), 1, en_form="trapdoor"), 0, en_form="at")
    start = archive.copy("start")
    whole = archive.copy("whole")
    assert len(back(whole, path)["changed"]) == 2
    allowed = {*start.files().items(), *whole.files().items()}
    for number in range(1, 50):
        case = start.copy(str(number))
        if not faults.killed_at(number, case.root, lambda case=case: back(case, path)):  # type: ignore[misc]  # mypy infers no default of a lambda
            break
        assert {item for item in case.files().items() if ".dtmp" not in item[0]} <= allowed
        assert back(case, path)["not_taken"] == []
        assert case.files() == whole.files()
        assert not case.strays()
    assert number > 4


LINES = st.text(st.characters(exclude_categories=["Cs", "Cc"]).filter(lambda ch: not FORBIDDEN.match(ch)), min_size=1)
LINE = (
    st.one_of(LINES, st.sampled_from(["=1", "-a", "@b", "'c", '"', ";", ","]))
    .map(lambda text: text.strip())
    .filter(bool)
)
TERMS = st.builds(
    GlossaryTerm,
    languages=st.dictionaries(
        st.sampled_from(["vi", "en"]), st.builds(Wording, LINE, LINE, st.tuples(LINE)), min_size=1
    ),
    domain=st.one_of(st.none(), st.just("law")),
    see=st.just(("a", "b")),
    sources=st.tuples(st.builds(TermSource, LINE, st.just("https://example.org/"))),
)


@given(TERMS)
@settings(max_examples=100)
def test_every_term_comes_back_as_it_went(term: GlossaryTerm) -> None:
    text = "".join(write_terms({"a": term}, ["vi", "en"])).removeprefix("\ufeff")
    (row,) = read_table(text, "x", ("id",))
    cells = {name: cell for name, cell in row.cells.items() if name not in ("id", "ref")}
    assert tidy(cells) == cells_of(term)
    assert row.cells["ref"] == print_of(cells_of(term))
