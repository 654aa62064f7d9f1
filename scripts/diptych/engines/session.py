"""One engine in one run: asked in pieces that fit, again where that may help, and never twice for one text."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from typing import TypeVar

from diptych.engines.limits import Breaker, Budget, Clock, Pace
from diptych.engines.protocol import Answers, Engine, EngineError, Rejected, Request, Transient, Unavailable, Whole
from diptych.model.article import Asked
from diptych.model.content import Content, Heading
from diptych.model.inline import Line
from diptych.text.answer import BadAnswer, Fault, Said, about_another, accept, cut_short
from diptych.text.chunk import around, chunks
from diptych.text.protect import MarkupLost, Protected, bare, marks, restore
from diptych.text.terminology import Terminology

BACKOFF = 1.0  # seconds before the second try, doubled for each further one
LONGEST_PAUSE = 60.0  # an engine that asks for a longer one is left alone for the run
CONTEXT = 8000  # characters of the document that an engine which reads it is sent with its texts
_FIND = 40  # characters by which a text is found in its document

T = TypeVar("T")
Failure = EngineError | BadAnswer | MarkupLost


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One block to be translated; languages are BCP 47 tags."""

    id: str
    content: Content
    source: str
    target: str
    document: str = ""  # the text that it stands in
    at: int = 0  # where in the document it begins


Keep = Callable[[Unit, Mapping[Asked, str]], None]


class NotKept(Exception):
    """An answer could not be written down; its cause is the system's error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What an engine is sent of a line: all of it, or a part of a long one."""

    id: str  # of its block, and its number there
    asked: Asked
    unit: Unit
    whole: Protected | None  # the line, where it is all of it


@dataclass(slots=True, kw_only=True)
class Desk:
    """Where one engine is asked in one run. `keep` is told of every answer that was found good, before it is used."""

    engine: Engine
    tries: int
    clock: Clock
    budget: Budget
    pace: Pace
    stop: threading.Event
    keep: Keep
    terms: Terminology
    style: Mapping[str, str]  # by the language of the translation
    known: dict[Asked, str]
    failed: dict[Asked, Failure] = field(default_factory=dict)  # of an engine that is asked for many texts at once
    breaker: Breaker = field(default_factory=Breaker)

    def ask(self, unit: Unit, protected: Protected) -> Line:
        """The checked answer for a line of any length.

        Raises EngineError, BadAnswer, MarkupLost, NotKept.
        """
        parts = self._parts(protected.text)
        whole = protected if len(parts) == 1 else None
        return restore(protected, "".join(self._part(part, unit, whole) for part in parts))

    def foresee(self, wanted: Sequence[tuple[Unit, Protected]]) -> None:
        """Asks an engine that takes many texts at once for lines of one document, before each is asked for by itself.

        Raises NotKept.
        """
        for window in self.windows(wanted):
            self._ask_window(window)

    def windows(self, wanted: Sequence[tuple[Unit, Protected]]) -> Iterator[Sequence[Piece]]:
        """The pieces of these lines that are not known, as many at a time as go into one request."""
        window: list[Piece] = []
        size = 0
        for piece in self._pieces(wanted):
            if window and size + len(piece.asked.text) > self.engine.limit:
                yield window
                window, size = [], 0
            window.append(piece)
            size += len(piece.asked.text)
        if window:
            yield window

    def request(self, window: Sequence[Piece]) -> Request:
        """What is sent for these pieces, with what helps to translate them."""
        first = window[0].unit
        texts = {piece.id: piece.asked.text for piece in window}
        terms = self.terms.renderings("\n".join(map(bare, texts.values())), first.source, first.target)
        # A piece of a long block stands further on than the block; marks in it may keep it from being found.
        at = max(first.at, first.document.find(window[0].asked.text[:_FIND], first.at))
        context = around(first.document, at, CONTEXT)
        return Request(
            texts=texts,
            source=first.source,
            target=first.target,
            context=context,
            terms=terms,
            style=self.style.get(first.target, ""),
        )

    def _parts(self, text: str) -> tuple[str, ...]:
        return chunks(text, self.engine.limit, self.engine.fits)

    def _asked(self, text: str, unit: Unit) -> Asked:
        return Asked(self.engine.name, self.engine.version, unit.source, unit.target, text)

    def _pieces(self, wanted: Sequence[tuple[Unit, Protected]]) -> Iterator[Piece]:
        seen: set[Asked] = set()
        numbers: dict[str, int] = {}
        for unit, protected in wanted:
            parts = self._parts(protected.text)
            for part in parts:
                asked = self._asked(part.strip(), unit)
                if not has_letters(asked.text) or asked in seen or asked in self.known or asked in self.failed:
                    continue
                seen.add(asked)
                numbers[unit.id] = numbers.get(unit.id, 0) + 1
                name = f"{unit.id.rpartition('/')[2]}.{numbers[unit.id]}"
                yield Piece(id=name, asked=asked, unit=unit, whole=protected if len(parts) == 1 else None)

    def _part(self, part: str, unit: Unit, whole: Protected | None) -> str:
        text = part.strip()
        if not has_letters(text):
            return part
        asked = self._asked(text, unit)
        if asked not in self.known:
            if isinstance(self.engine, Whole):
                raise self.failed.get(asked) or Rejected("it left the text out")
            self._take(unit, {asked: self._checked(Piece(id="", asked=asked, unit=unit, whole=whole))})
        start = part.index(text)
        return part[:start] + self.known[asked] + part[start + len(text) :]

    def _take(self, unit: Unit, answers: Mapping[Asked, str]) -> None:
        try:
            self.keep(unit, answers)
        except OSError as error:
            raise NotKept from error
        self.known.update(answers)

    def _checked(self, piece: Piece) -> str:
        asked = piece.asked
        try:
            said = self._tried(partial(self.engine.translate, asked.text, asked.source, asked.target), len(asked.text))
            answer = _good(piece, said)
        except Unavailable as down:
            self.breaker.open(str(down))
            raise
        except BadAnswer as bad:
            self._judge(bad)
            raise
        self.breaker.worked()
        return answer

    def _ask_window(self, window: Sequence[Piece]) -> None:
        assert isinstance(self.engine, Whole)
        waiting = [window]
        while waiting:
            pieces = waiting.pop()
            request = self.request(pieces)
            try:
                answers = self._tried(partial(self.engine.translate_many, request), request.size)
            except EngineError as error:
                if isinstance(error, Unavailable):
                    self.breaker.open(str(error))
                self.failed.update((piece.asked, error) for piece in pieces)
                continue
            self._sort(pieces, answers)
            left = [piece for piece in pieces if piece.id not in answers.texts]
            if answers.cut and len(left) == 1 == len(pieces):
                self.failed[left[0].asked] = Rejected("the answer was cut short")
            elif answers.cut and left:
                # What has been answered leaves room for the rest; where nothing has, the half is asked for.
                half = len(left) if len(left) < len(pieces) else (len(left) + 1) // 2
                waiting += [part for part in (left[half:], left[:half]) if part]

    def _sort(self, pieces: Sequence[Piece], answers: Answers) -> None:
        """Takes what is good of an answer, or nothing where it is about something else."""
        good: list[tuple[Piece, str]] = []
        said: list[Said] = []
        for piece in pieces:
            if piece.id not in answers.texts:
                continue
            told = answers.texts[piece.id]
            try:
                good.append((piece, _good(piece, told)))
            except (BadAnswer, MarkupLost) as bad:
                self.failed[piece.asked] = bad
                if isinstance(bad, BadAnswer):
                    self._judge(bad)
            said.append(Said(piece.asked.text, told, piece.asked in self.failed))
        if about_another(said):
            other = Rejected("it answers another text")
            self.breaker.failed(str(other))
            self.failed.update((piece.asked, other) for piece, _ in good)
            return
        if good:
            self.breaker.worked()
        for _, answered in groupby(good, lambda one: one[0].unit.id):
            pieces_of_one = list(answered)
            self._take(pieces_of_one[0][0].unit, {piece.asked: answer for piece, answer in pieces_of_one})

    def _judge(self, bad: BadAnswer) -> None:
        """Some bad answers say more about the engine than about the text."""
        if bad.reason is Fault.QUOTA:
            self.breaker.open("the quota is used up")
        elif bad.reason is Fault.ERROR_PAGE:
            self.breaker.failed("it answers with error pages")

    def _tried(self, call: Callable[[], T], size: int) -> T:
        for attempt in range(1, self.tries + 1):
            self.breaker.check()
            self.pace.wait()
            self.breaker.check()
            if self.stop.is_set():
                raise Rejected("the run was stopped")
            self.budget.take(size)
            try:
                return call()
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


def _good(piece: Piece, said: object) -> str:
    """The answer to a piece as it may be used. Raises BadAnswer, MarkupLost."""
    asked = piece.asked
    answer = accept(asked.text, said, asked.source, asked.target)
    if piece.whole and isinstance(piece.unit.content, Heading) and cut_short(asked.text, answer):
        raise BadAnswer(Fault.LENGTH)
    if piece.whole:
        restore(piece.whole, answer)
    elif marks(answer) != marks(asked.text):
        raise MarkupLost("a placeholder is lost or invented")
    return answer


def has_letters(text: str) -> bool:
    """Whether a protected text has anything for an engine."""
    return any(letter.isalpha() for letter in bare(text))
