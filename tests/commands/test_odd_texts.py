"""Texts that are allowed and yet odd: they are drafted, read again and lose nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands.archive import THE_DAY
from diptych.cli.main import run


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "archive.yml").write_text("name: {en: Trial}\nlanguages: [vi, en]\naddress: https://a.example/\n")
    (tmp_path / "source_texts" / "bai").mkdir(parents=True)
    (tmp_path / "source_texts" / "bai" / "article.yml").write_text("language: vi\n")
    return tmp_path


def put(root: Path, name: str, text: str) -> Path:
    path = root / "source_texts" / "bai" / name
    path.write_text(text, encoding="utf-8")
    return path


def diptych(root: Path, *words: str) -> int:
    return run(["--archive", str(root), *words], THE_DAY)


@pytest.mark.parametrize("odd", ["2020", "---", "```\ncode\n```", "**1**__2__", "* * *", "…"])
def test_a_block_without_letters_is_its_own_translation(root: Path, odd: str) -> None:
    put(root, "vi.md", f"# Tiêu đề\n\n{odd}\n")
    diptych(root, "translate", "--engine", "none")
    assert odd in (root / "source_texts" / "bai" / "en.md").read_text()
    assert diptych(root, "status") == 0


def test_a_mark_behind_a_byte_order_mark_is_read(root: Path) -> None:
    put(root, "vi.md", "# Tiêu đề\n")
    put(root, "en.md", "\ufeff<!-- p1: missing -->\n")
    assert diptych(root, "status") == 0


def test_a_comment_of_a_persons_own_is_a_persons_word(root: Path) -> None:
    put(root, "vi.md", "# Tiêu đề\n\nĐoạn.\n")
    put(root, "en.md", "# Title\n\nParagraph.\n\n<!-- sources: missing -->\n")
    diptych(root, "translate", "--engine", "none")
    assert "<!-- sources: missing -->" in (root / "source_texts" / "bai" / "en.md").read_text()


def test_a_stale_mark_between_lines_goes_and_leaves_two_paragraphs(root: Path) -> None:
    source = put(root, "vi.md", "# Tiêu đề\n\nMột.\n\nHai.\n\nBa.\n")
    put(root, "en.md", "# Title\n\nOne.\n<!-- p3: missing -->\nThree.\n")
    diptych(root, "translate", "--engine", "none")
    source.write_text("# Tiêu đề\n\nMột.\n\nBa.\n\nBốn mới.\n", encoding="utf-8")
    diptych(root, "translate", "--engine", "none")
    text = (root / "source_texts" / "bai" / "en.md").read_text()
    assert text == "# Title\n\nOne.\n\nThree.\n\n<!-- p5: missing -->\n"


def test_a_remark_in_the_review_file_stays(root: Path) -> None:
    put(root, "vi.md", "# Tiêu đề\n\nĐoạn.\n")
    put(root, "en.md", "# Title\n\nParagraph.\n")
    diptych(root, "review", "bai", "p1", "--to", "en", "--name", "A reader")
    path = root / "source_texts" / "bai" / "en.review.yml"
    path.write_text("# p2 was hard to judge\n" + path.read_text())
    assert diptych(root, "review", "bai", "--to", "en", "--name", "A reader") == 0
    assert path.read_text().startswith("# p2 was hard to judge\n")
    assert path.read_text().count("- id:") == 2


def test_a_name_that_could_not_be_read_is_not_written(root: Path) -> None:
    put(root, "vi.md", "# Tiêu đề\n")
    put(root, "en.md", "# Title\n")
    assert diptych(root, "review", "bai", "--to", "en", "--name", "\u2068Lan\u2069") == 1
    assert not (root / "source_texts" / "bai" / "en.review.yml").exists()


def test_an_excerpt_shows_no_list_however_it_begins(root: Path) -> None:
    put(root, "article.yml", "language: vi\npublish: excerpt\n")
    put(root, "vi.md", "# Tiêu đề\n\n- Mục giữ kín.\n\nĐoạn được đăng.\n\n" + "Rất dài, giữ kín. " * 100 + "\n")
    diptych(root, "build", "--pages")
    pages = "".join(path.read_text() for path in (root / "docs").rglob("*.md"))
    assert "Đoạn được đăng" in pages
    assert "giữ kín" not in pages


def test_what_the_memory_gave_is_not_called_a_machine_of_another_name(root: Path) -> None:
    put(root, "vi.md", "# Tiêu đề\n\nĐoạn.\n")
    put(root, "en.md", "# Title\n\nParagraph.\n")
    other = root / "source_texts" / "bai-hai"
    other.mkdir()
    (other / "article.yml").write_text("language: vi\n")
    (other / "vi.md").write_text("# Bài hai\n\nĐoạn.\n", encoding="utf-8")
    (other / "en.md").write_text("# Second\n\n<!-- p2: missing -->\n")
    diptych(root, "translate", "--engine", "none")
    diptych(root, "build", "--pages")
    page = (root / "docs" / "en" / "articles" / "bai-hai.md").read_text(encoding="utf-8")
    assert "taken from another article here" in page
