"""What an article's page weighs, and how soon its text is there on a slow machine.

    .venv/bin/python -m benchmarks.page

The repository's own archive is built in a folder of its own and served on this machine, every text compressed as hosts
do (gzip 6). The page is that of its article of middle length. Bytes are those that one first visit fetches, fonts among
them, without search, which loads when it is opened. The largest paint is that of a visit with an empty cache and the
processor slowed four times (Chromium's own throttle), the median of seven. The floor beside it is the same visit to a
page of the same text without style, script or font.
"""

from __future__ import annotations

import gzip
import re
import shutil
import statistics
import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from benchmarks.archives import copy_own
from diptych.jobs.build import build
from diptych.store.archive import load

HERE = Path(__file__).resolve().parent.parent
RUNS = 7
SLOWED = 4
PAINTED = """() => new Promise(done => new PerformanceObserver(list => done(list.getEntries().at(-1).startTime))
  .observe({ type: "largest-contentful-paint", buffered: true }))"""


class _Compressed(SimpleHTTPRequestHandler):
    """Sends what is text compressed, and counts what is sent."""

    sent = 0

    def log_message(self, *_: Any) -> None:
        """Says nothing."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        packed = path.suffix in (".html", ".css", ".js", ".svg", ".json")
        data = gzip.compress(data, 6) if packed else data
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(data)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(data)
        type(self).sent += len(data)


def made(root: Path) -> Path:
    """The repository's own archive, built below `root`."""
    copy_own(root, "archive.yml", "mkdocs.yml", "glossary", "source_texts", "docs")
    built = build(root)
    if not built.site:
        sys.exit(f"the site could not be built: {built.problems}")
    return root / "site"


def middle(root: Path) -> str:
    """The address of the article of middle length, below the folder of a language."""
    articles = sorted(load(root).articles, key=lambda article: len(article.text))
    return f"articles/{articles[len(articles) // 2].id}/"


def visit(browser: Browser, address: str, width: int) -> tuple[float, int]:
    """(seconds to the largest paint, bytes fetched) of a first visit on a slowed processor."""
    context = browser.new_context(viewport={"width": width, "height": 740})
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    before = _Compressed.sent
    page.goto(address, wait_until="networkidle")
    painted = float(page.evaluate(PAINTED)) / 1000
    context.close()
    return painted, _Compressed.sent - before


def bare(site: Path, path: str) -> str:
    """The page's text again, as a page without style, script or font; its address below the site."""
    html = (site / path / "index.html").read_text("utf-8")
    body = re.sub(r"<(script|dialog)\b.*?</\1>|<link[^>]*>", "", html.partition("<main")[2], flags=re.DOTALL)
    (site / "bare.html").write_text(f"<!doctype html><meta charset=utf-8><title>x</title><main{body}", "utf-8")
    return "bare.html"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = made(Path(folder))
        article = middle(Path(folder))
        handler = partial(_Compressed, directory=str(site))
        with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
            )
            print(f"{'page':<8} {'width':>5} {'KB':>6} {'paint s':>8} {'floor s':>8} {'ratio':>6}")
            for language in ("vi", "en"):
                for width in (360, 1280):
                    base = f"http://127.0.0.1:{server.server_port}/"
                    plain = base + bare(site, f"{language}/{article}")
                    ours, floor = [], []
                    for _ in range(RUNS):
                        ours.append(visit(browser, f"{base}{language}/{article}", width))
                        floor.append(visit(browser, plain, width)[0])
                    painted, least = statistics.median(one for one, _ in ours), statistics.median(floor)
                    weight = max(size for _, size in ours) / 1000
                    ratio = painted / least
                    print(f"{language:<8} {width:>5} {weight:>6.1f} {painted:>8.2f} {least:>8.2f} {ratio:>6.2f}")
            browser.close()
            server.shutdown()


if __name__ == "__main__":
    main()
