"""Asking a chain of engines for many blocks, so that one failure loses one block at most.

Each line of a block is asked of the engines in order, in pieces that fit; every answer is checked; a block counts only
when all its lines have passed and the result can be written as Markdown. What goes wrong is told per block and engine.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from itertools import islice

from diptych.engines.limits import Breaker, Budget, Clock, OutOfBudget, Pace
from diptych.engines.protocol import Engine, EngineError, Rejected, Stoppable, Transient, Unavailable
from diptych.model.content import Content, lines, map_lines
from diptych.model.inline import Line
from diptych.text.answer import BadAnswer, Fault, accept
from diptych.text.chunk import chunks
from diptych.text.protect import MarkupLost, bare, protect, restore
from diptych.text.write import NotWritable, proved

COPIED = "copy"  # the engine of a block in which there is nothing to translate
BACKOFF = 1.0  # seconds before the second try, doubled for each further one
_TICK = 1.0  # seconds between two looks for an interrupt, which cannot end a wait without a limit everywhere
LONGEST_PAUSE = 60.0  # an engine that asks for a longer one is left alone for the run

_CODES: Mapping[type[Exception], str] = {
    Transient: "transient",
    Rejected: "rejected",
    Unavailable: "unavailable",
    OutOfBudget: "budget",
    MarkupLost: "marks",
    NotWritable: "unwritable",
}


@dataclass(frozen=True, slots=True)
class Unit:
    """One block to be translated; languages are BCP 47 tags."""

    id: str
    content: Content
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one engine gave no answer. `code` is permanent: a `Fault`'s value or one of transient, rejected, unavailable,
    budget, marks (placeholders lost), unwritable (no Markdown says it), internal (a fault of ours or of a library)."""

    engine: str
    code: str
    message: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """A translated block. Where its lines came from several engines, their names and versions are joined by " + "."""

    unit: Unit
    content: Content
    engine: str
    version: str


@dataclass(frozen=True, slots=True)
class Unanswered:
    unit: Unit
    reasons: tuple[Reason, ...]


Outcome = Answered | Unanswered


@dataclass(frozen=True, slots=True)
class Settings:
    workers: int = 4
    tries: int = 3  # of one text with one engine, where trying again may help
    characters: int | None = None  # the most that may be sent in this run, all engines together


@dataclass(frozen=True, slots=True)
class Report:
    answered: int
    unanswered: tuple[Unanswered, ...]
    calls: int
    characters: int  # sent, failed calls included
    closed: Mapping[str, str]  # engines that are no longer asked, and why


def ask(
    units: Iterable[Unit],
    engines: Sequence[Engine],
    on_outcome: Callable[[Outcome], None],
    settings: Settings | None = None,
    clock: Clock | None = None,
) -> Report:
    """Translate the units. `on_outcome` is called in this thread, once for each, as soon as it is known.

    Engines may be called from `settings.workers` threads at once. An interrupt, or an exception of `on_outcome`, ends
    the run: what had been answered is delivered, what is under way is not waited for.
    """
    run = _Run(engines, settings or Settings(), clock or Clock())
    answered = 0
    unanswered: list[Unanswered] = []

    def deliver(outcome: Outcome) -> None:
        nonlocal answered
        on_outcome(outcome)
        if isinstance(outcome, Answered):
            answered += 1
        else:
            unanswered.append(outcome)

    run.deliver_all(units, deliver)
    closed = {desk.engine.name: desk.breaker.reason for desk in run.desks if desk.breaker.reason}
    return Report(answered, tuple(unanswered), run.budget.calls, run.budget.used, closed)


class _NoAnswer(Exception):
    """No engine has an answer for a line."""


@dataclass(slots=True)
class _Desk:
    """Where one engine is asked in one run."""

    engine: Engine
    tries: int
    clock: Clock
    budget: Budget
    pace: Pace
    stop: threading.Event
    breaker: Breaker = field(default_factory=Breaker)
    known: dict[tuple[str, str, str], str] = field(default_factory=dict)  # answers of this run, by text and languages

    def ask(self, text: str, source: str, target: str) -> str:
        """The checked answer for a protected text of any length.

        Raises EngineError, BadAnswer.
        """
        return "".join(
            self._chunk(chunk, source, target) for chunk in chunks(text, self.engine.limit, self.engine.fits)
        )

    def _chunk(self, chunk: str, source: str, target: str) -> str:
        text = chunk.strip()
        if not _has_letters(text):
            return chunk
        key = (text, source, target)
        if key not in self.known:
            self.known[key] = self._checked(text, source, target)
        start = chunk.index(text)
        return chunk[:start] + self.known[key] + chunk[start + len(text) :]

    def _checked(self, text: str, source: str, target: str) -> str:
        try:
            answer = accept(text, self._tried(text, source, target), source, target)
        except Unavailable as down:
            self.breaker.open(str(down))
            raise
        except BadAnswer as bad:
            self._judge(bad)
            raise
        self.breaker.worked()
        return answer

    def _judge(self, bad: BadAnswer) -> None:
        """Some bad answers say more about the engine than about the text."""
        if bad.reason is Fault.QUOTA:
            self.breaker.open("the quota is used up")
        elif bad.reason is Fault.ERROR_PAGE:
            self.breaker.failed("it answers with error pages")

    def _tried(self, text: str, source: str, target: str) -> str:
        for attempt in range(1, self.tries + 1):
            self.breaker.check()
            self.pace.wait()
            self.breaker.check()
            if self.stop.is_set():
                raise Rejected("the run was stopped")
            self.budget.take(len(text))
            try:
                return self.engine.translate(text, source, target)
            except Transient as error:
                last = error
            pause = last.retry_after
            if pause is None:
                pause = BACKOFF * 2 ** (attempt - 1) * (0.5 + self.clock.jitter())
            if pause > LONGEST_PAUSE:
                raise Unavailable(f"it asks to be left alone for {pause:.0f} seconds") from None
            self.pace.pause(pause)
        self.breaker.failed(f"{last} (several times)")
        raise last


class _Run:
    def __init__(self, engines: Sequence[Engine], settings: Settings, clock: Clock) -> None:
        self._workers = settings.workers
        self._stop = threading.Event()
        self.budget = Budget(settings.characters)
        self.desks = [
            _Desk(engine, settings.tries, clock, self.budget, Pace(engine.interval, clock, self._stop), self._stop)
            for engine in engines
        ]

    def deliver_all(self, units: Iterable[Unit], deliver: Callable[[Outcome], None]) -> None:
        """Every outcome as it comes. A few units are under way at a time, however many there are."""
        waiting = iter(units)
        pool = ThreadPoolExecutor(self._workers)
        running: dict[Future[Outcome], Unit] = {}
        try:
            while True:
                for unit in islice(waiting, self._workers - len(running)):
                    running[pool.submit(self._outcome, unit)] = unit
                if not running:
                    return
                for future in wait(running, _TICK, return_when=FIRST_COMPLETED).done:
                    deliver(_result(future, running.pop(future)))
        except KeyboardInterrupt:
            for future, unit in running.items():
                if future.done():
                    deliver(_result(future, unit))
            for desk in self.desks:
                if isinstance(desk.engine, Stoppable):
                    desk.engine.stop()
            raise
        finally:
            self._stop.set()
            pool.shutdown(wait=False, cancel_futures=True)

    def _outcome(self, unit: Unit) -> Outcome:
        reasons: list[Reason] = []
        for first in range(max(1, len(self.desks))):
            try:
                return _translated(unit, self.desks[first:], reasons)
            except NotWritable:
                reasons.append(Reason(self.desks[first].engine.name, _CODES[NotWritable]))
            except _NoAnswer:
                break
        return Unanswered(unit, tuple(dict.fromkeys(reasons)))


def _result(future: Future[Outcome], unit: Unit) -> Outcome:
    error = future.exception()
    if error is None:
        return future.result()
    # Whatever a library raises for one text must not lose the others.
    return Unanswered(unit, (Reason("", "internal", type(error).__name__),))


def _translated(unit: Unit, desks: Sequence[_Desk], reasons: list[Reason]) -> Answered:
    """The unit by the first engine that has an answer for each line.

    Raises _NoAnswer (the reasons are then added), NotWritable.
    """
    used: dict[str, str] = {}
    answers = iter([_line(line, unit, desks, reasons, used) for line in lines(unit.content)])
    content = map_lines(unit.content, lambda _: next(answers))
    if not used:
        return Answered(unit, unit.content, COPIED, "")
    proved(content)
    return Answered(unit, content, " + ".join(used), " + ".join(used.values()))


def _line(line: Line, unit: Unit, desks: Sequence[_Desk], reasons: list[Reason], used: dict[str, str]) -> Line:
    protected = protect(line)
    if not _has_letters(protected.text):
        return line
    for desk in desks:
        try:
            answer = restore(protected, desk.ask(protected.text, unit.source, unit.target))
        except BadAnswer as bad:
            reasons.append(Reason(desk.engine.name, bad.reason.value))
        except (EngineError, MarkupLost) as error:
            reasons.append(Reason(desk.engine.name, _CODES[type(error)], str(error)))
        else:
            used[desk.engine.name] = desk.engine.version
            return answer
    raise _NoAnswer


def _has_letters(text: str) -> bool:
    return any(letter.isalpha() for letter in bare(text))
