"""Every page type, in both languages, light and dark, on a phone and on a desk."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from browser.browsing import SCHEMES, WIDTHS, Reader, overflow, violations
from browser.trial import ALONE, KEEPER, KINDS, STATES

LANGUAGES = ("vi", "en")
# name: the page below a language's folder
PAGES = {
    "home": "",
    "articles": "articles/",
    "year": "articles/year/2026/",
    "topic": "articles/topic/navigation/",
    "status": "articles/status/machine/",
    "numbers": "numbers/",
    "people": "people/",
    "glossary": "glossary/",
    "concordance": "glossary/hai-dang/",
    "term": "glossary/la-ban/",
    "article": f"articles/{KEEPER}/",
    "kinds": f"articles/{KINDS}/",
    "states": f"articles/{STATES}/",
    "alone": f"articles/{ALONE}/",
    "guide": "guide/read/",
}
PATHS = {f"{name}-{language}": f"{language}/{path}" for name, path in PAGES.items() for language in LANGUAGES}
PATHS |= {"root": "", "lost": "404.html"}


@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
def test_a_page_is_sound_at_every_width_and_in_every_light(
    reader: Reader, path: str, request: pytest.FixtureRequest
) -> None:
    """No error, no other host, no sideways scroll; axe-core finds nothing. `--screenshots FOLDER` keeps pictures."""
    for width in WIDTHS:
        with reader.reading(path, width) as page:
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                assert overflow(page) <= 0
                # The light changes colours and the width the layout: two of the four have all of both.
                if (width, scheme) in ((360, "light"), (1280, "dark")):
                    assert violations(page) == [], (width, scheme)
                _pictured(request, page, f"{request.node.callspec.id}-{width}-{scheme}")


def _pictured(request: pytest.FixtureRequest, page: Page, name: str) -> None:
    if folder := request.config.getoption("--screenshots"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


@pytest.mark.parametrize("path", [PATHS["article-vi"], PATHS["kinds-en"], PATHS["home-vi"]])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_page_reads_without_javascript(reader: Reader, path: str, width: int) -> None:
    with reader.reading(path, width, js=False) as page:
        assert page.locator("h1").is_visible()
        texts = page.locator(".dt-row > .dt-text:not(.dt-empty)")
        assert all(texts.nth(at).is_visible() for at in range(texts.count()))
