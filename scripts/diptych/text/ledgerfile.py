"""The tool's own YAML files as text: `blocks.yml`, `<lang>.ledger.yml`, `<lang>.review.yml`.

An entry a block, a blank line between entries, so that git merges the changes of neighbours. A file that git left with
conflict marks is read as both sides; the facts of both are kept and the cautious state wins.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import ConfigDict, Field

from diptych.model.fields import STRICT
from diptych.model.ledger import Entry, Review, SourceBlock
from diptych.text.normal import text_hash
from diptych.text.schema import plain, read
from diptych.text.yamltext import read_yaml, write_yaml

LIMIT = 8 * 1024 * 1024  # these grow with the text; people do not write them
SUM_LENGTH = 8  # hexadecimal digits: one altered entry in four thousand million is not seen

_MARK = re.compile(r"^(<{7}|\|{7}|={7}|>{7})(?: .*)?$")
_SIDE = {"<": "ours", "|": "base", "=": "theirs", ">": "both"}

T = TypeVar("T")
Kept = TypeVar("Kept", SourceBlock, Entry, Review)


@dataclass(frozen=True, slots=True)
class BlocksFile:
    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    blocks: Annotated[tuple[SourceBlock, ...], Field(description="The source's blocks in the order of the text.")] = ()


@dataclass(frozen=True, slots=True)
class LedgerFile:
    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    entries: Annotated[tuple[Entry, ...], Field(description="The translated blocks in the order of the source.")] = ()


@dataclass(frozen=True, slots=True)
class ReviewFile:
    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    reviews: Annotated[tuple[Review, ...], Field(description="Who has read which wording.")] = ()


def has_conflict(text: str) -> int:
    """The line of the first conflict mark that git left, 0 where there is none."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("<<<<<<< "):
            return number
    return 0


def sides(text: str) -> tuple[str, ...]:
    """The two texts that a conflict holds; one where there is none."""
    if not has_conflict(text):
        return (text,)
    out: dict[str, list[str]] = {"ours": [], "theirs": []}
    at = "both"
    for line in text.splitlines():
        if found := _MARK.match(line):
            at = _SIDE[found[1][0]]
        elif at == "both":
            out["ours"].append(line)
            out["theirs"].append(line)
        elif at in out:
            out[at].append(line)
    return tuple("\n".join(lines) + "\n" for lines in out.values())


def read_blocks(data: bytes, path: str) -> tuple[SourceBlock, ...]:
    """Raises Refused, as do all readers here."""
    return _merged([part.blocks for part in _read(data, BlocksFile, path)])


def read_entries(data: bytes, path: str) -> tuple[Entry, ...]:
    return _merged([part.entries for part in _read(data, LedgerFile, path)])


def read_reviews(data: bytes, path: str) -> tuple[Review, ...]:
    return _merged([part.reviews for part in _read(data, ReviewFile, path)])


def write_blocks(blocks: Sequence[SourceBlock]) -> str:
    return write_yaml({"blocks": [*_checked(blocks)]}, spaced="blocks")


def write_entries(entries: Sequence[Entry]) -> str:
    return write_yaml({"entries": [*_checked(entries)]}, spaced="entries")


def write_reviews(reviews: Sequence[Review]) -> str:
    return write_yaml({"reviews": [*_checked(reviews)]}, spaced="reviews")


def _checked(entries: Sequence[Kept]) -> Iterator[dict[str, Any]]:
    """Each with its checksum; one that did not fit when it was read stays as it was, and goes on being told."""
    for entry in entries:
        facts = _facts(entry)
        yield {**facts, "sum": entry.sum or _checksum(facts)}


def _facts(entry: Kept) -> dict[str, Any]:
    facts: dict[str, Any] = plain(entry)
    facts.pop("sum", None)
    return facts


def _checksum(facts: dict[str, Any]) -> str:
    return text_hash(json.dumps(facts, sort_keys=True, ensure_ascii=False))[:SUM_LENGTH]


def _read(data: bytes, kind: type[T], path: str) -> list[T]:
    text = data.decode("utf-8", "replace")
    if not has_conflict(text):
        return [read(read_yaml(data, path, LIMIT), kind, path)]
    return [read(read_yaml(side.encode(), path, LIMIT), kind, path) for side in sides(text)]


def _merged(parts: Sequence[tuple[Kept, ...]]) -> tuple[Kept, ...]:
    # Where git left a conflict, an entry may hold lines of both sides, which no checksum fits.
    one_side = len(parts) == 1
    return tuple(dict.fromkeys(_proved(entry, one_side) for part in parts for entry in part))


def _proved(entry: Kept, keep_wrong: bool) -> Kept:
    """The entry without its checksum, unless that is wrong and to be kept."""
    if not entry.sum or (keep_wrong and entry.sum != _checksum(_facts(entry))):
        return entry
    return replace(entry, sum="")
