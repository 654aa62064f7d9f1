"""What careless tools and hostile people make of an export: nothing is overwritten, what is not taken is told."""

from __future__ import annotations

import gzip
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from exchange.desk import SOURCE, VI, Desk, desk, edit, fill

P3 = r"Năm 2020, Bắc Kinh nêu tám điểm\."


@pytest.fixture
def here(tmp_path: Path) -> Desk:
    return desk(tmp_path)


def units(kind: str, text: str) -> tuple[str, list[str], str]:
    """A file as head, units and tail."""
    if kind == "po":
        head, *parts = text.rstrip("\n").split("\n\n")
        return head + "\n", [f"\n{part}\n" for part in parts], ""
    if kind == "tsv":
        parts = re.findall(r'(?:"(?:[^"]|"")*"|[^"\n])*\n', text)
        return parts[0], parts[1:], ""
    head, rest = text.split("<body>\n")
    inside, tail = rest.split("</body>")
    return f"{head}<body>\n", re.findall(r"<trans-unit.*?</trans-unit>\n", inside, re.DOTALL), f"</body>{tail}"


def reordered(kind: str, text: str) -> str:
    head, parts, tail = units(kind, text)
    return head + "".join(reversed(parts)) + tail


def halved(kind: str, text: str) -> str:
    head, parts, tail = units(kind, text)
    return head + "".join(parts[::2]) + tail


def renumbered(_: str, text: str) -> str:
    """Every id is another one's, in whatever place a tool knows it."""
    return re.sub(r"(?<![\w])p([1-5])(?!\w)", lambda found: f"p{int(found[1]) % 5 + 1}", text)


def swapped(_: str, text: str) -> str:
    """Each whole reference stands at another unit."""
    refs = re.findall(r"bai/en/p\d/[0-9a-f]{32}/\w+/[0-9a-f]{8}", text)
    turned = iter([*refs[1:], refs[0]])
    return re.sub(r"bai/en/p\d/[0-9a-f]{32}/\w+/[0-9a-f]{8}", lambda _: next(turned), text)


def smart(_: str, text: str) -> str:
    """Spaces doubled and made unbreakable in the sources, as word processors do."""
    return text.replace("Bắc Kinh nêu tám", "Bắc Kinh\u00a0nêu  tám")


KINDS = ["po", "xliff", "tsv"]
DAMAGE: dict[str, Callable[[str, str], str]] = {
    "reordered": reordered,
    "halved": halved,
    "renumbered": renumbered,
    "swapped": swapped,
    "smart": smart,
    "windows": lambda _, text: text.replace("\n", "\r\n"),
    "mac": lambda _, text: text.replace("\n", "\r"),
    "marked": lambda _, text: "\ufeff" + text.removeprefix("\ufeff"),
    "unmarked": lambda _, text: text.removeprefix("\ufeff"),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_to_all_but_the_words_changes_nothing_else(here: Desk, kind: str, damage: str) -> None:
    path = edit(here.export(kind), "eight points", "8 points")
    before = here.target()
    path.write_bytes(DAMAGE[damage](kind, path.read_bytes().decode()).encode())
    found = here.back(path)
    if damage in ("swapped", "renumbered"):
        # By its source the unit is known, but not what stood there: words of people are not overwritten.
        assert {one["reason"] for one in found["not_taken"]} <= {"conflict"}
        assert here.target() == before
    else:
        assert [one["blocks"] for one in found["taken"]] == [["p3"]]
        assert here.target() == before.replace("eight points", "8 points")
        assert found["not_taken"] == []


@pytest.mark.parametrize("kind", KINDS)
def test_utf_16(here: Desk, kind: str) -> None:
    path = edit(here.export(kind), "eight points", "8 points")
    text = path.read_text(encoding="utf-8-sig").replace('encoding="UTF-8"', 'encoding="UTF-16"')
    path.write_bytes(text.encode("utf-16"))
    assert here.taken(path) == ["p3"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_changed_id_over_a_changed_source_goes_nowhere(here: Desk, kind: str) -> None:
    """Neither the text nor the reference leads to its place: it is told."""
    path = fill(here.export(kind), "Đoạn chưa dịch.", "A paragraph at last.")
    path.write_text(renumbered(kind, path.read_bytes().decode()))
    here.archive.write(SOURCE, VI.replace("Đoạn chưa dịch.", "Đoạn này đã được viết lại."))
    texts = here.archive.read(SOURCE), here.target()
    assert {why for _, why in here.reasons(path)} == {"block"}
    assert (here.archive.read(SOURCE), here.target()) == texts


@pytest.mark.parametrize("kind", KINDS)
def test_another_archives_file(here: Desk, tmp_path: Path, kind: str) -> None:
    (tmp_path / "other").mkdir()
    other = desk(tmp_path / "other")
    (other.archive.root / "source_texts/bai").rename(other.archive.root / "source_texts/khac")
    path = edit(other.export(kind), "eight points", "8 points")
    files = here.archive.files()
    found = here.back(path)
    assert {(one["article"], one["reason"]) for one in found["not_taken"]} == {("khac", "article")}
    assert (found["taken"], here.archive.files()) == ([], files)


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("po", '"Language: en', '"Language: de'),
        ("xliff", 'target-language="en"', 'target-language="de"'),
        ("xliff", 'source-language="vi"', 'source-language="fr"'),
        ("tsv", "\tvi\ten\t", "\tvi\tde\t"),
    ],
)
def test_another_pair_of_languages(here: Desk, kind: str, old: str, new: str) -> None:
    path = edit(edit(here.export(kind), "eight points", "8 points"), old, new)
    files = here.archive.files()
    assert {why for _, why in here.reasons(path)} == {"language"}
    assert here.archive.files() == files


def test_a_region_makes_no_other_language(here: Desk) -> None:
    path = edit(here.export("xliff"), 'target-language="en"', 'target-language="en-US"')
    assert here.taken(edit(path, "eight points", "8 points")) == ["p3"]


def test_two_translations_of_one_block(here: Desk) -> None:
    path = fill(here.export("po"), "Đoạn chưa dịch.", "One.")
    head, parts, tail = units("po", path.read_text())
    path.write_text(head + "".join([*parts, parts[-1].replace("One.", "Other.")]) + tail)
    files = here.archive.files()
    assert here.reasons(path) == [("p5", "double"), ("p5", "double")]
    assert here.archive.files() == files


def told(here: Desk, path: Path) -> str:
    """What the import of a file that is refused says; nothing has changed."""
    files = here.archive.files()
    code, said = here.archive.run("import", str(path))
    assert (code, here.archive.files()) == (1, files)
    return said


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)


@pytest.mark.parametrize(
    ("name", "damage", "says"),
    [
        (
            "laughs",
            lambda text: re.sub(r"(<xliff)", rf"{LAUGHS}]>\1", text).replace("eight", "&i;"),
            "work.xlf:2: D643",
        ),
        (
            "entity",
            lambda text: text.replace(
                "<xliff", '<!DOCTYPE xliff [<!ENTITY e SYSTEM "file:///etc/hostname">]>\n<xliff'
            ).replace("eight", "&e;"),
            "work.xlf:2: D643",
        ),
        (
            "hidden",
            lambda text: text.replace(
                "<xliff", '<?a <!-- ?><!DOCTYPE xliff SYSTEM ">" [<!ENTITY e "x">]><?b --> ?><xliff'
            ),
            "D643",
        ),
        ("remote", lambda text: text.replace("<xliff", '<!DOCTYPE xliff [<!ENTITY % e SYSTEM "x">%e;]><xliff'), "D643"),
        ("truncated", lambda text: text[: len(text) // 2], "D642"),
        ("unescaped", lambda text: text.replace("eight", "a & b < c"), "D642"),
        ("other", lambda _: "<html><body>Login</body></html>", "work.xlf:1: D647"),
        ("empty", lambda _: "", "work.xlf:1: D644"),
    ],
)
def test_xml_that_is_refused(here: Desk, name: str, damage: Callable[[str], str], says: str) -> None:
    del name
    path = here.export("xliff")
    path.write_text(damage(path.read_text()))
    assert says in told(here, path)


def test_an_entity_in_utf_16_is_seen(here: Desk) -> None:
    path = here.export("xliff")
    text = path.read_text().replace("UTF-8", "UTF-16").replace("<xliff", '<!DOCTYPE x [<!ENTITY a "b">]><xliff')
    path.write_bytes(text.encode("utf-16-le"))  # without the mark by which it would be known
    assert re.search("D64[123]", told(here, path))
    path.write_bytes(text.encode("utf-16"))
    assert "D643" in told(here, path)


def test_files_that_are_no_text(here: Desk) -> None:
    path = here.export("po")
    text = path.read_bytes()
    packed = path.with_name("work.zip")
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("work.po", text)
    assert "work.zip: D640" in told(here, packed)
    path.write_bytes(gzip.compress(text))
    assert "work.po: D640" in told(here, path)
    path.write_bytes(text.replace("tám".encode(), b"t\xe1m"))
    assert re.search(r"work\.po:\d+: D641", told(here, path))
    path.write_bytes(bytes(range(256)) * 8)
    assert re.search(r"D64[14]", told(here, path))


def test_fifty_megabytes(here: Desk) -> None:
    path = here.export("po")
    with path.open("ab") as file:
        file.truncate(50_000_000)
    assert "D646: the file has 50000000 bytes; at most 33554432 are read" in told(here, path)


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("target\nx\n", "work.tsv:1: D644: the first line does not name the columns that are needed: source"),
        ("a\tb\nc\td\n", "D644"),
        ('source\ttarget\n"a\tb\n', "D645"),
    ],
)
def test_tables_that_are_refused(here: Desk, table: str, says: str) -> None:
    path = here.archive.root.parent / "work.tsv"
    path.write_text(table)
    assert says in told(here, path)


def test_a_row_that_is_cut_short_costs_only_itself(here: Desk) -> None:
    path = fill(here.export("tsv"), "Đoạn chưa dịch.", "A paragraph at last.")
    head, parts, _ = units("tsv", path.read_text())
    path.write_text(head + parts[0].split("\t")[0] + "\tp1\n" + "".join(parts[1:]))
    found = here.back(path)
    assert [(one["line"], one["reason"]) for one in found["not_taken"]] == [(2, "broken")]
    assert [one["blocks"] for one in found["taken"]] == [["p5"]]


def test_a_po_unit_that_is_broken_costs_only_itself(here: Desk) -> None:
    path = fill(here.export("po"), "Đoạn chưa dịch.", "A paragraph at last.")
    text = path.read_text().replace('msgstr "In 2020', "msgstr In 2020")
    path.write_text(text)
    line = text[: text.index("msgstr In 2020")].count("\n") + 1
    found = here.back(path)
    assert [(one["line"], one["reason"]) for one in found["not_taken"]] == [(line, "broken")]
    assert [one["blocks"] for one in found["taken"]] == [["p5"]]


@pytest.mark.parametrize("place", ["first", "behind a blank line", "right behind"])
def test_an_old_po_unit_beside_another_takes_nothing_with_it(here: Desk, place: str) -> None:
    path = edit(here.export("po"), "eight points", "8 points")
    head, parts, tail = units("po", path.read_text())
    old = '#~ msgid "xưa"\n#~ msgstr "old"\n'
    between = {"first": [f"\n{old}", *parts], "behind a blank line": [f"{one}\n{old}" for one in parts]}
    path.write_text(head + "".join(between.get(place, [one + old for one in parts])) + tail)
    found = here.back(path)
    assert ([one["blocks"] for one in found["taken"]], found["not_taken"]) == ([["p3"]], [])


@pytest.mark.parametrize("added", ['<x id="1"/>', '<g id="1">b</g>', '<ph id="1"/>', '<bx id="1"/>'])
def test_codes_that_stand_for_nothing_here_are_told(here: Desk, added: str) -> None:
    path = edit(here.export("xliff"), "eight points", f"8 {added} points")
    assert here.reasons(path) == [("p3", "codes")]


def test_segments_and_codes_that_hold_their_text_are_read(here: Desk) -> None:
    words = '<mrk mtype="seg" mid="0">In 2020 Beijing named <ph id="1">8</ph> points.</mrk>'
    path = edit(here.export("xliff"), "In 2020 Beijing named eight points.", words)
    assert here.taken(path) == ["p3"]
    assert "In 2020 Beijing named 8 points." in here.target()


def test_what_is_said_to_people(here: Desk) -> None:
    path = edit(here.export("po"), "eight points", "8 points")
    here.archive.write("source_texts/bai/en.md", here.target().replace("eight points", "EIGHT points"))
    lines = path.read_text().split("\n")
    line = lines.index('msgctxt "bai/p3"') - 5
    code, said = here.archive.run("import", str(path))
    assert (code, said) == (
        1,
        f"…/work.po:{line}: bai → en p3: not taken: the translation was changed here since the export; join the two "
        "by hand\n"
        "    in the archive: In 2020 Beijing named EIGHT points.\n"
        "    in the file:    In 2020 Beijing named 8 points.\n"
        "Taken: 0 blocks. Unchanged: 3. Empty: 1. Not taken: 1.\n",
    )
    code, said = here.archive.run("import", str(path), messages="vi")
    assert "không nhận: bản dịch ở đây đã được sửa sau khi xuất tệp" in said


@pytest.mark.parametrize("name", ["none.po", "."])
def test_no_file(here: Desk, name: str) -> None:
    code, said = here.archive.run("import", str(here.archive.root / name))
    assert (code, "D203" in said or "D214" in said) == (1, True)


@pytest.mark.parametrize(
    "text",
    [
        'msgid "' + '\\"' * 200_000 + "\n",
        "\n" * 400_000 + "x",
        "<a>" + "<!DOCTYPE" * 100_000,
        "<a>" + " " * 400_000 + "<",
        "<a>" * 100_000,
        "source\ttarget\n" + '"' * 300_001,
        "#. " + "a/" * 200_000 + '\nmsgid "a"\nmsgstr "b"\n',
    ],
    ids=["quotes", "lines", "types", "spaces", "deep", "cells", "comments"],
)
def test_a_text_made_to_be_slow_is_not(here: Desk, text: str) -> None:
    """What costs the square of its length would take hours here."""
    path = here.archive.root.parent / "work.po"
    path.write_text(text)
    told(here, path)
