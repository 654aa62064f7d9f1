"""A withdrawn text is in no output; its record stays and says why. An address of old still leads to its article."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands.archive import Archive, two_articles
from diptych.text.yamledit import with_keys
from diptych.text.yamltext import MAX_BYTES

RECORD = """\
# A remark of a person's.
language: vi
publish: full # all of it
topics:
- law
  # indented remark
rights: CC BY 4.0

# The last remark.
"""
WITHDRAWN = """\
# A remark of a person's.
language: vi
publish: record # all of it
topics:
- law
  # indented remark
rights: CC BY 4.0

# The last remark.
withdrawn:
  date: 2026-11-24
"""


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return two_articles(tmp_path / "archive")


def test_a_key_is_set_and_every_remark_stays() -> None:
    new = {"publish": "record", "withdrawn": {"date": "2026-11-24"}}
    assert with_keys(RECORD, new) == WITHDRAWN
    assert with_keys(WITHDRAWN, new) == WITHDRAWN
    assert with_keys("language: vi", new).startswith("language: vi\npublish: record\n")
    assert with_keys("'publish': full\nlanguage: vi\n", new).startswith("publish: record\nlanguage: vi\n")


def test_a_value_with_empty_lines_and_remarks_in_it_is_set_whole() -> None:
    text = (
        "see: [a]\nlanguages:\n  vi:\n    form: một\n\n# A remark.\n  en:\n    form: one\n\n# Another.\ndomain: sea\n"
    )
    new = with_keys(text, {"languages": {"vi": {"form": "hai"}}})
    assert new == "see: [a]\nlanguages:\n  vi:\n    form: hai\n\n# A remark.\n\n# Another.\ndomain: sea\n"


def test_no_page_holds_a_withdrawn_text_and_its_record_says_why(archive: Archive) -> None:
    code, out = archive.run("withdraw", "bai-mot", "--reason", "Chủ bản quyền: “đề nghị” gỡ.")
    assert code == 0
    assert "Its texts stay" in out
    assert archive.run("check")[0] == 0
    archive.run("build", "--pages")
    pages = {name: data.decode() for name, data in archive.files("docs").items() if name.endswith(".md")}
    assert not [name for name, text in pages.items() if "2021" in text]
    page = pages["docs/vi/articles/bai-mot.md"]
    assert "Bài này đã được rút ngày 24 tháng 11, 2026. Lý do: Chủ bản quyền: “đề nghị” gỡ." in page
    assert "noindex: true" in page
    assert "2021" in archive.read("source_texts/bai-mot/vi.md")


@pytest.mark.parametrize("record", ["{language: vi}", "language: vi\n...\n", "  language: vi\n", "language: vi\r\n"])
def test_a_record_of_any_layout_is_withdrawn(archive: Archive, record: str) -> None:
    archive.write("source_texts/bai-hai/article.yml", record)
    code, out = archive.run("withdraw", "bai-hai", "--reason", "x")
    assert code == 0, out
    assert archive.run("check")[0] == 0
    assert "D580" in archive.run("withdraw", "bai-hai", "--reason", "x")[1]


def test_a_record_that_has_no_room_for_the_reason_is_named(archive: Archive) -> None:
    archive.write("source_texts/bai-hai/article.yml", "language: vi\n# " + "x" * (MAX_BYTES - 20))
    before = archive.files()
    code, out = archive.run("withdraw", "bai-hai", "--reason", "x")
    assert (code, archive.files()) == (1, before)
    assert "source_texts/bai-hai/article.yml: D101: " in out


def test_withdrawing_twice_and_showing_a_withdrawn_text_are_errors(archive: Archive) -> None:
    archive.run("withdraw", "bai-mot", "--reason", "x")
    before = archive.files()
    assert "D580" in archive.run("withdraw", "bai-mot", "--reason", "y")[1]
    assert "--reason: D113: " in archive.run("withdraw", "bai-hai", "--reason", "two\nlines")[1]
    assert archive.files() == before
    record = archive.read("source_texts/bai-mot/article.yml")
    archive.write("source_texts/bai-mot/article.yml", record.replace("publish: record", "publish: full"))
    assert "D582" in archive.run("check")[1]


def test_an_old_address_leads_to_the_article(archive: Archive) -> None:
    archive.write("source_texts/bai-hai/article.yml", "language: vi\naliases: [ten-cu]\n")
    archive.run("build", "--pages")
    for language in ("vi", "en"):
        page = archive.read(f"docs/{language}/articles/ten-cu.md")
        assert 'moved: "../bai-hai/"' in page
        assert "](bai-hai.md)" in page


def test_an_alias_belongs_to_one_article(archive: Archive) -> None:
    archive.write("source_texts/bai-hai/article.yml", "language: vi\naliases: [bai-mot]\n")
    assert "D583" in archive.run("check")[1]
    assert archive.run("build", "--pages")[0] == 1
    assert "moved" not in archive.read("docs/vi/articles/bai-mot.md")
