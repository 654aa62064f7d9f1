"""“Did you mean …?” is asked where a name is near, and not at all elsewhere."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.jobs.problems import rules
from diptych.model.problem import Rule, general
from diptych.text.near import did_you_mean, nearest

KNOWN = ("bai-hai", "build", "một-tên-gọi", "cua-hau", "en", "export", "law", "luat-2018", "p7", "status")
NEAR = {
    "statsu": "status",  # two letters that changed places
    "buidl": "build",
    "exprot": "export",
    "lav": "law",  # one letter for another
    "cuahau": "cua-hau",  # one fewer
    "statuss": "status",  # one more
    "eksport": "export",
    "STATUS": "status",
    "ne": "en",
    "EN": "en",
    "P7": "p7",
    "cửa hậu": "cua-hau",
    "bai_hai": "bai-hai",
    "mot-ten-goi": "một-tên-gọi",
    "mot-ten": "một-tên-gọi",
    "stat": "status",
    "luat": "luat-2018",
}
FAR = (
    "",
    "–",
    "vi",
    "x",
    "p9",
    "p77",
    "st",
    "bu",
    "translate",
    "luat-2019",
    "luat-201",
    "cua-truoc",
    "no-such-article",
)


@pytest.mark.parametrize("name", NEAR)
def test_a_near_name_is_found(name: str) -> None:
    assert nearest(name, KNOWN) == NEAR[name]


@pytest.mark.parametrize("name", FAR)
def test_a_far_one_is_not(name: str) -> None:
    assert nearest(name, KNOWN) is None


def test_what_is_nearer_comes_first() -> None:
    assert nearest("law", ["lawyer", "laws", "Law"]) == "Law"
    assert nearest("law", ["lawyer", "laws"]) == "laws"
    assert nearest("name", []) is None


@given(st.text(max_size=9), st.lists(st.text(max_size=9), max_size=5))
def test_any_name_is_answered_with_a_known_one_or_none(name: str, known: list[str]) -> None:
    assert nearest(name, known) in {*known, None}
    assert nearest(name, [*known, name]) is not None or not name.strip()


# Messages.

ASKING = [rule for rule in rules() if "{near" in "".join((*rule.message.values(), *rule.hint.values()))]
RIDDLES = ("did you mean", "nearest:", "nearest}", "có phải ý", "gần nhất:")


def shown(rule: Rule, name: str, language: str) -> str:
    """A rule's message of a name, everything else in it as it is called there."""
    message = rule.message[language]
    named = {field for _, field, _, _ in string.Formatter().parse(message) if field}
    return message.format_map({one: one for one in named} | did_you_mean(name, KNOWN))


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_only_the_one_home_asks(rule: Rule) -> None:
    """No rule words the question itself, so that none can ask it without a name."""
    for text in (*rule.message.values(), *rule.hint.values()):
        assert not any(riddle in text.lower() for riddle in RIDDLES)


@pytest.mark.parametrize("rule", ASKING, ids=lambda rule: rule.code)
@pytest.mark.parametrize(("language", "question"), [("en", "did you mean"), ("vi", "có phải ý bạn là")])
def test_a_message_asks_only_where_a_name_is_near(rule: Rule, language: str, question: str) -> None:
    assert shown(rule, "statsu", language).endswith(f"; {question} `status`?")
    assert question not in shown(rule, "no-such-thing", language)
    assert question not in general(rule.message[language])


def test_some_messages_ask() -> None:
    asking = {rule.code for rule in ASKING}
    assert asking >= {"D112", "D209", "D231", "D232", "D243", "D401", "D451", "D461", "D560", "D673", "D691"}
