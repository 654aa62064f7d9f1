"""Law 6: contributed text is inert. No field, body, file name or glossary value becomes markup, script, a hostile link
or an id of the theme's. Held against the built HTML of the whole site, whatever renders it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from diptych.model.archive import Archive
from diptych.model.problem import Problem
from diptych.store.archive import load
from diptych.text.normal import forbidden_references
from pages.archives import TRIAL, Files, built_once, written
from pages.expected import shown_blocks
from pages.hostile import hostile_archive
from pages.oracle import TOKEN, faults, parsed, squeezed, visible
from pages.rendered import rendered

ADDRESS = re.compile(r"https://diptych\.example/[a-z0-9/-]+")
DATA = ("feed.xml",)
BINARY = (".woff2", ".png", ".gz", ".pf_fragment", ".pf_index", ".pf_meta", ".pagefind")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hostile archive with its built site."""
    return built_once(tmp_path_factory, "hostile", hostile_archive)


@pytest.fixture(scope="module")
def archive(root: Path) -> Archive:
    return load(root)


def pages(root: Path) -> Iterator[tuple[str, str]]:
    for path in sorted((root / "site").rglob("*.html")):
        yield str(path.relative_to(root / "site")), path.read_text(encoding="utf-8")


def test_nothing_hostile_is_kept_out_so_all_of_it_is_tried(archive: Archive) -> None:
    assert not [problem for problem in archive.problems if problem.is_error]


def test_no_page_holds_contributed_markup(root: Path) -> None:
    error_page = (root / "site" / "404.html").read_text(encoding="utf-8")
    theme_ids = frozenset(e.get("id") for e in parsed(error_page).iter() if str(e.get("id")).startswith("__"))
    found = {name: wrong for name, html in pages(root) if (wrong := faults(html, theme_ids))}
    assert not found


def test_front_matter_can_stand_in_any_theme_as_it_is(root: Path) -> None:
    for path in (root / "docs").rglob("*.md"):
        _, meta = rendered(path.read_text(encoding="utf-8"))
        texts = [text for value in meta.values() for text in (value if isinstance(value, list) else [str(value)])]
        assert not [text for text in texts if re.search("[<>\"'\n]", text)], path


def test_article_pages_show_every_hostile_word_as_text(root: Path, archive: Archive) -> None:
    for article in archive.articles:
        texts = [article.text, article.translations["en"].text]
        for language in archive.settings.languages:
            page = visible((root / "site" / language / "articles" / article.id / "index.html").read_text("utf-8"))
            lost = [block for text in texts for block in shown_blocks(text) if block not in page]
            assert not lost, (article.id, language)


def test_records_show_every_hostile_field_as_text(root: Path, archive: Archive) -> None:
    for article in archive.articles:
        record = article.record
        names = [
            name for credits in record.translations.values() for name in (*credits.translators, *credits.reviewers)
        ]
        engines = [entry.engine for translation in article.translations.values() for entry in translation.entries]
        page = visible((root / "site" / "en" / "articles" / article.id / "index.html").read_text("utf-8"))
        for text in filter(None, [record.publisher, record.author, record.rights, *names, *engines]):
            assert squeezed(text) in page, article.id


def test_term_pages_show_every_hostile_word_as_text(root: Path, archive: Archive) -> None:
    for name, term in archive.terms.items():
        page = visible((root / "site" / "vi" / "glossary" / name / "index.html").read_text("utf-8"))
        words = [w for x in term.languages.values() for w in (x.form, x.definition, *x.variants)]
        lost = [text for text in [*words, *(source.title for source in term.sources)] if squeezed(text) not in page]
        assert not lost, name


def test_other_files_hold_no_contributed_word(root: Path) -> None:
    """Save those that are data: the feeds, which `test_feeds.py` reads, JSON, and the search's index, which is binary;
    what a page makes of these it makes as text."""
    for path in sorted((root / "site").rglob("*")):
        if path.is_file() and path.suffix == ".json":
            json.loads(path.read_text(encoding="utf-8"))
        elif path.is_file() and path.suffix not in (".html", *BINARY) and path.name not in DATA:
            assert not TOKEN.search(ADDRESS.sub("", path.read_text(encoding="utf-8"))), path
    assert not TOKEN.search((root / "site" / "404.html").read_text(encoding="utf-8"))


def test_no_script_of_ours_reads_text_as_markup() -> None:
    for path in sorted((Path(__file__).resolve().parents[2] / "scripts" / "diptych" / "theme").rglob("*.js")):
        found = re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", path.read_text("utf-8"))
        assert not found, path


def test_no_page_holds_a_file_that_a_text_asked_for(root: Path) -> None:
    for name, html in pages(root):
        assert "docs_dir" not in html, name
        assert "root:" not in html, name


# What no text may hold is refused with its line, and its page is not published.

UNSAFE = {
    "right-to-left override": "\u202e",
    "isolate": "\u2066",
    "start of text, which Python-Markdown uses for its own": "\x02",
    "end of text": "\x03",
    "NUL": "\x00",
    "escape": "\x1b",
    "C1 control": "\x9b",
    "noncharacter": "\ufffe",
}
VI = {"language": "vi"}


def problems(root: Path, files: Files) -> tuple[Problem, ...]:
    return load(written(root, files)).problems


@pytest.mark.parametrize("character", UNSAFE.values(), ids=UNSAFE)
@pytest.mark.parametrize("file", ["source_texts/a/vi.md", "source_texts/a/en.md", "source_texts/a/article.yml"])
def test_characters_that_are_no_text_are_refused(tmp_path: Path, file: str, character: str) -> None:
    files = {"source_texts/a/article.yml": "language: vi\n", "source_texts/a/vi.md": "# Bài\n\n"}
    files[file] = files.get(file, "") + f"author: a{character}b\n"
    (problem,) = problems(tmp_path, files)
    assert (problem.path, problem.rule.code) == (file, "D105")
    assert not load(tmp_path).articles


@pytest.mark.parametrize("name", ["<img src=x onerror=a()>", "%2e%2e", "__config", "index", "A", "a b", "bài", "a--b"])
def test_folders_and_files_whose_names_are_no_ids_are_refused(tmp_path: Path, name: str) -> None:
    files: Files = {
        f"source_texts/{name}/article.yml": VI,
        f"source_texts/{name}/vi.md": "# Bài\n",
        f"glossary/{name}.yml": {"languages": {"vi": {"form": "a", "definition": "b"}}},
    }
    assert {problem.rule.code for problem in problems(tmp_path, files)} == {"D206"}
    archive = load(tmp_path)
    assert not archive.articles
    assert not archive.terms


def test_a_symbolic_link_is_not_followed(tmp_path: Path) -> None:
    root = written(tmp_path / "archive", {"source_texts/a/article.yml": VI})
    (tmp_path / "secret.md").write_text("# secret", encoding="utf-8")
    (root / "source_texts" / "a" / "vi.md").symlink_to(tmp_path / "secret.md")
    (root / "source_texts" / "b").symlink_to(root / "source_texts" / "a")
    archive = load(root)
    assert {problem.rule.code for problem in archive.problems} == {"D201"}
    assert not archive.articles


SCHEMED = ["javascript:a()", "JAVASCRIPT:a()", " javascript:a()", "java\tscript:a()", "data:text/html,a", "//a.example"]


@pytest.mark.parametrize(
    "address", [*SCHEMED, "https://a.example/<b>", 'https://a.example/"', "https://a b", "ftp://a"]
)
def test_a_record_takes_no_other_address(tmp_path: Path, address: str) -> None:
    files: Files = {"source_texts/a/article.yml": {**VI, "source_url": address}, "source_texts/a/vi.md": "# Bài\n"}
    (problem,) = problems(tmp_path, files)
    assert problem.rule.code == "D113"


# The oracle itself: it must fire on each of these, and on nothing that is only text.

BAD = """
<script>zq1qz()</script>
<img src=x onerror=a()>
<svg onload=zq1qz()>
<p onclick="a()">x</p>
<p ONMOUSEOVER=a()>x</p>
<a href="javascript:a()">x</a>
<a href="JaVaScRiPt:a()">x</a>
<a href="java&#9;script:a()">x</a>
<a href=" &#1;javascript:a()">x</a>
<a href="java&Tab;script:a()">x</a>
<a href="data:text/html,a">x</a>
<a href="vbscript:a">x</a>
<a href="/zq1qz">x</a>
<a href="//zq1qz.example">x</a>
<a href="file:///etc/passwd">x</a>
<form action=javascript:a()>x</form>
<button formaction="javascript:a()">x</button>
<svg><a xlink:href="javascript:a()">x</a></svg>
<img src="https://a.example/zq1qz">
<iframe srcdoc="zq1qz"></iframe>
<iframe src="https://a.example">zq1qz</iframe>
<style>.zq1qz{}</style>
<textarea>zq1qz</textarea>
<noscript>zq1qz</noscript>
<math><mi>zq1qz</mi></math>
<meta http-equiv=refresh content=0>
<base href="//zq1qz.example/">
<p class="zq1qz">x</p>
<p zq1qz>x</p>
<p style="zq1qz">x</p>
<p data-x="zq1qz">x</p>
<a name="zq1qz">x</a>
<p id="zq1qz">x</p>
<p id="__config">x</p>
<p id="p1">x</p><p id="p1">y</p>
<!-- zq1qz -->
<script type="application/ld+json">{"a": "zq1qz"</script>
<script type="application/ld+json">{"a": "</script><b>zq1qz</b>"}</script>
""".strip().split("\n")

GOOD = """
<p>zq1qz &lt;script&gt; onclick=a() javascript:a()</p>
<h2 id="h-zq1qz-a_1"><a href="#h-zq1qz-a_1">zq1qz</a></h2>
<a href="https://a.example/zq1qz" title="zq1qz" aria-label="zq1qz">zq1qz</a>
<a href="../../glossary/cua-hau/">x</a>
<meta name="author" content="zq1qz &lt;script>">
<script>theme()</script><button aria-pressed="false">x</button>
<script type="application/ld+json">{"name": "zq1qz \\u003c/script>"}</script>
""".strip().split("\n")


@pytest.mark.parametrize("html", BAD)
def test_the_oracle_fires(html: str) -> None:
    assert faults(f"<!doctype html><title>x</title><body>{html}")


@pytest.mark.parametrize("html", GOOD)
def test_the_oracle_lets_text_be(html: str) -> None:
    assert not faults(f"<!doctype html><title>x</title><body>{html}")


def test_the_oracle_fires_on_a_title_that_breaks_out() -> None:
    assert faults("<!doctype html><title></title><script>zq1qz()</script></title>")


def test_tokens_are_words_that_only_hostile_values_hold() -> None:
    for path in (TRIAL / "source_texts").rglob("*.md"):
        assert not re.search(TOKEN, path.read_text(encoding="utf-8", errors="replace"))


@pytest.mark.parametrize(
    "reference", ["&#0;", "&#1;", "&#2;", "&#12;", "&#x85;", "&#x202E;", "&#8238;", "&#X2066;", "&#xD800;"]
)
def test_a_character_that_is_no_text_has_no_number_either(reference: str) -> None:
    assert list(forbidden_references(f"Một.\n\nHai {reference}.")) == [(3, reference)]
