"""`export`: which articles, in which languages, to which files; what is wrong is said and nothing is written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from commands.archive import Archive, article, empty, two_articles
from pages.archives import written
from pages.honest import NOBODY, honest_archive


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """Two articles, of 2020 and 2021; the first of the topic `law`. A third has no English."""
    made = two_articles(tmp_path / "archive")
    made.write("archive.yml", made.read("archive.yml") + "topics:\n  law: {en: Law}\n  sea: {en: Sea}\n")
    made.write("source_texts/bai-hai/article.yml", "language: vi\npublished: '2020'\ntopics: [law]\n")
    made.write("source_texts/bai-mot/article.yml", "language: vi\npublished: '2021-05-01'\n")
    article(made, "bai-ba")
    return made


def exported(archive: Archive, *arguments: str) -> str:
    code, said = archive.run("export", *arguments, "--format", "txt", "-o", str(archive.root / "out.txt"))
    assert code == 0, said
    return archive.read("out.txt")


ONE = "In 2021 Beijing named eight points."
TWO = "In 2020 Beijing named eight points."


@pytest.mark.parametrize(
    ("asked", "there", "not_there"),
    [
        (["bai-mot"], [ONE, "Năm 2021"], [TWO]),
        (["--topic", "law"], [TWO, "Năm 2020"], [ONE]),
        (["--year", "2021"], [ONE, "Năm 2021"], [TWO]),
        (["--all"], [ONE, TWO, "Năm 2020"], []),
        (["--all", "--lang", "en"], [ONE, TWO], ["Năm"]),
        (["--all", "--lang", "vi"], ["Năm 2020", "Năm 2021"], [ONE, TWO]),
    ],
)
def test_what_is_asked_for_is_written(
    archive: Archive, asked: list[str], there: list[str], not_there: list[str]
) -> None:
    text = exported(archive, *asked)
    assert [words for words in there if words not in text] == []
    assert [words for words in not_there if words in text] == []


def test_the_oldest_stands_first(archive: Archive) -> None:
    text = exported(archive, "--all", "--lang", "en")
    assert text.index(TWO) < text.index(ONE)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["bai-mo"], "D451: there is no article `bai-mo` that can be read; did you mean `bai-mot`?"),
        (["--topic", "lav"], "D560: there is no topic `lav`; did you mean `law`?"),
        (["--all", "--format", "pfd"], "D766: there is no format `pfd`; did you mean `pdf`?"),
        (["--topic", "sea"], "D561: no article belongs to `sea`; nothing was written\n    Articles belong to: law."),
        (["--year", "1999"], "Articles belong to: 2020, 2021."),
        (["bai-ba", "--lang", "en"], "D562: no article that was asked for has a text in `en`; nothing was written"),
        (["--all", "--lang", "zz"], "D452"),
    ],
)
def test_what_cannot_be_had_is_said_and_nothing_written(archive: Archive, asked: list[str], said: str) -> None:
    code, out = archive.run("export", "--format", "txt", "-o", str(archive.root / "out.txt"), *asked)
    assert code == 1
    assert said in out
    assert not (archive.root / "out.txt").exists()


def test_an_empty_archive_says_so(tmp_path: Path) -> None:
    code, out = empty(tmp_path).run("export", "--all", "--format", "txt", "-o", str(tmp_path / "out.txt"))
    assert (code, "D454" in out) == (1, True)


def test_a_folder_gets_a_file_for_each_article(archive: Archive) -> None:
    code, said = archive.run("export", "--all", "--lang", "en", "--format", "txt", "-o", str(archive.root / "out"))
    assert code == 0
    assert sorted(archive.files("out")) == ["out/bai-hai.en.txt", "out/bai-mot.en.txt"]
    assert "Left out, because they have no text in en: bai-ba" in said


def test_a_folder_that_was_emptied_is_filled_again(archive: Archive) -> None:
    asked = ("export", "--all", "--format", "bag", "-o", str(archive.root / "bag"))
    assert archive.run(*asked)[0] == 0
    shutil.rmtree(archive.root / "bag")
    (archive.root / "bag").mkdir()
    assert archive.run(*asked)[0] == 0
    assert (archive.root / "bag/bagit.txt").exists()


@pytest.mark.parametrize("asked", [["--all"], ["--all", "--lang", "vi"], ["--all", "--lang", "en"]])
def test_no_format_holds_a_word_that_may_not_be_shown(tmp_path: Path, asked: list[str]) -> None:
    archive = Archive(written(tmp_path, honest_archive()))
    archive.run("export", *asked, "--format", "txt", "-o", str(tmp_path / "out.txt"))
    assert NOBODY.split()[-1] not in archive.read("out.txt")
