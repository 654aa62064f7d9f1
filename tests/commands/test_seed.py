"""The seed: a real scraped article without a title, from the received file to its page, with and without an engine."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

from commands.archive import SETTINGS, Archive, empty, held
from diptych.text.parse import split
from engines import server as plays
from engines.server import Service
from need import need_shared
from pages.archives import with_theme

TITLE = "Trung Quốc nêu sáng kiến an ninh dữ liệu toàn cầu"
ID = "trung-quoc-neu-sang-kien-an-ninh-du-lieu-toan-cau"
CAPTION = "Huawei là một trong những công ty công nghệ Trung Quốc đang bị Mỹ đưa vào danh sách đen. Ảnh: Reuters"
KINDS = ["paragraph"] * 3 + ["caption"] + ["paragraph"] * 4


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive that names google, with the settings of a site, and the seed added under a title."""
    made = empty(tmp_path / "archive")
    made.write("archive.yml", SETTINGS + "engines: [google]\n")
    with_theme(made.root)
    assert made.run("add", str(seed()), "--lang", "vi", "--title", TITLE)[0] == 0
    return made


def seed() -> Path:
    (file,) = need_shared("seed").glob("*.txt")
    return file


def blocks(archive: Archive, language: str) -> list[str]:
    return [block.text for block in split(archive.read(f"source_texts/{ID}/{language}.md")).blocks]


def rows(archive: Archive, language: str) -> list[tuple[str, str]]:
    """The state and kind of each row of the article's page."""
    page = archive.read(f"docs/{language}/articles/{ID}.md")
    return re.findall(r'<div class="dt-row"[^>]* data-state="(\w+)" data-kind="(\w+)"', page)


def visible(archive: Archive, language: str) -> str:
    page = archive.read(f"site/{language}/articles/{ID}/index.html")
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


def words(block: str) -> str:
    return " ".join(block.strip("*# ").split())


def test_add_asks_for_a_title_and_stores_nothing(tmp_path: Path, save_golden: bool) -> None:
    archive = empty(tmp_path / "archive")
    before = archive.files()
    code, out = archive.run("add", str(seed()), "--lang", "vi")
    assert (code, "D312" in out, "--title" in out) == (1, True, True)
    assert archive.files() == before
    code, out = archive.run("add", str(seed()), "--lang", "vi", "--title", TITLE)
    assert code == 0
    held(out, "seed/added.txt", save_golden)
    assert archive.read(f"source_texts/{ID}/original.txt").encode() == seed().read_bytes()


def test_without_a_network_all_is_missing_and_the_site_is_built(archive: Archive) -> None:
    code, out = archive.run("translate", DIPTYCH_GOOGLE_URL="http://127.0.0.1:9/m")
    assert (code, "Still missing: 9 blocks." in out) == (1, True)
    assert archive.run("build")[0] == 0
    assert rows(archive, "en") == [("missing", kind) for kind in KINDS]
    for language in ("vi", "en"):
        page = visible(archive, language)
        assert all(words(block) in page for block in blocks(archive, "vi"))
    assert 'lang="vi"' in archive.read(f"site/en/articles/{ID}/index.html")


def test_with_answers_from_a_file(archive: Archive, tmp_path: Path) -> None:
    texts = [words(block) for block in blocks(archive, "vi")]
    file = tmp_path / "answers.jsonl"
    lines = [{"source": "vi", "target": "en", "text": text, "translation": plays.english(text)} for text in texts]
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    code, out = archive.run("translate", "--engine", "replay", DIPTYCH_REPLAY=str(file))
    assert (code, "9 blocks drafted by replay." in out) == (0, True)
    assert archive.run("build", "--pages")[0] == 0
    assert rows(archive, "en") == rows(archive, "vi") == [("machine", kind) for kind in KINDS]


def test_with_google(archive: Archive, server: Service) -> None:
    google = {"DIPTYCH_GOOGLE_URL": server.plays(plays.google).url("/m")}
    code, out = archive.run("translate", **google)
    assert (code, "9 blocks drafted by google." in out) == (0, True)
    assert archive.run("build")[0] == 0
    assert rows(archive, "en") == rows(archive, "vi") == [("machine", kind) for kind in KINDS]
    source, target = blocks(archive, "vi"), blocks(archive, "en")
    assert target == [re.sub(r"^([*#]+ ?|)", r"\1In English: ", block) for block in source]
    for language in ("vi", "en"):
        page = visible(archive, language)
        assert all(words(block) in page for block in [*source, *target])
        assert "Bình luận" not in page
        markdown = archive.read(f"docs/{language}/articles/{ID}.md")
        assert len(re.findall(rf'<div class="dt-caption"[^>]*>\s*(?:In English: )?{CAPTION}', markdown)) == 2
    before, asked = archive.files(), len(server.asked)
    assert archive.run("translate", **google) == (0, "Nothing to translate.\n")
    assert archive.run("build")[0] == 0
    assert (archive.files(), len(server.asked)) == (before, asked)
