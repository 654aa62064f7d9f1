"""Permanent ids for the blocks of a source text: found again after edits by hash, by neighbours, by likeness."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count

from diptych.model.bitext import Source
from diptych.model.block import Block, Document, Kind
from diptych.model.ledger import SourceBlock
from diptych.text.order import gaps, kept_order
from diptych.text.simhash import distance, fingerprint

SKIP = 0.5  # leaving a block and an old entry apart costs twice this, more than any unlikeness does
MOST_PAIRS = 1_000_000  # beyond this a gap is a new text, and its blocks are paired in order


def identify(document: Document, known: Sequence[SourceBlock], named: Sequence[tuple[str, str]] = ()) -> Source:
    """The ids of a text's blocks, given what `blocks.yml` knows of it.

    `named` are ids with source hashes that ledgers and reviews name: where `blocks.yml` was lost, or not yet written
    when the work stopped, a block gets the id that they know it by. Law: for an unchanged text the ids and entries
    come back as they were; an id never names two blocks, now or ever.
    """
    blocks = tuple(block for block in document.blocks if block.kind is not Kind.MARK)
    known = _once(known)
    found = _by_hash(blocks, known)
    found.update(_by_place(blocks, known, found))
    ids = tuple(_ids(blocks, known, found, named))
    rehomed = {(known[at].id, known[at].hash): ids[block] for block, at in found.items() if known[at].id != ids[block]}
    return Source(ids=ids, blocks=blocks, known=tuple(_entries(blocks, ids, known, found)), rehomed=rehomed)


def _ids(
    blocks: Sequence[Block], known: Sequence[SourceBlock], found: Mapping[int, int], named: Sequence[tuple[str, str]]
) -> Iterator[str]:
    known_ids = {entry.id for entry in known}
    spare: dict[str, list[str]] = {}
    for name, text_hash in dict.fromkeys(named):
        if name not in known_ids:
            spare.setdefault(text_hash, []).append(name)
    fresh = _fresh(known_ids, (name for name, _ in named))
    seen: set[str] = set()
    for at, block in enumerate(blocks):
        name, old = (known[found[at]].id, known[found[at]].hash) if at in found else ("", block.hash)
        for text_hash in (old, block.hash):
            while (not name or name in seen) and spare.get(text_hash):
                name = spare[text_hash].pop(0)
        if not name or name in seen:
            name = next(fresh)
        seen.add(name)
        yield name


def _once(known: Sequence[SourceBlock]) -> Sequence[SourceBlock]:
    """Entries that two branches hold alike as one, which is gone only where both say so."""
    once: dict[tuple[str, str], SourceBlock] = {}
    for entry in known:
        key = (entry.id, entry.hash)
        once[key] = replace(entry, gone=entry.gone and once.get(key, entry).gone)
    return tuple(once.values())


def _doubles(known: Sequence[SourceBlock]) -> set[int]:
    """The entries whose id an earlier entry has: two branches each gave it to a block of their own."""
    first: dict[str, int] = {}
    return {at for at, entry in enumerate(known) if first.setdefault(entry.id, at) != at}


def _fresh(known: Iterable[str], named: Iterable[str]) -> Iterator[str]:
    """New ids behind the last known one, past those that ledgers name: a rerun after a kill counts the same way."""
    reserved = set(named)
    last = max((int(name[1:]) for name in known), default=0)
    return (name for number in count(last + 1) if (name := f"p{number}") not in reserved)


def _by_hash(blocks: Sequence[Block], known: Sequence[SourceBlock]) -> dict[int, int]:
    """Blocks whose text has not changed; a block that was gone and is back has its id again."""
    waiting: dict[str, list[int]] = {}
    doubles = _doubles(known)
    for at in sorted(range(len(known)), key=lambda at: (at in doubles, known[at].gone, at)):
        waiting.setdefault(known[at].hash, []).append(at)
    return {at: waiting[block.hash].pop(0) for at, block in enumerate(blocks) if waiting.get(block.hash)}


def _by_place(
    blocks: Sequence[Block], known: Sequence[SourceBlock], found: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """Edited blocks: what stands between the same unchanged neighbours, likest first."""
    matched = set(found.values())
    new = [at for at in range(len(blocks)) if at not in found]
    old = [at for at, entry in enumerate(known) if at not in matched and not entry.gone]
    for some_new, some_old in gaps(new, old, kept_order(list(found.items()))):
        prints = [fingerprint(blocks[at].text) for at in some_new]
        for i, j in _likest(prints, [known[at].print for at in some_old]):
            yield some_new[i], some_old[j]


def _likest(new: Sequence[str], old: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs in order that differ least in sum; as many pairs as the shorter side has."""
    if len(new) == len(old) or len(new) * len(old) > MOST_PAIRS:
        return list(zip(range(len(new)), range(len(old)), strict=False))
    cost = [[SKIP * (i + j) if not i or not j else 0.0 for j in range(len(old) + 1)] for i in range(len(new) + 1)]
    for i in range(1, len(new) + 1):
        for j in range(1, len(old) + 1):
            pair = cost[i - 1][j - 1] + distance(new[i - 1], old[j - 1])
            cost[i][j] = min(pair, cost[i - 1][j] + SKIP, cost[i][j - 1] + SKIP)
    pairs: list[tuple[int, int]] = []
    i, j = len(new), len(old)
    while i and j:
        if cost[i][j] == cost[i - 1][j - 1] + distance(new[i - 1], old[j - 1]):
            i, j = i - 1, j - 1
            pairs.append((i, j))
        elif cost[i][j] == cost[i - 1][j] + SKIP:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]


def _entries(
    blocks: Sequence[Block], ids: Sequence[str], known: Sequence[SourceBlock], found: Mapping[int, int]
) -> Iterator[SourceBlock]:
    """The entries in the order of the text; one that is gone stays behind the entry that it stood behind."""
    kept = {entry: block for block, entry in found.items()}
    gone_after: dict[int | None, list[SourceBlock]] = {}
    last: int | None = None
    for at, entry in enumerate(known):
        if at in kept:
            last = kept[at]
        else:
            gone_after.setdefault(last, []).append(replace(entry, gone=True))
    seen = set(ids)
    for at in (None, *range(len(blocks))):
        if at is not None:
            yield _entry(blocks[at], ids[at], known[found[at]] if at in found else None)
        yield from (entry for entry in gone_after.get(at, ()) if entry.id not in seen)


def _entry(block: Block, name: str, old: SourceBlock | None) -> SourceBlock:
    if old and old.hash == block.hash:
        return replace(old, id=name, gone=False)
    return SourceBlock(id=name, hash=block.hash, print=fingerprint(block.text))
