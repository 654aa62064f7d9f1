"""TMX and JSON Lines: every pair with its state and origin, read by other tools; nothing that may not be shown."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from translate.storage.tmx import tmxfile

from commands.archive import Archive
from diptych.model.ledger import State
from formats.books import books_archive
from pages.archives import trial, written
from pages.honest import NOBODY

# The TMX 1.4b DTD as far as this writer uses it.
DTD = """
<!ELEMENT tmx (header, body)> <!ATTLIST tmx version CDATA #FIXED "1.4">
<!ELEMENT header EMPTY>
<!ATTLIST header creationtool CDATA #REQUIRED creationtoolversion CDATA #REQUIRED
  segtype (block|paragraph|sentence|phrase) #REQUIRED o-tmf CDATA #REQUIRED adminlang CDATA #REQUIRED
  srclang CDATA #REQUIRED datatype CDATA #REQUIRED>
<!ELEMENT body (tu*)>
<!ELEMENT tu ((note|prop)*, tuv+)>
<!ATTLIST tu tuid CDATA #IMPLIED changedate CDATA #IMPLIED segtype (block|paragraph|sentence|phrase) #IMPLIED
  srclang CDATA #IMPLIED>
<!ELEMENT note (#PCDATA)> <!ELEMENT prop (#PCDATA)> <!ATTLIST prop type CDATA #REQUIRED>
<!ELEMENT tuv ((note|prop)*, seg)> <!ATTLIST tuv xml:lang CDATA #REQUIRED>
<!ELEMENT seg (#PCDATA)>
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Every state, right and hostile title; of the hostile bodies three kinds, for they take long to align."""
    kinds = ("kind-table/", "kind-list/", "kind-code/")
    files = books_archive().items()
    kept = {name: text for name, text in files if "/kind-" not in name or any(kind in name for kind in kinds)}
    return Archive(written(tmp_path_factory.mktemp("pairs") / "archive", kept))


def exported(archive: Archive, kind: str, path: Path, *asked: str) -> Path:
    archive.run("export", *(asked or ["--all"]), "--format", kind, "-o", str(path))
    return path


@pytest.fixture(scope="module")
def tmx(archive: Archive) -> Path:
    return exported(archive, "tmx", archive.root.parent / "all.tmx")


@pytest.fixture(scope="module")
def objects(archive: Archive) -> list[dict[str, Any]]:
    path = exported(archive, "jsonl", archive.root.parent / "all.jsonl")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def test_the_file_is_as_the_definition_of_tmx_says(tmx: Path) -> None:
    dtd = etree.DTD(StringIO(DTD))
    assert dtd.validate(etree.parse(tmx)), dtd.error_log
    names = [unit.get("tuid") for unit in etree.parse(tmx).iter("tu")]
    assert len(names) == len(set(names)) > 1000


def test_another_tool_reads_each_pair_with_its_state_and_origin(tmx: Path) -> None:
    read = tmxfile.parsestring(tmx.read_bytes())  # type: ignore[no-untyped-call]  # the toolkit is not fully typed
    units = {unit.xmlelement.get("tuid"): unit for unit in read.units}
    expected = {
        "states/en/p2.1": ("states paragraph vi number 2.", "reviewed", "engine-a"),
        "states/en/p3.1": ("states paragraph vi number 3.", "edited", "person"),
        "states/en/p4.1": ("states paragraph vi number 4.", "machine", "engine-b"),
        "states/en/p5.1": ("states paragraph vi number 5.", "outdated", "engine-c"),
        "listed/es/p2.1": ("listed paragraph vi number 2.", "edited", "person"),
    }
    for name, (source, state, origin) in expected.items():
        props = {prop.get("type"): prop.text for prop in units[name].xmlelement.iter("{*}prop")}
        assert units[name].source == source
        assert (props["x-state"], props["x-origin"]) == (state, origin)
    assert not [name for name in units if name.startswith("states/en/p6")]


def test_sentences_are_pairs_where_they_surely_face_each_other(tmp_path: Path) -> None:
    path = exported(Archive(trial(tmp_path / "archive")), "tmx", tmp_path / "trial.tmx")
    kinds = [unit.get("segtype") for unit in etree.parse(path).iter("tu")]
    assert min(kinds.count("sentence"), kinds.count("paragraph")) > 20


def test_the_lines_are_the_articles_and_all_their_blocks(objects: list[dict[str, Any]]) -> None:
    states = [one for one in objects if one["article"] == "states"]
    assert [one["type"] for one in states] == ["article", *["block"] * 8]
    assert {one["state"] for one in states[1:]} == {state.value for state in State} - {"omitted"}
    missing = next(one for one in states[1:] if one["state"] == "missing")
    assert (missing["target_text"], missing["beads"]) == (None, [])
    merged = next(one for one in objects if one["article"] == "beads" and len(one.get("blocks", ())) == 2)
    assert merged["source_text"] == "beads paragraph vi number 2.\n\nbeads paragraph vi number 3."


def test_beads_join_to_what_their_block_says(objects: list[dict[str, Any]]) -> None:
    for one in objects:
        if one["type"] == "block" and any(bead["sentence"] for bead in one["beads"]):
            joined = " ".join(bead["source"] for bead in one["beads"])
            assert joined.split() == one["source_text"].split()


@pytest.mark.parametrize("kind", ["tmx", "jsonl"])
def test_what_may_not_be_shown_is_in_neither(archive: Archive, kind: str, tmp_path: Path) -> None:
    text = exported(archive, kind, tmp_path / f"rights.{kind}", "excerpt", "record", "states").read_text(
        encoding="utf-8"
    )
    assert "excerpt paragraph vi number 2." in text
    assert NOBODY.split()[-1] not in text


@pytest.mark.parametrize(
    ("asked", "code"), [(["--all", "--lang", "en"], "D564"), (["alone"], "D565"), (["states", "--to", "fr"], "D562")]
)
def test_texts_that_face_nothing_are_refused(archive: Archive, asked: list[str], code: str) -> None:
    exit_code, said = archive.run("export", *asked, "--format", "tmx", "-o", str(archive.root / "no.tmx"))
    assert (exit_code, code in said) == (1, True)
    assert not (archive.root / "no.tmx").exists()
