"""Plain text: an edition as any program on any machine can show it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diptych.model.bitext import Row
from diptych.model.content import CodeBlock, Content, Heading, Items, Note, Quotation, Rule, Table
from diptych.model.inline import Image, Inline, Line, NoteMark, Text, plain, rebuild
from diptych.model.ledger import State
from diptych.outputs.edition import Edition, spoken, titles, told, voices
from diptych.outputs.status import state_words
from diptych.outputs.words import say
from diptych.reading.facing import Facing, Side
from diptych.text.language import date_text

RULE = "* * *"
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
    facts = {
        "author": record.author,
        "publisher": record.publisher,
        "published": date_text(record.published, language) if record.published else None,
        "source": record.source_url,
        "translators": ", ".join(credits.translators) if credits and edition.lang != record.language else "",
        "reviewers": ", ".join(credits.reviewers) if credits and edition.lang != record.language else "",
        "rights": record.rights,
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


def text_of(line: Line) -> str:
    """The visible text of a line, the marks of its notes with it."""

    def marked(node: Inline) -> Line:
        match node:
            case NoteMark(label):
                return (Text(f"[{label}]"),)
            case Image(src, alt):
                return (Text(alt or src),)
            case _:
                return (node,)

    return plain(rebuild(line, marked))


def block_text(block: Content) -> str:
    """One block as lines of text."""
    match block:
        case CodeBlock(text):
            return "\n".join(f"    {line}".rstrip() for line in text.rstrip("\n").split("\n"))
        case Rule():
            return RULE
        case Table(_, rows):
            return "\n".join(" | ".join(text_of(cell) for cell in row) for row in rows)
        case Items(start, items):
            marks = ["- "] * len(items) if start is None else [f"{start + at}. " for at in range(len(items))]
            return "\n".join(_indented(mark, item) for mark, item in zip(marks, items, strict=True))
        case Quotation(content):
            return "\n".join(f"> {line}".rstrip() for line in _together(content).split("\n"))
        case Note(label, line):
            return f"[{label}] {text_of(line)}"
        case Heading(_, line):
            return text_of(line)
        case _:
            return text_of(block.line)


def _indented(mark: str, item: Sequence[Content]) -> str:
    first, *rest = _together(item).split("\n")
    return "\n".join([mark + first, *(" " * len(mark) + line if line else "" for line in rest)])


def _together(parts: Sequence[Content]) -> str:
    return "\n\n".join(block_text(part) for part in parts)
