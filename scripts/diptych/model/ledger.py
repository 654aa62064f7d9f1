"""What the tool keeps of blocks: facts, never states. States are derived from these and the texts themselves.

Each entry has a checksum in its file, so that git still merges entries and an altered one is seen. It is no fact of its
own: two entries are the same whatever theirs are, and one that was read is remembered only where it does not fit.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field

from diptych.model.fields import STRICT, BlockId, Checksum, Day, Hash, Hashes, OneLine, Print

Sum = Annotated[
    Checksum,
    Field(
        description="The entry's checksum, which the tool writes: the first 8 digits of the SHA-256 of its other keys "
        "and values as JSON (keys sorted, text in NFC)."
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceBlock:
    """An entry of `blocks.yml`. Entries are never deleted, so that an id is never given to another block."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    id: Annotated[BlockId, Field(description="The permanent id.")]
    hash: Annotated[Hash, Field(description="The hash of the block's text when it was last seen.")]
    print: Annotated[Print, Field(description="A 64-bit simhash of its words, to know it again after an edit.")]
    gone: Annotated[bool, Field(description="true when the block is no longer in the source text.")] = False
    sum: Sum = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of `<lang>.ledger.yml`: what is known of one translated block."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    id: Annotated[BlockId, Field(description="The source block's id; x1, x2 … for what the translation adds.")]
    target: Annotated[Hashes, Field(description="The hash of the translation when last seen; several joined by +.")]
    source: Annotated[Hash | None, Field(description="The hash of the source that this translation was made from.")] = (
        None
    )
    draft: Annotated[Hash | None, Field(description="The hash of the last machine draft.")] = None
    engine: Annotated[OneLine | None, Field(description="The engine that made the draft.")] = None
    version: Annotated[OneLine | None, Field(description="That engine's version.")] = None
    date: Annotated[Day | None, Field(description="When the draft was made.")] = None
    sum: Sum = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """An entry of `<lang>.review.yml`: somebody has read this wording against this source."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    id: Annotated[BlockId, Field(description="The block's id.")]
    source: Annotated[Hash, Field(description="The hash of the source that was read.")]
    target: Annotated[Hashes, Field(description="The hash of the translation that was read.")]
    name: Annotated[OneLine, Field(description="Who has read it.")]
    date: Annotated[Day, Field(description="When.")]
    sum: Sum = field(default="", compare=False)


class State(StrEnum):
    """The state of a translated block, from the most to the least finished."""

    REVIEWED = "reviewed"
    EDITED = "edited"
    OMITTED = "omitted"
    MACHINE = "machine"
    OUTDATED = "outdated"
    MISSING = "missing"
