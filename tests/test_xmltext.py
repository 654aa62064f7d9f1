"""XML written by lxml: what goes in comes out, whole or in pieces; what XML forbids is refused, never written."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from diptych.text.normal import FORBIDDEN
from diptych.text.xmltext import DECLARATION, Writer, document, element, pieces

NAMESPACE = "urn:example"
TEXTS = st.text(st.characters(exclude_categories=["Cs"]).filter(lambda letter: not FORBIDDEN.match(letter)), max_size=8)
CONTENT = st.lists(st.one_of(TEXTS, TEXTS.map(lambda text: ("b", text))), max_size=6)


def made(content: list[str | tuple[str, str]]) -> etree._Element:
    nodes = [
        one if isinstance(one, str) else element(f"{{{NAMESPACE}}}b", {"of": one[1]}, {None: NAMESPACE}, one[1])
        for one in content
    ]
    return element(f"{{{NAMESPACE}}}a", {}, {None: NAMESPACE}, *nodes)


@given(CONTENT)
def test_texts_and_elements_come_back_in_their_order(content: list[str | tuple[str, str]]) -> None:
    root = etree.fromstring(document(made(content)).encode())
    assert "".join(map(str, root.itertext())) == "".join(one if isinstance(one, str) else one[1] for one in content)
    assert [(child.get("of"), child.text or "") for child in root] == [
        (one[1], one[1]) for one in content if not isinstance(one, str)
    ]


def test_a_document_declares_a_namespace_once() -> None:
    written = document(made(["x", ("b", "<&")]))
    assert written == f'{DECLARATION}<a xmlns="urn:example">x<b of="&lt;&amp;">&lt;&amp;</b></a>\n'


@given(st.lists(TEXTS, max_size=6))
def test_a_document_in_pieces_is_whole(texts: list[str]) -> None:
    def write(out: Writer) -> Iterator[None]:
        with out.element("a"):
            for text in texts:
                with out.element("b"):
                    out.write(text)
                yield

    written = list(pieces(write))
    assert len(written) == len(texts) + 2
    assert [child.text or "" for child in etree.fromstring("".join(written).encode())] == texts


@pytest.mark.parametrize("letter", ["\0", "\x0b", "\ud800", "\ufffe"])
def test_a_letter_that_xml_forbids_is_never_written(letter: str) -> None:
    with pytest.raises(ValueError):
        made([letter])
