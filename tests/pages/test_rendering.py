"""Our own renderer says of a generated page, to the byte, what Python-Markdown says of it, and no page falls back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data

from diptych.site.all_pages import site
from diptych.site.markup.markdown import Setting, wrap, write
from diptych.store.archive import load
from diptych.text.html_inline import Outside
from diptych.text.html_page import Rendered, render
from pages.archives import REPOSITORY, TRIAL, Files, written
from pages.honest import honest_archive
from pages.hostile import hostile_archive
from pages.rendered import converted
from pages.test_structure import NESTED


def as_it_is(address: str) -> str:
    return address


def same(markdown: str) -> Rendered:
    """What our renderer makes of it, which is what Python-Markdown makes of it."""
    ours, (html, headings) = render(markdown, as_it_is), converted(markdown)
    assert ours.html == html
    assert [(one.level, one.id, one.name) for one in ours.headings] == headings
    return ours


def body(page: str) -> str:
    return str(get_data(page)[0])


ARCHIVES: dict[str, Callable[[], Files]] = {"honest": honest_archive, "hostile": hostile_archive}


def generated(root: Path) -> Iterator[tuple[str, str]]:
    """(path, Markdown) of every page that the generator makes of an archive."""
    yield from ((path, body(text)) for path, text in site(load(root)) if path.endswith(".md"))


FOLDERS = {"trial": TRIAL, "this repository": REPOSITORY}


@pytest.mark.parametrize("name", [*ARCHIVES, *FOLDERS])
def test_every_generated_page_is_rendered_alike(name: str, tmp_path: Path) -> None:
    root = written(tmp_path, ARCHIVES[name]()) if name in ARCHIVES else FOLDERS[name]
    pages = dict(generated(root))
    assert pages
    for path, markdown in pages.items():
        try:
            same(markdown)
        except Outside as outside:
            pytest.fail(f"{path}: {outside}")


SETTINGS = st.sampled_from(
    [Setting(language="vi", notes={"1": 1}), Setting(language="ar", first=False, notes={"1": 1})]
)


@st.composite
def pages(draw: st.DrawFn) -> str:
    """Blocks of every kind, one after another and inside elements, as the generator writes them."""
    parts = []
    for block in draw(st.lists(NESTED, min_size=1, max_size=4)):
        written = write(block, draw(SETTINGS))
        parts.append(draw(st.sampled_from([written, wrap("div", ' class="dt-text" lang="ar" dir="rtl"', written)])))
    return "\n\n".join(parts)


@given(pages())
@settings(max_examples=300)
def test_whatever_the_generator_writes_is_rendered_alike(markdown: str) -> None:
    same(markdown)


# What could begin, end or change something where it does not belong.
MARKS = [
    *[
        "\n",
        "\n\n",
        "\t",
        "    ",
        "\u00a0",
        "\u2028",
        "\x0c",
        "- x: y",
        "<!-- x -->",
        "https://a.example",
        "<a@a.example>",
    ],
    *" |  |*|**|_|`|```|~~~|[|]|(|)|![|](|<|>|&|&amp;|#|# |- |1. |+ |: |=|---|===|\\|'|\"".split("|"),
    *"<br> <hr> <p> </p> <div> </div> <ul> <li> </li> <h2> <b> <span> </span> <pre> </pre> <table> </table>".split(),
    *["<title>", "<script>", "</script>", "<dialog>", "</dialog>", '<a id="z">', ' markdown="1"', '<li markdown="1">'],
    *["|", "| ", '<div markdown="1">', "[zq]: x", "*[zq]: x", "[^1]"],
]
GENERATED = [markdown for _, markdown in generated(TRIAL)]


@st.composite
def tampered(draw: st.DrawFn) -> str:
    """Some lines of a generated page in which something was put in, left out or said twice."""
    lines = draw(st.sampled_from(GENERATED)).split("\n")
    first = draw(st.integers(0, len(lines)))
    text = "\n".join(lines[first : first + draw(st.integers(1, 30))])
    for _ in range(draw(st.integers(1, 3))):
        at, to = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
        most = draw(st.sampled_from([0, 0, 1, 3]))  # characters that are left out
        text = text[:at] + draw(st.sampled_from([*MARKS, text[at:to]])) + text[at + most :]
    return text


@given(tampered())
@example("**\x0b**")
@settings(max_examples=500)
def test_what_was_tampered_with_is_rendered_alike_or_not_at_all(markdown: str) -> None:
    with suppress(Outside):
        same(markdown)
