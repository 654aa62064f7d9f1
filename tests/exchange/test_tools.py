"""Work done in real tools: what they write is read, and what we write they read."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import polib
import pytest
from translate.convert.po2xliff import po2xliff
from translate.convert.xliff2po import xliff2po
from translate.storage.po import pofile
from translate.storage.xliff import xlifffile

from exchange.desk import EN, Desk, desk
from need import need_program


def opened(kind: Any, path: Path) -> Any:
    """A file as the toolkit, which is not typed, reads it."""
    return kind.parsefile(str(path))


def converter(kind: Any) -> Any:
    return kind()


@pytest.fixture
def here(tmp_path: Path) -> Desk:
    return desk(tmp_path)


def test_gettext_finds_nothing_to_complain_of(here: Desk) -> None:
    msgfmt = need_program("msgfmt")
    done = subprocess.run(
        [msgfmt, "--check", "--statistics", "-o", "-", str(here.export("po"))], capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"4 translated messages, 1 untranslated message.\n")


def test_gettext_merges_and_wraps(here: Desk) -> None:
    path = here.export("po")
    again = path.with_name("again.po")
    subprocess.run([need_program("msgmerge"), "-q", "-w", "40", "-o", str(again), str(path), str(path)], check=True)
    assert again.read_text() != path.read_text()
    found = here.back(again)
    assert (found["taken"], found["not_taken"], found["unchanged"]) == ([], [], 4)


def test_polib(here: Desk) -> None:
    path = here.export("po")
    file: Any = polib.pofile(str(path))
    assert [(one.msgctxt, one.fuzzy) for one in file] == [(f"bai/p{n}", False) for n in range(1, 6)]
    file.find("Đoạn chưa dịch.").msgstr = "A paragraph at last."
    file.save(str(path))
    assert here.taken(path) == ["p5"]
    assert here.target() == f"{EN}\nA paragraph at last.\n"


def test_the_translate_toolkit_in_po(here: Desk) -> None:
    path = here.export("po")
    store = opened(pofile, path)
    unit = next(unit for unit in store.units if unit.source == "Đoạn chưa dịch.")
    unit.target = "A paragraph at last."
    store.savefile(str(path))
    assert here.taken(path) == ["p5"]


def test_the_translate_toolkit_in_xliff(here: Desk) -> None:
    path = here.export("xliff")
    store = opened(xlifffile, path)
    units = {str(unit.source): unit for unit in store.units}
    assert units["- Một\n- Hai"].target == "- One\n- Two"
    assert "State: not translated" in units["Đoạn chưa dịch."].getnotes()
    units["Đoạn chưa dịch."].target = "A paragraph at last."
    store.savefile(str(path))
    assert here.taken(path) == ["p5"]


def test_what_the_toolkit_marks_as_fuzzy_waits(here: Desk) -> None:
    path = here.export("xliff")
    store = opened(xlifffile, path)
    unit = next(unit for unit in store.units if unit.source == "Đoạn chưa dịch.")
    unit.target = "A paragraph, perhaps."
    unit.markfuzzy()
    store.savefile(str(path))
    assert here.reasons(path) == [("p5", "fuzzy")]


def test_po_made_into_xliff_by_the_toolkit(here: Desk) -> None:
    path = here.export("po")
    store = opened(pofile, path)
    next(unit for unit in store.units if unit.source == "Đoạn chưa dịch.").target = "A paragraph at last."
    made = converter(po2xliff).convertstore(store, None, sourcelanguage="vi", targetlanguage="en")
    other = path.with_name("work.xlf")
    other.write_bytes(made)
    assert here.taken(other) == ["p5"]


def test_xliff_made_into_po_by_the_toolkit(here: Desk) -> None:
    path = here.export("xliff")
    store = opened(xlifffile, path)
    unit = next(unit for unit in store.units if unit.source == "Đoạn chưa dịch.")
    unit.target = "A paragraph at last."
    unit.markapproved()
    store.savefile(str(path))
    other = path.with_name("work.po")
    made = converter(xliff2po).convertstore(path.read_bytes())
    other.write_bytes(bytes(made))
    text = other.read_text().replace("Language: \\n", "Language: en\\n")
    other.write_text(text if "Language: en" in text else text.replace('"MIME-', '"Language: en\\n"\n"MIME-'))
    assert here.taken(other) == ["p5"]


XLIFF_2 = """<?xml version="1.0"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="vi" trgLang="en">
<file id="bai" original="bai">
<group id="g"><unit id="p5"><segment state="{state}"><source>Đoạn chưa dịch.</source>{target}</segment></unit></group>
<unit id="p9"><segment id="1"><source>Năm 2020, </source><target>In 2020 </target></segment>
<ignorable><source> </source></ignorable><segment id="2"><source>x</source></segment></unit></file></xliff>"""


@pytest.mark.parametrize(
    ("state", "target", "taken", "reason"),
    [
        ("translated", "<target>A paragraph <mrk id='1'>at</mrk> last.</target>", ["p5"], []),
        ("initial", "<target>A paragraph at last.</target>", [], [("p5", "fuzzy")]),
        ("final", "<target>A <ph id='1'/> last.</target>", [], [("p5", "codes")]),
        ("initial", "", [], []),
    ],
)
def test_xliff_2(here: Desk, state: str, target: str, taken: list[str], reason: list[tuple[str, str]]) -> None:
    path = here.archive.root.parent / "work.xlf"
    path.write_text(XLIFF_2.format(state=state, target=target))
    found = here.back(path)
    assert ["+".join(one["blocks"]) for one in found["taken"]] == taken
    assert [(one["block"], one["reason"]) for one in found["not_taken"]] == reason
    assert ("A paragraph at last." in here.target()) == bool(taken)


TMX = """<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="vi" segtype="paragraph" datatype="plaintext"/><body>
<tu><tuv xml:lang="VI"><seg>Đoạn chưa dịch.</seg></tuv><tuv xml:lang="EN-US"><seg>A paragraph at last.</seg></tuv></tu>
<tu><tuv xml:lang="vi"><seg>Năm 2020, Bắc Kinh nêu tám điểm.</seg></tuv><tuv xml:lang="en"><seg>Eight.</seg></tuv></tu>
<tu><tuv xml:lang="vi"><seg>Câu ở nơi khác.</seg></tuv><tuv xml:lang="en"><seg>Elsewhere.</seg></tuv></tu>
</body></tmx>"""


def test_a_memory_fills_what_is_missing_and_nothing_else(here: Desk) -> None:
    path = here.archive.root.parent / "work.tmx"
    path.write_text(TMX.replace("EN-US", "en"))
    found = here.back(path)
    assert [one["blocks"] for one in found["taken"]] == [["p5"]]
    assert [(one["line"], one["reason"]) for one in found["not_taken"]] == [(4, "conflict"), (5, "block")]


def test_our_own_memory_comes_back_unchanged(here: Desk) -> None:
    path = here.archive.root.parent / "work.tmx"
    assert here.archive.run("export", "--all", "--format", "tmx", "-o", str(path))[0] == 0
    files = here.archive.files()
    found = here.back(path)
    assert (found["not_taken"], found["taken"], here.archive.files()) == ([], [], files)
    assert here.archive.run("export", "--all", "--only", "unreviewed", "--format", "tmx", "-o", str(path))[0] == 0
    here.archive.run("review", "bai", "--to", "en", "--name", "R")
    assert here.archive.run("export", "--all", "--only", "unreviewed", "--format", "tmx", "-o", str(path))[0] == 0
    assert "<tu " not in path.read_text()


def test_words_with_everything_in_them(here: Desk) -> None:
    """Written by a tool's own writer, read by ours."""
    path = here.export("po")
    file: Any = polib.pofile(str(path), wrapwidth=30)
    file.find("- Một\n- Hai").msgstr = '- “A” \\ b\n- "c" <&> {1} %s'
    file.save(str(path))
    assert here.taken(path) == ["p4"]
    assert '- “A” \\ b\n- "c" <&> {1} %s' in here.target()
