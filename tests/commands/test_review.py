"""A person reads a translation; what they read is reviewed until a word of either side changes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from commands.archive import THE_DAY
from diptych.cli.main import run
from diptych.model.ledger import State
from diptych.store.archive import load_article
from diptych.store.files import write_over
from diptych.text.bitext import read_bitext

NAME = ["--to", "en", "--name", "A reader"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "archive.yml").write_text("name: {en: Trial}\nlanguages: [vi, en]\naddress: https://a.example/\n")
    folder = tmp_path / "source_texts" / "bai"
    folder.mkdir(parents=True)
    (folder / "article.yml").write_text("language: vi\n")
    (folder / "vi.md").write_text("# Tiêu đề\n\nĐoạn một.\n\nĐoạn hai.\n")
    (folder / "en.md").write_text("# Title\n\nParagraph one.\n\n<!-- p3: missing -->\n")
    return tmp_path


def diptych(root: Path, *words: str) -> int:
    return run(["--archive", str(root), *words], THE_DAY)


def states(root: Path) -> list[State]:
    return [row.state for row in read_bitext(load_article(root, "bai"), "en").bitext.rows]


def edit(root: Path, file: str, old: str, new: str) -> None:
    path = root / "source_texts" / "bai" / file
    path.write_text(path.read_text().replace(old, new))


def test_all_that_is_translated_is_reviewed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert diptych(root, "review", "bai", *NAME) == 0
    assert states(root) == [State.REVIEWED, State.REVIEWED, State.MISSING]
    assert "Not reviewed yet: p3" in capsys.readouterr().out


def test_a_review_holds_for_the_wording_that_was_read(root: Path) -> None:
    diptych(root, "review", "bai", "p2", *NAME)
    assert states(root) == [State.EDITED, State.REVIEWED, State.MISSING]
    edit(root, "en.md", "one", "first")
    assert states(root)[1] is State.EDITED
    edit(root, "en.md", "first", "one")
    edit(root, "vi.md", "một", "thứ nhất")
    assert states(root)[1] is State.OUTDATED
    diptych(root, "review", "bai", "p2", *NAME)
    assert states(root)[1] is State.REVIEWED


def test_the_same_review_twice_is_one(root: Path) -> None:
    diptych(root, "review", "bai", *NAME)
    before = {path.name: path.read_bytes() for path in (root / "source_texts" / "bai").iterdir()}
    diptych(root, "review", "bai", *NAME)
    assert {path.name: path.read_bytes() for path in (root / "source_texts" / "bai").iterdir()} == before


def test_a_second_reader_is_written_down_too(root: Path) -> None:
    diptych(root, "review", "bai", "p2", *NAME)
    diptych(root, "review", "bai", "p2", "--to", "en", "--name", "Another reader")
    reviews = load_article(root, "bai").translations["en"].reviews
    assert [review.name for review in reviews] == ["A reader", "Another reader"]


def changed_meanwhile(monkeypatch: pytest.MonkeyPatch, edits: list[Callable[[], object]]) -> None:
    """Before each write over a file that people edit too, somebody makes the next of these edits."""

    def late(path: Path, old: bytes, data: bytes) -> bool:
        if edits:
            edits.pop(0)()
        return write_over(path, old, data)

    monkeypatch.setattr("diptych.store.writing.write_over", late)


def test_a_review_saved_meanwhile_by_hand_stays_beside_the_new_one(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    diptych(root, "review", "bai", "p2", "--to", "en", "--name", "Another reader")
    changed_meanwhile(monkeypatch, [lambda: edit(root, "en.review.yml", "Another", "One more")])
    assert diptych(root, "review", "bai", "p2", *NAME) == 0
    reviews = load_article(root, "bai").translations["en"].reviews
    assert [review.name for review in reviews] == ["One more reader", "A reader"]


def test_a_text_saved_meanwhile_stays_and_is_not_called_reviewed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    diptych(root, "translate", "--engine", "none")
    edit(root, "en.md", "\n\n<!-- p3: missing -->", "")  # so that the review writes the text too
    edits: list[Callable[[], object]] = [lambda: None, lambda: edit(root, "en.md", "one", "first")]
    changed_meanwhile(monkeypatch, edits)
    assert diptych(root, "review", "bai", "p2", *NAME) == 0
    assert not edits
    assert "\n\nParagraph first.\n" in (root / "source_texts/bai/en.md").read_text()
    assert State.REVIEWED not in states(root)
    assert diptych(root, "verify") == 0
    (review,) = load_article(root, "bai").translations["en"].reviews
    assert (review.id, review.name) == ("p2", "A reader")


def test_where_a_file_keeps_changing_no_review_is_said_to_be_noted(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    diptych(root, "review", "bai", "p1", "--to", "en", "--name", "Reader 0")
    capsys.readouterr()
    edits = [partial(edit, root, "en.review.yml", f"Reader {at}", f"Reader {at + 1}") for at in range(3)]
    changed_meanwhile(monkeypatch, [*edits])
    assert diptych(root, "review", "bai", "p2", *NAME) == 1
    out, err = capsys.readouterr()
    assert ("Noted" in out, ": D453: " in err) == (False, True)
    assert [review.name for review in load_article(root, "bai").translations["en"].reviews] == ["Reader 3"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["review", "bai", "p9", *NAME], "D461"),
        (["review", "bai", "p3", *NAME], "D461"),
        (["review", "bai", "--to", "es", "--name", "A reader"], "D462"),
        (["review", "bai", "--to", "en", "--name", "two\nlines"], "D113"),
        (["review", "no-such-article", *NAME], "D451"),
    ],
)
def test_what_cannot_be_reviewed_is_said(
    root: Path, words: list[str], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path.name: path.read_bytes() for path in (root / "source_texts" / "bai").iterdir()}
    assert diptych(root, *words) == 1
    assert f": {code}: " in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in (root / "source_texts" / "bai").iterdir()} == before
