"""Pages written by hand: whatever would be live on one is named by `check` and never published by `build`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.archive import Archive, empty
from diptych.text.inert import ELEMENTS, live
from diptych.theme.rendering import extensions, renderer

HEAD = '---\ntitle: "Own"\nlang: "en"\n---\n\n# Own\n\n'
LIVE = {
    "script": "<script>zq2()</script>",
    "handler": '<div markdown onclick="zq3()">x</div>',
    "handler in a picture": "<img src=x onerror=alert(1)>",
    "link that runs": "[a](javascript:alert)",
    "link that hides": "[a](java&#115;cript:alert)",
    "link with a tab": '<a href="java\tscript:x">a</a>',
    "data": "[a](data:text/html;base64,x)",
    "reference": "[a][b]\n\n[b]: vbscript:x",
    "frame": '<iframe src="https://example.org"></iframe>',
    "style": "<style>* { display: none }</style>",
    "style of one": '<p style="position: fixed">x</p>',
    "remote picture": "![x](https://example.org/a.png)",
    "remote picture without a scheme": "![x](//example.org/a.png)",
    "form": '<form action="https://example.org"><input name="q"></form>',
    "drawing": "<svg><script>x</script></svg>",
    "the theme's id": '<p id="dt-main">x</p>',
    "the theme's class": '<p class="dt-state">reviewed</p>',
    "comment that ends early": "<!-- --!><script>x</script> -->",
    "end of what surrounds it": "x</div></main>",
    "base": '<base href="https://example.org/">',
    "metadata": '<meta http-equiv="refresh" content="0;url=https://example.org">',
}
INERT = {
    "text": "1 < 2, a<b and AT&T, *emphasis*, **strong**, ~~no~~",
    "links": "[a](own.md), [b](#h-own), <https://example.org>, <a@example.org>, [c](mailto:a@example.org)",
    "picture": '![A map](map.png "Map")',
    "code": "`<script>` and\n\n```html\n<script>alert(1)</script>\n```\n\n    <iframe>",
    "table": "| a | b |\n| :-- | --: |\n| 1 | <br> |",
    "keys": "Press <kbd>Ctrl</kbd>, H<sub>2</sub>O<br>x",
    "comment": "<!-- to be written -->\n\nText",
    "lists": "3. a\n4. b\n    - c\n\n> quoted",
}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return empty(tmp_path / "archive")


def checked(archive: Archive, body: str, name: str = "docs/en/own.md") -> list[str]:
    """`line code` of what is found on a page."""
    archive.write(name, body)
    found = re.findall(rf"{re.escape(name)}:?(\d*): (D\d+)", archive.run("check")[1])
    return [f"{line} {code}" for line, code in found]


@pytest.mark.parametrize("body", LIVE.values(), ids=LIVE)
def test_what_would_be_live_is_an_error_with_its_line(body: str, archive: Archive) -> None:
    found = checked(archive, f"{HEAD}Text.\n\n{body}\n")
    assert found
    first = HEAD.count("\n") + 3
    assert {*found} <= {f"{line} D741" for line in range(first, first + body.count("\n") + 1)}


@pytest.mark.parametrize("body", INERT.values(), ids=INERT)
def test_what_markdown_makes_is_no_error(body: str, archive: Archive) -> None:
    assert not checked(archive, f"{HEAD}{body}\n")


def test_each_line_is_named(archive: Archive) -> None:
    body = 'a\n\n<script>x</script>\n\nb\n\n<div onclick="x">c</div>\n'
    assert checked(archive, HEAD + body) == ["10 D741", "14 D741"]


def test_the_extensions_of_the_archive_are_those_that_count(archive: Archive) -> None:
    body = f"{HEAD}Text.\n{{: onclick=z() }}\n"
    assert not checked(archive, body), "plain text without the extension"
    archive.write("mkdocs.yml", "site_name: x\nmarkdown_extensions:\n  - attr_list\n  - footnotes\n")
    assert checked(archive, body) == ["9 D741"]
    assert not checked(archive, f'{HEAD}Text.[^1]\n{{: .note title="x" }}\n\n[^1]: Note.\n')


def test_no_code_that_an_archive_names_is_run(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    canary = tmp_path / "sang"
    archive.write("canary.py", f"import pathlib; pathlib.Path({str(canary)!r}).touch()\n")
    named = "hooks: [canary.py]\nmarkdown_extensions: [canary, {toc: {slugify: !!python/name:canary.x ''}}]\n"
    archive.write("mkdocs.yml", f"site_name: !ENV X\n{named}")
    monkeypatch.syspath_prepend(str(archive.root))
    assert not checked(archive, f"{HEAD}Text.\n")
    assert not canary.exists()


def test_a_page_is_held_to_the_limits_of_every_text(archive: Archive) -> None:
    assert checked(archive, f"{HEAD}{'> ' * 3000}x\n") == ["8 D213"]
    assert checked(archive, f"{HEAD}a\u202eb\n") == ["8 D105"]
    assert checked(archive, f"{HEAD}{'Text. ' * 30_000}\n") == [" D202"]
    assert not checked(archive, f"\ufeff{HEAD}Text.\n")


FRONT: Mapping[str, tuple[str, list[str]]] = {
    "template": ("title: x\ntemplate: sitemap.xml\n", ["3 D743"]),
    "kind": ("title: x\nkind: article\n", ["3 D743"]),
    "another page's address": ("canonical: https://example.org\nlang: en\n", ["2 D743"]),
    "what it knows": ("title: x\nlang: en\ndescription: y\n", []),
}


@pytest.mark.parametrize(("keys", "expected"), FRONT.values(), ids=FRONT)
def test_front_matter_says_only_what_a_page_says_of_itself(keys: str, expected: list[str], archive: Archive) -> None:
    assert checked(archive, f"---\n{keys}---\n\n# Own\n") == expected


def test_no_file_is_read_into_a_page(archive: Archive) -> None:
    assert checked(archive, f'{HEAD}```\n--8<-- "/etc/passwd"\n```\n') == ["9 D744"]


@pytest.mark.parametrize("name", ["own.html", "own.svg", "own.js", "own.css", "sub/own.xml", "own.markdown", "own"])
def test_a_file_that_a_browser_would_run_does_not_stand_beside_pages(name: str, archive: Archive) -> None:
    assert checked(archive, "x", f"docs/en/{name}") == [" D742"]
    assert not checked(archive, "x", "docs/en/map.PNG")


def test_a_language_taken_from_the_settings_hides_no_page(archive: Archive) -> None:
    archive.write("archive.yml", archive.read("archive.yml").replace("[vi, en]", "[vi]"))
    assert checked(archive, f"{HEAD}<b>x</b>\n") == ["8 D741"]
    assert not checked(archive, f"{HEAD}<b>x</b>\n", "docs/assets/own.md"), "a folder of the maintainers"


def test_only_the_pages_that_changed_are_looked_at(archive: Archive) -> None:
    from commands.test_check import git

    archive.write("docs/en/old.md", f"{HEAD}<b>x</b>\n")
    git(archive, "init", "-q")
    git(archive, "add", ".")
    git(archive, "commit", "-q", "-m", "first")
    archive.write("docs/en/own.md", f"{HEAD}<b>x</b>\n")
    said = archive.run("check", "--changed-from", "HEAD")[1]
    assert ("docs/en/own.md:8: D741" in said, "old.md" in said) == (True, False)
    code, marked = archive.run("check", "--changed-from", "HEAD", "--format", "github")
    assert (code, marked.startswith("::error file=docs/en/own.md,line=8,title=D741::")) == (1, True)


PIECES = st.sampled_from(
    [*LIVE.values(), *INERT.values(), "<", ">", '"', "'", "--", "-->", "<!--", "</", "/>", "<a href=", " x=", "&lt;"]
    + ["<p ", "<br>", "<div markdown>", "</div>", "\n", "\n\n", "    ", "`", "[", "](", ")", "![", "text", "\x0c", "\t"]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_what_passes_is_inert_to_a_parser_of_html(text: str) -> None:
    page = renderer(extensions(b"markdown_extensions: [attr_list, footnotes, def_list]"))(text)
    if not [*live(page)]:
        for element in html5lib.parseFragment(page, treebuilder="etree", namespaceHTMLElements=False).iter():
            if isinstance(element.tag, str) and element.tag != "DOCUMENT_FRAGMENT":
                assert element.tag in ELEMENTS
                assert not [
                    key for key in element.attrib if key.startswith("on") or key in ("name", "style", "src")
                ] or (element.tag in ("img", "td", "th"))
                assert not re.match(r"(?i)\s*(?:java|vb)script|data", element.attrib.get("href", ""))
