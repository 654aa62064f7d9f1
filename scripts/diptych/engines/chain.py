"""Asking a chain of engines for many blocks, so that one failure loses one block at most.

Each line of a block is asked of the engines in order, in pieces that fit; every answer is checked; a block counts only
when all its lines have passed and the result can be written as Markdown. What goes wrong is told per block and engine.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from itertools import islice

from diptych.engines.limits import Budget, Clock, OutOfBudget, Pace
from diptych.engines.outcome import Answered, Notes, Outcome, Reason, Report, Settings, Unanswered
from diptych.engines.protocol import Engine, EngineError, Rejected, Stoppable, Transient, Unavailable, Whole
from diptych.engines.session import Desk, NotKept, Unit, has_letters
from diptych.model.article import Asked
from diptych.model.content import lines, map_lines
from diptych.model.inline import Line
from diptych.text.answer import BadAnswer, accept
from diptych.text.protect import MarkupLost, Protected, marks, protect
from diptych.text.write import NotWritable, proved

COPIED = "copy"  # the engine of a block in which there is nothing to translate
_TICK = 1.0  # seconds between two looks for an interrupt, which cannot end a wait without a limit everywhere

_CODES: Mapping[type[Exception], str] = {
    Transient: "transient",
    Rejected: "rejected",
    Unavailable: "unavailable",
    OutOfBudget: "budget",
    MarkupLost: "marks",
    NotWritable: "unwritable",
}


def ask(
    units: Iterable[Unit],
    engines: Sequence[Engine],
    on_outcome: Callable[[Outcome], None],
    settings: Settings | None = None,
    clock: Clock | None = None,
    notes: Notes | None = None,
) -> Report:
    """Translate the units. `on_outcome` is called in this thread, once for each, as soon as it is known.

    Engines may be called from `settings.workers` threads at once. An interrupt, an exception of `on_outcome` or an
    OSError of `notes.keep` ends the run: what had been answered is delivered, what is under way is not waited for.
    """
    run = _Run(engines, settings or Settings(), clock or Clock(), notes or Notes())
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
    return Report(
        answered=answered,
        unanswered=tuple(unanswered),
        calls=run.budget.calls,
        characters=run.budget.used,
        closed=closed,
    )


def to_send(
    units: Iterable[Unit], engines: Sequence[Engine], settings: Settings | None = None, notes: Notes | None = None
) -> int:
    """The characters that the first engine would be sent for these units, should it answer each at once."""
    run = _Run(engines[:1], settings or Settings(), Clock(), notes or Notes())
    if not run.desks:
        return sum(size(unit) for unit in units)
    desk = run.desks[0]
    takes = isinstance(desk.engine, Whole)
    windows = (window for task in run.tasks(units) for window in desk.windows(_wanted(task)))
    return sum(desk.request(one).size if takes else sum(len(piece.asked.text) for piece in one) for one in windows)


def size(unit: Unit) -> int:
    """The characters of a unit that are for an engine."""
    texts = [protect(line).text for line in lines(unit.content)]
    return sum(len(text) for text in texts if has_letters(text))


def _place(unit: Unit) -> tuple[str, str, str]:
    """The document of a unit and its languages; two articles stay two, though they may have the same text."""
    return unit.id.rpartition("/")[0], unit.source, unit.target


def _wanted(units: Iterable[Unit]) -> list[tuple[Unit, Protected]]:
    return [(unit, protect(line)) for unit in units for line in lines(unit.content)]


class _Run:
    def __init__(self, engines: Sequence[Engine], settings: Settings, clock: Clock, notes: Notes) -> None:
        self._workers = settings.workers
        self._stop = threading.Event()
        self._noting = threading.Lock()
        self._notes = notes
        self.budget = Budget(settings.characters)
        known = {asked: text for asked, text in notes.known.items() if _is_good(asked, text)}
        self.desks = [
            Desk(
                engine=engine,
                tries=settings.tries,
                clock=clock,
                budget=self.budget,
                pace=Pace(engine.interval, clock, self._stop),
                stop=self._stop,
                keep=self._keep,
                terms=settings.terms,
                style=settings.style,
                known=known,
            )
            for engine in engines
        ]

    def _keep(self, unit: Unit, answers: Mapping[Asked, str]) -> None:
        with self._noting:
            self._notes.keep(unit, answers)

    def tasks(self, units: Iterable[Unit]) -> Iterator[tuple[Unit, ...]]:
        """What is done by one thread: a unit, or neighbours in a document for engines that take many at once."""
        most = min((desk.engine.limit for desk in self.desks if isinstance(desk.engine, Whole)), default=0)
        task: list[Unit] = []
        sizes = 0
        for unit in units:
            own = size(unit) if most else 0
            if task and (not most or _place(unit) != _place(task[0]) or sizes + own > most):
                yield tuple(task)
                task, sizes = [], 0
            task.append(unit)
            sizes += own
        if task:
            yield tuple(task)

    def deliver_all(self, units: Iterable[Unit], deliver: Callable[[Outcome], None]) -> None:
        """Every outcome as it comes. A few tasks are under way at a time, however many units there are."""
        waiting = self.tasks(units)
        pool = ThreadPoolExecutor(self._workers)
        running: dict[Future[Sequence[Outcome]], tuple[Unit, ...]] = {}
        try:
            while True:
                for task in islice(waiting, self._workers - len(running)):
                    running[pool.submit(self._outcomes, task)] = task
                if not running:
                    return
                for future in wait(running, _TICK, return_when=FIRST_COMPLETED).done:
                    for outcome in _results(future, running.pop(future)):
                        deliver(outcome)
        except KeyboardInterrupt:
            self._interrupted(running, deliver)
            raise
        finally:
            self._stop.set()
            pool.shutdown(wait=False, cancel_futures=True)

    def _interrupted(
        self, running: Mapping[Future[Sequence[Outcome]], tuple[Unit, ...]], deliver: Callable[[Outcome], None]
    ) -> None:
        for future, task in running.items():
            for outcome in _results(future, task) if future.done() else ():
                deliver(outcome)
        for desk in self.desks:
            if isinstance(desk.engine, Stoppable):
                desk.engine.stop()

    def _outcomes(self, units: Sequence[Unit], first: int = 0) -> Sequence[Outcome]:
        """The units by the engines from one on: each is asked for the lines that those before it did not answer."""
        begun = [_Begun(unit=unit, wanted=_wanted((unit,))) for unit in units]
        desks = self.desks[first:]
        for desk in desks:
            if isinstance(desk.engine, Whole):
                desk.foresee([one for each in begun for _, one in each.open()])
            for each in begun:
                each.asks(desk, last=desk is desks[-1])
        return [outcome for each in begun for outcome in self._ended(each, first)]

    def _ended(self, begun: _Begun, first: int) -> Iterable[Outcome]:
        try:
            return (begun.outcome(),)
        except NotWritable:
            begun.reasons.append(Reason(self.desks[first].engine.name, _CODES[NotWritable]))
        if first + 1 == len(self.desks):
            return (Unanswered(begun.unit, tuple(dict.fromkeys(begun.reasons))),)
        return [_after(begun.reasons, outcome) for outcome in self._outcomes((begun.unit,), first + 1)]


def _is_good(asked: Asked, text: str) -> bool:
    """Whether an answer that was noted would be taken now."""
    try:
        return accept(asked.text, text, asked.source, asked.target) == text and marks(text) == marks(asked.text)
    except BadAnswer:
        return False


def _after(reasons: Sequence[Reason], outcome: Outcome) -> Outcome:
    """An outcome of the engines that were asked after others."""
    if isinstance(outcome, Answered):
        return outcome
    return replace(outcome, reasons=tuple(dict.fromkeys([*reasons, *outcome.reasons])))


def _results(future: Future[Sequence[Outcome]], units: Sequence[Unit]) -> Sequence[Outcome]:
    error = future.exception()
    if error is None:
        return future.result()
    if isinstance(error, NotKept) and error.__cause__:
        raise error.__cause__
    # Whatever a library raises for one text must not lose the others.
    return [Unanswered(unit, (Reason("", "internal", type(error).__name__),)) for unit in units]


@dataclass(slots=True, kw_only=True)
class _Begun:
    """A unit on its way: the answers to its lines, by their number, and why others have none."""

    unit: Unit
    wanted: Sequence[tuple[Unit, Protected]]
    answers: dict[int, Line] = field(default_factory=dict)
    used: dict[str, str] = field(default_factory=dict)  # the versions of the engines that answered
    reasons: list[Reason] = field(default_factory=list)

    def open(self) -> list[tuple[int, tuple[Unit, Protected]]]:
        """The lines that have no answer yet."""
        return [
            (number, one)
            for number, one in enumerate(self.wanted)
            if number not in self.answers and has_letters(one[1].text)
        ]

    def asks(self, desk: Desk, last: bool) -> None:
        """Asks one engine for the open lines; the last one no more than may still make the block whole."""
        for number, (unit, protected) in self.open():
            try:
                self.answers[number] = desk.ask(unit, protected)
            except BadAnswer as bad:
                self.reasons.append(Reason(desk.engine.name, bad.reason.value))
            except (EngineError, MarkupLost) as error:
                code = next(code for kind, code in _CODES.items() if isinstance(error, kind))
                self.reasons.append(Reason(desk.engine.name, code, str(error)))
            else:
                self.used[desk.engine.name] = desk.engine.version
                continue
            if last:
                return

    def outcome(self) -> Outcome:
        """Raises NotWritable."""
        if self.open():
            return Unanswered(self.unit, tuple(dict.fromkeys(self.reasons)))
        if not self.used:
            return Answered(unit=self.unit, content=self.unit.content, engine=COPIED, version="")
        own = iter(lines(self.unit.content))
        answers = (self.answers.get(number, line) for number, line in enumerate(own))
        content = map_lines(self.unit.content, lambda _: next(answers))
        proved(content)
        return Answered(
            unit=self.unit, content=content, engine=" + ".join(self.used), version=" + ".join(self.used.values())
        )
