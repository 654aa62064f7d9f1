"""Hostile strings asked for in the search and in addresses, and what may become of them: text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from playwright.sync_api import Page

from browser.browsing import Reader
from browser.finding import searching

TAGS = (
    "a abbr button details dialog div fieldset form h3 h4 input kbd label legend li mark ol option p path section "
    "select span summary svg ul"
).split()
NAMES = (
    "aria-busy aria-controls aria-hidden aria-label autocapitalize autocomplete checked class d dir enterkeyhint "
    "height hidden href id lang name open placeholder role spellcheck tabindex title type value viewBox width"
).split()
A_PAGE = 100  # queries on one page: the browser slows down who changes the address too often


def asked(reader: Reader, queries: Iterable[str], path: str = "vi/") -> Iterator[tuple[str, list[str]]]:
    """Each query, and what was wrong once it was answered, on a page that fails where anything runs or is asked for."""
    rest = [*queries]
    for at in range(0, len(rest), A_PAGE):
        with searching(reader, path) as search:
            for query in rest[at : at + A_PAGE]:
                search.page.locator("dialog [name=q]").fill(query)  # as it is typed or pasted
                search.find(query, everywhere=True)
                yield query, wrong_in(search.page)


def addressed(reader: Reader, queries: Iterable[str], path: str) -> Iterator[tuple[str, list[str]]]:
    """The same for an address that carries the string wherever a script of ours reads one."""
    for query in queries:
        text = quote(query.encode()[:1500].decode(errors="ignore"))
        names = ("q", "mark", "view", "year", "topic", "in")
        with reader.reading(f"{path}?{'&'.join(f'{name}={text}' for name in names)}#{text}") as page:
            page.locator("dialog.dt-search[open]").wait_for()
            page.wait_for_function("!document.querySelector('dialog.dt-search').hasAttribute('aria-busy')")
            yield query, wrong_in(page)


def wrong_in(page: Page) -> list[str]:
    """Whatever in the dialog is not of the kinds that it is made of, and words of a contributor's or of the query that
    have become an attribute or a name of a script's."""
    found: list[str] = page.evaluate(_WRONG, [TAGS, NAMES])
    return found


_WRONG = """([tags, names]) => {
  const token = /zq[0-9]+qz/i, wrong = [];
  for (const element of document.querySelectorAll("dialog.dt-search, dialog.dt-search *")) {
    if (!tags.includes(element.localName)) wrong.push(`<${element.localName}>`);
    for (const { name, value } of element.attributes) {
      if (!names.includes(name)) wrong.push(`the attribute ${name}`);
      if (name === "href" && !element.href.startsWith(diptychSearch.root)) wrong.push(`the address ${value}`);
      if (name !== "href" && token.test(value)) wrong.push(`${name}="${value}"`);
    }
  }
  return wrong.concat(Object.keys(globalThis).filter((name) => token.test(name)));
}"""
