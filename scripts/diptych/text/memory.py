"""The translation memory: the archive itself; a person's wording before a machine's.

Of several translations of the same words the one whose neighbours are the same too is taken first (the in-context exact
match of translation tools), since short blocks mean different things in different places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from diptych.model.article import Article
from diptych.model.bitext import Row, Source
from diptych.model.ledger import State
from diptych.text.bitext import Reading, read_bitext, read_source

MEMORY = "memory"

Key = tuple[str, str, str]  # source language, target language, source hash
Context = tuple[str, str]  # the hashes of the blocks before and behind in the source, "" at its ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """A block's translation and where it came from: an engine and its version, or `memory` and a person's block."""

    key: Key
    context: Context
    text: str
    engine: str
    version: str
    source: str  # the text of the block that it translates
    origin: str  # article/block
    rank: int  # of its state, 0 for the most finished

    @property
    def is_human(self) -> bool:
        return self.rank <= list(State).index(State.EDITED)


Memory = Mapping[Key, Sequence[Remembered]]


def memory(articles: Iterable[Article]) -> Memory:
    """Every block that stands alone facing one block of the source it was made from; see `recalled`."""
    return gathered(pair for article in articles for pair in remembered(article))


def gathered(pairs: Iterable[Remembered]) -> Memory:
    """The memory of these pairs, in their order."""
    found: dict[Key, list[Remembered]] = {}
    for pair in pairs:
        found.setdefault(pair.key, []).append(pair)
    return found


def recalled(held: Memory, key: Key, context: Context) -> Remembered | None:
    """The best translation of a block: a person's before a machine's, then one with the same neighbours, then the most
    finished, then the first."""
    pairs = held.get(key, ())
    return min(pairs, key=lambda pair: (not pair.is_human, pair.context != context, pair.rank), default=None)


def contexts(source: Source) -> Mapping[str, Context]:
    """The neighbours of each block by its id."""
    hashes = ["", *(block.hash for block in source.blocks), ""]
    return {name: (hashes[at], hashes[at + 2]) for at, name in enumerate(source.ids)}


def remembered(article: Article) -> Iterator[Remembered]:
    """The pairs of one article. What may not be shown may not come back elsewhere."""
    if article.record.publish != "full":
        return
    source = read_source(article)
    around = contexts(source)
    blocks = dict(zip(source.ids, source.blocks, strict=True))
    for language in article.translations:
        reading = read_bitext(article, language, source)
        for row in reading.bitext.rows:
            if len(row.ids) == 1 and len(row.targets) == 1 and row.state is not State.OUTDATED:
                block = blocks[row.ids[0]]
                key = (article.record.language, language, block.hash)
                yield _pair(article, reading, row, key, around[row.ids[0]], block.text)


def _pair(article: Article, reading: Reading, row: Row, key: Key, context: Context, source: str) -> Remembered:
    drafted = row.entry if row.machine and row.entry else None
    origin = f"{article.id}/{row.ids[0]}"
    return Remembered(
        key=key,
        context=context,
        text=reading.target.blocks[row.targets[0]].text,
        engine=(drafted.engine if drafted else None) or MEMORY,
        version=(drafted.version if drafted else None) or origin,
        source=source,
        origin=origin,
        rank=list(State).index(row.state),
    )
