"""Blocks on their way to a translator's own tool and back."""

from __future__ import annotations

from dataclasses import dataclass

from diptych.model.ledger import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """What a unit was when it left: enough to find its place again, and to see whether that has changed meanwhile."""

    article: str
    language: str  # of the translation
    block: str  # the source block's id; ids joined by + where one translation faces several blocks
    source: str  # the hash of the source text
    target: str  # the hash of the translation; "" where there was none


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One row of a bitext on its way out: one source block, or several that one translation faces."""

    ref: Ref
    source_language: str
    source: str  # Markdown, in normal form
    target: str  # "" where there is none
    state: State
    place: str  # where the source stands: the path of a text and a line, `…/<id>/vi.md:12`
    notes: tuple[str, ...] = ()  # for the translator, one line each


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """One unit as a tool gave it back. Untrusted: anything but the line may be wrong."""

    line: int  # in the file
    source: str
    target: str
    ref: Ref | None = None  # none where the tool lost or changed it
    article: str = ""  # as the file names it, where the ref does not
    block: str = ""
    source_language: str = ""  # as the file says
    target_language: str = ""
    unfinished: bool = False  # the tool marks it as still to be looked at
    fault: str = ""  # why it cannot be taken at all
