"""Law 1: cutting a document into blocks and joining them gives back the same bytes; what is written reads back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.model.block import Kind
from diptych.model.content import Content
from diptych.text.parse import TooDeep, check_nesting, content, join, split
from diptych.text.write import NotWritable, proved, write
from trees import HOSTILE, MARKS, SYLLABLES, contents

LINE_ENDS = [
    "\n",
    "\n\n",
    "\r\n",
    "\r\n\r\n",
    "\r",
    "  \n",
    "\n    ",
    "\ufeff",
    "\t",
    "\u2028",
    "\x0b",
    "\x0c",
    "\0",
]


TEXTS = st.lists(st.sampled_from(SYLLABLES + MARKS + LINE_ENDS + ["<!-- p7: missing -->", "[^1]: "])).map("".join)


@given(TEXTS)
def test_split_and_join_lose_no_byte(text: str) -> None:
    try:
        document = split(text)
    except TooDeep:
        return
    assert join(document) == text
    assert "".join(document.gaps).strip("\ufeff").strip() == ""


@given(TEXTS)
def test_a_block_says_in_its_text_what_it_says_alone(text: str) -> None:
    try:
        blocks = split(text).blocks
    except TooDeep:
        return
    for block in blocks:
        assert block.content == content(block.text)


@given(st.lists(st.one_of(contents(), contents(HOSTILE)), min_size=2))
def test_a_block_among_others_says_what_it_says_alone(parts: list[Content]) -> None:
    for block in split("\n\n".join(map(write, parts))).blocks:
        assert block.content == content(block.text)


@given(contents())
def test_plain_trees_are_written_and_read_back(block: Content) -> None:
    assert content(write(block)) == block


@given(contents(HOSTILE))
def test_hostile_trees_are_read_back_or_refused(block: Content) -> None:
    try:
        text = proved(block)
    except NotWritable:
        return
    document = split(text)
    assert len(document.blocks) == 1
    assert document.blocks[0].text == text


@pytest.mark.parametrize("nest", ["> " * 1000 + "x", "- " * 1000 + "x"])
def test_a_nest_of_a_thousand_says_so(nest: str) -> None:
    with pytest.raises(TooDeep):
        split("# T\n\n" + nest)


NEST = st.lists(
    st.sampled_from(["> ", ">", "- ", "* ", "10. ", "1)\t", " ", "  ", "\t", "x", "\n", "\r", "\ufeff", "---"])
)


@given(st.one_of(NEST, NEST.map(lambda parts: parts * 4)).map("".join))
def test_a_text_that_is_too_deep_is_known_without_parsing_the_others(text: str) -> None:
    def depth(find: Callable[[str], object]) -> int | None:
        try:
            find(text)
        except TooDeep as deep:
            return deep.line
        return None

    assert depth(check_nesting) == depth(split)


def test_a_missing_mark_under_a_paragraph_is_a_block_of_its_own() -> None:
    document = split("Một đoạn.\n<!-- p7: missing -->\n")
    assert [block.kind for block in document.blocks] == [Kind.PARAGRAPH, Kind.MARK]
    assert document.blocks[1].marks == "p7"
