"""The translation memory: the archive itself; a person's wording before a machine's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from diptych.model.article import Article
from diptych.model.ledger import State
from diptych.text.bitext import read_bitext, read_source

MEMORY = "memory"

Key = tuple[str, str, str]  # source language, target language, source hash


@dataclass(frozen=True, slots=True)
class Remembered:
    """A block's translation and where it came from: an engine and its version, or `memory` and a person's block."""

    text: str
    engine: str
    version: str
    source: str  # the text of the block that it translates
    origin: str  # article/block


def memory(articles: Iterable[Article]) -> Mapping[Key, Remembered]:
    """Every block that stands alone facing one block of the source it was made from, the best state first."""
    best: dict[Key, tuple[int, Remembered]] = {}
    for article in articles:
        if article.record.publish != "full":  # what may not be shown here may not come back elsewhere
            continue
        source = read_source(article)
        hashes = dict(zip(source.ids, (block.hash for block in source.blocks), strict=True))
        texts = dict(zip(source.ids, (block.text for block in source.blocks), strict=True))
        for language in article.translations:
            reading = read_bitext(article, language, source)
            for row in reading.bitext.rows:
                if len(row.ids) != 1 or len(row.targets) != 1 or row.state is State.OUTDATED:
                    continue
                key = (article.record.language, language, hashes[row.ids[0]])
                rank = list(State).index(row.state)
                if key in best and best[key][0] <= rank:
                    continue
                drafted = row.entry if row.machine and row.entry else None
                engine = (drafted.engine if drafted else None) or MEMORY
                origin = f"{article.id}/{row.ids[0]}"
                version = (drafted.version if drafted else None) or origin
                text = reading.target.blocks[row.targets[0]].text
                best[key] = (rank, Remembered(text, engine, version, texts[row.ids[0]], origin))
    return {key: found for key, (_, found) in best.items()}
