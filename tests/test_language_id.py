"""Which language a text is surely in, and where nothing is said."""

from __future__ import annotations

import pytest

from diptych.languages.common_words import alphabet, common_words, has_common_words
from diptych.text.language_id import another_language, is_left, written_in

FRENCH = "La souveraineté des données est le droit de chaque pays sur les données de ses citoyens."
SPANISH = "Cada país tiene el derecho de decidir sobre los datos que se guardan en su territorio."
PORTUGUESE = "Cada país tem o direito de decidir sobre os dados que são guardados em seu território."
POLISH = "Każde państwo ma prawo do danych, które są przechowywane na jego terytorium, i może je chronić."
CZECH = "Každý stát má právo na data, která jsou uložena na jeho území, a může je chránit."
ENGLISH = "Each country has the right to decide about the data that are kept on its territory."
VIETNAMESE = "Mỗi nước có quyền quyết định về dữ liệu được lưu giữ trên lãnh thổ của mình."
INDONESIAN = "Setiap negara berhak untuk memutuskan tentang data yang disimpan di dalam wilayahnya."
RUSSIAN = "Каждая страна имеет право решать, что делать с данными, которые хранятся на её территории."
UKRAINIAN = "Кожна країна має право вирішувати, що робити з даними, які зберігаються на її території."


@pytest.mark.parametrize(
    ("text", "asked", "found"),
    [
        (FRENCH, "en", "fr"),
        (FRENCH, "vi", "fr"),
        (SPANISH, "pt", "es"),
        (PORTUGUESE, "es", "pt"),
        (POLISH, "cs", "pl"),
        (CZECH, "pl", "cs"),
        (ENGLISH, "vi", "en"),
        (VIETNAMESE, "en", "vi"),
        (INDONESIAN, "en", "id"),
        (INDONESIAN, "vi", "id"),
        (RUSSIAN, "uk", "ru"),
        (UKRAINIAN, "ru", "uk"),
    ],
)
def test_another_language_of_the_same_script_is_known(text: str, asked: str, found: str) -> None:
    assert another_language(text, asked) == found


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (FRENCH, "fr"),
        (SPANISH, "es"),
        (PORTUGUESE, "pt"),
        (PORTUGUESE, "pt-BR"),
        (POLISH, "pl"),
        (CZECH, "cs"),
        (ENGLISH, "en"),
        (VIETNAMESE, "vi"),
        (INDONESIAN, "id"),
        (INDONESIAN, "ms"),  # so near that nothing is said
        (RUSSIAN, "ru"),
    ],
)
def test_the_language_itself_is_no_other(text: str, language: str) -> None:
    assert another_language(text, language) == ""


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Liberté, égalité, fraternité", "en"),
        ("La Dolce Vita", "en"),
        ("Ligue des droits de l’homme", "en"),
        ("The exhibition “Je ne sais pas ce que je suis, et je ne veux pas le savoir” opens today.", "en"),
        ("Nei, nei, nei, nei, nei.", "is"),
        ("", "en"),
        (FRENCH, "hmn"),
        (FRENCH, "zh"),
    ],
    ids=[
        "motto",
        "film",
        "institution",
        "quoted",
        "one word",
        "nothing",
        "a language without a list",
        "another script",
    ],
)
def test_of_what_is_short_or_quoted_or_not_known_nothing_is_said(text: str, asked: str) -> None:
    assert another_language(text, asked) == ""


def test_words_that_the_source_has_are_not_the_engines() -> None:
    motto = "il est plus tard que vous ne le pensez"
    assert another_language(f"On the sundial: {motto}", "en", f"Trên đồng hồ mặt trời: {motto}") == ""


def test_the_lists_are_there() -> None:
    assert {"the", "of"} <= common_words("en")
    assert "ł" in alphabet("pl") - alphabet("cs")
    assert has_common_words("no")
    assert not has_common_words("zh")
    assert common_words("zh") == frozenset()


def test_a_text_left_in_the_language_of_its_source() -> None:
    assert written_in(FRENCH, "vi", "fr")
    assert written_in(ENGLISH, "vi", "en")
    assert not written_in(ENGLISH, "en", "vi")
    assert is_left("trong nước này", "en", "vi")
