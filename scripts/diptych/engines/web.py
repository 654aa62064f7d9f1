"""Asking a service over HTTP: with time limits, a size limit, and every failure told as an engine's error.

Messages are made of the status and the kind of failure alone; what a library says may hold the address with the key.
"""

from __future__ import annotations

import email.utils
import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError
from typing import Any

import requests
import urllib3
from requests.adapters import HTTPAdapter

from diptych import VERSION
from diptych.engines.protocol import Rejected, Transient, Unavailable
from diptych.net.deadline import POOLS, is_over, within

LONGEST_ANSWER = 1024 * 1024  # bytes, after decompression
_PIECE = 64 * 1024
_TRANSIENT = {408, 425, 429}
_REFUSED = {401, 402, 403, 404, 407, 451, 456}  # 456: DeepL's quota


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds: to connect, between two pieces of an answer, for the whole call from its first byte."""

    connect: float = 5.0
    read: float = 20.0
    whole: float = 40.0


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer with status 2xx, shaped like those of `requests` as far as deep-translator looks at them."""

    status_code: int
    text: str

    def json(self) -> Any:
        return json.loads(self.text)

    def close(self) -> None:
        """Nothing is left open."""


class Web:
    """One engine's way to the network: a session for each thread, closed with it."""

    def __init__(self, timeouts: Timeouts | None = None) -> None:
        self._timeouts = timeouts or Timeouts()
        self._local = threading.local()

    def ask(self, method: str, url: str, **content: Any) -> Reply:
        """One request, redirects not followed: they lead to captchas, and would carry the key elsewhere.

        `content` is what `requests` takes: params, headers, data, json.

        Raises Transient, Rejected, Unavailable.
        """
        with within(self._timeouts.whole):
            try:
                return self._ask(method, url, content)
            except (requests.Timeout, urllib3.exceptions.TimeoutError):
                error: Transient | Unavailable = Transient("no answer in time")
            except (requests.ConnectionError, requests.exceptions.ContentDecodingError, urllib3.exceptions.HTTPError):
                error = Transient("no answer in time" if is_over() else "no connection, or it broke")
            except requests.RequestException as problem:
                error = Unavailable(f"the address cannot be asked ({type(problem).__name__})")
        raise error  # outside the handler, so that no traceback shows the library's message

    def _ask(self, method: str, url: str, content: Mapping[str, Any]) -> Reply:
        limits = self._timeouts
        with self._session().request(
            method, url, timeout=(limits.connect, limits.read), allow_redirects=False, stream=True, **content
        ) as response:
            _check(response)
            body = bytearray()
            while piece := response.raw.read1(_PIECE, decode_content=True):
                body += piece
                if len(body) > LONGEST_ANSWER:
                    raise Rejected("the answer is too long")
            charset = response.encoding if "charset" in response.headers.get("Content-Type", "") else None
            return Reply(response.status_code, _decoded(bytes(body), charset or "utf-8"))

    def _session(self) -> requests.Session:
        if not hasattr(self._local, "session"):
            self._local.session = requests.Session()
            self._local.session.headers["User-Agent"] = f"diptych/{_own_version()}"
            for scheme in POOLS:
                self._local.session.mount(f"{scheme}://", _Adapter())
        session: requests.Session = self._local.session
        return session


class _Adapter(HTTPAdapter):
    """Connections that keep to the limit of the call, with a proxy too; one for SOCKS keeps its own."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = POOLS

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(proxy, **kwargs)
        if not proxy.lower().startswith("socks"):
            manager.pool_classes_by_scheme = POOLS
        return manager


def check_status(status: int, retry_after: float | None = None) -> None:
    """Nothing for a status of success, else the error that it means.

    Raises Transient, Rejected, Unavailable.
    """
    if status in _TRANSIENT or status >= 500:
        raise Transient(f"HTTP {status}", retry_after)
    if status in _REFUSED:
        raise Unavailable(f"HTTP {status}: the key, the quota or the address is refused")
    if 300 <= status < 400:
        raise Unavailable(f"HTTP {status}: sent elsewhere, as to a captcha")
    if not 200 <= status < 300:
        raise Rejected(f"HTTP {status}")


def _check(response: requests.Response) -> None:
    check_status(response.status_code, _retry_after(response.headers))


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds to wait, from either form of the header; a date is by the same clock as the answer's own `Date`."""
    value = headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdigit():
        return float(value)
    until, now = (email.utils.parsedate_tz(date) for date in (value, headers.get("Date", "")))
    if not until or not now:
        return None
    try:
        return float(max(0, email.utils.mktime_tz(until) - email.utils.mktime_tz(now)))
    except (ValueError, OverflowError):  # no year has such a day
        return None


def _decoded(body: bytes, charset: str) -> str:
    try:
        return body.decode(charset, "replace")
    except LookupError:
        return body.decode("utf-8", "replace")


def _own_version() -> str:
    try:
        return VERSION
    except PackageNotFoundError:
        return "0"
