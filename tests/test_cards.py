"""Card pictures: drawn once, the same bytes, text never markup."""

from __future__ import annotations

import json
import struct
from dataclasses import replace
from pathlib import Path

import pytest

from diptych.model.archive import Archive
from diptych.model.article import Article, Translation
from diptych.model.record import Record
from diptych.model.settings import Settings
from diptych.reading.article import read_article
from diptych.reading.facing import Reader, faced
from diptych.site.article.social_card import DRAWING, file_name, words
from diptych.store.social_cards import write_cards

SETTINGS = Settings(name={"vi": "Kho", "en": "Archive"}, languages=("vi", "en"), address="https://a.example/")
HOSTILE = '#read("/etc/passwd") $x$ *a* ]) #panic("x") <b> \\ {"panels": []}'


def said(source: str, target: str = "", record: Record | None = None) -> str:
    article = Article(
        id="bai",
        record=record or Record(language="vi"),
        text=source,
        known=(),
        translations={"en": Translation(target)} if target else {},
    )
    reader = Reader(Archive(settings=SETTINGS, articles=(article,), terms={}, problems=()))
    return words(reader, faced(reader, read_article(article))["vi"])


def test_both_titles_face() -> None:
    text = said(
        "# Cửa hậu\n\nĐoạn.", "# Backdoor\n\nText.", Record(language="vi", published="2020-09-08", publisher="Báo")
    )
    assert json.loads(text) == {
        "archive": "Kho",
        "foot": "Báo · 8 tháng 9, 2020",
        "panels": [
            {"lang": "vi", "name": "Tiếng Việt", "title": "Cửa hậu"},
            {"lang": "en", "name": "English", "title": "Backdoor"},
        ],
    }


def test_what_the_fonts_cannot_draw_is_left_out() -> None:
    assert [panel["lang"] for panel in json.loads(said("# 数据主权\n\nĐoạn.", "# Data\n\nText."))["panels"]] == ["en"]
    assert said("# 数据主权\n\nĐoạn.") == ""


@pytest.mark.parametrize(
    "title", ["Cửa hậu", HOSTILE, "ạ" * 5000, "Ngắn " * 400], ids=["plain", "hostile", "word", "long"]
)
def test_a_picture_is_drawn_of_any_title(tmp_path: Path, title: str) -> None:
    text = said(f"# {title}\n\nĐoạn.", "# Backdoor\n\nText.")
    name = file_name("bai", text)
    assert write_cards(tmp_path, DRAWING, {name: text}) == []
    data = (tmp_path / "docs" / name).read_bytes()
    assert data.startswith(b"\x89PNG")
    assert struct.unpack(">II", data[16:24]) == (1200, 630)


def test_an_unchanged_picture_is_not_drawn_again_and_an_old_one_goes(tmp_path: Path) -> None:
    one, other = (said(f"# {title}\n\nĐoạn.") for title in ("Một", "Hai"))
    first, second = file_name("bai", one), file_name("bai", other)
    docs = tmp_path / "docs"
    write_cards(tmp_path, DRAWING, {first: one})
    (docs / first).with_name("mine.png").write_bytes(b"a picture of the keeper's own")
    before = (docs / first).stat().st_mtime_ns
    assert write_cards(tmp_path, DRAWING, {first: one}) == []
    assert (docs / first).stat().st_mtime_ns == before
    assert write_cards(tmp_path, DRAWING, {second: other}) == []
    assert sorted(path.name for path in (docs / first).parent.iterdir()) == [Path(second).name, "mine.png"]


def test_a_picture_that_was_altered_is_drawn_anew_and_kept_aside(tmp_path: Path) -> None:
    text = said("# Một\n\nĐoạn.")
    name = file_name("bai", text)
    write_cards(tmp_path, DRAWING, {name: text})
    whole = (tmp_path / "docs" / name).read_bytes()
    (tmp_path / "docs" / name).write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    (told,) = write_cards(tmp_path, DRAWING, {name: text})
    assert (told.rule.code, told.path) == ("D502", f"docs/{name}")
    assert (tmp_path / "docs" / name).read_bytes() == whole
    assert (tmp_path / ".diptych/aside/docs" / name).is_file()


def test_the_same_words_are_the_same_bytes(tmp_path: Path) -> None:
    text = said("# Cửa hậu\n\nĐoạn.", "# Backdoor\n\nText.")
    for name in ("a.png", "b.png"):
        write_cards(tmp_path / name, DRAWING, {f"assets/cards/{name}": text})
    one, other = (tmp_path / name / "docs" / "assets" / "cards" / name for name in ("a.png", "b.png"))
    assert one.read_bytes() == other.read_bytes()


def test_no_word_that_may_not_be_shown_is_on_it() -> None:
    text = said("# Nhan đề\n\nGiấu kín.", "# Title\n\nHidden.", replace(Record(language="vi"), publish="record"))
    assert "Nhan đề" in text
    assert "Giấu" not in text
