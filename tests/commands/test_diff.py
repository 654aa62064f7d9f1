"""What a branch changes, told in the archive's own terms; nothing that the repository names is run for it."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from pathlib import Path

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from commands.archive import Archive, held, two_articles
from commands.test_git import git
from diptych.text.worddiff import word_diff


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = two_articles(tmp_path / "repository" / "archive")  # an archive may be a folder of a larger repository
    git(made.root.parent, "init")
    git(made.root.parent, "add", ".")
    git(made.root.parent, "commit", "-m", "first")
    return made


def change(archive: Archive, path: str, old: str, new: str) -> None:
    text = archive.read(path)
    assert old in text
    archive.write(path, text.replace(old, new))


def everything(archive: Archive) -> None:
    """One change of each kind."""
    change(archive, "source_texts/bai-mot/vi.md", "Bắc Kinh nêu tám điểm", "Bắc Kinh nêu chín điểm")
    change(archive, "source_texts/bai-mot/en.md", "This is a back door.", "Here is a *back door*.")
    change(archive, "source_texts/bai-hai/en.md", "This is a back door.", "<!-- p2: omitted -->")
    change(archive, "source_texts/bai-hai/article.yml", "language: vi", "language: vi\ntopics: [law]")
    archive.write("archive.yml", archive.read("archive.yml") + "topics:\n  law: {vi: Luật, en: Law}\n")
    archive.write("source_texts/bai-ba/article.yml", "language: vi\n")
    archive.write("source_texts/bai-ba/vi.md", "# Bài ba\n\nCâu `#1` <b>đầu</b>.\n")
    (archive.root / "glossary" / "cua-hau.yml").unlink()
    archive.run("review", "bai-hai", "p3", "--to", "en", "--name", "A reader")


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
@pytest.mark.parametrize("messages", ["en", "vi"])
def test_what_a_branch_changes(archive: Archive, form: str, messages: str, save_golden: bool) -> None:
    everything(archive)
    code, out = archive.run("diff", "HEAD", "--format", form, messages=messages)
    assert code == 0
    held(out, f"diff/{form}-{messages}.txt", save_golden)


CALLS = (
    *("@octocat", "a@example.org", "https://example.org/x", "www.example.org", "#12", "owner/repo#12", "GH-12", "!12"),
    *("~bug", "%12", "$12", "&12", "^alert#1", "0123abc", "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef", ":+1:", "x:@y"),
    *("[issue:12]", "ftp://example.org", "@all", "<@octocat>", "\\@octocat", "&#64;octocat"),
)
READ = re.compile(  # what git hosts look for in the text of a page
    r"""(?ix) @\w | \w[#!~%$&^]\d | (?<!\w)[#!~%$&^][\w"] | \w://? | www\. | gh-\d | \b[0-9a-f]{7,40}\b | :[\w+-]+: """
)


@pytest.mark.parametrize("call", CALLS)
def test_a_contributor_calls_and_links_nobody_in_the_summary(call: str, archive: Archive) -> None:
    change(archive, "source_texts/bai-mot/en.md", "This is a back door.", f"This {call} is ({call}) a back door.")
    change(archive, "source_texts/bai-hai/vi.md", "# Cửa hậu", f"# Cửa {call}")
    said = archive.run("diff", "HEAD", "--format", "markdown")[1]
    page = html5lib.parse(MarkdownIt().render(said), namespaceHTMLElements=False)
    assert page.find(".//a") is None
    texts = [text for element in page.iter() if element.tag != "code" for text in (element.text, element.tail) if text]
    assert not [text for text in texts if READ.search(text)]
    assert html.unescape(call) in html.unescape("".join(page.itertext())), "a reader sees it whole"


def rename(archive: Archive, old: str, new: str) -> None:
    (archive.root / "source_texts" / old).rename(archive.root / "source_texts" / new)


@pytest.mark.parametrize("staged", [False, True])
def test_an_article_that_was_renamed_is_the_same_article(archive: Archive, staged: bool) -> None:
    change(archive, "source_texts/bai-mot/vi.md", "Đây là một cửa hậu.", "Đây là một đoạn của riêng bài một.")
    archive.run("translate", "bai-mot", "--engine", "none")
    git(archive.root, "add", ".")
    git(archive.root, "commit", "-m", "two texts of their own")
    rename(archive, "bai-mot", "bai-moi")
    change(archive, "source_texts/bai-moi/en.md", "In 2021", "In the year 2021")
    if staged:
        git(archive.root, "add", "-A")
    out = archive.run("diff", "HEAD")[1]
    assert "bai-moi: Cửa hậu\n  renamed from bai-mot; mended by a person: 1\n  en p3 (line 5): mended" in out
    assert "bai-mot:" not in out
    found = json.loads(archive.run("diff", "HEAD", "--format", "json")[1])["articles"]
    assert [(one["id"], one["renamed_from"], one["is_new"]) for one in found] == [("bai-moi", "bai-mot", False)]
    assert "renamed from bai-mot" in archive.run("diff", "HEAD", "--format", "markdown")[1]


def test_an_alias_says_that_an_article_was_renamed(archive: Archive) -> None:
    rename(archive, "bai-mot", "bai-moi")
    archive.write("source_texts/bai-moi/vi.md", "# Viết lại\n\nKhông còn chữ nào như cũ.\n")
    change(archive, "source_texts/bai-moi/article.yml", "language: vi", "language: vi\naliases: [bai-mot]")
    assert "  renamed from bai-mot; " in archive.run("diff", "HEAD")[1]


def test_articles_that_are_much_alike_are_told_apart(archive: Archive) -> None:
    rename(archive, "bai-mot", "bai-moi")
    rename(archive, "bai-hai", "bai-cu")
    out = archive.run("diff", "HEAD")[1]
    assert out == "bai-cu: Cửa hậu\n  renamed from bai-hai\nbai-moi: Cửa hậu\n  renamed from bai-mot\n"


def test_another_article_is_no_renamed_one(archive: Archive) -> None:
    shutil.rmtree(archive.root / "source_texts/bai-mot")
    archive.write("source_texts/bai-ba/article.yml", "language: vi\n")
    archive.write("source_texts/bai-ba/vi.md", "# Cửa hậu\n\nMột bài khác hẳn, chỉ có nhan đề giống bài đã bỏ.\n")
    out = archive.run("diff", "HEAD")[1]
    assert ("renamed" in out, "  article taken out; " in out, "  new article; " in out) == (False, True, True)


def test_nothing_has_changed(archive: Archive) -> None:
    assert archive.run("diff", "HEAD") == (0, "Nothing has changed in the archive.\n")


def test_a_source_and_both_ways_of_its_translation(archive: Archive) -> None:
    change(archive, "source_texts/bai-mot/vi.md", "Đây là một cửa hậu.", "Đây là cửa.")
    git(archive.root, "commit", "-am", "second")
    archive.run("review", "bai-mot", "p2", "--to", "en", "--name", "A reader")
    assert "en p2 (line 3): reviewed" in archive.run("diff", "HEAD")[1]
    assert "vi p2 (line 3): changed in the original" in archive.run("diff", "HEAD~1")[1]


@pytest.mark.parametrize(("name", "code"), [("nowhere", "D585"), ("--output=/tmp/x", "D585"), ("HEAD^{tree}", "D585")])
def test_a_commit_that_is_none(archive: Archive, name: str, code: str) -> None:
    found, out = archive.run("diff", "--", name)
    assert found == 1
    assert code in out


def test_a_commit_of_which_not_all_was_fetched(archive: Archive) -> None:
    repository = archive.root.parent
    name = subprocess.check_output(["git", "hash-object", "archive/archive.yml"], cwd=repository, text=True).strip()
    (repository / ".git/objects" / name[:2] / name[2:]).unlink()
    code, out = archive.run("diff", "HEAD")
    assert (code, "D585" in out) == (1, True)


def test_outside_a_repository(tmp_path: Path) -> None:
    archive = two_articles(tmp_path / "archive")
    found, out = archive.run("diff", "HEAD", GIT_CEILING_DIRECTORIES=str(tmp_path))
    assert (found, "D584" in out) == (1, True)


def test_a_link_in_a_commit_is_not_followed(archive: Archive) -> None:
    (archive.root / "source_texts" / "bai-mot" / "original.txt").symlink_to("/etc/passwd")
    git(archive.root, "add", ".")
    git(archive.root, "commit", "-m", "a link")
    (archive.root / "source_texts" / "bai-mot" / "original.txt").unlink()
    assert archive.run("diff", "HEAD") == (0, "Nothing has changed in the archive.\n")


def test_a_word_diff_of_long_texts_says_less_rather_than_take_a_gigabyte() -> None:
    before, after = (" ".join(f"{kind}{at}" for at in range(20_000)) for kind in "ab")
    assert [kind for kind, _ in word_diff(f"x {before} y", f"x {after} y")] == ["same", "out", "in", "same"]
    assert len([*word_diff(before, f"{before} a")]) == 2


@given(st.text("ab ,.\n", max_size=30), st.text("ab ,.\n", max_size=30))
def test_a_word_diff_holds_both_texts(before: str, after: str) -> None:
    pieces = [*word_diff(before, after)]
    assert "".join(text for kind, text in pieces if kind != "in") == before
    assert "".join(text for kind, text in pieces if kind != "out") == after


def test_only_those_may_review_whom_the_list_names_before_the_change(archive: Archive) -> None:
    settings = archive.read("archive.yml")
    archive.write("archive.yml", f"{settings}reviewers: [Lan Anh]\n")
    archive.run("review", "bai-hai", "p2", "--to", "en", "--name", "Từ Trước")  # there before the change
    git(archive.root, "add", "-A")
    git(archive.root, "commit", "-q", "-m", "reviewers")
    archive.run("review", "bai-mot", "--to", "en", "--name", "Lan Anh")
    archive.run("review", "bai-hai", "--to", "en", "--name", "Người Lạ")
    archive.write("archive.yml", f"{settings}reviewers: [Lan Anh, Người Lạ]\n")  # naming oneself does not help
    code, out = archive.run("check", "--changed-from", "HEAD")
    assert (code, out.count("D245")) == (1, 1)
    assert "bai-hai/en.review.yml: D245: a new review bears the name “Người Lạ”" in out
    assert "D245" not in archive.run("check")[1]
