"""What a run over a chain of engines is given and gives: settings, what is known already, outcomes, a report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from diptych.engines.session import Keep, Unit
from diptych.model.article import Asked
from diptych.model.content import Content
from diptych.text.terminology import Terminology


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one engine gave no answer. `code` is permanent: a `Fault`'s value or one of transient, rejected, unavailable,
    budget, marks (placeholders lost), unwritable (no Markdown says it), internal (a fault of ours or of a library)."""

    engine: str
    code: str
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    workers: int = 4
    tries: int = 3  # of one text with one engine, where trying again may help
    characters: int | None = None  # the most that may be sent in this run, all engines together
    terms: Terminology = field(default_factory=lambda: Terminology({}))
    style: Mapping[str, str] = field(default_factory=dict)  # of texts in a language, for engines that read it


@dataclass(frozen=True, slots=True)
class Notes:
    """Answers to single texts, so that no run asks for one that an earlier run was given."""

    known: Mapping[Asked, str] = field(default_factory=dict)
    keep: Keep = lambda _unit, _answers: None  # called from any thread, one call at a time


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    answered: int
    unanswered: tuple[Unanswered, ...]
    calls: int
    characters: int  # sent, failed calls included
    closed: Mapping[str, str]  # engines that are no longer asked, and why
