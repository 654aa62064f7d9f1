"""Every word of an article can be copied out of its PDF as it stands in the archive, block by block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from diptych.formats.pdf.document import document, volumes
from diptych.model.archive import Archive
from diptych.model.content import Content
from diptych.reading.edition import Edition, voices
from diptych.store.archive import load
from diptych.store.typeset import typeset
from pages.archives import TRIAL
from pages.test_whole_text import LOST, documents, published, written
from pages.test_whole_text import article as news
from pdf.made import SETTINGS, archive_of, article, book, edition, pages_of, pdf_of, shown_lines, stands
from trees import HOSTILE, contents


def texts(of: Edition) -> Iterator[str]:
    """The texts that an edition prints, as their files hold them."""
    for one in of.articles:
        for side in voices(of, of.facing_of(one)):
            yield one.text if side.language == one.record.language else published(one, side.language)


def lost(of: Edition, folder: Path) -> list[str]:
    """The lines of an edition's texts that cannot be copied out of its PDF."""
    pages = [page for volume in volumes(of) for page in pages_of(typeset(document(volume)), folder)]
    return [line for text in texts(of) for line in shown_lines(text) if not stands(line, pages)]


@pytest.mark.parametrize("lang", ["", "vi", "en"])
def test_the_trial_archive(lang: str, tmp_path: Path) -> None:
    archive = load(TRIAL)
    assert len(archive.articles) >= 4
    assert [lost(edition(archive, one, lang), tmp_path) for one in archive.articles] == [[]] * len(archive.articles)
    assert lost(book(archive, lang), tmp_path) == []


def test_forty_one_news_articles(tmp_path: Path) -> None:
    found = [news(f"bai-{number}", *zip(*pairs, strict=True)) for number, pairs in enumerate(documents().values())]
    assert len(found) == 41
    archive = Archive(settings=SETTINGS, articles=tuple(found), terms=load(TRIAL).terms, problems=())
    assert [one.id for one in found if lost(edition(archive, one), tmp_path)] == []
    assert lost(book(archive, "vi"), tmp_path) == []


@given(st.lists(contents(HOSTILE), max_size=5), st.lists(contents(HOSTILE), max_size=5))
@settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_article(tmp_path: Path, source: Sequence[Content], target: Sequence[Content]) -> None:
    one = article("\n\n".join(["# Tiêu đề", *written(source)]), "\n\n".join(["# Title", *written(target)]))
    assert lost(edition(archive_of(one), one), tmp_path) == []


@pytest.mark.parametrize("text", LOST.values(), ids=LOST)
@pytest.mark.parametrize("side", ["source", "translation"])
def test_nothing_is_lost_with(text: str, side: str, tmp_path: Path) -> None:
    plain = "# Tiêu đề\n\nMột đoạn."
    source, target = (text, plain) if side == "source" else (plain, text)
    one = article(source, target)
    assert lost(edition(archive_of(one), one), tmp_path) == []


def test_a_note_called_inside_a_link_alone(tmp_path: Path) -> None:
    one = article(
        "# Một\n\nXem [chỗ này[^1]](https://a.example).\n\n[^1]: Lời chú.", "# One\n\nSee here[^1].\n\n[^1]: A note."
    )
    assert lost(edition(archive_of(one), one), tmp_path) == []


def test_a_term_in_notes_that_face(tmp_path: Path) -> None:
    terms = load(TRIAL).terms
    one = article("# Một\n\nA[^1].\n\n[^1]: Hải đồ điện tử.", "# One\n\nB[^1].\n\n[^1]: Electronic chart.")
    assert lost(edition(Archive(settings=SETTINGS, articles=(one,), terms=terms, problems=()), one), tmp_path) == []


def test_a_byte_order_mark_inside_a_text_is_left_out(tmp_path: Path) -> None:
    """PDF/A takes none; it is seen nowhere, and lines are pasted with it."""
    pages = pages_of(pdf_of("# Đầu\ufeff\n\nMột\ufeffhai `ba\ufeffbốn`.\n\n```\nnăm\ufeff\n```\n"), tmp_path)
    assert all(stands(words, pages) for words in ("Đầu", "Mộthaibabốn.", "năm"))


@pytest.mark.parametrize(
    "inside", ["ba\u00ad", "**ba\u00ad**", "ba \u00ad", "ba\u00ad\u00ad", "![ba\u00ad](https://a.example/i.png)"]
)
def test_a_soft_hyphen_that_ends_a_link_and_its_paragraph(inside: str, tmp_path: Path) -> None:
    """Typst 0.15.2 stops there with an error of its own."""
    assert stands("Mộthaiba", pages_of(pdf_of(f"# Đầu\n\nMột hai [{inside}](https://a.example/)"), tmp_path))


# What would be markup somewhere: in Typst, in PDF, in HTML.
MARKS = [
    '#read("/etc/passwd")',
    '"); #panic("x")',
    "#eval(sys.version)",
    "$x^2$ @label <label> = Heading - item + item / term: x",
    "\\u{1F600} \\ ~ -- --- ... `raw` 'quotes' \"quotes\"",
    "// comment /* comment */ #let x = 1",
    ") /Type /Catalog >> endobj",
    "<script>alert(1)</script> &amp; &#x41;",
]


@pytest.mark.parametrize("words", MARKS)
def test_marks_stay_text(words: str, tmp_path: Path) -> None:
    shown = "".join(words.split())
    code = f"# Đầu\n\n```\n{words}\n```\n\n    {words}\n"
    assert stands(shown, pages_of(pdf_of(code), tmp_path))
    one = article("# Đầu\n\nĐoạn.", author=words, rights=words, publisher=words)
    pages = pages_of(typeset(document(edition(archive_of(one), one))), tmp_path)
    assert "".join(pages).count(shown) == 3
