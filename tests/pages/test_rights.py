"""Rights are not invented: the archive's licence is for what the archive itself wrote.

Of a text that came from elsewhere every output says that its rights are not stated, and none that a program reads
claims a licence.
"""

from __future__ import annotations

import html
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from commands.archive import Archive, empty
from diptych.model.record import Original, Record
from diptych.model.rights import stated_rights, translation_rights
from diptych.model.settings import Settings
from need import need_program, need_shared
from pages.archives import built_once
from pages.honest import article, blocks, text
from pdf.made import pages_of

LICENCE = "CC BY 4.0"
SETTINGS = Settings(
    name={"vi": "Kho", "en": "Archive"}, languages=("vi", "en"), address="https://diptych.example/", rights=LICENCE
)
ARCHIVE = {"name": {"vi": "Kho", "en": "Archive"}, "languages": ["vi", "en"], "address": "https://diptych.example/"}
NOT_STATED = {
    "vi": "Bản quyền: chưa rõ (nguyên bản); CC BY 4.0 (bản dịch)",
    "en": "Rights: not stated (original); CC BY 4.0 (translation)",
}
LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
CITE = re.compile(r"<script[^>]*id=\"dt-cite-data\"[^>]*>(.*?)</script>", re.DOTALL)


def files() -> dict[str, Any]:
    """Articles of one's own, of a newspaper that stated nothing, and of one that stated its terms."""
    elsewhere = {"publisher": "Báo Mới", "source_url": "https://b.example/bai", "added": "2026-01-01"}
    both = {"vi": blocks("vi", 2, "a"), "en": text(blocks("en", 2, "a"))}
    return {
        "archive.yml": {**ARCHIVE, "rights": LICENCE},
        **article("own", "vi", both["vi"], en=both["en"]),
        "source_texts/own/article.yml": {"language": "vi", "publisher": "Kho", "added": "2026-01-01"},
        **article("received", "vi", both["vi"], en=both["en"], record=elsewhere),
        **article("alone", "vi", both["vi"], record=elsewhere),
        **article("stated", "vi", both["vi"], en=both["en"], record={**elsewhere, "rights": "© Báo Mới"}),
    }


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return Archive(built_once(tmp_path_factory, "rights", files))


def page(archive: Archive, language: str, name: str) -> str:
    return archive.read(f"site/{language}/articles/{name}/index.html")


def visible(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", text)).split())


def exported(archive: Archive, kind: str, *asked: str) -> Path:
    path = archive.root.parent / f"rights-{'-'.join(asked)}.{kind}"
    code, said = archive.run("export", *asked, "--format", kind, "-o", str(path))
    assert code == 0, said
    return path


@pytest.mark.parametrize(
    ("record", "stated"),
    [
        ({}, LICENCE),
        ({"author": "Lan"}, LICENCE),
        ({"publisher": "Archive", "author": "Lan"}, LICENCE),
        ({"publisher": "Báo Mới"}, None),
        ({"source_url": "https://b.example/bai"}, None),
        ({"archived_url": "https://c.example/bai"}, None),
        ({"original": Original("original.txt", 1, "0" * 64)}, None),
        ({"publisher": "Báo Mới", "rights": "© Báo Mới"}, "© Báo Mới"),
    ],
)
def test_the_archives_licence_is_for_what_it_wrote(record: dict[str, Any], stated: str | None) -> None:
    assert stated_rights(Record(language="vi", **record), SETTINGS) == stated
    assert translation_rights(Record(language="vi", **record), SETTINGS) == (stated or LICENCE)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_page_says_whose_rights_are_not_stated(archive: Archive, language: str) -> None:
    label, _ = NOT_STATED[language].split(":")
    assert NOT_STATED[language] in visible(page(archive, language, "received"))
    assert f"{label}: {'chưa rõ' if language == 'vi' else 'not stated'} " in visible(page(archive, language, "alone"))
    assert f"{label}: {LICENCE}" in visible(page(archive, language, "own"))
    assert f"{label}: © Báo Mới" in visible(page(archive, language, "stated"))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_foot_of_a_page_offers_the_licence_only_where_it_holds(archive: Archive, language: str) -> None:
    names = ("own", "received", "alone", "stated")
    assert [name for name in names if 'rel="license"' in page(archive, language, name)] == ["own"]
    assert 'rel="license"' in archive.read(f"site/{language}/index.html")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_programs_read_of_a_page_claims_no_licence(archive: Archive, language: str) -> None:
    for name, licence in (("own", LICENCE), ("received", None), ("stated", "© Báo Mới")):
        found = page(archive, language, name)
        described, cited = LD.search(found), CITE.search(found)
        assert described
        assert cited
        assert json.loads(described[1]).get("license") == licence
        data = json.loads(cited[1])
        assert json.loads(data["json"])[0].get("license") == licence
        told = licence or NOT_STATED[language]
        assert f"note = {{{told}}}" in data["bib"]
        assert f"N1  - {told}\r\n" in data["ris"]
        assert f'<meta name="DC.rights" content="{told}">' in found


def test_a_feed_claims_no_licence(archive: Archive) -> None:
    for language in ("vi", "en"):
        feed = archive.read(f"site/{language}/feed.xml")
        assert "/articles/received/" in feed
        assert LICENCE not in feed


def test_plain_text_says_it(archive: Archive) -> None:
    assert NOT_STATED["vi"] in exported(archive, "txt", "received").read_text("utf-8")
    assert "Bản quyền: chưa rõ\n" in exported(archive, "txt", "received", "--lang", "vi").read_text("utf-8")
    assert f"Bản quyền: {LICENCE}\n" in exported(archive, "txt", "own").read_text("utf-8")


def test_a_pdf_says_it_in_the_language_of_each_text(archive: Archive, tmp_path: Path) -> None:
    need_program("pdftotext")
    told = "".join(pages_of(exported(archive, "pdf", "received").read_bytes(), tmp_path))
    for words in NOT_STATED.values():
        assert "".join(words.partition(": ")[2].split()) in told
    told = "".join(pages_of(exported(archive, "pdf", "received", "--lang", "vi").read_bytes(), tmp_path))
    assert "chưarõ" in told
    assert "".join(LICENCE.split()) not in told


@pytest.mark.parametrize(("names", "there"), [(("received", "alone"), False), (("received", "own"), True)])
def test_a_book_names_the_licence_only_where_a_text_has_it(
    archive: Archive, names: tuple[str, ...], there: bool, tmp_path: Path
) -> None:
    told = "".join(pages_of(exported(archive, "pdf", *names).read_bytes(), tmp_path))
    assert ("CCBY4.0." in told) == there


def test_an_epub_says_it(archive: Archive) -> None:
    with zipfile.ZipFile(exported(archive, "epub", "received")) as book:
        package, colophon = (book.read(f"EPUB/{name}").decode() for name in ("package.opf", "colophon.xhtml"))
    assert re.findall(r"<dc:rights>(.*?)</dc:rights>", package) == [NOT_STATED["vi"]]
    for words in NOT_STATED.values():
        assert words.partition(": ")[2] in visible(colophon)


def test_data_leaves_the_licence_out(archive: Archive) -> None:
    lines = exported(archive, "jsonl", "--all").read_text("utf-8").splitlines()
    found = {data["article"]: data["rights"] for data in map(json.loads, lines) if data["type"] == "article"}
    assert found == {"own": LICENCE, "received": None, "stated": "© Báo Mới"}
    for name, told in (("own", [LICENCE]), ("received", []), ("stated", ["© Báo Mới"])):
        memory = exported(archive, "tmx", name).read_text("utf-8")
        assert sorted({*re.findall(r'<prop type="x-rights">(.*?)</prop>', memory)}) == told


def test_without_a_licence_of_the_archive_nothing_is_stated() -> None:
    assert (
        stated_rights(
            Record(language="vi"), Settings(name={"en": "x"}, languages=("en",), address="https://x.example/")
        )
        is None
    )


# `add` and `check` say it.


def test_add_says_it_and_names_the_line_to_write(tmp_path: Path) -> None:
    archive = empty(tmp_path / "archive")
    file = archive.write("../bai.md", "# Bài\n\nMột đoạn.\n")
    said = archive.run("add", str(file), "--lang", "vi", "--id", "bai")[1]
    assert "Rights not stated" in said
    assert "`rights: …`" in said
    assert "source_texts/bai/article.yml" in said
    file = archive.write("../hai.md", "# Hai\n\nMột đoạn.\n")
    said = archive.run("add", str(file), "--lang", "vi", "--id", "hai", messages="vi")[1]
    assert "Chưa rõ bản quyền" in said
    assert "source_texts/hai/article.yml" in said


def test_check_names_it_once_for_all(archive: Archive) -> None:
    lines = [line for line in archive.run("check")[1].splitlines() if "D671" in line]
    assert len(lines) == 1
    assert "(2): alone, received" in lines[0]
    assert lines[0].startswith("source_texts/alone/article.yml:")
    lines = [line for line in archive.run("check", "received", "own")[1].splitlines() if "D671" in line]
    assert ["source_texts/received/article.yml" in line for line in lines] == [True]
    assert "D671" not in archive.run("check", "own")[1]


def test_the_seed_is_nobodys_gift(tmp_path: Path) -> None:
    (seed,) = need_shared("seed").glob("*.txt")
    archive = empty(tmp_path / "archive")
    assert archive.run("add", str(seed), "--lang", "vi", "--title", "Nhan đề", "--id", "seed")[0] == 0
    archive.run("translate", "--engine", "none")
    text = exported(archive, "txt", "seed", "--lang", "vi").read_text("utf-8")
    assert "Bản quyền: chưa rõ\n" in text
    assert LICENCE not in text
