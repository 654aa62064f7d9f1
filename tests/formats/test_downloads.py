"""Files to take away from the site: made once, made again only when what they hold has changed, never half."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from commands import faults
from commands.archive import EN, VI, Archive, article, two_articles
from diptych.jobs import downloads as job
from diptych.jobs.downloads import downloads
from diptych.reading.facing import Reader
from diptych.site.all_pages import site
from diptych.site.article.downloads import File, offered
from diptych.store.archive import load

ASKED = "downloads:\n  articles: [epub, txt]\n  archive: [txt, tmx]\n"
ARTICLE = {f"articles/{{}}.{tags}.{kind}" for tags in ("vi", "en", "vi-en") for kind in ("epub", "txt")}
WHOLE = {"archive/archive.vi.txt", "archive/archive.en.txt", "archive/archive.vi-en.txt", "archive/archive.tmx"}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = two_articles(tmp_path / "archive")
    made.write("archive.yml", made.read("archive.yml") + ASKED)
    return made


def run(archive: Archive) -> list[str]:
    """One run; what it made, by the names of the tasks."""
    done: list[str] = []
    real = job._make

    def noted(reader: Reader, task: job._Task) -> job._Result:
        done.append(task.name)
        return real(reader, task)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(job, "_make", noted)
        problems = downloads(archive.root, archive.root / "docs", load(archive.root))[1]
    assert {problem.rule.code for problem in problems} <= {"D502"}
    return done


def there(archive: Archive) -> set[str]:
    return {name.removeprefix("docs/downloads/") for name in archive.files("docs/downloads")}


def of(name: str) -> set[str]:
    return {path.format(name) for path in ARTICLE}


def test_all_that_is_asked_for_is_made_once(archive: Archive) -> None:
    assert run(archive) == ["bai-hai", "bai-mot", "/txt", "/tmx"]
    assert there(archive) == of("bai-mot") | of("bai-hai") | WHOLE
    assert run(archive) == []


def changed(archive: Archive) -> None:
    archive.write("source_texts/bai-hai/vi.md", VI.replace("tám", "chín"))


def lost(archive: Archive) -> None:
    (archive.root / "docs/downloads/articles/bai-hai.vi.epub").unlink()


@pytest.mark.parametrize(
    ("change", "made"), [(changed, ["bai-hai", "/txt", "/tmx"]), (lost, ["bai-hai"])], ids=["changed", "lost"]
)
def test_only_what_has_changed_is_made_again(
    archive: Archive, change: Callable[[Archive], None], made: list[str]
) -> None:
    run(archive)
    change(archive)
    assert run(archive) == made
    assert there(archive) == of("bai-mot") | of("bai-hai") | WHOLE


def test_what_nothing_asks_for_any_more_is_taken_away(archive: Archive) -> None:
    run(archive)
    archive.write("docs/downloads/by-hand.txt", "mine")
    (archive.root / "source_texts/bai-hai").rename(archive.root.parent / "gone")
    run(archive)
    assert there(archive) == of("bai-mot") | WHOLE | {"by-hand.txt"}
    archive.write("archive.yml", archive.read("archive.yml").replace(ASKED, ""))
    run(archive)
    assert there(archive) == {"by-hand.txt"}


def test_an_article_of_which_only_the_record_may_be_shown_has_no_files(archive: Archive) -> None:
    archive.write("source_texts/bai-hai/article.yml", "language: vi\npublish: record\n")
    run(archive)
    assert there(archive) == of("bai-mot") | WHOLE
    assert "Năm 2020" not in archive.read("docs/downloads/archive/archive.vi.txt")


@pytest.mark.parametrize("line", ["author: Right Name\n", "publisher: Right Name\n"])
def test_the_books_learn_of_a_record_that_is_shown_without_its_text(archive: Archive, line: str) -> None:
    archive.write(
        "source_texts/bai-hai/article.yml", f"language: vi\npublish: record\n{line.replace('Right', 'Wrong')}"
    )
    run(archive)
    assert "Wrong Name" in archive.read("docs/downloads/archive/archive.vi.txt")
    archive.write("source_texts/bai-hai/article.yml", f"language: vi\npublish: record\n{line}")
    assert run(archive) == ["/txt", "/tmx"]
    assert "Right Name" in archive.read("docs/downloads/archive/archive.vi.txt")


def test_a_flipped_bit_is_mended_and_kept_aside(archive: Archive) -> None:
    archive.run("build", "--pages")
    run(archive)
    file = archive.root / "docs/downloads/articles/bai-hai.vi.epub"
    whole = file.read_bytes()
    file.write_bytes(bytes([whole[0] ^ 1]) + whole[1:])
    code, said = archive.run("verify")
    assert (code, "docs/downloads/articles/bai-hai.vi.epub: D703: " in said) == (1, True), said
    assert run(archive) == ["bai-hai"]
    assert file.read_bytes() == whole
    assert (archive.root / ".diptych/aside/docs/downloads/articles/bai-hai.vi.epub").is_file()


def test_pages_alone_leave_no_file_that_may_not_be_shown_any_more(archive: Archive) -> None:
    run(archive)
    archive.write("source_texts/bai-hai/vi.md", VI.replace("tám", "chín"))
    archive.run("build", "--pages")
    assert there(archive) == of("bai-mot") | of("bai-hai") | WHOLE
    archive.run("withdraw", "bai-mot", "--reason", "Lý do.")
    archive.run("build", "--pages")
    assert there(archive) == of("bai-hai")
    assert "bai-mot.vi" not in archive.read("docs/vi/articles/bai-mot.md")


def test_a_file_that_cannot_be_made_is_a_problem_and_the_others_are_made(archive: Archive) -> None:
    archive.write("archive.yml", archive.read("archive.yml").replace("[epub, txt]", "[pdf, txt]"))
    archive.write("source_texts/bai-hai/vi.md", VI.replace("tám", "\U0001f642"))
    listed, problems = downloads(archive.root, archive.root / "docs", load(archive.root))
    assert {(problem.rule.code, problem.path) for problem in problems} == {("D550", "source_texts/bai-hai/vi.md")}
    kinds = [(file.format, file.languages) for file in listed["bai-hai"]]
    assert ("txt", ("vi",)) in kinds
    assert ("pdf", ("en",)) in kinds
    assert ("pdf", ("vi",)) not in kinds


def test_several_processes_make_the_same_bytes(archive: Archive) -> None:
    for number in range(job.FEW):
        article(archive, f"them-{number}", target=EN)
    other, third = archive.copy("other"), archive.copy("third")
    run(archive.copy("alone"))
    downloads(archive.root, archive.root / "docs", load(archive.root))
    with ThreadPoolExecutor(1) as executor:  # stands in for a cluster's
        downloads(third.root, third.root / "docs", load(third.root), executor=executor)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(job, "FEW", 100)
        downloads(other.root, other.root / "docs", load(other.root))
    assert archive.files("docs") == other.files("docs") == third.files("docs")
    assert len(archive.files("docs")) == 6 * (2 + job.FEW) + len(WHOLE)


def test_killed_midway_it_goes_on_where_it_was(archive: Archive) -> None:
    whole = archive.copy("whole")
    run(whole)
    for number in (1, 5, 12, 20, 33, 40, 60):
        killed = archive.copy(str(number))
        faults.killed_at(number, killed.root, lambda killed=killed: run(killed))  # type: ignore[misc]  # mypy infers no default of a lambda
        found, expected = killed.files("docs"), whole.files("docs")
        assert all(found[name] == expected[name] for name in found if not name.endswith(".dtmp"))
        run(killed)
        strays = {name for name in killed.files("docs") if name.endswith(".dtmp")}
        assert {name: data for name, data in killed.files("docs").items() if name not in strays} == expected


def test_a_page_lists_them_with_their_size_the_facing_one_first() -> None:
    files = [
        File(format="epub", languages=("en",), path="downloads/a.en.epub", size=54_321),
        File(format="epub", languages=("vi",), path="downloads/a.vi.epub", size=999),
        File(format="pdf", languages=("vi", "en"), path="downloads/a.vi-en.pdf", size=1_234_567),
    ]
    assert offered(files, "vi", "../../") == [
        ("PDF, tiếng Việt – tiếng Anh", "../../downloads/a.vi-en.pdf", "(1,2 MB)"),
        ("EPUB, tiếng Việt", "../../downloads/a.vi.epub", "(1 KB)"),
        ("EPUB, tiếng Anh", "../../downloads/a.en.epub", "(54 KB)"),
    ]


def test_the_pages_lead_to_them(archive: Archive) -> None:
    listed, _ = downloads(archive.root, archive.root / "docs", load(archive.root))
    pages = dict(site(load(archive.root), downloads=listed))
    assert "](../../downloads/articles/bai-hai.vi-en.epub)" in pages["en/articles/bai-hai.md"]
    assert "](../downloads/archive/archive.tmx)" in pages["vi/index.md"]
