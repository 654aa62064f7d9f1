"""An article as its folder holds it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from diptych.model.ledger import Entry, Review, SourceBlock
from diptych.model.record import Record


@dataclass(frozen=True, slots=True)
class Translation:
    """`<lang>.md` with what is known of it. A ledger with conflict marks holds the entries of both sides."""

    text: str  # as in the file, byte for byte; "" where there is no file
    entries: tuple[Entry, ...] = ()
    reviews: tuple[Review, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    id: str
    record: Record
    text: str  # of the source, as in the file
    known: tuple[SourceBlock, ...] = ()  # `blocks.yml`
    translations: Mapping[str, Translation] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A block that an engine, or the memory, has translated."""

    text: str
    source: str  # the hash of the source block that it translates
    engine: str
    version: str
    date: str


class Asked(NamedTuple):
    """A text as one engine was asked for it: a line of a block with its placeholders, or a piece of a long one."""

    engine: str
    version: str
    source: str
    target: str
    text: str
