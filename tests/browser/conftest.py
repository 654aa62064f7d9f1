"""The site is built and served once for all browser tests of a process, and read in one Chromium."""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from browser.browsing import PATIENCE, Reader
from browser.finding import write_archive
from browser.trial import write_trial
from diptych.jobs.build import build
from need import need_program
from pages.archives import built_once
from pages.hostile import hostile_archive


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Says nothing: the tests do."""

    def send_error(self, code: int, *more: Any) -> None:
        """The site's own page for addresses that lead nowhere, as hosts of static sites send it."""
        lost = Path(self.directory) / "404.html"
        if code != 404 or not lost.is_file():
            super().send_error(code, *more)
            return
        data = lost.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def _built(factory: pytest.TempPathFactory, name: str, write: Callable[[Path], Path]) -> Path:
    """An archive with its built site, made by one of the processes that the tests run in and read by all."""
    base = factory.getbasetemp()
    root = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    root.mkdir(exist_ok=True)
    with (root / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (root / "archive" / "site").exists():
            (root / "archive").mkdir(exist_ok=True)
            built = build(write(root / "archive"))
            assert built.site, [(problem.rule.code, dict(problem.values)) for problem in built.problems]
    return root / "archive"


@contextmanager
def served(site: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def archive_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The trial archive."""
    return _built(tmp_path_factory, "browser", write_trial)


@pytest.fixture(scope="session")
def finder_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive that the search is tried on."""
    return _built(tmp_path_factory, "finder", write_archive)


@pytest.fixture(scope="session")
def address(archive_root: Path) -> Iterator[str]:
    """Where the site is served: http://127.0.0.1:<port>/"""
    with served(archive_root / "site") as address:
        yield address


@pytest.fixture(scope="session")
def finder(finder_root: Path, reader: Reader) -> Iterator[Reader]:
    """The same browser on the archive that the search is tried on."""
    with served(finder_root / "site") as address:
        yield Reader(reader.browser, address)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Iterator[Reader]:
    """The same browser on the hostile archive."""
    with served(built_once(tmp_path_factory, "hostile", hostile_archive) / "site") as address:
        yield Reader(reader.browser, address)


@pytest.fixture(scope="session")
def reader(address: str) -> Iterator[Reader]:
    """`with reader.reading("vi/articles/x/", 360, "dark") as page: …`."""
    with chromium() as browser:
        yield Reader(browser, address)


@contextmanager
def chromium() -> Iterator[Browser]:
    program = need_program("chromium")
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--force-color-profile=srgb"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=arguments, timeout=PATIENCE)
        yield browser
        browser.close()
