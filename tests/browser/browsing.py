"""A page opened as a reader has it, and what may never happen on one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import axe_playwright_python
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Request, expect

Scheme = Literal["light", "dark"]
WIDTHS = (360, 1280)
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
_HEIGHTS = {360: 740, 1280: 900}
# What a test waits for is a state, which comes at once or, on a busy machine, late. Only what never comes costs this.
PATIENCE = 60_000  # ms
expect.set_options(timeout=PATIENCE)


@dataclass
class Visit:
    """A page that is open, and what went wrong on it so far."""

    page: Page
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Reader:
    """A browser and the address of the built site."""

    browser: Browser
    address: str  # http://127.0.0.1:<port>/

    @contextmanager
    def context(
        self, width: int = 1280, scheme: Scheme = "light", js: bool = True, **more: Any
    ) -> Iterator[BrowserContext]:
        """A reader's browser that has been nowhere yet; `more` goes to Playwright's `new_context`."""
        touch = {"has_touch": True} if width < 600 else {}
        context = self.browser.new_context(
            viewport={"width": width, "height": _HEIGHTS.get(width, 900)},
            color_scheme=scheme,
            reduced_motion="reduce",  # a colour on its way to another has the contrast of neither
            java_script_enabled=js,
            locale="vi-VN",
            **{**touch, **more},
        )
        context.set_default_timeout(PATIENCE)
        try:
            yield context
        finally:
            context.close()

    @contextmanager
    def reading(
        self, path: str, width: int = 1280, scheme: Scheme = "light", js: bool = True, **more: Any
    ) -> Iterator[Page]:
        """The page at `path` ("vi/articles/"). Fails on an error in the console, a request to another host, a box that
        a script opens, or text that runs out of the window sideways, at any time until it is left."""
        with self.context(width, scheme, js, **more) as context, self.visiting(context, path) as page:
            yield page

    @contextmanager
    def visiting(self, context: BrowserContext, path: str) -> Iterator[Page]:
        """`reading` in a browser that may have been elsewhere before."""
        visit = Visit(context.new_page())
        self._watch(visit)
        visit.page.goto(self.address + path)
        yield visit.page
        if not visit.page.is_closed():
            sideways = overflow(visit.page)
            assert sideways <= 0, f"{path}: {sideways} px wider than the window"
        assert not visit.wrong, f"{path}: {visit.wrong}"

    def _watch(self, visit: Visit) -> None:
        def requested(request: Request) -> None:
            parts = urlsplit(request.url)
            if parts.scheme in ("http", "https", "ws") and not request.url.startswith(self.address):
                visit.wrong.append(f"asks another host: {request.url}")

        def failed(response: Any) -> None:
            if response.status >= 400 and not response.url.endswith("/favicon.ico"):
                visit.wrong.append(f"{response.status} {response.url}")

        def opened(box: Dialog) -> None:
            visit.wrong.append(f"a box: {box.message}")
            box.dismiss()

        visit.page.on("dialog", opened)
        visit.page.on("request", requested)
        visit.page.on("response", failed)
        visit.page.on("pageerror", lambda error: visit.wrong.append(f"error: {error}"))
        visit.page.on(
            "console",
            lambda message: visit.wrong.append(message.text) if message.type in ("error", "warning") else None,
        )


def still(page: Page) -> None:
    """Waits until the page has its fonts and is drawn, and no colour is on its way to another."""
    page.evaluate(_STILL)


_STILL = """async () => {
  await document.fonts.ready;
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
  await Promise.all(document.getAnimations().map((animation) => animation.finished));
}"""


def watch_shifts(context: BrowserContext) -> None:
    """Adds up on each page how far its parts move by themselves: `shifted`."""
    context.add_init_script(_SHIFTS)


_SHIFTS = """window.shifts = { sum: 0, observer: new PerformanceObserver((list) => shifts.add(list.getEntries())),
  add: (entries) => entries.forEach((entry) => { shifts.sum += entry.value; }) };
shifts.observer.observe({ type: "layout-shift", buffered: true });"""


def shifted(page: Page) -> float:
    """How far the parts of the page have moved by themselves so far (cumulative layout shift)."""
    still(page)
    return float(page.evaluate("(shifts.add(shifts.observer.takeRecords()), shifts.sum)"))


def stop_timers(page: Page) -> None:
    """No timer of the page runs from here on, but by `page.clock.run_for(milliseconds)`: a slow machine misses none."""
    page.clock.install()
    page.clock.pause_at(page.evaluate("Date.now()") / 1000 + 1)


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


_AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
_FOUND = """within => axe.run(within ?? document, { resultTypes: ["violations"] }).then(found =>
  found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 160)}`)))"""


def violations(page: Page, within: str | None = None) -> list[str]:
    """What axe-core finds wrong on the page as it stands, or in a part of it: "rule: element", one a line."""
    still(page)
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE)
    found: list[str] = page.evaluate(_FOUND, within)
    return found
