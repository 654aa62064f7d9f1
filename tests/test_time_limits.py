"""A call has one time limit, from its first byte to its last: whatever a server does slowly, the call ends there.

Each server here would go on for two minutes; each call may take two seconds, and is ended long before the server is.
"""

from __future__ import annotations

import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from diptych.engines.protocol import EngineError, Transient
from diptych.engines.web import Timeouts, Web
from diptych.model.problem import Refused
from diptych.store import addresses, fetch
from engines.server import Answer, service
from need import need_program

PAUSE = 0.4  # seconds between two pieces: none of the limits on a single wait sees it
GOES_ON = 120.0
LIMIT = 2.0
ENDED = 30.0  # fifteen times the limit for a busy machine, a quarter of what the server would take
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@dataclass(frozen=True)
class Slow:
    """What a server sends at once, and then again and again."""

    begins: bytes = b""
    drips: bytes = b""
    every: float = PAUSE


SLOW: Mapping[str, Slow] = {
    "silence": Slow(),
    "status line": Slow(b"HTTP/1.1 200 ", b"O"),
    "one header": Slow(OK + b"X: ", b"x"),
    "header after header": Slow(OK, b"X: x\r\n"),
    "continue, without end": Slow(drips=b"HTTP/1.1 100 Continue\r\n\r\n"),
    "continue, as fast as it can": Slow(drips=b"HTTP/1.1 100 Continue\r\n\r\n" * 99, every=0.0),
    "size of a chunk": Slow(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"0"),
    "chunks": Slow(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
    "body": Slow(OK + b"Content-Length: 100000\r\n\r\n", b"x"),
    "body of any length": Slow(OK + b"\r\n", b"x"),
}


@contextmanager
def serving(slow: Slow, tls: ssl.SSLContext | None = None) -> Iterator[int]:
    """A server on this machine; its port."""
    over = threading.Event()

    def answer(connection: socket.socket) -> None:
        with suppress(OSError), connection if tls is None else tls.wrap_socket(connection, server_side=True) as out:
            out.sendall(slow.begins)
            end = time.monotonic() + GOES_ON
            while time.monotonic() < end and not over.wait(slow.every):
                out.sendall(slow.drips)

    def accept() -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=answer, args=(listening.accept()[0],), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=accept, daemon=True).start()
        yield listening.getsockname()[1]
        over.set()
        listening.shutdown(socket.SHUT_RDWR)


@pytest.fixture(autouse=True)
def short_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "is_public", lambda _: True)
    monkeypatch.setattr(fetch, "WHOLE", LIMIT)


def asked(url: str) -> str:
    """What an engine's call ends with."""
    try:
        Web(Timeouts(whole=LIMIT)).ask("POST", url, json={"q": "Xin chào"})
    except EngineError as error:
        return str(error)
    return "an answer"


def fetched(url: str) -> str:
    """What `add URL` ends with."""
    try:
        fetch.fetch(url)
    except Refused as error:
        return str(error.problems[0].values["said"])
    return "an answer"


def ending(call: Callable[[], str]) -> str:
    """What a call ends with, where it ends in time."""
    began = time.monotonic()
    said = call()
    return said if time.monotonic() - began < ENDED else "it went on"


def endings(
    call: Callable[[str], str], servers: Mapping[str, Slow], scheme: str = "http", tls: ssl.SSLContext | None = None
) -> dict[str, str]:
    """What a call to each of the servers ends with, all of them asked at once."""

    def one(slow: Slow) -> str:
        with serving(slow, tls) as port:
            return ending(lambda: call(f"{scheme}://127.0.0.1:{port}/a"))

    with ThreadPoolExecutor(len(servers)) as pool:
        return dict(zip(servers, pool.map(one, servers.values()), strict=True))


def test_an_engine_that_is_slow_in_any_way_is_left_at_the_limit() -> None:
    assert endings(asked, SLOW) == dict.fromkeys(SLOW, "no answer in time")


def test_a_site_that_is_slow_in_any_way_is_left_at_the_limit() -> None:
    assert endings(fetched, SLOW) == dict.fromkeys(SLOW, "too slow")


MUTE = {"no handshake": Slow(), "a handshake that drips": Slow(b"\x16\x03\x03\x40\x00", b"\x02")}


def test_a_server_that_is_asked_for_tls_and_knows_none_is_left_at_the_limit() -> None:
    assert endings(asked, MUTE, "https") == dict.fromkeys(MUTE, "no answer in time")
    assert endings(fetched, MUTE, "https") == dict.fromkeys(MUTE, "too slow")


@pytest.fixture
def tls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A server's certificate, which both clients trust."""
    key, certificate = str(tmp_path / "key.pem"), str(tmp_path / "cert.pem")
    about = ("-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "1")
    made = (need_program("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes", *about)
    subprocess.run([*made, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", certificate)
    monkeypatch.setattr(fetch, "DEFAULT_CA_BUNDLE_PATH", certificate)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


def test_a_slow_server_behind_tls_is_left_at_the_limit(tls: ssl.SSLContext) -> None:
    answers = {"whole": Slow(OK + b"Content-Length: 2\r\n\r\nxx")}
    assert endings(asked, answers, "https", tls) == endings(fetched, answers, "https", tls) == {"whole": "an answer"}
    assert endings(asked, SLOW, "https", tls) == dict.fromkeys(SLOW, "no answer in time")
    assert endings(fetched, SLOW, "https", tls) == dict.fromkeys(SLOW, "too slow")


def test_a_server_that_does_not_take_in_the_question_is_left_at_the_limit() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        web, url = Web(Timeouts(whole=LIMIT)), f"http://127.0.0.1:{listening.getsockname()[1]}/"

        def ask() -> str:
            with pytest.raises(Transient) as problem:
                web.ask("POST", url, data=bytes(50_000_000))
            return str(problem.value)

        assert ending(ask) == "no answer in time"


def test_a_proxy_that_is_slow_to_open_the_way_is_left_at_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(Slow(b"HTTP/1.1 200 OK\r\nX: ", b"x")) as port:
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{port}")
        assert ending(lambda: asked("https://engine.example/")) == "no answer in time"


def test_many_addresses_of_which_none_answers_share_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as full, ExitStack() as waiting:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        address = full.getsockname()
        for _ in range(4):  # a queue that is full: no more connections are made
            one = waiting.enter_context(socket.socket())
            one.setblocking(False)
            one.connect_ex(address)
        many = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", address)] * 50
        look_up = socket.getaddrinfo
        monkeypatch.setattr(
            socket, "getaddrinfo", lambda host, *of: many if host == "engine.example" else look_up(host, *of)
        )
        assert ending(lambda: asked(f"http://engine.example:{address[1]}/")) == "no answer in time"


def test_the_hops_of_a_page_share_one_limit() -> None:
    """Each hop takes 0.8 s; the first five and their robots.txt would be within every limit of one answer."""

    def hop(connection: socket.socket) -> None:
        with connection:
            connection.recv(4096)
            time.sleep(LIMIT * 0.4)
            connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: /a\r\nContent-Length: 0\r\n\r\n")

    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            with suppress(OSError):
                while True:
                    hop(listening.accept()[0])

        threading.Thread(target=serve, daemon=True).start()
        assert ending(lambda: fetched(f"http://127.0.0.1:{listening.getsockname()[1]}/a")) == "too slow"
        listening.shutdown(socket.SHUT_RDWR)


def test_the_next_call_over_the_same_connection_has_its_own_time() -> None:
    web = Web(Timeouts(whole=LIMIT))
    with service() as server:
        server.plays(lambda _: Answer("xx"))
        for _ in range(3):
            assert web.ask("GET", server.url("/")).text == "xx"
            time.sleep(LIMIT * 0.6)
