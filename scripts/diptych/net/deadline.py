"""A time limit for a whole call over HTTP: connecting, TLS, sending, status, headers and body together.

The limits that urllib3 and requests know are for one wait each, so a server that sends a byte now and then holds a call
for days. The connections here know when the call ends, and wait for nothing longer than what is left until then. Only
the look-up of a name is left to the system and its own limits; the time that it takes counts.
"""

from __future__ import annotations

import http.client
import io
import math
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError
from urllib3.util.connection import allowed_gai_family

_PIECE = 16 * 1024  # bytes, a record of TLS: what is sent in one wait
_end: ContextVar[float] = ContextVar("_end", default=math.inf)  # by the clock of time.monotonic


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """What this thread asks inside, by the pools of this module, is over after so many seconds, or ends as too slow.

    A limit inside another makes it shorter, never longer.
    """
    before = _end.set(min(_end.get(), time.monotonic() + seconds))
    try:
        yield
    finally:
        _end.reset(before)


def is_over() -> bool:
    """Whether the time of the call is used up."""
    return time.monotonic() >= _end.get()


def _wait(limit: float | None) -> float | None:
    """Seconds that one wait may take, as sockets have it. Raises TimeoutError when the call is over."""
    if is_over():
        raise TimeoutError("the time for the whole call is used up")
    left = min(math.inf if limit is None else limit, _end.get() - time.monotonic())
    return None if left == math.inf else max(left, 0.001)  # at 0 a socket would not wait at all


class _Incoming(io.RawIOBase):
    """What a socket receives."""

    def __init__(self, source: io.RawIOBase, sock: socket.socket) -> None:
        self._source, self._sock, self._limit = source, sock, sock.gettimeout()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._sock.settimeout(_wait(self._limit))
        count: int | None = self._source.readinto(buffer)
        return count

    def close(self) -> None:
        self._source.close()
        super().close()


class _Response(http.client.HTTPResponse):
    def __init__(self, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        self.fp = io.BufferedReader(_Incoming(self.fp.detach(), sock))


class _Connection(HTTPConnection):
    response_class = _Response

    def _new_conn(self) -> socket.socket:
        """A socket to the first address of the host that answers, with what is left of the time for TLS."""
        host, limit = self._dns_host, self.timeout
        try:
            for address in self._addresses():
                self._dns_host = address
                try:
                    self.timeout = _wait(limit)
                    sock = super()._new_conn()
                    sock.settimeout(_wait(limit))
                    return sock
                except (ConnectTimeoutError, NewConnectionError) as problem:
                    error = problem
                except TimeoutError as problem:
                    raise ConnectTimeoutError(self, str(problem)) from problem
            raise error
        finally:
            self._dns_host, self.timeout = host, limit

    def _addresses(self) -> list[str]:
        host = self._dns_host.strip("[]")
        try:
            found = socket.getaddrinfo(host, self.port, allowed_gai_family(), socket.SOCK_STREAM)
        except UnicodeError:
            return [self._dns_host]  # urllib3 has a word for it
        except socket.gaierror as error:
            raise NameResolutionError(self.host, self, error) from error
        return [str(entry[4][0]) for entry in found]

    def send(self, data: Any) -> None:
        """As http.client sends, bytes in pieces, each in what is left of the time."""
        pieces = [data[at : at + _PIECE] for at in range(0, len(data), _PIECE)] if isinstance(data, bytes) else [data]
        for piece in pieces:
            if self.sock is not None:
                self.sock.settimeout(_wait(self.timeout))
            super().send(piece)


class _SecureConnection(_Connection, HTTPSConnection):
    """The same, below TLS."""


class Pool(HTTPConnectionPool):
    """Connections over HTTP that keep to the limit of the call."""

    ConnectionCls = _Connection


class SecurePool(HTTPSConnectionPool):
    """Connections over HTTPS that keep to the limit of the call."""

    ConnectionCls = _SecureConnection


POOLS = {"http": Pool, "https": SecurePool}
