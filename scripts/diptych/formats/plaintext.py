"""Plain text: an edition as any program on any machine can show it."""

from __future__ import annotations

from collections.abc import Iterator

from diptych.locale.words import say
from diptych.model.bitext import Row
from diptych.model.ledger import State
from diptych.reading.edition import Edition, spoken, titles, told, voices
from diptych.reading.facing import Facing, Side
from diptych.reading.rights import rights_words
from diptych.reading.status import state_words
from diptych.text.language import date_text
from diptych.text.plaintext import RULE, block_text, text_of

_SAID = (
    State.MACHINE,
    State.OUTDATED,
    State.MISSING,
    State.OMITTED,
)  # the states that a reader must know of at the block itself


def plain_text(edition: Edition) -> str:
    """The whole edition; a block is a line or several, blocks stand apart by a blank line."""
    parts = [] if edition.is_one else ["\n".join(title for _, title in titles(edition)), RULE]
    for at, facing in enumerate(edition.facings()):
        parts += [RULE] if at else []
        parts += _article(edition, facing)
    return "\n\n".join(part for part in parts if part) + "\n"


def _article(edition: Edition, facing: Facing) -> Iterator[str]:
    sides = voices(edition, facing)
    yield "\n".join(text_of(side.title) for side in sides if side.title) or facing.article.id
    yield "\n".join(_record(edition, facing))
    for at, row in enumerate(facing.rows):
        for side in sides:
            yield from _cell(facing, row, side, at, len(sides) == 1)


def _record(edition: Edition, facing: Facing) -> Iterator[str]:
    """Who wrote it, when and where, who translated it, and what may be done with it."""
    record, language = facing.article.record, spoken(edition)[0]
    credits = record.translations.get(facing.translation.language) if facing.translation else None
    translated = facing.translation is not None and edition.lang != record.language
    facts = {
        "author": record.author,
        "publisher": record.publisher,
        "published": date_text(record.published, language) if record.published else None,
        "source": record.source_url,
        "translators": ", ".join(credits.translators) if credits and translated else "",
        "reviewers": ", ".join(credits.reviewers) if credits and translated else "",
        "rights": rights_words(record, edition.reader.archive.settings, language, translated=translated),
    }
    yield from (f"{say(language, key)}: {value}" for key, value in facts.items() if value)
    yield from told(edition, facing, language)


def _cell(facing: Facing, row: Row, side: Side, at: int, alone: bool) -> Iterator[str]:
    """What a text has in a row, or the original where it has nothing, with its state where that matters."""
    cell = side.cells[at]
    translated = side is facing.translation
    mark = f"[{state_words(row, side.language)}] " if translated and row.state in _SAID else ""
    stands = alone and translated and row.state is State.MISSING  # the original, in the place of what is missing
    shown = facing.original.cells[at] if stands else cell
    if not shown and translated and at != facing.title_at:
        yield mark.rstrip()
    for block in shown:
        yield mark + block_text(block)
