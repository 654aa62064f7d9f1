"""The search against Material's own (lunr), on the same articles in the same run.

    .venv/bin/python -m benchmarks.search [ARTICLES]        (5,000 where none is named)

Prints, for a rare word, a common one and an unaccented pair: the milliseconds from the key that opens the search, on a
profile that has been nowhere yet, to the first result, and what was fetched for it; the medians of five runs. Material
begins to load its index with the page, half a second before the query. Then what making ours costs. Needs Chromium.
"""

from __future__ import annotations

import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.archives import make
from diptych.site.all_pages import site
from diptych.site.search_documents import Searchable
from diptych.store.archive import load
from diptych.store.cache import archive_cache
from diptych.store.pagefind import INDEX, index

RUNS = 5
QUERIES = {"rare": "{number}", "common": "người", "unaccented": "chinh phu"}
LUNR = """site_name: x
docs_dir: docs
theme: {name: material, font: false}
plugins: [{search: {lang: [en, vi]}}]
markdown_extensions: [md_in_html, tables]
nav: [index.md]
not_in_nav: "/*/"
"""


class _Counting(SimpleHTTPRequestHandler):
    sent = 0

    def log_message(self, *_: Any) -> None:
        """Says nothing."""

    def copyfile(self, source: Any, outputfile: Any) -> None:
        _Counting.sent += Path(source.name).stat().st_size
        with suppress(BrokenPipeError):  # a page that is left while its index still loads
            super().copyfile(source, outputfile)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Counting, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def ours(page: Page, query: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(query) if query.isascii() else page.locator("dialog [name=q]").fill(query)
    page.locator("dialog .dt-hit").first.wait_for(timeout=120_000)


def lunr(page: Page, query: str) -> None:
    page.locator(".md-search__input").fill(query)
    page.locator(".md-search-result__item").first.wait_for(timeout=120_000)


def measured(
    browser: Browser, address: str, search: Callable[[Page, str], None], query: str, wait: int
) -> tuple[float, int]:
    """The milliseconds to the first result, and the bytes fetched, with the page's where its search loads with it."""
    context = browser.new_context()
    page = context.new_page()
    _Counting.sent = 0
    page.goto(address)
    if wait:
        page.wait_for_timeout(wait)
    else:
        page.wait_for_load_state("networkidle")
        _Counting.sent = 0
    start = time.perf_counter()
    search(page, query)
    spent = 1000 * (time.perf_counter() - start)
    page.wait_for_load_state("networkidle")
    context.close()
    return spent, _Counting.sent


def our_site(root: Path) -> tuple[Path, Mapping[str, str]]:
    """The home page alone with the whole index, and what the index is made from."""
    archive = load(root)
    searchable = Searchable(archive=archive)
    pages = dict(site(archive, lambda _, facings: searchable.article(facings)))
    for path, text in pages.items():
        if path.startswith("vi/articles/") or path in ("index.md", "vi/index.md"):
            file = root / ("lunr" if "articles/" in path else "docs") / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    return root / "site", searchable.finished()


def mkdocs(root: Path, config: str, folder: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", config, "--site-dir", str(folder)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)


def main() -> None:
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary) / "archive"
        make(root, articles)
        folder, files = our_site(root)
        start = time.perf_counter()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        if problem := index(root, files):
            sys.exit(str(problem.values))
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = time.perf_counter() - start
        mkdocs(root, "mkdocs.yml", folder)
        shutil.copytree(archive_cache(root) / INDEX, folder / INDEX)
        (root / "lunr.yml").write_text(LUNR.replace("docs_dir: docs", "docs_dir: lunr"), encoding="utf-8")
        (root / "lunr" / "index.md").write_text("# x\n", encoding="utf-8")
        mkdocs(root, "lunr.yml", root / "lunr-site")
        report(articles, folder, root / "lunr-site")
        parts = [path for path in (archive_cache(root) / INDEX).rglob("*") if path.is_file()]
        size = sum(path.stat().st_size for path in parts) / 1e6
        processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(f"index: {len(files)} texts in {spent:.1f} s, Pagefind {processor:.1f} processor s,", end=" ")
        print(f"{after.ru_maxrss // 1024} MiB at most; {len(parts)} files, {size:.1f} MB")


def report(articles: int, folder: Path, peer: Path) -> None:
    program = shutil.which("chromium") or sys.exit("needs Chromium: apt-get install --no-install-recommends chromium")
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    print(f"{articles} articles{'':>6}  {'ours ms':>8}  {'kB':>6}  {'lunr ms':>8}  {'kB':>8}  {'times':>6}")
    with sync_playwright() as playwright, served(folder) as address, served(peer) as other:
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        for name, pattern in QUERIES.items():
            query = pattern.format(number=articles - 7)
            mine = [measured(browser, f"{address}vi/", ours, query, 0) for _ in range(RUNS)]
            # Material's search finds no unaccented word: it is asked for the marked one.
            theirs = [measured(browser, other, lunr, query.replace("chinh phu", "chính phủ"), 500) for _ in range(3)]
            ms, kb = (statistics.median(column) for column in zip(*mine, strict=True))
            their_ms, their_kb = (statistics.median(column) for column in zip(*theirs, strict=True))
            line = f"{name:>14}  {ms:>8.0f}  {kb / 1000:>6.0f}  {their_ms:>8.0f}  {their_kb / 1000:>8.0f}"
            print(f"{line}  {their_ms / ms:>6.1f}")
        browser.close()


if __name__ == "__main__":
    main()
