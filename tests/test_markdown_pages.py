"""What pages say is what the tree says, whichever Markdown reads them, whatever characters it holds."""

from __future__ import annotations

import re

import html5lib
import markdown
from hypothesis import given
from markdown_it import MarkdownIt

from diptych.model.content import CodeBlock, Content, Paragraph, lines
from diptych.model.inline import Image, Link, NoteMark, Text, plain, rebuild
from diptych.site.markup.markdown import Setting, write
from trees import HOSTILE, contents

EXTENSIONS = ["fenced_code", "md_in_html", "tables", "toc"]
SETTING = Setting(language="vi", notes={"1": 1})


def visible(html: str) -> str:
    """The text of a piece of HTML without white space, which layout may change."""
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return re.sub(r"\s+", "", "".join(tree.itertext()))


def expected(block: Content) -> str:
    if isinstance(block, CodeBlock):
        return re.sub(r"\s+", "", block.text)
    # A note mark shows its number, an image its address where it has no text.
    texts = []
    for line in lines(block):
        shown = rebuild(line, lambda node: (node,))
        texts.append(
            "".join(
                "1" if isinstance(n, NoteMark) else n.alt or n.src if isinstance(n, Image) else plain((n,))
                for n in shown
            )
        )
    return re.sub(r"\s+", "", "".join(texts))


def elements(html: str) -> list[str]:
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return [element.tag for element in tree.iter() if isinstance(element.tag, str)]


ALLOWED = set("a blockquote br code div em h1 h2 h3 h4 hr li ol p pre strong sup table tbody td th thead tr ul".split())


@given(contents(HOSTILE))
def test_python_markdown_shows_the_trees_text_and_no_other_element(block: Content) -> None:
    html = markdown.markdown(write(block, SETTING), extensions=EXTENSIONS)
    assert visible(html) == expected(block)
    assert set(elements(html)) - {"DOCUMENT_FRAGMENT"} <= ALLOWED


@given(contents(HOSTILE))
def test_a_commonmark_reader_shows_the_same_text(block: Content) -> None:
    html = MarkdownIt("commonmark").enable("table").render(write(block, SETTING))
    assert visible(html) == expected(block)


def test_code_that_holds_a_fence_stays_as_it_is() -> None:
    code = "first\n```\n<b>\n```\n~~~\n\tlast\n~~~\n"
    html = markdown.markdown(write(CodeBlock(code), SETTING), extensions=EXTENSIONS)
    assert "".join(html5lib.parseFragment(html).itertext()) == code
    assert elements(html).count("pre") == 1


def test_an_address_with_an_apostrophe_ends_where_it_ends() -> None:
    line = (Link("https://a.example/l'eau", (Text("a"),)), Text(" (what is 'it')."))
    html = markdown.markdown(write(Paragraph(line), SETTING), extensions=EXTENSIONS)
    link = html5lib.parseFragment(html, namespaceHTMLElements=False).find(".//a")
    assert link is not None
    assert link.attrib == {"href": "https://a.example/l'eau"}
    assert visible(html) == "a(whatis'it')."
