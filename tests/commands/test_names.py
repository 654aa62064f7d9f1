"""Names that a disk which does not tell capital letters from small ones would merge: `check` names them."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands.archive import Archive, two_articles

MERGED = {
    "DOCS": (["DOCS/en/own.md"], "docs"),
    "Site": (["Site/index.html"], "site"),
    ".Diptych": ([".Diptych/own"], ".diptych"),
    "Archive.yml": (["Archive.yml"], "archive.yml"),
    "Source_Texts": (["Source_Texts/bai/vi.md"], "source_texts"),
    "notes.txt": (["NOTES.txt", "notes.txt"], "NOTES.txt"),
    "docs/en/own.md": (["docs/en/own.md", "docs/en/Own.md"], "docs/en/Own.md"),
    "docs/en": (["docs/EN/a.md", "docs/en/b.md"], "docs/EN"),
    "docs/assets/ÁO.css": (["docs/assets/ÁO.css", "docs/assets/A\u0301O.css"], "docs/assets/A\u0301O.css"),
    "docs/en/ARTICLES/own.md": (["docs/en/ARTICLES/own.md"], "docs/en/articles/own.md"),
    "docs/Index.md": (["docs/Index.md"], "docs/index.md"),
}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return two_articles(tmp_path / "archive")


@pytest.mark.parametrize("name", MERGED)
def test_names_that_would_be_merged(name: str, archive: Archive) -> None:
    paths, other = MERGED[name]
    for path in paths:
        archive.write(path, "# Own\n\nText.\n")
    code, out = archive.run("check")
    assert (code, out.count("D708")) == (1, 1)
    assert out.startswith(f"{name}: D708: ")
    assert f"the same as `{other}`" in out


@pytest.mark.parametrize("path", ["source_texts/Bai-Mot/vi.md", "glossary/CUA-HAU.yml", "source_texts/bai-mot/VI.md"])
def test_names_of_articles_terms_and_texts_have_one_spelling(path: str, archive: Archive) -> None:
    archive.write(path, "# Own\n")
    assert archive.run("check")[0] == 1


def test_a_built_archive_merges_nothing(archive: Archive) -> None:
    archive.write("docs/en/own.md", "# Own\n\nText.\n")
    archive.run("build", "--pages")
    assert archive.run("check") == (0, "0 errors, 0 warnings.\n")
