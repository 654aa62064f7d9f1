"""`add URL`: one page is fetched politely and safely, its bytes kept; what is no article is refused."""

from __future__ import annotations

import gzip
import io
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from commands.archive import Archive, empty
from diptych.store import addresses, fetch
from diptych.store.archive import load_article
from need import need_program

TEXT = "Bốn mươi tuyến cáp nằm dưới đáy biển, và phần lớn dữ liệu của chúng ta đi qua đó mỗi ngày. " * 4
HEAD = """
<title>Cáp dưới biển – Báo Thử</title>
<meta property="og:site_name" content="Báo Thử"><meta name="author" content="Lan Anh">
<meta property="article:published_time" content="2024-05-02T08:00:00+07:00">
"""


def page(head: str, body: str) -> str:
    return f'<!doctype html><html lang="vi"><head>{head}</head><body>{body}</body></html>'


ARTICLE = f"<article><h1>Cáp dưới biển</h1><p>{TEXT}</p><p>{TEXT}</p></article>"
PAGE = page(f'<meta charset="utf-8">{HEAD}', ARTICLE)
NOT_FREE = '{"@type": "NewsArticle", "isAccessibleForFree": "False"}'
PAID = page(f'<script type="application/ld+json">{NOT_FREE}</script>{HEAD}', ARTICLE)
FORM = '<h1>Chào bạn</h1><p>Hãy vào đây.</p><form><input type="password"></form>'
LOGIN = page("<title>Chào bạn</title>", FORM)
ROBOT_CHECK = page("<title>Just a moment...</title>", "<h1>Just a moment...</h1><p>Checking your browser.</p>")
HTML = {"Content-Type": "text/html; charset=utf-8"}

JUDGE = addresses.is_public
Answers = dict[str, tuple[int, dict[str, str], bytes]]


class Site(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, answers: Answers) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers = {"/robots.txt": (404, {}, b""), **answers}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def address(self, path: str = "/a", scheme: str = "http") -> str:
        return f"{scheme}://127.0.0.1:{self.server_port}{path}"


class Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        status, headers, body = self.server.answers.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Silent."""


@contextmanager
def site(answers: Answers) -> Iterator[Site]:
    with Site(answers) as running:
        threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True).start()
        yield running
        running.shutdown()


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return empty(tmp_path / "archive")


@pytest.fixture(autouse=True)
def only_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test's own server counts as public; every other address is judged as always."""
    monkeypatch.setattr(addresses, "is_public", lambda address: address == "127.0.0.1" or JUDGE(address))
    monkeypatch.setattr(fetch, "AVAILABILITY", "http://127.0.0.1:9/none")


def test_a_page_becomes_an_article_with_what_it_states_and_its_bytes_with_headers(archive: Archive) -> None:
    body = gzip.compress(PAGE.encode())
    answers: Answers = {
        "/old": (301, {"Location": "/a?x=1"}, b""),
        "/a?x=1": (200, {**HTML, "Content-Encoding": "gzip", "X-Note": "kept"}, body),
    }
    with site(answers) as running:
        code, out = archive.run("add", running.address("/old"))
        assert code == 0, out
    assert [path for path, _ in running.asked] == ["/robots.txt", "/old", "/a?x=1"]
    assert running.asked[0][1]["User-Agent"].startswith("diptych/")
    article = load_article(archive.root, "cap-duoi-bien")
    record = article.record
    assert (record.language, record.publisher, record.author, record.published) == (
        "vi",
        "Báo Thử",
        "Lan Anh",
        "2024-05-02",
    )
    assert record.source_url == running.address("/a?x=1")
    assert "https://web.archive.org/save/" in out
    assert article.text == f"# Cáp dưới biển\n\n{TEXT.strip()}\n\n{TEXT.strip()}\n"
    warc = (archive.root / "source_texts/cap-duoi-bien/original.warc").read_bytes()
    records = [
        (one.rec_headers["WARC-Target-URI"], one.http_headers, one.raw_stream.read())
        for one in ArchiveIterator(io.BytesIO(warc))
        if one.rec_type == "response"
    ]
    assert [url for url, _, _ in records] == [running.address("/old"), running.address("/a?x=1")]
    assert (records[1][2], records[1][1]["X-Note"]) == (body, "kept")
    assert archive.run("check")[0] == 0
    assert archive.run("verify")[0] == 0


def test_a_page_in_several_pieces_behind_an_address_with_accents(archive: Archive) -> None:
    half = len(PAGE) // 2
    body = gzip.compress(PAGE[:half].encode()) + gzip.compress(PAGE[half:].encode())
    onward = "/bài".encode().decode("latin-1")  # as a server that sends UTF-8 in a header puts it on the wire
    answers: Answers = {
        "/a": (301, {"Location": onward}, b""),
        "/b%C3%A0i": (200, {**HTML, "Content-Encoding": "gzip"}, body),
    }
    with site(answers) as running:
        code, out = archive.run("add", running.address())
    assert code == 0, out
    assert load_article(archive.root, "cap-duoi-bien").text.count(TEXT.strip()) == 2


def test_the_same_page_twice_is_said_before_it_is_fetched(archive: Archive) -> None:
    with site({"/a": (200, HTML, PAGE.encode())}) as running:
        archive.run("add", running.address())
        asked = len(running.asked)
        code, out = archive.run("add", running.address())
        assert (code, "D599" in out, len(running.asked)) == (1, True, asked)


def test_the_header_says_how_the_page_is_written(archive: Archive) -> None:
    words = "Un texto en español, con eñe y acentos: canción. " * 9
    body = page("<title>Canción</title>", f"<article><h1>Canción</h1><p>{words}</p></article>").encode("latin-1")
    with site({"/a": (200, {"Content-Type": "text/html; charset=ISO-8859-1"}, body)}) as running:
        more = ("--lang", "es", "--archived", "https://archive.example/1")
        code, out = archive.run("add", running.address(), *more)
    assert code == 0, out
    article = load_article(archive.root, "cancion")
    assert "con eñe y acentos: canción." in article.text
    assert (article.record.language, article.record.archived_url) == ("es", "https://archive.example/1")


@pytest.mark.parametrize("charset", ["undefined", "idna", "punycode", "none"])
def test_a_charset_that_is_none_is_passed_over(archive: Archive, charset: str) -> None:
    with site({"/a": (200, {"Content-Type": f"text/html; charset={charset}"}, PAGE.encode())}) as running:
        code, out = archive.run("add", running.address())
    assert code == 0, out
    assert load_article(archive.root, "cap-duoi-bien").record.publisher == "Báo Thử"


def bomb() -> bytes:
    return gzip.compress(b"<p>dong</p>" * 1_000_000)


REFUSED: dict[str, tuple[Answers, str]] = {
    "robots": ({"/robots.txt": (200, {}, b"User-agent: *\nDisallow: /a\n")}, "D592"),
    "robots-broken": ({"/robots.txt": (503, {}, b"")}, "D592"),
    "missing": ({"/a": (404, HTML, b"")}, "D594"),
    "forbidden": ({"/a": (403, HTML, PAGE.encode())}, "D594"),
    "picture": ({"/a": (200, {"Content-Type": "image/png"}, b"PNG")}, "D596"),
    "untyped": ({"/a": (200, {}, PAGE.encode())}, "D596"),
    "coding": ({"/a": (200, {**HTML, "Content-Encoding": "br"}, b"x")}, "D596"),
    "not-gzip": ({"/a": (200, {**HTML, "Content-Encoding": "gzip"}, b"x" * 99)}, "D596"),
    "gzip-cut-short": ({"/a": (200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(PAGE.encode())[:-60])}, "D596"),
    "bomb": ({"/a": (200, {**HTML, "Content-Encoding": "gzip"}, bomb())}, "D595"),
    "large": ({"/a": (200, HTML, b"x" * 5_000_001)}, "D595"),
    "circle": ({"/a": (302, {"Location": "/a"}, b"")}, "D597"),
    "inside": ({"/a": (302, {"Location": "http://10.0.0.1/"}, b"")}, "D591"),
    "metadata-service": ({"/a": (302, {"Location": "http://169.254.169.254/latest"}, b"")}, "D591"),
    "file": ({"/a": (302, {"Location": "file:///etc/passwd"}, b"")}, "D590"),
    "login": ({"/a": (200, HTML, LOGIN.encode())}, "D598"),
    "paid": ({"/a": (200, HTML, PAID.encode())}, "D598"),
    "robot-check": ({"/a": (200, HTML, ROBOT_CHECK.encode())}, "D598"),
    "no-language": ({"/a": (200, HTML, PAGE.replace(' lang="vi"', "").encode())}, "D318"),
    "empty": ({"/a": (200, HTML, b"<!doctype html><html></html>")}, "D305"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_article_is_refused_and_nothing_is_stored(archive: Archive, name: str) -> None:
    answers, expected = REFUSED[name]
    with site(answers) as running:
        before = archive.files()
        code, out = archive.run("add", running.address())
    assert (code, archive.files()) == (1, before)
    assert f" {expected}: " in out


def test_one_inner_address_among_public_ones_is_enough_to_refuse(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("93.184.215.14", "192.168.0.7")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    assert "D591" in archive.run("add", "http://both.example/a")[1]


def test_each_request_goes_to_the_address_that_was_checked(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name server that gives another address the second time changes nothing: it is asked once a request."""
    asked: list[str] = []

    def resolve(host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    with site({"/a": (200, HTML, PAGE.encode())}) as running:
        monkeypatch.setattr(socket, "getaddrinfo", resolve)
        code, out = archive.run(
            "add", f"http://cap.example:{running.server_port}/a", "--archived", "https://archive.example/1"
        )
    assert code == 0, out
    assert asked.count("cap.example") == 2
    assert running.asked[1][1]["Host"] == f"cap.example:{running.server_port}"


@pytest.mark.parametrize(
    "address",
    [
        "ftp://a.example/x",
        "http://",
        "https://user:secret@a.example/",
        "http://a.example:99999/",
        "http://a b/",
        "http://[::1/",
    ],
)
def test_what_is_no_address(archive: Archive, address: str) -> None:
    assert "D590" in archive.run("add", address)[1]


def test_a_certificate_that_is_not_valid(archive: Archive, tmp_path: Path) -> None:
    need_program("openssl")
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    made = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "1",
        "-subj",
        "/CN=127.0.0.1",
        "-keyout",
        str(key),
        "-out",
        str(certificate),
    ]
    subprocess.run(made, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with site({"/a": (200, HTML, PAGE.encode())}) as running:
        running.socket = context.wrap_socket(running.socket, server_side=True)
        code, out = archive.run("add", running.address(scheme="https"))
    assert (code, "its certificate is not valid" in out) == (1, True)


def test_a_saved_page_states_its_language_too(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    code, out = archive.run("add", str(tmp_path / "a.html"))
    assert code == 0, out
    assert load_article(archive.root, "cap-duoi-bien").record.language == "vi"
    assert "D311" in archive.run("add", str(tmp_path / "none.html"))[1]


def test_no_network(archive: Archive) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    code, out = archive.run("add", f"http://127.0.0.1:{port}/a")
    assert (code, "D593" in out) == (1, True)


def test_the_newest_archived_copy_is_recorded(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = "http://web.archive.org/web/20240601000000/http://x/"
    found = f'{{"archived_snapshots": {{"closest": {{"available": true, "url": "{copy}"}}}}}}'
    with site({"/a": (200, HTML, PAGE.encode())}) as running:
        query = f"/wayback?url=http%3A%2F%2F127.0.0.1%3A{running.server_port}%2Fa"
        running.answers[query] = (200, {"Content-Type": "application/json"}, found.encode())
        monkeypatch.setattr(fetch, "AVAILABILITY", running.address("/wayback"))
        archive.run("add", running.address())
    assert load_article(archive.root, "cap-duoi-bien").record.archived_url == copy.replace("http", "https", 1)
