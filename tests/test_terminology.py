"""Terms across two languages: which a text uses, and which its translation does not render."""

from __future__ import annotations

import pytest

from diptych.model.term import GlossaryTerm, Wording
from diptych.text.parse import content
from diptych.text.terminology import Terminology, words_of


def term(**forms: str) -> GlossaryTerm:
    """A term by its forms in each language, the first of them heading it."""
    return GlossaryTerm(
        languages={tag: Wording(text.split(", ")[0], "…", tuple(text.split(", ")[1:])) for tag, text in forms.items()}
    )


TERMS = Terminology(
    {
        "cua-hau": term(vi="cửa hậu, cửa sau", en="backdoor, back door"),
        "du-lieu": term(vi="dữ liệu", fr="données"),
        "chu-quyen": term(vi="chủ quyền", en="sovereignty", es="soberanía"),
        "chu-quyen-voi-du-lieu": term(vi="chủ quyền dữ liệu", en="data sovereignty", es="soberanía de los datos"),
        "tai-phan": term(vi="quyền tài phán", en="jurisdiction"),
        "lhq": term(vi="Liên Hợp Quốc", en="United Nations, UN"),
        "phap": term(en="treaty", vi="hiệp ước, điều ước"),
    }
)


def lacking(source: str, text: str, pair: tuple[str, str] = ("vi", "en")) -> list[str]:
    return [expected for _, _, expected in TERMS.lacking(source, text, *pair)]


def test_the_terms_that_a_text_uses_and_the_other_language_has() -> None:
    text = "Cửa sau phá chủ quyền dữ liệu; dữ liệu nào cũng vậy."
    assert TERMS.used(text, "vi", "en") == {"cua-hau": "Cửa sau", "chu-quyen-voi-du-lieu": "chủ quyền dữ liệu"}
    assert TERMS.renderings(text, "vi", "en") == {"Cửa sau": "backdoor", "chủ quyền dữ liệu": "data sovereignty"}
    assert TERMS.renderings(text, "vi", "de") == {}


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("cửa hậu", "A backdoor."),
        ("cửa hậu", "Back doors!"),
        ("cửa hậu", "the back-door’s hinge"),
        ("chủ quyền", "data sovereignty holds the shorter term"),
        ("chủ quyền dữ liệu", "sovereignty over their own data"),
        ("quyền tài phán", "jurisdictional limits"),
        ("Liên Hợp Quốc", "a UN resolution"),
        ("không có thuật ngữ", "nothing"),
    ],
)
def test_any_form_is_enough(source: str, text: str) -> None:
    assert lacking(source, text) == []


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("Đây là một cửa hậu.", "This is a rear entrance.", ["backdoor"]),
        ("cửa hậu, quyền tài phán", "The backdoor is ours.", ["jurisdiction"]),
        ("quyền tài phán", "the juris is just", ["jurisdiction"]),
        ("Liên Hợp Quốc", "unite the nation", ["United Nations"]),
        ("chủ quyền dữ liệu", "sovereignty", ["data sovereignty"]),
    ],
)
def test_no_form_is_told(source: str, text: str, expected: list[str]) -> None:
    assert lacking(source, text) == expected


def test_into_languages_that_inflect_and_that_do_not() -> None:
    assert lacking("chủ quyền", "las soberanías", ("vi", "es")) == []
    assert lacking("the treaty", "hiệp định ấy", ("en", "vi")) == ["hiệp ước"]
    assert lacking("the treaty", "các Điều ước ấy", ("en", "vi")) == []


def test_code_is_no_word_of_the_text() -> None:
    assert words_of(content("Lệnh `cửa hậu` và **cửa hậu** ![cửa](x.png)")) == "Lệnh  và cửa hậu "
    assert words_of(content("- Một\n- Hai\n\n  Ba")) == "Một\nHai\nBa"
