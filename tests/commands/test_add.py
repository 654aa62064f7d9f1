"""`add`: a received file becomes an article whole, or nothing is stored and it is said why, in both languages."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from commands.archive import VI, Archive, article, empty, held

UNTITLED = "Một đoạn không có nhan đề, dài hơn một dòng tít và có dấu chấm ở cuối câu này.\nĐoạn thứ hai cũng vậy.\n"

STORED: dict[str, tuple[str, bytes, list[str]]] = {  # the file's name and bytes, and what is said of it
    "markdown": ("bai.md", VI.encode(), []),
    "title-given": ("bai.txt", UNTITLED.encode(), ["--title", "Nhan đề đặt sau"]),
    "id-given": ("bai.md", VI.encode(), ["--id", "cua-hau-2020"]),
    "nfd-crlf-and-bom": ("bai.md", unicodedata.normalize("NFD", "\ufeff" + VI).replace("\n", "\r\n").encode(), []),
    "title-of-markup": ("bai.txt", UNTITLED.encode(), ["--title", "<script>alert(1)</script> {{ config }}"]),
}
REFUSED: dict[str, tuple[str, bytes, list[str]]] = {
    "title-missing": ("bai.txt", UNTITLED.encode(), []),
    "title-empty": ("bai.txt", UNTITLED.encode(), ["--title", " "]),
    "two-titles": ("bai.md", f"{VI}\n# Hai\n".encode(), []),
    "id-climbs": ("bai.md", VI.encode(), ["--id", "../../etc/passwd"]),
    "id-of-another-case": ("bai.md", VI.encode(), ["--id", "Co-San"]),
    "id-taken": ("bai.md", VI.encode(), ["--id", "co-san"]),
    "id-of-lists": ("bai.md", VI.encode(), ["--id", "index"]),
    "id-empty": ("bai.md", VI.encode(), ["--id", ""]),
    "id-too-long": ("bai.md", VI.encode(), ["--id", "a" * 81]),
    "id-from-no-latin-letter": ("bai.md", "# 数据安全\n\n数据。\n".encode(), []),
    "language-unknown": ("bai.md", VI.encode(), ["--lang", "vn"]),
    "language-of-another-case": ("bai.md", VI.encode(), ["--lang", "VI"]),
    "latin-1": ("bai.txt", VI.encode("cp1258", "replace"), []),
    "control-characters": ("bai.md", f"{VI}\nA\x00B\u202e\n".encode(), []),
    "empty": ("bai.md", b"", []),
    "20-mb": ("bai.md", (VI + "\n" + "dữ liệu " * 2_000_000).encode(), []),
    "1000-quotations": ("bai.md", f"{VI}\n{'> ' * 1000}Sâu\n".encode(), []),
}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = empty(tmp_path / "archive")
    article(made, "co-san")
    return made


def received(archive: Archive, name: str, content: bytes) -> str:
    file = archive.root.parent / name
    file.write_bytes(content)
    return str(file)


def said(archive: Archive, *arguments: str) -> str:
    """The command in English, and what it would have said in Vietnamese."""
    other = archive.copy("other")
    return "\n".join([archive.says("add", *arguments), other.says("add", *arguments, messages="vi")])


@pytest.mark.parametrize("name", STORED)
def test_stored_whole(name: str, archive: Archive, save_golden: bool) -> None:
    file, content, more = STORED[name]
    before = archive.files()
    text = said(archive, received(archive, file, content), "--lang", "vi", *more)
    new = {path: data for path, data in archive.files().items() if path not in before}
    (original,) = (data for path, data in new.items() if "/original." in path)
    assert original == content
    shown = [f"{path}\n{data.decode()}" for path, data in new.items() if path.endswith(("article.yml", "vi.md"))]
    held(text + "\n" + "\n".join(shown), f"add/{name}.txt", save_golden)
    assert archive.run("check")[0] == 0


@pytest.mark.parametrize("name", REFUSED)
def test_refused_and_nothing_stored(name: str, archive: Archive, save_golden: bool) -> None:
    file, content, more = REFUSED[name]
    before = archive.files()
    text = said(archive, received(archive, file, content), "--lang", "vi", *more)
    assert archive.files() == before
    assert not archive.strays()
    held(text, f"add/refused-{name}.txt", save_golden)


def test_twice_is_said(archive: Archive, save_golden: bool) -> None:
    file = received(archive, "bai.md", VI.encode())
    assert archive.run("add", file, "--lang", "vi")[0] == 0
    before = archive.files()
    held(said(archive, file, "--lang", "vi", "--id", "khac"), "add/refused-twice.txt", save_golden)
    assert archive.files() == before


def test_what_is_no_file(archive: Archive, tmp_path: Path, save_golden: bool) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link.md").symlink_to(archive.root / "archive.yml")
    with (tmp_path / "large.md").open("wb") as file:
        file.truncate(100_000_000)
    names = ("none.md", "folder", "link.md", "large.md")
    texts = [archive.says("add", str(tmp_path / name), "--lang", "vi") for name in names]
    held("\n".join(texts), "add/refused-no-file.txt", save_golden)


def test_a_record_full_of_left_out_pieces_can_be_read(archive: Archive) -> None:
    furniture = "".join(f"<nav>{'🙂' * 190} {n}</nav>" for n in range(120))
    page = f"<html><body>{furniture}<article><h1>Bài</h1><p>{'Một đoạn văn. ' * 20}</p></article></body></html>"
    assert archive.run("add", received(archive, "trang.html", page.encode()), "--lang", "vi")[0] == 0
    assert archive.read("source_texts/bai/article.yml").count("🙂") > 100
    assert archive.run("check")[0] == 0


CHANGES: dict[str, Callable[[Path], object]] = {
    "bit": lambda file: file.write_bytes(bytes([file.read_bytes()[0] ^ 1]) + file.read_bytes()[1:]),
    "cut": lambda file: file.write_bytes(file.read_bytes()[:-1]),
    "gone": lambda file: file.unlink(),
    "renamed": lambda file: file.rename(file.with_name("original.txt")),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_original_is_found(name: str, archive: Archive, save_golden: bool) -> None:
    archive.run("add", received(archive, "bai.md", VI.encode()), "--lang", "vi")
    CHANGES[name](archive.root / "source_texts/cua-hau/original.md")
    said = [archive.says("check"), archive.says("check", messages="vi"), archive.says("build", "--pages")]
    held("\n".join(said), f"add/original-{name}.txt", save_golden)
    assert all("[exit code 1]" in text for text in said)


def test_outside_an_archive_nothing_is_made(tmp_path: Path) -> None:
    outside = Archive(tmp_path / "nothing")
    outside.root.mkdir()
    file = received(outside, "bai.md", VI.encode())
    for command in (["add", file, "--lang", "vi"], ["translate"], ["build"], ["status"], ["check"]):
        code, out = outside.run(*command)
        assert (code, "D205" in out) == (1, True), command
    assert list(outside.root.iterdir()) == []
