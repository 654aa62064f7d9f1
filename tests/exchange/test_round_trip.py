"""There and back without an edit: no byte of an archive changes, whatever it holds and whatever tool saves the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from translate.storage.po import pofile
from translate.storage.xliff import xlifffile

from commands.archive import Archive
from diptych.exchange.csv_table import bare, guarded
from diptych.exchange.reference import read_ref, write_ref
from diptych.exchange.xml import parsed
from diptych.formats.po import read_po, write_po
from diptych.formats.tsv import read_tsv, write_tsv
from diptych.formats.xliff import read_xliff, write_xliff
from diptych.model.exchange import Ref, Returned, Unit
from diptych.model.ledger import State
from diptych.text.normal import FORBIDDEN, normal
from exchange.desk import FORMATS
from formats.books import books_archive
from pages.archives import trial, written

LETTERS = st.characters(exclude_categories=["Cs"]).filter(lambda letter: not FORBIDDEN.match(letter) and letter != "\r")
# What formats and spreadsheets mean something by, among any letters.
TOKENS = st.sampled_from(
    ["\n", "\n\n", '"', "\\", "\\n", "'", "=", "-", "@", "+", "\t", "<", "&amp;", "]]>", "#~ ", "msgid"]
)
TEXTS = st.lists(st.one_of(TOKENS, st.text(LETTERS, max_size=8)), max_size=8).map(lambda parts: normal("".join(parts)))
HASHES = st.text("0123456789abcdef", min_size=32, max_size=32)
REFS = st.builds(
    Ref,
    article=st.sampled_from(["bai", "cua-hau-2", "p7"]),
    language=st.sampled_from(["en", "pt-BR", "zh-Hant-TW"]),
    block=st.sampled_from(["p1", "p12+p13"]),
    source=HASHES,
    target=st.one_of(HASHES, st.just("")),
)
LARGE = 30  # paragraphs
NOTES = st.text(LETTERS, max_size=20).map(lambda text: " ".join(text.split()))
UNITS = st.builds(
    Unit,
    ref=REFS,
    source_language=st.just("vi"),
    source=TEXTS.filter(bool),
    target=TEXTS,
    state=st.sampled_from(State),
    place=st.just("a/vi.md:1"),
    notes=st.tuples(NOTES),
)

READ: dict[str, Callable[[list[Unit]], Iterable[Returned]]] = {
    "po": lambda units: read_po("".join(write_po(units, "vi", units[0].ref.language, "2026-11-24"))),
    "xliff": lambda units: read_xliff(parsed("".join(write_xliff(units)).encode(), "x")),
    "tsv": lambda units: read_tsv("".join(write_tsv(units)).removeprefix("\ufeff"), "x"),
}


@pytest.mark.parametrize("kind", READ)
@given(st.lists(UNITS, min_size=1, max_size=4))
@settings(max_examples=60)
def test_every_text_comes_back_as_it_went(kind: str, units: list[Unit]) -> None:
    back = list(READ[kind](units))
    assert [(one.ref, one.source, one.target, one.fault) for one in back] == [
        (unit.ref, unit.source, unit.target, "") for unit in units
    ]


def test_a_long_xliff_is_written_while_its_units_come() -> None:
    taken = 0

    def units() -> Iterator[Unit]:
        nonlocal taken
        for number in range(1, 501):
            taken = number
            yield Unit(
                ref=Ref(article="a", language="en", block=f"p{number}", source="", target=""),
                source_language="vi",
                source="Một <hai>",
                target="One",
                state=State.EDITED,
                place="a/vi.md:1",
            )

    written = ""
    for piece in write_xliff(units()):
        written += piece
        assert taken - written.count("</trans-unit>") <= 1
    assert len(list(read_xliff(parsed(written.encode(), "x")))) == 500


@given(TEXTS)
def test_a_guarded_cell_is_undone_exactly(text: str) -> None:
    assert bare(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t"))


@given(REFS, st.integers(1, 200))
def test_a_reference_survives_being_broken_into_lines_and_no_other_change(ref: Ref, at: int) -> None:
    text = write_ref(ref)
    assert read_ref(f"Note.\n{text[:at]}\n  {text[at:]}") == ref
    changed = text[:at] + ("1" if text[at : at + 1] == "0" else "0") + text[at + 1 :]
    assert read_ref(changed) in (ref, None) if len(changed) > len(text) else read_ref(changed) is None


def exported(archive: Archive, kind: str, folder: Path) -> list[Path]:
    folder.mkdir(exist_ok=True)
    _, said = archive.run("export", "--all", "--format", kind, "-o", str(folder / f"all.{FORMATS[kind]}"))
    assert sorted(folder.iterdir()), said
    return sorted(folder.iterdir())


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Every state and right, hostile values and what is odd, but nothing large."""
    files = books_archive()
    large = {name.split("/")[1] for name, text in files.items() if name.endswith(".md") and text.count("\n\n") > LARGE}
    small = {name: text for name, text in files.items() if name.split("/")[1:2] not in [[one] for one in large]}
    assert len(large) < len(small) / 10
    return Archive(written(tmp_path_factory.mktemp("many") / "archive", small))


@pytest.mark.parametrize("kind", FORMATS)
def test_an_archive_of_everything(many: Archive, kind: str, tmp_path: Path) -> None:
    back_unchanged(many, exported(many, kind, tmp_path / "out"))


@pytest.mark.parametrize("kind", FORMATS)
def test_an_ordinary_archive(kind: str, tmp_path: Path) -> None:
    archive = Archive(trial(tmp_path / "archive"))
    back_unchanged(archive, exported(archive, kind, tmp_path / "out"))


def back_unchanged(archive: Archive, paths: list[Path]) -> None:
    files = archive.files()
    for path in paths:
        said = archive.run("import", str(path))[1]
        assert "Taken: 0 blocks." in said, said
        assert "Not taken: 0." in said, said
    assert archive.files() == files


# Real tools, and what others are known to make of a file.


def polib_wrapped(path: Path) -> None:
    polib.pofile(str(path), wrapwidth=60).save(str(path))


def toolkit_po(path: Path) -> None:
    store: Any = pofile
    store.parsefile(str(path)).savefile(str(path))


def toolkit_xliff(path: Path) -> None:
    kind: Any = xlifffile
    store = kind.parsefile(str(path))
    for unit in store.units:
        unit.target = unit.target  # so that it writes the unit anew
    store.savefile(str(path))


def omegat(path: Path) -> None:
    """Attributes in another order, states gone, a declaration of its own, empty targets where there was none."""
    root: Any = etree.parse(str(path)).getroot()
    for unit in root.iter("{*}trans-unit"):
        attributes = dict(reversed(unit.attrib.items()))
        unit.attrib.clear()
        unit.attrib.update(attributes)
        target = unit.find("{*}target")
        if target is None:
            etree.SubElement(unit, "{urn:oasis:names:tc:xliff:document:1.2}target")
        else:
            target.attrib.clear()
    path.write_bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=False))


def weblate_po(path: Path) -> None:
    """More in the header, comments of its own, obsolete units at the end, Windows line ends."""
    text = path.read_text(encoding="utf-8")
    text = text.replace(
        '"X-Generator: Diptych\\n"', '"X-Generator: Weblate 5.8\\n"\n"Plural-Forms: nplurals=2; plural=n != 1;\\n"'
    )
    text = "# Translators, 2026.\n#\n" + text + '\n#~ msgid "old"\n#~ msgstr "cũ"\n'
    path.write_bytes(text.replace("\n", "\r\n").encode())


def calc(path: Path) -> None:
    """Every cell in quotes, semicolons, no mark, as a spreadsheet may save it."""
    import csv

    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t"))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL).writerows(rows)


def excel(path: Path) -> None:
    """“Unicode text”: UTF-16 with Windows line ends."""
    text = path.read_bytes().decode("utf-8-sig")
    path.write_bytes(text.replace("\n", "\r\n").encode("utf-16"))


TOOLS: dict[str, tuple[str, Callable[[Path], None]]] = {
    "polib": ("po", polib_wrapped),
    "toolkit-po": ("po", toolkit_po),
    "weblate-po": ("po", weblate_po),
    "toolkit-xliff": ("xliff", toolkit_xliff),
    "omegat": ("xliff", omegat),
    "calc": ("tsv", calc),
    "excel": ("tsv", excel),
}


@pytest.mark.parametrize("tool", TOOLS)
def test_saved_by_another_tool(many: Archive, tool: str, tmp_path: Path) -> None:
    kind, save = TOOLS[tool]
    for archive in (many, Archive(trial(tmp_path / "trial"))):
        paths = exported(archive, kind, tmp_path / f"out-{archive.root.name}")
        for path in paths:
            save(path)
        back_unchanged(archive, paths)
