"""What a PDF cannot show is said, by file, line and name; what is odd is shown; no half a file is left."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from commands.archive import Archive, two_articles
from commands.faults import full_disk_at
from diptych.formats.pdf.document import document, volumes
from diptych.reading.edition import Edition, Scope
from diptych.reading.facing import Reader
from diptych.store.archive import load
from diptych.store.typeset import NotSet, fonts, typeset
from need import need_program
from pages.archives import written
from pages.honest import NOBODY, honest_archive
from pdf.made import archive_of, article, edition, pages_of, pdf_of, stands

TEXT = "source_texts/bai-mot/vi.md"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return two_articles(tmp_path / "archive")


def export(archive: Archive, *arguments: str, out: str = "out.pdf", **environ: str) -> tuple[int, str]:
    return archive.run("export", *arguments, "--format", "pdf", "-o", str(archive.root / out), **environ)


def test_a_character_that_no_font_has_is_named_with_its_place(archive: Archive) -> None:
    archive.write(TEXT, archive.read(TEXT) + "\nMột chữ 水 lạ.\n\nVà 😀.\n")
    code, said = export(archive, "bai-mot")
    line = archive.read(TEXT).split("\n").index("Một chữ 水 lạ.") + 1
    assert code == 1
    assert f"{TEXT}:{line}" in said and "U+6C34" in said and "U+1F600" in said and "D550" in said
    assert not (archive.root / "out.pdf").exists()


def test_it_stops_that_articles_pdf_and_no_other(archive: Archive) -> None:
    archive.write(TEXT, archive.read(TEXT) + "\nMột chữ 水 lạ.\n")
    code, said = export(archive, "--all", out="folder")
    assert code == 1 and "U+6C34" in said
    assert [path.name for path in (archive.root / "folder").iterdir()] == ["bai-hai.vi-en.pdf"]


def test_a_character_written_as_a_reference_is_named(archive: Archive) -> None:
    archive.write(TEXT, archive.read(TEXT) + "\nMột &#x6C34; lạ.\n")
    assert "U+6C34" in export(archive, "bai-mot")[1]


def test_marks_without_a_font_are_named_as_they_are(archive: Archive) -> None:
    archive.write(TEXT, archive.read(TEXT) + "\nวันนี้\n")
    code, said = export(archive, "bai-mot")
    assert code == 1 and "U+0E31" in said and "THAI CHARACTER MAI HAN-AKAT" in said


def test_a_folder_of_fonts_that_is_not_there(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    fonts.cache_clear()
    monkeypatch.setenv("DIPTYCH_FONTS", str(archive.root / "none"))
    code, said = export(archive, "bai-mot")
    assert code == 1 and "D553" in said


def test_no_translation_gives_the_original_and_says_so(tmp_path: Path) -> None:
    (page, *_) = pages_of(pdf_of("# Một\n\nĐoạn văn."), tmp_path)
    assert "Đoạnvăn." in page and "Bàinàychưađượcdịch." in page


def test_a_missing_block_shows_the_original_with_its_state(tmp_path: Path) -> None:
    source, target = "# Một\n\nĐoạn văn.\n\nĐoạn nữa.", "# One\n\n<!-- p2: missing -->\n\nAnother."
    assert stands("Nottranslatedyet", pages_of(pdf_of(source, target), tmp_path))
    (page, *_) = pages_of(pdf_of(source, target, "en"), tmp_path)
    assert "Đoạnvăn." in page and "nottranslated" in page and "Nottranslatedyet" in page


LONG = "x" * 300
WIDE = "| " + " | ".join(f"cột{at}" for at in range(40)) + " |\n|" + "---|" * 40 + "\n"
WIDE += "| " + " | ".join(f"giá-trị-rất-dài-{at}" for at in range(40)) + " |\n"


def within_the_page(pdf: bytes, folder: Path) -> bool:
    """Whether no letter lies outside the margins, by what poppler finds there."""
    file = folder / "edge.pdf"
    file.write_bytes(pdf)
    edges = ["-x", "562", "-y", "0", "-W", "400", "-H", "842"]  # in points: the right margin and what is beyond it
    done = subprocess.run([need_program("pdftotext"), *edges, str(file), "-"], capture_output=True, check=True)
    return not done.stdout.strip()


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (f"# Một\n\nTrước {LONG} sau.", LONG),
        (f"# {LONG}\n\nĐoạn.", LONG),
        (f"# Một\n\n- a\n  - b\n    - {LONG}\n\n> > {LONG}", LONG),
        (f"# Một\n\n```\n{LONG}\n```", LONG),
        (f"# Một\n\n| a | b |\n|---|---|\n| {LONG} | b |", LONG),
        (f"# Một\n\n[địa chỉ](https://a.example/{'duong-dan/' * 30})", "địachỉ"),
        (f"# Một\n\n{WIDE}", "giá-trị-rất-dài-39"),
        (f"# Một\n\n> {WIDE.replace(chr(10), chr(10) + '> ')}", "giá-trị-rất-dài-39"),
    ],
    ids=["word", "title", "nested", "code", "cell", "address", "table", "table in a quotation"],
)
@pytest.mark.parametrize("lang", ["", "vi"])
def test_nothing_runs_off_the_page(source: str, words: str, lang: str, tmp_path: Path) -> None:
    pdf = pdf_of(source, "# One\n\nText.", lang)
    assert stands(words, pages_of(pdf, tmp_path))
    assert within_the_page(pdf, tmp_path)


def test_two_hundred_notes_stand_at_the_foot_each_once(tmp_path: Path) -> None:
    calls = "\n\n".join(f"Đoạn {at}[^{at}]." for at in range(200))
    notes = "\n\n".join(f"[^{at}]: Lời chú {at}." for at in range(200))
    pages = pages_of(pdf_of(f"# Một\n\n{calls}\n\n{notes}", "# One"), tmp_path)
    whole = "".join(pages)
    assert all(whole.count(f"Lờichú{at}.") == 1 for at in range(200))
    assert any("Đoạn0" in page and "Lờichú0." in page for page in pages)


def test_right_to_left_text_is_set_from_the_right(tmp_path: Path) -> None:
    one = article("# שלום\n\nטקסט בעברית.")
    hebrew = replace(one, record=replace(one.record, language="he"))
    pages = pages_of(typeset(document(edition(archive_of(hebrew), hebrew))), tmp_path)
    assert "בעברית" in "".join(pages)


def test_an_image_is_never_fetched_nor_read(tmp_path: Path) -> None:
    source = "# Một\n\n![Bản đồ](/etc/passwd)\n\n![Ảnh](https://a.example/hong.png)\n\n![](x.png)\n"
    pages = pages_of(pdf_of(source), tmp_path)
    assert all(stands(words, pages) for words in ("Bảnđồ", "Ảnh", "x.png"))
    assert "root:" not in "".join(pages)


def test_what_may_not_be_shown_is_in_no_pdf(tmp_path: Path) -> None:
    archive = load(written(tmp_path / "archive", honest_archive()))
    hidden = "".join(NOBODY.split())
    for one in archive.articles:
        if one.record.publish != "full":
            assert hidden not in "".join(pages_of(typeset(document(edition(archive, one))), tmp_path))


def test_an_empty_topic_is_an_error(archive: Archive) -> None:
    archive.write("archive.yml", archive.read("archive.yml") + "topics:\n  sea: {en: Sea}\n")
    code, said = export(archive, "--topic", "sea")
    assert code == 1 and "D561" in said


def test_no_space_left_leaves_the_old_file(archive: Archive) -> None:
    archive.write("out.pdf", "cũ")
    with full_disk_at(2, archive.root):
        code, said = export(archive, "bai-mot")
    assert code == 1 and "D203" in said
    assert archive.read("out.pdf") == "cũ"
    assert archive.strays() == []


def test_a_kind_that_the_template_does_not_know_stops_it() -> None:
    one = article("# Một\n\nĐoạn.")
    data = document(edition(archive_of(one), one))
    data["articles"][0]["rows"][0]["c"][0]["c"][0]["k"] = "script"
    with pytest.raises(NotSet, match="no block of kind"):
        typeset(data)


def test_a_large_archive_is_cut_into_volumes() -> None:
    many = archive_of(*(article("# Một\n\nĐoạn.") for _ in range(250)))
    found = volumes(Edition(reader=Reader(many), articles=many.articles, scope=Scope.ARCHIVE, name=""))
    assert [len(one.articles) for one in found] == [100, 100, 50]
