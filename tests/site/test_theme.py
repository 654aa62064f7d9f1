"""The look of the site, held against pages that were really built: languages, addresses, ids, and no other host."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import html5lib
import pytest
from benchmarks.archives import copy_own

from pages.archives import trial

ROOT = Path(__file__).resolve().parents[2]
THEME = ROOT / "scripts" / "diptych" / "theme"
ADDRESS = "https://diptych.example/"
NAMES = {"vi": "Kho thử về biển", "en": "A trial archive on the sea"}
KEEPER = "nguoi-giu-den"
WORDS = {"vi": ["Bài viết", "Thuật ngữ"], "en": ["Articles", "Glossary"]}
ALONE = "chi-co-tieng-viet"  # an article that no one has translated
BEFORE = "ten-cu"  # what it was called once
ASKED_FOR = {"stylesheet", "preload", "icon", "modulepreload", "manifest", "prefetch", "preconnect", "dns-prefetch"}
DATA = {"application/json", "application/ld+json"}
LOADING = ("src", "srcset", "poster", "data", "background")


@dataclass(frozen=True)
class Site:
    folder: Path
    pages: Mapping[str, Element]  # by address below the site's root: "vi/articles/"

    def inner(self) -> dict[str, Element]:
        """The pages of one language: neither the door nor the page that is not there."""
        return {path: page for path, page in self.pages.items() if path.split("/")[0] in WORDS}


def _run(*command: str, cwd: Path) -> None:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "0"}
    done = subprocess.run([sys.executable, *command], cwd=cwd, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The trial archive and one article more, with the guide, built in a folder of its own."""
    root = tmp_path_factory.mktemp("archive")
    trial(root, downloads={"articles": ["epub"], "archive": ["tmx"]})
    copy_own(root, "docs")
    (root / "text.md").write_text("# Chỉ có tiếng Việt\n\nMột đoạn.\n", encoding="utf-8")
    _run("-m", "diptych", "add", "text.md", "--lang", "vi", "--id", ALONE, cwd=root)
    with (root / f"source_texts/{ALONE}/article.yml").open("a", encoding="utf-8") as record:
        record.write(f"aliases: [{BEFORE}]\n")
    _run("-m", "diptych", "build", "--pages", cwd=root)
    _run("-m", "mkdocs", "build", "--strict", "--site-dir", str(root / "built"), cwd=root)
    folder = root / "built"
    pages = {}
    for path in sorted(folder.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        assert text.startswith("<!doctype html>"), path
        pages[str(path.relative_to(folder)).removesuffix("index.html")] = html5lib.parse(
            text, namespaceHTMLElements=False
        )
    return Site(folder, pages)


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _links(page: Element, rel: str) -> list[Element]:
    return [link for link in page.iter("link") if link.get("rel") == rel]


def _alternates(page: Element) -> dict[str, str]:
    return {
        link.get("hreflang", ""): link.get("href", "") for link in _links(page, "alternate") if link.get("hreflang")
    }


def _robots(page: Element) -> list[str]:
    return [meta.get("content", "") for meta in page.iter("meta") if meta.get("name") == "robots"]


def test_each_page_is_in_its_language(site: Site) -> None:
    for path, page in site.inner().items():
        language = path.split("/")[0]
        assert page.get("lang") == language, path
        nav = next(nav for nav in page.iter("nav") if nav.get("class") == "dt-nav")
        assert [_text(link) for link in nav.iter("a")] == WORDS[language], path
    assert site.pages[""].get("lang") == "vi"


def test_the_title_is_the_pages_and_the_archives(site: Site) -> None:
    for path, page in site.inner().items():
        title, heading = (_text(next(page.iter(tag))) for tag in ("title", "h1"))
        name = NAMES[path[:2]]
        assert title == (name if heading == name else f"{heading} – {name}"), path


def test_one_first_heading_a_page(site: Site) -> None:
    assert {path: n for path, page in site.pages.items() if (n := len(list(page.iter("h1")))) != 1} == {}


def test_no_id_twice(site: Site) -> None:
    for path, page in site.pages.items():
        counts = Counter(name for element in page.iter() if (name := element.get("id")))
        assert [name for name, count in counts.items() if count > 1] == [], path


def test_the_other_language_is_the_same_page(site: Site) -> None:
    for path, page in site.inner().items():
        nav = next(nav for nav in page.iter("nav") if nav.get("class") == "dt-languages")
        here, rest = path.split("/", 1)
        others = {link.get("hreflang"): urljoin(f"/{path}", link.get("href", "")) for link in nav.iter("a")}
        assert others == {other: f"/{other}/{rest}" for other in WORDS if other != here}, path


def test_canonical_addresses_and_languages(site: Site) -> None:
    for path, page in site.inner().items():
        if "noindex" in _robots(page):
            continue
        rest = path.split("/", 1)[1]
        assert [link.get("href") for link in _links(page, "canonical")] == [ADDRESS + path]
        named = _alternates(page)
        default = named.pop("x-default")
        assert named and all(address == f"{ADDRESS}{tag}/{rest}" for tag, address in named.items()), path
        assert default in ([ADDRESS] if not rest else named.values()), path
        if not rest.startswith("articles/") or rest == "articles/":
            assert named.keys() == WORDS.keys(), path


def test_a_page_without_a_text_in_its_language_claims_nothing(site: Site) -> None:
    page = site.pages[f"en/articles/{ALONE}/"]
    original = f"{ADDRESS}vi/articles/{ALONE}/"
    assert _robots(page) == ["noindex"]
    assert [link.get("href") for link in _links(page, "canonical")] == [original]
    assert _alternates(page) == {}
    assert _alternates(site.pages[f"vi/articles/{ALONE}/"]) == {"vi": original, "x-default": original}


def test_an_address_of_old_gives_way_to_the_new_one(site: Site) -> None:
    page = site.pages[f"vi/articles/{BEFORE}/"]
    assert _robots(page) == ["noindex"]
    assert [link.get("href") for link in _links(page, "canonical")] == [f"{ADDRESS}vi/articles/{ALONE}/"]


def test_the_sitemap_lists_what_may_be_indexed(site: Site) -> None:
    listed = re.findall("<loc>(.*?)</loc>", (site.folder / "sitemap.xml").read_text(encoding="utf-8"))
    wanted = {ADDRESS + path for path, page in site.pages.items() if "noindex" not in _robots(page)}
    assert sorted(listed) == sorted(wanted)


def test_the_sitemap_names_the_other_languages_as_the_pages_do(site: Site) -> None:
    tree = ElementTree.parse(site.folder / "sitemap.xml")
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    for url in tree.iterfind("s:url", names):
        path = url.findtext("s:loc", "", names).removeprefix(ADDRESS)
        if path:
            said = {link.get("hreflang"): link.get("href") for link in url.iterfind("x:link", names)}
            assert said == _alternates(site.pages[path]), path


def test_nothing_is_asked_of_another_host(site: Site) -> None:
    for path, page in site.pages.items():
        for element in page.iter():
            asked = [value for name in LOADING if (value := element.get(name))]
            if element.tag == "link" and set(element.get("rel", "").split()) & ASKED_FOR:
                asked.append(element.get("href", ""))
            for address in asked:
                parts = urlsplit(address)
                assert not parts.netloc and parts.scheme in ("", "data"), f"{path}: {address}"
    for sheet in site.folder.rglob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        assert not re.search(r"@import|url\(\s*[\"']?\s*(?:[a-z]+:)?//", text), sheet


def test_an_article_names_its_picture_and_how_it_is_cited(site: Site) -> None:
    page = site.pages[f"en/articles/{KEEPER}/"]
    said = {meta.get("property") or meta.get("name"): meta.get("content", "") for meta in page.iter("meta")}
    assert (site.folder / said["og:image"].removeprefix(ADDRESS)).read_bytes().startswith(b"\x89PNG")
    assert said["citation_title"] == said["DC.title"] == "The keepers of the light"
    assert said["citation_language"] == "en"
    assert not [name for name in said if str(name).startswith("citation_") and not said[name]]
    (data,) = [element for element in page.iter("script") if element.get("type") == "application/ld+json"]
    described = json.loads(data.text or "")
    assert described["translationOfWork"]["headline"] == "Người giữ đèn"
    assert described["url"] == f"{ADDRESS}en/articles/{KEEPER}/"


def test_nothing_runs_inside_a_page(site: Site) -> None:
    for path, page in site.pages.items():
        for element in page.iter():
            assert not [name for name in element.attrib if name.lower().startswith("on")], path
            assert element.tag != "style", path
            if element.tag == "script" and element.get("type") not in DATA:
                assert element.get("src") and not _text(element), path


def test_every_address_within_the_site_leads_somewhere(site: Site) -> None:
    for path, page in site.pages.items():
        for element in page.iter():
            address = element.get("href") or element.get("src") or ""
            if not address or urlsplit(address).scheme:
                continue
            target, fragment = urldefrag(urljoin(f"/{path}", address).removeprefix("/"))
            target = target.removesuffix(".")
            file = site.folder / (f"{target}index.html" if target.endswith("/") or not target else target)
            assert file.is_file(), f"{path}: {address}"
            if fragment and target in site.pages:
                names = {element.get("id") for element in site.pages[target].iter()}
                assert fragment in names, f"{path}: {address}"


def test_the_lost_are_met_in_both_languages(site: Site) -> None:
    page = site.pages["404.html"]
    assert [section.get("lang") for section in page.iter("section")] == list(WORDS)
    assert _robots(page) == ["noindex"]


def test_every_override_says_why_it_exists() -> None:
    files = [path for path in THEME.rglob("*.*ml") if path.suffix in (".html", ".xml")]
    assert files
    for path in files:
        assert re.match(r"\{#-\s+Why this (override|partial) exists: \w", path.read_text(encoding="utf-8")), path


def test_the_faces_come_with_their_licences() -> None:
    fonts = THEME / "assets" / "fonts"
    asked = set(re.findall(r'url\("fonts/([^"]+)"\)', (fonts.parent / "fonts.css").read_text(encoding="utf-8")))
    assert asked == {path.name for path in fonts.glob("*.woff2")}
    licences = [path for path in fonts.glob("*.OFL.txt") if "SIL OPEN FONT LICENSE" in path.read_text(encoding="utf-8")]
    assert {name.rsplit("-", 3)[0].removesuffix("-latin") for name in asked} == {
        path.name.removesuffix(".OFL.txt") for path in licences
    }
