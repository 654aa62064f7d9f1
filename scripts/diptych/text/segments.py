"""The rows of a bitext as texts, with the reference by which each is known outside the archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from diptych.model.bitext import Row
from diptych.model.exchange import Ref
from diptych.text.bitext import Reading
from diptych.text.normal import normal, text_hash


@dataclass(frozen=True, slots=True, kw_only=True)
class Faced:
    """A row that has a source, its texts in normal form; several blocks stand apart by a blank line."""

    row: Row
    source: str
    target: str  # "" where there is none
    ref: Ref


def face_texts(article: str, language: str, reading: Reading) -> Iterator[Faced]:
    """The rows in the order of the source; what the translation adds has no row here."""
    blocks = dict(zip(reading.source.ids, reading.source.blocks, strict=True))
    for row in reading.bitext.rows:
        if row.ids:
            source = "\n\n".join(normal(blocks[name].text) for name in row.ids)
            target = "\n\n".join(normal(reading.target.blocks[at].text) for at in row.targets)
            ref = Ref(
                article=article,
                language=language,
                block="+".join(row.ids),
                source=text_hash(source),
                target=text_hash(target) if target else "",
            )
            yield Faced(row=row, source=source, target=target, ref=ref)
