"""What a service may do instead of translating: nothing of it is stored, each call ends in time, and no key is told.

The server is a bare socket, so that it may send what no library would; the client is the one for LibreTranslate.
"""

from __future__ import annotations

import gzip
import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress

import pytest

from diptych.engines.libre import LibreTranslate
from diptych.engines.outcome import Unanswered
from diptych.engines.web import Timeouts
from engines.test_chain import Fake, run, units

KEY = "canary-key"
TEXT = "Theo báo cáo của **ủy ban**, mỗi quốc gia có quyền với 8 kho dữ liệu của mình và phải bảo vệ chúng."
LIMITS = Timeouts(connect=1.0, read=1.0, whole=1.5)
BUSY = 2.0  # seconds that a machine at other work may take besides
GOOD = "According to the report of the {1}committee{2}, every country has a right to its 8 data stores."
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"

Play = Callable[[socket.socket], None]


def sends(data: bytes) -> Play:
    return lambda connection: connection.sendall(data)


def status(code: int, body: bytes = b"{}", **headers: str) -> Play:
    told = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items()).encode()
    return sends(b"HTTP/1.1 %d Told\r\n%sContent-Length: %d\r\n\r\n%s" % (code, told, len(body), body))


def body(data: bytes, more: bytes = b"") -> Play:
    return sends(HEAD + more + b"Content-Length: %d\r\n\r\n" % len(data) + data)


def told(value: object) -> Play:
    return body(json.dumps(value).encode())


def says(text: object) -> Play:
    return told({"translatedText": text})


def resets(connection: socket.socket) -> None:
    connection.sendall(HEAD + b'Content-Length: 900\r\n\r\n{"transl')
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def drips(begin: bytes, piece: bytes) -> Play:
    def play(connection: socket.socket) -> None:
        connection.sendall(begin)
        for _ in range(200):
            time.sleep(0.1)
            connection.sendall(piece)

    return play


FAILURES: Mapping[str, Play] = {
    **{f"status {code}": status(code) for code in (400, 401, 402, 403, 404, 405, 408, 410, 413, 415, 418, 425, 451)},
    **{f"status {code}": status(code) for code in (456, 500, 501, 502, 503, 504, 520, 599)},
    "429": status(429),
    "429, wait 0 s": status(429, Retry_After="0"),
    "429, wait 10^9 s": status(429, Retry_After="1000000000"),
    "429, wait until a day": status(429, Retry_After="Fri, 31 Dec 2999 23:59:59 GMT"),
    "429, wait for nonsense": status(429, Retry_After="soon; \x7f"),
    "sent elsewhere": status(302, Location="http://127.0.0.1:1/sorry"),
    "sent in a ring": status(308, Location="/translate"),
    "no content": status(204),
    "empty body": body(b""),
    "half JSON": body(b'{"translatedText": "According to'),
    "a page": body(b"<!doctype html><html><title>nginx</title></html>"),
    "null": told(None),
    "a number": told(3),
    "a list": told([GOOD]),
    "another field": told({"translation": GOOD}),
    "an error with 200": told({"error": f"Invalid API key: {KEY}"}),
    "text is null": says(None),
    "text is a number": says(8),
    "text is a list": says([GOOD]),
    "text is an object": says({"text": GOOD}),
    "100,000 brackets": body(b"[" * 100_000),
    "JSON twice": body(json.dumps({"translatedText": GOOD}).encode() * 2),
    "UTF-16": body(json.dumps({"translatedText": GOOD}).encode("utf-16")),
    "2 MB": says("According to the report " * 90_000),
    "bomb": body(gzip.compress(b'{"translatedText": "' + b"a " * 20_000_000), b"Content-Encoding: gzip\r\n"),
    "no gzip": body(b"\x1f\x8b" + bytes(200), b"Content-Encoding: gzip\r\n"),
    "cut gzip": body(gzip.compress(b'{"translatedText": "According"}' * 99)[:40], b"Content-Encoding: gzip\r\n"),
    "silence": lambda _: time.sleep(20),
    "drip of headers": drips(HEAD, b"X: x\r\n"),
    "drip of a body": drips(HEAD + b"Content-Length: 900\r\n\r\n", b"x"),
    "closed at once": lambda _: None,
    "reset": resets,
    "shorter than said": sends(HEAD + b'Content-Length: 900\r\n\r\n{"translatedText": "According'),
    "a length below 0": sends(HEAD + b"Content-Length: -5\r\n\r\n{}"),
    "a length that is none": sends(HEAD + b"Content-Length: many\r\n\r\n{}"),
    "a chunk without size": sends(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n"),
    "a cut chunk": sends(HEAD + b"Transfer-Encoding: chunked\r\n\r\nff\r\n{"),
    "another protocol": sends(b"SSH-2.0-OpenSSH_9.2p1\r\n"),
    "TLS": sends(b"\x15\x03\x01\x00\x02\x02\x28"),
    "5,000 headers": sends(b"HTTP/1.1 200 OK\r\n" + b"X: x\r\n" * 5000 + b"\r\n{}"),
    "a header of 1 MB": sends(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 1_000_000 + b"\r\n\r\n{}"),
    "a status that is none": sends(b"HTTP/1.1 OK\r\n\r\n{}"),
    "blank": says(""),
    "white space": says(" \n\t "),
    "nothing to see": says("\u200b\u200d\ufeff"),
    "echo": says(
        "Theo báo cáo của {1}ủy ban{2}, mỗi quốc gia có quyền với 8 kho dữ liệu của mình và phải bảo vệ chúng."
    ),
    "loop": says("According to the report " + "of the committee " * 40 + "8"),
    "an error page's words": says("Error 500 (Server Error)!!1500.That’s an error.There was an error. 8"),
    "quota": says("MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY. 8"),
    "an apology": says("I'm sorry, but as an AI language model I cannot translate this text. {1}8{2}"),
    "another script": says("根据{1}委员会{2}的报告，每个国家对其 8 个数据存储拥有权利，并且必须保护它们。"),
    "another language": says(
        "Selon le rapport de la {1}commission{2}, chaque pays a un droit sur ses 8 dépôts de données et doit les "
        "protéger."
    ),
    "markup": says(f"<script>alert(1)</script> {GOOD}"),
    "an address": says(f"{GOOD} See https://evil.example/ now."),
    "another number": says(GOOD.replace("8", "9")),
    "marks lost": says(GOOD.replace("{1}", "").replace("{2}", "")),
    "marks twice": says(GOOD.replace("{1}", "{1}{1}")),
    "a mark of its own": says(f"{GOOD} {{7}}"),
    "controls": says(f"{GOOD}\u0000\u0007"),
    "bidi": says(f"{GOOD} \u202egnihtemos"),
    "half a letter": says(f"{GOOD} \ud800"),
    "far too long": says(f"{GOOD} " * 30),
    "far too short": says("8 {1}a{2}"),
}


MARKS = ("marks lost", "marks twice", "a mark of its own")  # the others keep them, and fail for another reason


@contextmanager
def serving(play: Play) -> Iterator[int]:
    """A server on this machine; its port."""

    def answer(connection: socket.socket) -> None:
        with suppress(OSError), connection:
            connection.settimeout(5)
            request = b""
            while b"\r\n\r\n" not in request or not request.rstrip().endswith(b"}"):
                request += connection.recv(65536)
            play(connection)

    def accept() -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=answer, args=(listening.accept()[0],), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=accept, daemon=True).start()
        yield listening.getsockname()[1]
        listening.shutdown(socket.SHUT_RDWR)


def client(port: int, took: list[float]) -> Fake:
    """The client, which notes how many seconds each call took."""
    engine = LibreTranslate(address=f"http://127.0.0.1:{port}/", key=KEY, timeouts=LIMITS)

    def translate(text: str) -> str:
        begun = time.monotonic()
        try:
            return engine.translate(text, "vi", "en")
        finally:
            took.append(time.monotonic() - begun)

    return Fake(translate)


def test_there_are_fifty_kinds() -> None:
    assert len(FAILURES) >= 50


@pytest.mark.parametrize("name", FAILURES)
def test_a_failure_is_never_a_translation(name: str) -> None:
    took: list[float] = []
    with serving(FAILURES[name]) as port:
        outcomes, report = run(units(TEXT), client(port, took))
    outcome = outcomes["p1"]
    assert isinstance(outcome, Unanswered), outcome
    assert ("marks" in {reason.code for reason in outcome.reasons}) == (name in MARKS)
    assert KEY not in repr((outcome, report))
    assert max(took) <= LIMITS.whole * 1.2 + BUSY


def test_the_server_is_not_what_fails() -> None:
    with serving(says(GOOD)) as port:
        outcomes, _ = run(units(TEXT), client(port, []))
    assert not isinstance(outcomes["p1"], Unanswered)
