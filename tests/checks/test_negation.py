"""A draft that denies what its source says, or says what it denies, is told of; a person's translation is not."""

from __future__ import annotations

import pytest

from diptych.checks import negation
from diptych.checks.article import around, of_pair
from diptych.checks.subject import Passage, passage
from diptych.model.problem import Rule
from diptych.model.settings import Settings
from diptych.text.parse import split

RULES = (negation.NEGATION_LOST, negation.NEGATION_ADDED)


def shown(text: str, language: str) -> Passage:
    return passage(f"{language}.md", language, split(text).blocks)


def codes(vi: str, en: str) -> list[str]:
    return [problem.rule.code for problem in negation.check(shown(vi, "vi"), shown(en, "en"))]


@pytest.mark.parametrize(
    ("vi", "en", "expected"),
    [
        ("Luật không áp dụng cho doanh nghiệp nhỏ.", "The law applies to small firms.", ["D732"]),
        ("Luật áp dụng cho doanh nghiệp nhỏ.", "The law doesn’t apply to small firms.", ["D733"]),
        ("Không nước nào tự bảo vệ được chúng.", "Any country can protect them alone.", ["D732"]),
        ("Luật chưa có hiệu lực.", "The law is in force.", ["D732"]),
        ("Luật chưa có hiệu lực.", "The law is not yet in force.", []),
        ("Không thể làm như vậy.", "It is impossible to do so.", []),
        ("Họ không có dữ liệu.", "They lack data.", []),
        ("Họ không chịu ký.", "They refused to sign.", []),
        ("Nguyên nhân chưa rõ.", "The cause is unclear.", []),
        ("Một chiếc xe không người lái.", "A driverless car.", []),
        ("Họ thiếu dữ liệu.", "They have no data.", []),
        ("Không chỉ Việt Nam mà cả Lào.", "Vietnam, and Laos as well.", []),
        ("Không gian mạng là của chung.", "Cyberspace belongs to all.", []),
        ("Anh có đồng ý không?", "Do you agree?", []),
        ("Tôi không thể không cười.", "I had to laugh.", []),
        ("Điều 5 quy định rõ.", "No. 5 says so clearly.", []),
        ("Luật mới. Nó không áp dụng.", "A law that is not old. It applies.", ["D733", "D732"]),
        ("Luật mới. Nó không áp dụng.", "The new law does not apply.", []),
    ],
)
def test_a_negation_lost_or_added(vi: str, en: str, expected: list[str]) -> None:
    assert codes(vi, en) == expected


def test_of_other_languages_nothing_is_said() -> None:
    assert not [*negation.check(shown("Luật không áp dụng.", "vi"), shown("La loi s’applique.", "fr"))]


@pytest.mark.parametrize("drafted", [True, False])
def test_only_a_draft_is_looked_at(drafted: bool) -> None:
    known = around(
        Settings(name={"en": "x"}, languages=("vi", "en"), address="https://diptych.example/"), {}, frozenset()
    )
    pair = shown("Luật không áp dụng cho doanh nghiệp nhỏ.", "vi"), shown("The law applies to small firms.", "en")
    assert [problem.rule.code for problem in of_pair(*pair, known, drafted)] == ["D732"] * drafted


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_examples_show_what_they_say(rule: Rule) -> None:
    for language, example in rule.examples.items():
        other = "vi" if language == "en" else "en"
        for text, expected in ((example.bad, [rule.code]), (example.good, [])):
            said = negation.check(shown(example.source, other), shown(text, language))
            assert [problem.rule.code for problem in said] == expected
