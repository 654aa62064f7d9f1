"""What readers are told of a translation's state: of an article in sentences, of a block in words."""

from __future__ import annotations

from collections.abc import Iterator

from diptych.locale.words import in_words, say, state_sentence, state_word
from diptych.model.bitext import Row
from diptych.model.ledger import State
from diptych.reading.facing import Facing, Side
from diptych.text.language import date_text
from diptych.text.memory import MEMORY


def status_lines(facing: Facing, language: str) -> Iterator[str]:
    """What is not shown or not finished, for a reader of `language`; nothing when all is shown and reviewed."""
    yield from notice_lines(facing, language)
    if not facing.article.record.withdrawn:
        yield from state_lines(facing, language)


def notice_lines(facing: Facing, language: str) -> Iterator[str]:
    """What is not shown or not there, for a reader of `language`."""
    record = facing.article.record
    if record.withdrawn:
        reason = record.withdrawn.reason.get(language)
        day = date_text(record.withdrawn.date, language)
        yield say(language, "withdrawn_for" if reason else "withdrawn", date=day, reason=reason)
        return
    if record.publish != "full":
        yield say(language, record.publish)
    if language != record.language and not (facing.translation and facing.translation.language == language):
        names = {"into": in_words(language, language), "language": in_words(record.language, language)}
        yield say(language, "no_text", **names)
    elif not facing.translation:
        yield say(language, "no_translation")


def state_lines(facing: Facing, language: str) -> Iterator[str]:
    """What the facing text is, and how many of its blocks are in which state; nothing when all is reviewed."""
    if not facing.translation or set(facing.states) <= {State.REVIEWED}:
        return
    if facing.translation.language == language:
        yield say(language, "translated_from", language=in_words(facing.original.language, language))
    else:
        yield say(language, "facing", language=in_words(facing.translation.language, language))
    yield from (sentence for _, sentence in state_sentences(facing, language))


def state_sentences(facing: Facing, language: str) -> Iterator[tuple[State, str]]:
    """How many blocks are in each state, in words; of unread drafts also who made them, and when."""
    total = sum(facing.states.values())
    for state, count in facing.states.items():
        makers = _makers(facing, language) if state is State.MACHINE else ()
        yield state, state_sentence(language, state, count, total, ", ".join(makers))


def _makers(facing: Facing, language: str) -> Iterator[str]:
    yield from (say(language, "memory") if engine == MEMORY else engine for engine in facing.engines)
    days = sorted(
        {row.entry.date for row in facing.rows if row.state is State.MACHINE and row.entry and row.entry.date}
    )
    if days:
        yield " – ".join(date_text(day, language) for day in dict.fromkeys([days[0], days[-1]]))


def state_words(row: Row, language: str) -> str:
    """The state of a block as a reader sees it: an outdated draft is a draft nevertheless."""
    states = [row.state, *([State.MACHINE] if row.machine and row.state is State.OUTDATED else [])]
    return ", ".join(state_word(language, state) for state in states)


def absence(facing: Facing, at: int, side: Side) -> str:
    """What is said where a text has nothing in a row: a key of the interface's words; "" in the title's row."""
    if at == facing.title_at:
        return ""  # its part of this row is the title
    if side is facing.original:
        return "added"
    return "left_out" if facing.rows[at].state is State.OMITTED else "not_translated"
