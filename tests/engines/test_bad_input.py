"""Texts that nobody expected: whatever they are, each block comes back whole or stays missing with a reason."""

from __future__ import annotations

import random

import pytest

from diptych.engines.chat import LIMIT
from diptych.engines.outcome import Answered
from diptych.engines.session import CONTEXT
from diptych.model.content import lines
from diptych.model.inline import plain
from engines import server as plays
from engines.server import Service, requested
from engines.test_chain import Fake, answered, codes, run, units
from engines.test_chat import engine as chat
from engines.test_chat import units as blocks

WORDS = "dữ liệu của mỗi quốc gia được bảo vệ trước các cuộc tấn công từ bên ngoài".split()


def words(count: int, sentence: int = 0) -> str:
    """So many words of Vietnamese, in sentences of so many; in none at all where it is 0."""
    rng = random.Random(count)
    out = [rng.choice(WORDS) for _ in range(count)]
    for at in range(0, count, sentence or count + 1):
        out[at] = out[at].capitalize()
    for at in range(sentence - 1, count, sentence or count + 1):
        out[at] += "."
    return " ".join(out)


LONG = words(20_000, 20)


def shouted(text: str) -> str:
    """A translation of any text that keeps its length, its white space and its marks, and is not its echo."""
    return "".join(chr(ord("a") + ord(ch) % 26) if ch.isalpha() else ch for ch in text)


TEXTS = {
    "20,000 words": LONG,
    "no sentence end": words(1200),
    "no space": "".join(WORDS) * 100,
    "marks that are none": "{1} { 2} {x} }{ chữ " * 60,
    "one emoji": "Chữ " + "👩‍👩‍👧‍👦" * 900 + " chữ",
    "right to left": "Chữ " + "البيانات " * 700,
    "no word breaks": "ข้อมูล" * 900,
}


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("limit", [300, 1500])
def test_an_odd_text_is_asked_in_pieces_and_put_together(name: str, limit: int) -> None:
    fake = Fake(shouted, limit=limit)
    outcomes, _ = run(units(TEXTS[name]), fake)
    outcome = outcomes["p1"]
    if isinstance(outcome, Answered):
        (line,) = lines(outcome.content)
        assert len(plain(line)) == len(TEXTS[name].strip())
        assert all(len(text) <= limit for text in fake.asked)
    else:
        assert codes(outcome)


def test_a_block_of_20000_words_is_translated_by_any_engine() -> None:
    for limit in (1500, 10**9):
        outcomes, report = run(units(LONG), Fake(shouted, limit=limit))
        assert plain(next(lines(answered(outcomes["p1"])))) == shouted(LONG)
        assert report.characters <= len(LONG)


def test_a_block_of_20000_words_goes_to_a_model_in_requests_with_what_is_around_each(server: Service) -> None:
    outcomes, _ = run(blocks("# Tiêu đề", LONG), chat(server, plays.chat))
    assert isinstance(outcomes["bai/en/p2"], Answered)
    sent = [requested(asked) for asked in server.asked]
    assert len(sent) > 20
    for one in sent:
        texts = list(one["texts"].values())
        assert sum(map(len, texts)) <= LIMIT
        assert len(one["context"]) <= CONTEXT
        assert texts[-1][:100] in one["context"]


@pytest.mark.parametrize(
    "text",
    [
        "Dữ liệu 数据 và информация là của chung, ai cũng có phần.",
        "Từ 数据主权 (chủ quyền dữ liệu) nghĩa là gì? Αυτό είναι ερώτημα.",
    ],
)
def test_a_text_of_several_scripts_is_a_text(text: str) -> None:
    outcomes, _ = run(units(text), Fake(lambda asked: asked.replace("Dữ liệu", "Data").replace("Từ", "The word")))
    assert isinstance(outcomes["p1"], Answered)
