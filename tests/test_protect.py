"""Inline marks through an engine: the same tree with the answer's words, or a refusal."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.model.content import Paragraph
from diptych.model.inline import Break, Code, Emphasis, Image, Line, Link, NoteMark, Strong, Text, plain, walk
from diptych.text.parse import content
from diptych.text.protect import PLACEHOLDER, MarkupLost, bare, protect, restore
from diptych.text.write import write_line
from trees import HOSTILE, SYLLABLES, WORDS, lines

LOOK_ALIKES = st.sampled_from(
    [*SYLLABLES, "{1}", "{ 2 }", "｛3｝", "{", "}", "{1", "\\1", "$1", "[X1X]", "a@b.vn", "http://a.b/{1}"]
)
ODD = st.lists(LOOK_ALIKES, min_size=1, max_size=6).map(" ".join)


def line(text: str) -> Line:
    block = content(text)
    assert isinstance(block, Paragraph)
    return block.line


def through(text: str, answer: str) -> str:
    return write_line(restore(protect(line(text)), answer))


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("Không có dấu nào.", "Không có dấu nào."),
        ("Một *cửa hậu*[^1] trong `ssh`.", "Một {1}cửa hậu{2}{3} trong {4}."),
        ("Xem **[luật *mới*](https://a.vn/x)**", "Xem {1}{2}luật {3}mới{4}{5}{6}"),
        ("Xem [https://a.vn/x](https://a.vn/x) hay https://b.vn/y.", "Xem {1} hay {2}."),
        ("Viết cho toa-soan@a.vn, nhé", "Viết cho {1}, nhé"),
        ("Dấu {1} của người viết", "Dấu {1} của người viết"),
        ("Dòng\\\nmới ![ảnh](i.png)", "Dòng{1}mới {2}"),
    ],
)
def test_what_an_engine_sees(text: str, sent: str) -> None:
    assert protect(line(text)).text == sent


@given(st.one_of(lines(WORDS), lines(HOSTILE), lines(ODD)))
def test_an_engine_that_changes_nothing_gives_the_same_tree(tree: Line) -> None:
    protected = protect(tree)
    assert restore(protected, protected.text) == tree


def test_nested_spans_and_breaks_come_back() -> None:
    tree: Line = (
        Strong((Text("a "), Link("https://a.vn", (Emphasis((Text("b"),)), Text(" c"))), NoteMark("1"))),
        Break(),
        Emphasis((Code("x"),)),
        Image("i.png", "d"),
    )
    assert restore(protect(tree), protect(tree).text) == tree


@given(lines(ODD), st.randoms(use_true_random=False))
def test_an_engine_that_spaces_and_widens_placeholders_is_understood(tree: Line, rng: random.Random) -> None:
    protected = protect(tree)

    def spoiled(found: re.Match[str]) -> str:
        number = (
            found[1].translate({ord("0") + n: ord("０") + n for n in range(10)}) if rng.random() < 0.3 else found[1]
        )
        form = rng.choice(["{{ {} }}", "{{{} }}", "｛{}｝", "{{\u00a0{}}}"])
        return form.format(number)

    assert restore(protected, PLACEHOLDER.sub(spoiled, protected.text).upper()) is not None
    assert restore(protected, PLACEHOLDER.sub(spoiled, protected.text)) == tree


@given(lines(ODD), st.randoms(use_true_random=False))
def test_an_engine_that_moves_placeholders_keeps_every_mark_or_is_refused(tree: Line, rng: random.Random) -> None:
    protected = protect(tree)
    parts = re.split(rf"({PLACEHOLDER.pattern.replace('(', '(?:')}|\s+)", protected.text)
    rng.shuffle(parts)
    try:
        moved = restore(protected, " ".join(parts))
    except MarkupLost:
        return
    assert marks(moved) == marks(tree)


def marks(tree: Line) -> list[str]:
    """The marks of a line, whatever their order and words."""
    return sorted(
        repr((type(node).__name__, getattr(node, "href", getattr(node, "text", getattr(node, "label", "")))))
        for node in walk(tree)
        if not isinstance(node, Text)
    )


@given(lines(WORDS), st.data())
def test_a_placeholder_lost_or_doubled_is_refused(tree: Line, data: st.DataObject) -> None:
    protected = protect(tree)
    found = list(PLACEHOLDER.finditer(protected.text))
    if not found:
        return
    one = data.draw(st.sampled_from(found))
    for answer in (
        protected.text[: one.start()] + protected.text[one.end() :],
        protected.text + one.group(),
        protected.text + " {99}",
    ):
        with pytest.raises(MarkupLost):
            restore(protected, answer)


@pytest.mark.parametrize("answer", ["{2}backdoor{1}", "{1}{2} backdoor", "{1} {2}backdoor", "backdoor"])
def test_a_span_that_is_turned_or_emptied_is_refused(answer: str) -> None:
    with pytest.raises(MarkupLost):
        through("Một *cửa hậu*", answer)


def test_a_placeholder_that_nobody_sent_is_refused() -> None:
    with pytest.raises(MarkupLost):
        through("Không có dấu nào.", "No {1} marks.")


@pytest.mark.parametrize(
    ("text", "answer", "written"),
    [
        ("Một *cửa hậu* mới.", "A new{1} backdoor {2}now.", "A new *backdoor* now."),
        ("Một *cửa hậu*.", "A { 1 } backdoor { 2 } .", "A *backdoor*."),
        ("Một *cửa hậu*[^1].", "A {1}backdoor{2} {3} .", "A *backdoor*[^1]."),
        ("Xem (`ssh`) nhé", "See ( {1} ), please", "See (`ssh`), please"),
        ("Dùng `ssh` đi", "Use{1}then", "Use `ssh` then"),
        ("Xem [*luật*](https://a.vn) nhé", "The{1}{2} law {3}{4}then", "The [*law*](https://a.vn) then"),
        ("Dùng `ssh` đi", "用{1}吧", "用`ssh`吧"),
    ],
)
def test_white_space_around_marks_is_healed(text: str, answer: str, written: str) -> None:
    assert through(text, answer) == written


def test_checks_see_words_without_placeholders() -> None:
    assert bare("Một {1}cửa hậu{2}") == "Một  cửa hậu "
    assert plain(restore(protect(line("Một *cửa*")), "A {1}door{2}")) == "A door"
