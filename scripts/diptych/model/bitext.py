"""A bitext: the source's blocks and the translation's, facing each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from diptych.model.block import Block
from diptych.model.ledger import Entry, SourceBlock, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source text with the permanent ids of its blocks."""

    ids: tuple[str, ...]
    blocks: tuple[Block, ...]  # one for each id
    known: tuple[SourceBlock, ...]  # what `blocks.yml` holds after this reading, gone blocks too
    rehomed: Mapping[tuple[str, str], str]  # (id, source hash) to the new id, where two branches gave one id twice


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A bead of blocks: usually one facing one.

    Two ids and one target: the translation merged two paragraphs. One id and two targets: it split one. No id: the
    translation adds a block. No target: it is missing, or a person left it out.
    """

    ids: tuple[str, ...]
    targets: tuple[int, ...]  # indices of the translation's blocks
    state: State
    machine: bool  # the text is a machine's draft, of whatever age, that no reader has approved
    entry: Entry | None = None  # what the ledger says of the first id


@dataclass(frozen=True, slots=True, kw_only=True)
class Bitext:
    rows: tuple[Row, ...]  # in the order of the source
    orphans: tuple[int, ...]  # targets whose source is gone: kept in the file, not published
    stale: tuple[int, ...]  # targets that are a machine's orphans, or marks of blocks that are translated
    marks: Mapping[str, int]  # the marks that stand, by id
    entries: tuple[Entry, ...]  # what the ledger holds after this reading
