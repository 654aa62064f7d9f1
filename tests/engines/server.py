"""A server on this machine that answers as the real services do, and plays their failures."""

from __future__ import annotations

import html
import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True, slots=True)
class Asked:
    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: str


@dataclass(frozen=True, slots=True)
class Answer:
    body: str = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    after: float = 0.0  # seconds of silence first
    broken: bool = False  # the connection is reset in the middle


Act = Callable[[Asked], Answer]


class Service(ThreadingHTTPServer):
    """Plays its acts in turn, the last one again and again; keeps what it was asked."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.acts: list[Act] = []
        self.asked: list[Asked] = []
        self._lock = threading.Lock()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"

    def plays(self, *acts: Act) -> Service:
        self.acts = list(acts)
        return self

    def handle_error(self, request: object, client_address: object) -> None:
        """Silent: a client that leaves early is part of the play."""

    def next(self, asked: Asked) -> Answer:
        with self._lock:
            self.asked.append(asked)
            act = self.acts.pop(0) if len(self.acts) > 1 else self.acts[0]
        return act(asked)


class _Handler(BaseHTTPRequestHandler):
    server: Service
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        self._answer(self.server.next(Asked(self.command, parts.path, query, dict(self.headers), body)))

    do_POST = do_GET

    def _answer(self, answer: Answer) -> None:
        time.sleep(answer.after)
        body = answer.body.encode()
        try:
            self.send_response_only(answer.status)
            own = {"Date": self.date_time_string(), "Content-Type": "text/html; charset=UTF-8"}
            for name, value in {**own, **answer.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: len(body) // 2] if answer.broken else body)
        except ConnectionError:
            self.close_connection = True
        if answer.broken:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Silent."""


@contextmanager
def service() -> Iterator[Service]:
    with Service() as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server
        server.shutdown()


def english(text: str) -> str:
    """What the services here give as the translation of a text."""
    return f"In English: {text}"


def page(box: str) -> str:
    """Google's page for mobile browsers, with this in its result box."""
    return (
        '<!DOCTYPE html><html lang="en"><head><title>Google Translate</title><style>.t0{font-size:1em}</style></head>'
        '<body><form action="/m"><input name="q"></form><div class="languages-container"><a href="./m?sl=vi">'
        f'Vietnamese</a></div><div class="result-container">{box}</div><div class="links-container"></div></body>'
        "</html>"
    )


def google(asked: Asked) -> Answer:
    return Answer(page(html.escape(english(asked.query["q"]))))


def boxed(box: str, **how: object) -> Act:
    """Google's page with always the same result."""
    return lambda _: Answer(page(box), **how)  # type: ignore[arg-type]  # the caller names Answer's fields


def echo(asked: Asked) -> Answer:
    return Answer(page(html.escape(asked.query["q"])))


def status(code: int, body: str = "", **headers: str) -> Act:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _: Answer(body or f"<html><body>Error {code}</body></html>", code, named)


def silent(seconds: float) -> Act:
    return lambda _: Answer(after=seconds)


def broken(_: Asked) -> Answer:
    return Answer(page("x" * 4000), broken=True)


def captcha(_: Asked) -> Answer:
    return Answer("<html><body>Our systems have detected unusual traffic from your computer network.</body></html>")


def says(value: object, code: int = 200) -> Act:
    """An answer in JSON."""
    return lambda _: Answer(json.dumps(value), code, {"Content-Type": "application/json"})


def mymemory(asked: Asked) -> Answer:
    text = english(asked.query["q"])
    told = {"responseData": {"translatedText": text, "match": 0.85}, "responseStatus": 200, "quotaFinished": False}
    return Answer(json.dumps(told | {"matches": [{"translation": text}]}))


def deepl(asked: Asked) -> Answer:
    """Refuses what DeepL refuses since January 2026: GET, and a key that is not in the header."""
    if asked.method != "POST" or "auth_key" in asked.body or "auth_key" in asked.query:
        return Answer('{"message": "Legacy authentication method is no longer supported"}', 403)
    text = parse_qs(asked.body)["text"][0]
    return Answer(json.dumps({"translations": [{"detected_source_language": "FR", "text": english(text)}]}))


def microsoft(asked: Asked) -> Answer:
    text = json.loads(asked.body)[0]["text"]
    return Answer(json.dumps([{"translations": [{"text": english(text), "to": asked.query["to"]}]}]))


def requested(asked: Asked) -> dict[str, Any]:
    """What the user's message to a chat endpoint holds."""
    data: dict[str, Any] = json.loads(json.loads(asked.body)["messages"][1]["content"])
    return data


def completion(content: object, reason: str = "stop", **message: object) -> Answer:
    """An answer of a chat endpoint, as the interface has it."""
    told = {"role": "assistant", "content": content, "refusal": None, **message}
    choice = {"index": 0, "message": told, "finish_reason": reason}
    body = {"id": "chatcmpl-1", "object": "chat.completion", "model": "m", "choices": [choice], "usage": {}}
    return Answer(json.dumps(body), headers={"Content-Type": "application/json"})


def translations(texts: Mapping[str, str]) -> str:
    return json.dumps({"translations": [{"id": name, "text": text} for name, text in texts.items()]})


def chat(asked: Asked) -> Answer:
    return completion(translations({name: english(text) for name, text in requested(asked)["texts"].items()}))
