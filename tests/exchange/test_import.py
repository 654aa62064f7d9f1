"""`import`: what becomes of each unit, and that nothing else changes."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from commands import faults
from diptych.model.ledger import Entry
from diptych.store.archive import load_article
from diptych.text.ledgerfile import write_entries
from diptych.text.normal import text_hash
from exchange.desk import EN, FORMATS, LEDGER, SOURCE, TARGET, VI, Desk, desk, edit, fill, without_refs

MARK = "<!-- p5: missing -->"
each_format = pytest.mark.parametrize("kind", FORMATS)


@pytest.fixture
def here(tmp_path: Path) -> Desk:
    return desk(tmp_path)


@each_format
def test_a_new_wording_is_a_persons_and_all_else_stays(here: Desk, kind: str) -> None:
    path = edit(here.export(kind), "eight points", "eight points, in all")
    before = here.target()
    assert here.taken(path) == ["p3"]
    assert here.target() == before.replace("eight points", "eight points, in all")
    assert here.states() == {"edited": 4, "missing": 1}


@each_format
def test_a_missing_block_is_filled(here: Desk, kind: str) -> None:
    path = fill(here.export(kind), "Đoạn chưa dịch.", "A paragraph at last.")
    assert here.taken(path) == ["p5"]
    assert here.target() == f"{EN}\nA paragraph at last.\n"
    assert here.states() == {"edited": 5}


@each_format
def test_an_article_without_any_translation(here: Desk, kind: str) -> None:
    here.archive.write(TARGET, "")
    here.archive.write(LEDGER, "entries: []\n")
    path = fill(here.export(kind), "Năm 2020, Bắc Kinh nêu tám điểm.", "In 2020 Beijing named eight.")
    assert here.taken(path) == ["p3"]
    marks = [f"<!-- p{n}: missing -->" for n in (1, 2)]
    rest = [f"<!-- p{n}: missing -->" for n in (4, 5)]
    assert here.target() == "\n\n".join([*marks, "In 2020 Beijing named eight.", *rest]) + "\n"


@each_format
def test_twice_is_once(here: Desk, kind: str) -> None:
    path = edit(here.export(kind), "eight points", "8 points")
    assert here.taken(path) == ["p3"]
    files = here.archive.files()
    found = here.back(path)
    assert (found["taken"], found["not_taken"], found["code"]) == ([], [], 0)
    assert here.archive.files() == files


@each_format
def test_a_dry_run_says_the_same_and_writes_nothing(here: Desk, kind: str) -> None:
    path = edit(here.export(kind), "eight points", "8 points")
    files = here.archive.files()
    dry = here.back(path, "--dry-run")
    assert here.archive.files() == files
    assert here.back(path) == dry


@each_format
def test_both_changed_is_a_conflict(here: Desk, kind: str) -> None:
    path = edit(here.export(kind), "eight points", "8 points")
    here.archive.write(TARGET, here.target().replace("eight points", "EIGHT points"))
    files = here.archive.files()
    found = here.back(path)
    (left,) = found["not_taken"]
    assert (left["reason"], left["block"], found["code"]) == ("conflict", "p3", 1)
    assert left["archive"] == "In 2020 Beijing named EIGHT points."
    assert left["file"] == "In 2020 Beijing named 8 points."
    assert here.archive.files() == files


@each_format
def test_a_unit_nobody_touched_is_no_conflict(here: Desk, kind: str) -> None:
    path = here.export(kind)
    here.archive.write(TARGET, here.target().replace("eight points", "EIGHT points"))
    files = here.archive.files()
    assert (here.back(path)["not_taken"], here.archive.files()) == ([], files)


@each_format
def test_a_source_that_moved_on_leaves_it_outdated(here: Desk, kind: str) -> None:
    path = edit(here.export(kind), "eight points", "8 points")
    here.archive.write(SOURCE, VI.replace("tám điểm", "chín điểm"))
    assert here.taken(path) == ["p3"]
    assert "8 points" in here.target()
    assert here.states() == {"edited": 3, "outdated": 1, "missing": 1}


@each_format
def test_blocks_that_changed_places_are_found(here: Desk, kind: str) -> None:
    path = edit(here.export(kind), "eight points", "8 points")
    first, second, third, *rest = VI.split("\n\n")
    here.archive.write(SOURCE, "\n\n".join([first, third, second, "Đoạn mới.", *rest]))
    assert here.taken(path) == ["p3"]
    assert here.target().count("8 points") == 1


@each_format
def test_a_source_that_is_gone_is_told(here: Desk, kind: str) -> None:
    path = edit(here.export(kind), "eight points", "8 points")
    here.archive.write(SOURCE, VI.replace("Năm 2020, Bắc Kinh nêu tám điểm.\n\n", ""))
    files = here.archive.files()
    assert here.reasons(path) == [("p3", "gone")]
    assert here.archive.files() == files


@each_format
def test_an_update_of_what_was_outdated_is_up_to_date(here: Desk, kind: str) -> None:
    here.archive.write(SOURCE, VI.replace("tám điểm", "chín điểm"))
    path = here.export(kind)
    if kind == "po":
        edit(path, "#, fuzzy\n", "")
    edit(path, "eight points", "nine points")
    assert here.states()["outdated"] == 1
    assert here.taken(path) == ["p3"]
    assert here.states() == {"edited": 4, "missing": 1}


def drafted(here: Desk) -> None:
    """The missing block has a machine's draft."""
    answers = here.archive.root.parent / "answers.jsonl"
    answers.write_text('{"source": "vi", "target": "en", "text": "Đoạn chưa dịch.", "translation": "A draft."}\n')
    code, said = here.archive.run("translate", "--engine", "replay", DIPTYCH_REPLAY=str(answers))
    assert code == 0, said
    assert here.states() == {"edited": 4, "machine": 1}


@each_format
def test_a_draft_that_comes_back_as_it_was_stays_a_machines(here: Desk, kind: str) -> None:
    drafted(here)
    path = here.export(kind)
    files = here.archive.files()
    assert (here.taken(path), here.archive.files()) == ([], files)


@each_format
def test_a_mended_draft_is_a_persons(here: Desk, kind: str) -> None:
    drafted(here)
    path = edit(here.export(kind), "A draft.", "A mended draft.")
    if kind == "po":
        edit(path, "#, fuzzy\n", "")
    assert here.taken(path) == ["p5"]
    assert here.states() == {"edited": 5}


@each_format
def test_a_persons_words_come_before_a_draft_made_meanwhile(here: Desk, kind: str) -> None:
    path = fill(here.export(kind), "Đoạn chưa dịch.", "A paragraph at last.")
    drafted(here)
    assert here.taken(path) == ["p5"]
    assert here.target() == f"{EN}\nA paragraph at last.\n"


@each_format
def test_words_that_a_person_wrote_meanwhile_stay(here: Desk, kind: str) -> None:
    path = fill(here.export(kind), "Đoạn chưa dịch.", "A paragraph at last.")
    here.archive.write(TARGET, here.target().replace(MARK, "Written here."))
    assert here.reasons(path) == [("p5", "conflict")]
    assert here.target() == f"{EN}\nWritten here.\n"


@each_format
def test_what_was_left_out_on_purpose_stays_out(here: Desk, kind: str) -> None:
    path = fill(here.export(kind), "Đoạn chưa dịch.", "A paragraph at last.")
    here.archive.write(TARGET, here.target().replace(MARK, "<!-- p5: omitted -->"))
    assert here.reasons(path) == [("p5", "omitted")]
    assert "bai/en/p5/" not in here.export(kind).read_text()


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("po", '#: source_texts/bai/vi.md:5\nmsgctxt "bai/p3"', '#, fuzzy\nmsgctxt "bai/p3"'),
        ("xliff", '<target state="translated">In 2020', '<target state="needs-review-translation">In 2020'),
        ("xliff", '<target state="translated">In 2020', '<target state="new">In 2020'),
    ],
)
def test_what_is_marked_as_unfinished_waits(here: Desk, kind: str, old: str, new: str) -> None:
    path = edit(edit(here.export(kind), old, new), "eight points", "8 points")
    found = here.back(path)
    assert [(one["block"], one["reason"]) for one in found["not_taken"]] == [("p3", "fuzzy")]
    assert (found["code"], "8 points" in here.target()) == (0, False)


@each_format
def test_a_source_copied_into_the_target_is_no_translation(here: Desk, kind: str) -> None:
    """OmegaT delivers what was not translated like this."""
    path = fill(here.export(kind), "Đoạn chưa dịch.", "Đoạn chưa dịch.")
    found = here.back(path)
    assert [(one["block"], one["reason"]) for one in found["not_taken"]] == [("p5", "copy")]
    assert (found["code"], MARK in here.target()) == (0, True)


def test_what_has_no_words_may_be_copied(here: Desk) -> None:
    here.archive.write(SOURCE, VI.replace("Đoạn chưa dịch.", "1 + 1 = 2"))
    path = fill(here.export("po"), "1 + 1 = 2", "1 + 1 = 2")
    assert here.taken(path) == ["p5"]


@each_format
@pytest.mark.parametrize(
    "written",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: "\ufeff" + text,
    ],
    ids=["windows", "nfd", "marked"],
)
def test_texts_that_are_written_otherwise(here: Desk, kind: str, written: Callable[[str], str]) -> None:
    """All that is not in the unit stays as it is written, down to its line ends and the form of its letters."""
    here.archive.write(SOURCE, written(VI))
    here.archive.write(TARGET, written(here.target().replace("named", "named, à la carte,")))
    here.archive.run("translate", "--engine", "none")
    path, before = here.export(kind), here.target()
    files = here.archive.files()
    assert (here.back(path)["unchanged"], here.archive.files()) == (4, files)
    assert here.taken(edit(path, "- One", "- One, at last")) == ["p4"]
    assert here.target() == before.replace("- One", "- One, at last")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("One.\n\nTwo.", "blocks"),
        ("<!-- p3: omitted -->", "mark"),
        ("a \u202e b", "control"),
        ("a &#x202E; b", "control"),
        ("<<<<<<< HEAD\nx", "mark"),
        ("[" * 5000, "too-much"),
        ("> " * 20 + "x", "too-much"),
        ("- a list under a paragraph\n- is", None),
    ],
)
def test_words_that_cannot_be_written_are_told(here: Desk, words: str, reason: str | None) -> None:
    path = here.archive.root.parent / "own.tsv"
    cells = ("bai", "Đoạn chưa dịch.", words, "vi", "en")
    quoted = "\t".join(f'"{cell}"' for cell in cells)
    path.write_text("article\tsource\ttarget\tsource_language\ttarget_language\n" + quoted + "\n")
    before = here.archive.files()
    found = [why for _, why in here.reasons(path)]
    if reason is None:
        assert found in ([], ["neighbours"])  # under the list above it, a list is no block of its own
    else:
        assert (found, here.archive.files()) == ([reason], before)


@each_format
def test_merged_and_split_blocks_go_there_and_back(tmp_path: Path, kind: str) -> None:
    here = desk(tmp_path)
    both = "This is a **back door**. In 2020 Beijing named eight points."
    blocks = ["# The back door", "A subtitle of one’s own.", both, "- One", "And two."]
    here.archive.write(TARGET, "\n\n".join([*blocks, MARK]) + "\n")
    known = {entry.id: entry.source for entry in load_article(here.archive.root, "bai").translations["en"].entries}
    hashes = [text_hash(block) for block in blocks]
    facing = {"p1": hashes[0], "p2": hashes[2], "p3": hashes[2], "p4": "+".join(hashes[3:])}
    entries = [Entry(id=name, target=wording, source=known[name]) for name, wording in facing.items()]
    here.archive.write(LEDGER, write_entries(entries))
    here.archive.run("translate", "--engine", "none")
    path = here.export(kind)
    files = here.archive.files()
    assert (here.taken(path), here.archive.files()) == ([], files)
    before = here.target()
    assert here.taken(edit(edit(path, "eight points", "8 points"), "And two.", "And two, too.")) == ["p2+p3", "p4"]
    assert here.target() == before.replace("eight points", "8 points").replace("And two.", "And two, too.")
    assert here.states() == {"edited": 4, "missing": 1}


@each_format
def test_without_references_the_text_of_the_source_decides(here: Desk, kind: str) -> None:
    path = without_refs(fill(here.export(kind), "Đoạn chưa dịch.", "A paragraph at last."))
    edit(path, "eight points", "8 points")
    found = here.back(path)
    assert [one["blocks"] for one in found["taken"]] == [["p5"]]
    # What stood there at the export is not known then, and words of people are there.
    assert [(one["block"], one["reason"]) for one in found["not_taken"]] == [("p3", "conflict")]


def test_killed_before_each_change(tmp_path: Path) -> None:
    def made(name: str) -> tuple[Desk, Path]:
        (tmp_path / name).mkdir()
        here = desk(tmp_path / name)
        path = edit(here.export("po"), "eight points", "8 points")
        here.archive.write(SOURCE, VI.replace("# Cửa hậu", "# Cửa hậu nào?"))
        return here, fill(path, "Đoạn chưa dịch.", "A paragraph at last.")

    whole, path = made("whole")
    allowed = set(whole.archive.files().items())
    with faults.versions(whole.archive.root) as written:
        assert whole.taken(path) == ["p3", "p5"]
    allowed |= set(whole.archive.files().items())
    allowed |= {(name, content) for name, contents in written.items() for content in contents}
    for number in range(1, 100):
        here, path = made(str(number))
        if not faults.killed_at(number, here.archive.root, partial(here.back, path)):
            break
        for name, content in here.archive.files().items():
            assert (name, content) in allowed or ".dtmp" in name, name
        assert here.back(path)["code"] == 0
        assert here.archive.files() == whole.archive.files(), number
        assert not here.archive.strays()
    assert number > 10


def test_an_edit_while_it_writes_is_not_overwritten(here: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from diptych.store.files import write_over

    path = edit(here.export("po"), "eight points", "8 points")
    edits = ["EIGHT points"]

    def late(file: Path, old: bytes, data: bytes) -> bool:
        if edits:
            here.archive.write(TARGET, here.target().replace("eight points", edits.pop()))
        return write_over(file, old, data)

    monkeypatch.setattr("diptych.store.writing.write_over", late)
    assert here.reasons(path) == [("p3", "conflict")]
    assert "EIGHT points" in here.target()


def test_only_asks_for_some(here: Desk) -> None:
    here.archive.write(SOURCE, VI.replace("tám điểm", "chín điểm"))
    here.archive.run("review", "bai", "p1", "--to", "en", "--name", "R")

    def blocks(*only: str) -> list[str]:
        asked = [word for name in only for word in ("--only", name)]
        lines = here.export("po", "bai", "--to", "en", *asked).read_text().split("\n")
        return [line[13:-1] for line in lines if line.startswith("msgctxt")]

    assert blocks("missing") == ["p5"]
    assert blocks("outdated") == ["p3"]
    assert blocks("unreviewed") == ["p2", "p4"]
    assert blocks("missing", "outdated") == ["p3", "p5"]
    assert blocks() == ["p1", "p2", "p3", "p4", "p5"]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (["bai", "--format", "txt", "--only", "missing"], "D650"),
        (["bai", "--format", "po", "--only", "outdated"], "D651"),
        (["bai", "--format", "po", "--lang", "en"], "D564"),
        (["bai", "--format", "po", "--to", "zz"], "D452"),
    ],
)
def test_what_cannot_be_exported_is_told(here: Desk, asked: list[str], code: str) -> None:
    path = here.archive.root / "out.file"
    exit_code, said = here.archive.run("export", *asked, "-o", str(path))
    assert (exit_code, path.exists()) == (1, False)
    assert code in said


@each_format
@pytest.mark.parametrize("publish", ["excerpt", "record"])
def test_what_may_not_be_shown_whole_is_in_no_file(here: Desk, kind: str, publish: str) -> None:
    here.archive.write("source_texts/bai/article.yml", f"language: vi\npublish: {publish}\n")
    path = here.archive.root / "out.file"
    code, said = here.archive.run("export", "bai", "--to", "en", "--format", kind, "-o", str(path))
    assert (code, path.exists(), "D651" in said) == (1, False, True)


def test_the_notes_help(here: Desk) -> None:
    here.archive.write(
        "glossary/cua-hau.yml",
        "languages:\n  vi: {form: cửa hậu, definition: Lối vào.}\n  en: {form: back door, definition: A way in.}\n",
    )
    text = here.export("xliff").read_text()
    assert "<note>State: not translated</note>" in text
    assert "<note>Article: # Cửa hậu</note>" in text
    assert "<note>Before: Đây là một **cửa hậu**.</note>" in text
    assert "<note>Term: cửa hậu = back door</note>" in text
