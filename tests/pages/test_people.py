"""Who made the archive: by record and by review, each with their articles."""

from __future__ import annotations

from pathlib import Path

from commands.archive import Archive, two_articles

RECORD = """\
language: vi
translations:
  en:
    translators: [Lan Anh, "<b>Đỗ & Đào</b>"]
    reviewers: [Ân Bình]
"""


def test_people_with_their_articles_in_the_order_of_the_alphabet(tmp_path: Path) -> None:
    archive: Archive = two_articles(tmp_path / "archive")
    archive.write("source_texts/bai-mot/article.yml", RECORD)
    archive.write("source_texts/bai-hai/article.yml", "language: vi\n")
    archive.run("review", "bai-hai", "--to", "en", "--name", "Lan Anh")
    archive.write("source_texts/bai-ba/vi.md", "# Bài ba\n\nĐoạn.\n")
    archive.write(
        "source_texts/bai-ba/article.yml", RECORD + "publish: record\nwithdrawn: {date: 2026, reason: {vi: x}}\n"
    )
    archive.run("build", "--pages")
    page = archive.read("docs/vi/people.md")
    assert [line for line in page.splitlines() if line.startswith("## ")] == [
        "## Ân Bình",
        "## &#60;b&#62;Đỗ &#38; Đào&#60;/b&#62;",
        "## Lan Anh",
    ]
    lan_anh = page.partition("## Lan Anh")[2]
    assert "Dịch: [Cửa hậu](articles/bai-mot.md)" in lan_anh
    assert "Hiệu đính: [Cửa hậu](articles/bai-hai.md)" in lan_anh
    assert "bai-ba" not in page
    assert "Reviewed: [" in archive.read("docs/en/people.md")


def test_nobody_is_named_yet(tmp_path: Path) -> None:
    archive = two_articles(tmp_path / "archive")
    for name in ("bai-mot", "bai-hai"):
        archive.write(f"source_texts/{name}/article.yml", "language: vi\n")
    archive.run("build", "--pages")
    assert "Chưa ghi tên ai." in archive.read("docs/vi/people.md")
