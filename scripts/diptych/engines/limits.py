"""How much and how fast engines are asked in one run: a clock, a pace, a breaker and a budget. Safe between threads."""

from __future__ import annotations

import random
import threading
import time

from diptych.engines.protocol import EngineError, Unavailable

BREAKER_FAILURES = 3  # texts in a row


class OutOfBudget(EngineError):
    """The characters that this run may send are used up."""


class Clock:
    """Time, as far as asking needs it; tests bring their own."""

    def now(self) -> float:
        """Seconds from a fixed moment."""
        return time.monotonic()

    def sleep(self, seconds: float, stop: threading.Event) -> None:
        """Wait so long, or until the run is stopped."""
        stop.wait(seconds)

    def jitter(self) -> float:
        """From 0 to 1, so that many askers do not come back in step."""
        return random.random()


class Pace:
    """At least `interval` seconds between two requests, and none before an engine's pause is over."""

    def __init__(self, interval: float, clock: Clock, stop: threading.Event) -> None:
        self._interval, self._clock, self._stop = interval, clock, stop
        self._lock = threading.Lock()
        self._next = clock.now()

    def wait(self) -> None:
        with self._lock:
            now = self._clock.now()
            at = max(now, self._next)
            self._next = at + self._interval
        if at > now:
            self._clock.sleep(at - now, self._stop)

    def pause(self, seconds: float) -> None:
        """All askers wait: what overloads an engine is not one text."""
        with self._lock:
            self._next = max(self._next, self._clock.now() + seconds)


class Breaker:
    """Opens when an engine is down, and stays open for the run."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._failures = 0
        self._reason = ""

    @property
    def reason(self) -> str:
        """Why the engine is no longer asked; empty while it is."""
        return self._reason

    def check(self) -> None:
        """Raises Unavailable when open."""
        if self._reason:
            raise Unavailable(self._reason)

    def worked(self) -> None:
        with self._lock:
            self._failures = 0

    def failed(self, reason: str) -> None:
        """A text for which the engine failed to the end; the third in a row opens the breaker."""
        with self._lock:
            self._failures += 1
            if self._failures >= BREAKER_FAILURES:
                self._reason = self._reason or reason

    def open(self, reason: str) -> None:
        with self._lock:
            self._reason = self._reason or reason


class Budget:
    """Characters that may be sent, counted before each call."""

    def __init__(self, characters: int | None) -> None:
        self._lock = threading.Lock()
        self._limit = characters
        self.used = 0
        self.calls = 0

    def take(self, characters: int) -> None:
        """Raises OutOfBudget, and counts nothing then."""
        with self._lock:
            if self._limit is not None and self.used + characters > self._limit:
                raise OutOfBudget(f"the budget of {self._limit} characters is used up")
            self.used += characters
            self.calls += 1
