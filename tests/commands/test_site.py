"""The site that MkDocs really builds takes the place of the last one only when it is whole."""

from __future__ import annotations

import io
import shutil
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from commands.archive import VI, Archive
from commands.real import pages, with_theme
from diptych.cli.main import run


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """An archive with its site; tests work on copies of it."""
    archive = with_theme(tmp_path_factory.mktemp("built") / "archive")
    code, out = archive.run("build")
    assert code == 0, out
    return archive


@pytest.fixture
def archive(built: Archive, tmp_path: Path) -> Archive:
    return Archive(shutil.copytree(built.root, tmp_path / "archive"))


def change(archive: Archive) -> None:
    archive.write("source_texts/bai-hai/vi.md", VI.replace("tám", "chín"))


def hooked(archive: Archive, hook: str) -> None:
    """MkDocs runs this code of the archive's while it builds."""
    archive.write("hook.py", hook)
    archive.write("mkdocs.yml", archive.read("mkdocs.yml") + "hooks:\n  - hook.py\n")


def with_html(archive: Archive, html: str) -> None:
    """A page by hand into which the maintainer's own hook writes HTML."""
    archive.write("docs/en/own.md", "# Own\n\nHere.\n")
    hooked(archive, f"def on_post_page(output, **_):\n    return output.replace('<p>Here.</p>', {html!r})\n")


def test_a_relative_folder_is_the_same_folder(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    before = pages(archive)
    change(archive)
    monkeypatch.chdir(archive.root.parent)
    with redirect_stdout(io.StringIO()):
        assert run(["--archive", archive.root.name, "build"], {}) == 0
    after = pages(archive)
    assert after.keys() >= before.keys()
    assert after != before
    assert not (archive.root / archive.root.name).exists()


def test_every_path_may_be_relative(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read and written lies where the reader of the terminal stands, not in the archive."""
    here = archive.root.parent
    monkeypatch.chdir(here)
    Path("new.md").write_text("# Mới\n\nMột đoạn.\n", encoding="utf-8")
    relative = ["--archive", archive.root.name, "--messages", "en"]
    for words in (
        ["add", "new.md", "--lang", "vi", "--id", "moi"],
        ["export", "bai-hai", "--format", "po", "-o", "bai.po"],
        ["import", "bai.po"],
        ["glossary", "export", "-o", "terms.csv"],
        ["glossary", "import", "terms.csv"],
        ["export", "--all", "--format", "site", "-o", "offline"],
    ):
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()) as said:
            code = run([*relative, *words], {})
        assert code == (words[-1] == "offline"), (words, said.getvalue())
    assert "D568" in said.getvalue(), "the site is older than what was added"
    assert {path.name for path in here.iterdir()} == {"archive", "new.md", "bai.po", "terms.csv"}
    assert (archive.root / "source_texts/moi/original.md").is_file()


PAGE = "if page.url == 'vi/articles/bai-hai/'"
SPOILED = {
    "a page is skipped": (f"def on_post_page(output, page, config): return '' {PAGE} else output", "D710"),
    "a page is cut short": (f"def on_post_page(output, page, config): return output[:900] {PAGE} else output", "D710"),
    "all pages are skipped": ("def on_post_page(output, **more): return ''", "D710"),
    "nothing is written": ("import os\ndef on_pre_build(config): os._exit(0)", "D710"),
    "the site is gone": ("import shutil\ndef on_post_build(config): shutil.rmtree(config.site_dir)", "D710"),
    "a picture is gone": (
        "import pathlib\ndef on_post_build(config): pathlib.Path(config.site_dir, 'assets/icon.svg').unlink()",
        "D711",
    ),
    "a file is cut short": (
        "import os\ndef on_post_build(config): os.truncate(config.site_dir + '/vi/feed.xml', 99)",
        "D710",
    ),
    "the sitemap is cut short": (
        "import os\ndef on_post_build(config): os.truncate(config.site_dir + '/sitemap.xml', 99)",
        "D710",
    ),
    "the page for the lost is gone": (
        "def on_pre_build(config): config.theme.static_templates.discard('404.html')",
        "D710",
    ),
    "the search index is gone": (
        "import pathlib\nfrom diptych.store.cache import archive_cache\n"
        "def on_post_build(config): (archive_cache(pathlib.Path()) / 'pagefind/pagefind-entry.json').unlink()",
        "D710",
    ),
    "a script of the theme's is gone": (
        "def on_post_page(output, **more): return output.replace('</body>', '<script src=/assets/no.js></script>')",
        "D711",
    ),
    "it is killed": ("import os, signal\ndef on_env(*a, **more): os.kill(os.getpid(), signal.SIGKILL)", "D503"),
    "the disk is full": (
        "import resource\ndef on_pre_build(config): resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))",
        "D203",
    ),
}


@pytest.mark.parametrize("name", SPOILED)
def test_a_site_that_is_not_whole_is_not_published(archive: Archive, name: str) -> None:
    before = archive.files("site")
    hook, code = SPOILED[name]
    change(archive)
    hooked(archive, hook)
    exit_code, said = archive.run("build")
    assert exit_code == 1
    assert f": {code}: " in said, said
    assert "Traceback" not in said.splitlines()[0]
    assert archive.files("site") == before
    archive.write("hook.py", "")
    assert archive.run("build")[0] == 0
    assert archive.files("site") != before


LINKS = {
    '<a href="../nowhere/">x</a>': "en/nowhere",
    "<a href='/nowhere/'>x</a>": "nowhere",
    "<a href=https://diptych.example/vi/nowhere?q=1#x>x</a>": "vi/nowhere",
    '<a href="../guide/#nowhere">x</a>': "en/guide/index.html#nowhere",
    '<a href="#nowhere">x</a>': "en/own/index.html#nowhere",
    '<img src="no.png" alt="">': "en/own/no.png",
    '<img srcset="../../assets/icon.svg 1x, no.png 2x" alt="">': "en/own/no.png",
    '<video poster="no%20film.png"></video>': "en/own/no film.png",
    '<link rel="stylesheet" href="../../no.css">': "no.css",
}


@pytest.mark.parametrize("link", LINKS)
def test_a_link_into_nothing(archive: Archive, link: str) -> None:
    """MkDocs looks at links of Markdown only."""
    before = archive.files("site")
    with_html(archive, f"<p>{link}</p>")
    code, said = archive.run("build")
    assert code == 1
    assert said.startswith("docs/en/own.md: D711: ")
    assert f" leads to {LINKS[link]}, " in said
    assert archive.files("site") == before


GOOD = (
    *("", "#", "#top", "#m%E1%BB%91c", "#old", "#:~:text=Own"),
    *("../a%20b.txt", "../../en/guide", "../notes/", "../guide/?q=1", "/en/?q=1"),
    *(
        "//diptych.example/vi/",
        "https://diptych.example",
        "https://diptych.example.org/x",
        "mailto:a@b.example",
        "tel:1",
    ),
)


def test_links_that_lead_somewhere(archive: Archive) -> None:
    archive.write("docs/en/a b.txt", "A file.\n")
    archive.write("docs/en/notes/README.md", "# The page of its folder\n")
    archive.write("docs/en/.draft.md", "# Not published\n")
    links = "".join(f'<a href="{address}">x</a>' for address in GOOD)
    shown = "<code>&lt;a href='nowhere'&gt;</code><!-- <a href='nowhere'> --><img src='data:image/gif;base64,R0'>"
    with_html(archive, f"<p id=mốc><a name=old></a>{links}{shown}</p>")
    code, said = archive.run("build")
    assert code == 0, said


UNSAFE = {
    "docs/en/own.md": "# Own\n\n<script>zq2()</script>\n",
    "docs/en/notes/own.md": "---\ntemplate: sitemap.xml\n---\n\n# Own\n",
    "docs/en/own.html": "<script>zq2()</script>",
}


@pytest.mark.parametrize("path", UNSAFE)
def test_what_would_be_live_is_not_published(path: str, archive: Archive) -> None:
    before = archive.files("site")
    archive.write(path, UNSAFE[path])
    code, said = archive.run("build")
    assert (code, "D503" in said, path.removeprefix("docs/") in said) == (1, True, True)
    assert "Traceback" not in said
    assert archive.files("site") == before


def test_an_extension_of_the_archives_own_makes_nothing_live(archive: Archive) -> None:
    """`check` cannot run such code; the build, which does, looks at what came of it."""
    archive.write("loud.py", LOUD)
    before = archive.files("site")
    archive.write("mkdocs.yml", archive.read("mkdocs.yml") + "markdown_extensions:\n  - loud\n")
    archive.write("docs/en/own.md", "# Own\n\nLOUD\n")
    assert archive.run("check")[0] == 0
    assert "<script>" in archive.run("build", PYTHONPATH=str(archive.root))[1]
    assert archive.files("site") == before


LOUD = """
from markdown import Extension
from markdown.postprocessors import Postprocessor

class Loud(Postprocessor):
    def run(self, text):
        return text.replace("LOUD", "<script>x</script>")

class LoudExtension(Extension):
    def extendMarkdown(self, md):
        md.postprocessors.register(Loud(md), "loud", 1)

def makeExtension(**kwargs):
    return LoudExtension(**kwargs)
"""


def test_a_page_by_hand_in_one_language_names_no_other(archive: Archive) -> None:
    archive.write("docs/en/own.md", "# Own\n")
    archive.write("docs/vi/guide/index.md", "# Hướng dẫn\n")
    assert archive.run("build")[0] == 0
    page, sitemap = archive.read("site/en/own/index.html"), archive.read("site/sitemap.xml")
    assert "vi/own/" not in page + sitemap
    assert 'hreflang="x-default" href="https://diptych.example/en/own/"' in page
    assert '<a href="../../vi/" lang="vi"' in page, "the switch leads to the other language's home"


def test_the_guide_of_the_tool_stands_in_for_one_that_is_missing(archive: Archive) -> None:
    (archive.root / "docs/vi/guide/index.md").unlink()
    assert archive.run("build")[0] == 0
    for language in ("vi", "en"):
        assert 'href="guide/"' in archive.read(f"site/{language}/index.html")
        assert f'lang="{language}"' in archive.read(f"site/{language}/guide/index.html")


def test_a_language_without_a_guide_links_none(archive: Archive) -> None:
    archive.write("archive.yml", archive.read("archive.yml").replace("[vi, en]", "[vi, en, fr]") + "# three\n")
    archive.write("mkdocs.yml", archive.read("mkdocs.yml").replace("  names:", "  names:\n    fr: Essai", 1))
    assert archive.run("build")[0] == 0
    assert 'href="guide/"' in archive.read("site/en/index.html")
    assert 'href="guide/"' not in archive.read("site/fr/index.html")


def test_pages_that_are_left_out_on_purpose_are_not_missed(archive: Archive) -> None:
    archive.write("docs/en/draft.md", "# A draft\n")
    archive.write("mkdocs.yml", archive.read("mkdocs.yml") + "exclude_docs: draft.md\n")
    code, said = archive.run("build")
    assert code == 0, said
    assert "site/en/draft/index.html" not in archive.files("site")
