"""The lists: the order of terms, the letters above them, the newest first, names where a language has none."""

from __future__ import annotations

import random
import re
from dataclasses import replace

import pytest

from diptych.model.archive import Archive
from diptych.model.article import Article
from diptych.model.record import Record
from diptych.model.settings import Settings
from diptych.model.term import GlossaryTerm, Wording
from diptych.site.all_pages import site
from diptych.text.collate import first_letter, sort_key
from pages.rendered import rendered

SETTINGS = Settings(name={"vi": "Kho"}, languages=("vi", "en"), address="https://a.example/")

# As Vietnamese dictionaries order them: letters, then tones, syllable by syllable.
ORDERED = (
    """
5G | 5G Mỹ | a | à | á | an ninh | an ninh mạng | “án” | ăn | ấn | ba | ba ba | ba lê | bà | bà ba | bá láp | ban
ca | cửa hậu | cửa sau | dữ liệu | đá | đường | e | ê | hoà bình | hòa giải | hoạ | lo | lô | lơ
ma | mà | mả | mã | má | mạ | o | ô | ơ | tuân thủ | tuần chay | u | ư | vàng | xanh | ya | zê-rô
""".replace("\n", "|")
    .strip(" |")
    .split(" | ")
)


def ordered(words: list[str]) -> list[str]:
    return [word.strip() for word in "|".join(words).split("|") if word.strip()]


@pytest.mark.parametrize("seed", range(5))
def test_words_come_in_the_order_of_a_vietnamese_dictionary(seed: int) -> None:
    shuffled = random.Random(seed).sample(ORDERED, len(ORDERED))
    assert sorted(shuffled, key=sort_key) == ORDERED


@pytest.mark.parametrize(
    ("word", "letter"),
    [
        ("ảnh", "A"),
        ("ấn", "Â"),
        ("Đống Đa", "Đ"),
        ("“cửa hậu”", "C"),
        ("5G", "#"),
        ("…", "#"),
        ("été", "E"),
        ("法", "法"),
    ],
)
def test_a_word_stands_under_its_letter_without_its_tone(word: str, letter: str) -> None:
    assert first_letter(word) == letter


def archive(**more: object) -> Archive:
    terms = {
        f"t{n}": GlossaryTerm(languages={"vi": Wording(form, "…")})
        for n, form in enumerate(["đá", "ảo", "ăn", "an", "bà"])
    }
    return replace(Archive(settings=SETTINGS, articles=(), terms=terms, problems=()), **more)  # type: ignore[arg-type]  # Archive's fields, by name


def test_the_glossary_has_one_heading_for_each_letter() -> None:
    page = dict(site(archive()))["vi/glossary/index.md"]
    assert re.findall(r"^## (.+)$|^- \[(.+)\]", page, re.MULTILINE) == [
        *[("A", ""), ("", "an"), ("", "ảo"), ("Ă", ""), ("", "ăn")],
        *[("B", ""), ("", "bà"), ("Đ", ""), ("", "đá")],
    ]


def test_articles_come_newest_first_and_those_without_a_date_last() -> None:
    dates = {"a": "2020", "b": "2020-09-08", "c": None, "d": "2021-01"}
    articles = tuple(
        Article(id=name, record=Record(language="vi", published=day), text=f"# Bài {name}")
        for name, day in dates.items()
    )
    page = dict(site(archive(articles=articles)))["vi/articles/index.md"]
    assert re.findall(r"### \[Bài (.)\]", page) == ["d", "b", "a", "c"]


def test_an_archive_without_a_name_in_a_language_shows_another_and_says_which() -> None:
    pages = dict(site(archive()))
    assert '# <span lang="vi">Kho</span>' in pages["en/index.md"]
    assert "# Kho" in pages["vi/index.md"]


def test_a_topic_without_a_word_in_a_language_shows_another_and_says_which() -> None:
    settings = replace(SETTINGS, topics={"law": {"vi": "Pháp luật"}})
    articles = (Article(id="a", record=Record(language="vi", topics=("law", "other")), text="# Bài"),)
    page = dict(site(archive(settings=settings, articles=articles)))["en/articles/a.md"]
    assert '<span lang="vi">Pháp luật</span>, other' in page


def test_the_front_matter_describes_a_page_only_in_its_own_language() -> None:
    articles = (Article(id="a", record=Record(language="vi"), text=f"# Bài\n\nBắt đầu “thế này”. {'Rất dài. ' * 50}"),)
    pages = dict(site(archive(articles=articles)))
    described = rendered(pages["vi/articles/a.md"])[1]["description"]
    assert described.startswith("Bắt đầu “thế này”. Rất dài.")
    assert len(described) <= 201
    assert described.endswith("dài…")
    assert "description" not in rendered(pages["en/articles/a.md"])[1]
