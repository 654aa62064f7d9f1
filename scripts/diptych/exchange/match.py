"""What becomes of a returned unit: it changes a block, changes nothing, or is left with the reason.

Law 2: a translation is replaced only where it still is what the translator saw, or is a machine's. All else is told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from diptych.exchange.index import Rows, Shelf
from diptych.exchange.language_tag import alike
from diptych.model.article import Article
from diptych.model.block import Kind
from diptych.model.content import lines
from diptych.model.exchange import Ref, Returned
from diptych.model.inline import plain
from diptych.model.ledger import State
from diptych.model.problem import Refused
from diptych.text.bitext import NO_TRANSLATION
from diptych.text.ledgerfile import has_conflict
from diptych.text.limits import check_lines, check_marks
from diptych.text.normal import FORBIDDEN, forbidden_references, normal, one_space, text_hash
from diptych.text.parse import TooDeep, split
from diptych.text.segments import Faced

_NOTE_NUMBER = re.compile(r"\[\d+\]")  # how a memory writes the mark of a note

ALTERED = 0.8  # a source that a tool has altered (quotes, spaces) is at least so like the block's


class Why(StrEnum):
    """Why a unit is not taken. The values are permanent: reports and tests name them."""

    FUZZY = "fuzzy"
    CONFLICT = "conflict"
    ARTICLE = "article"
    LANGUAGE = "language"
    BLOCK = "block"
    GONE = "gone"
    PART = "part"
    ALTERED = "altered"
    AMBIGUOUS = "ambiguous"
    OMITTED = "omitted"
    COPY = "copy"
    BLOCKS = "blocks"
    MARK = "mark"
    CONTROL = "control"
    TOO_MUCH = "too-much"
    DOUBLE = "double"
    NEIGHBOURS = "neighbours"
    BROKEN = "broken"
    PLURAL = "plural"
    CODES = "codes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A person's words for a row: a text for each block of the translation."""

    article: str
    language: str
    ids: tuple[str, ...]
    blocks: tuple[str, ...]
    source: str  # the hash of the source block that they translated; "" for the sources as they are now
    again: bool = False  # they stand there already; what is known of them may not yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A unit that is not taken; `here` is what the archive has in its place, where that matters."""

    article: str
    language: str
    block: str
    why: Why
    here: str = ""


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A unit that was not taken: where it stands in the file, what it says, and why."""

    line: int
    given: str
    left: Left


class Same(StrEnum):
    """Why a unit changes nothing."""

    EMPTY = "empty"
    UNCHANGED = "unchanged"


Verdict = Change | Left | Same


def judge(shelf: Shelf, one: Returned) -> Verdict:
    """What becomes of a unit, as the archive stands. Raises TooDeep."""
    named = one.ref or Ref(article=one.article, language=one.target_language, block=one.block, source="", target="")
    left = Left(article=named.article, language=named.language, block=named.block, why=Why.BROKEN)
    if one.fault:
        return _because(left, Why(one.fault))
    if not one.target.strip():
        return Same.EMPTY
    place = _place(shelf, one)
    if isinstance(place, Why):
        return _unless_there(shelf, one, _because(left, place))
    return _weighed(place, one)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    rows: Rows
    row: Faced
    base: str | None  # the hash of the translation that the translator saw; None where that is not known
    moved: bool  # the source has changed since


def _because(left: Left, why: Why, here: str = "") -> Left:
    return Left(article=left.article, language=left.language, block=left.block, why=why, here=here)


def _place(shelf: Shelf, one: Returned) -> _Place | Why:
    """The row that a unit belongs to, by the text of its source first."""
    ref, language = one.ref, one.target_language
    if ref and language and not alike(ref.language, language):
        return Why.LANGUAGE
    language = ref.language if ref else language
    article = shelf.article(ref.article if ref else one.article)
    if not language:
        return Why.LANGUAGE
    if article is None:
        return Why.ARTICLE if ref else _anywhere(shelf, one, language)
    source = article.record.language
    if language == source or (one.source_language and not alike(one.source_language, source)):
        return Why.LANGUAGE
    return _in_article(shelf.rows(article.id, language), one)


def _anywhere(shelf: Shelf, one: Returned, language: str) -> _Place | Why:
    found = shelf.anywhere(one.source_language, language, text_hash(one.source))
    if len(found) == 1:
        return _Place(rows=shelf.rows(found[0].ref.article, language), row=found[0], base=None, moved=False)
    return Why.AMBIGUOUS if found else Why.BLOCK


def _in_article(rows: Rows, one: Returned) -> _Place | Why:
    ref, seen = one.ref, text_hash(one.source)
    if found := rows.by_source.get(seen, ()):
        named = [row for row in found if row.ref.block == (ref.block if ref else one.block)]
        if len(found) > 1 and not named:
            return Why.AMBIGUOUS
        return _Place(
            rows=rows,
            row=(named or list(found))[0],
            base=ref.target if ref and ref.source == seen else None,
            moved=False,
        )
    if ref is None:
        return Why.BLOCK
    row = rows.by_block.get(ref.block)
    if seen == ref.source:
        return _Place(rows=rows, row=row, base=ref.target, moved=True) if row and len(row.row.ids) == 1 else Why.GONE
    if row and row.ref.source == ref.source and _like(one.source, row.source):
        return _Place(rows=rows, row=row, base=ref.target, moved=False)
    return Why.ALTERED


def _like(one: str, other: str) -> bool:
    from rapidfuzz.distance import Levenshtein  # here, because few sources have changed meanwhile

    return Levenshtein.normalized_similarity(one_space(normal(one)), one_space(other), score_cutoff=ALTERED) > 0


def _unless_there(shelf: Shelf, one: Returned, left: Left) -> Verdict:
    """A sentence of a block (TMX) that stands in the translation already says nothing new."""
    article = shelf.article(one.article)
    if left.why is not Why.BLOCK or article is None or one.ref:
        return left
    row = shelf.rows(article.id, one.target_language).by_block.get(one.block)
    if row is None or _told(one.source) not in _words(row.source):
        return left
    return Same.UNCHANGED if _told(one.target) in _words(row.target) else _because(left, Why.PART)


def _told(text: str) -> str:
    """A segment of a memory as `_words` has it."""
    return one_space(_NOTE_NUMBER.sub("", normal(text)))


def _words(text: str) -> str:
    """What a translation says, without its Markdown, on one line."""
    return one_space(" ".join(plain(line) for block in split(text).blocks for line in lines(block.content)))


def _weighed(place: _Place, one: Returned) -> Verdict:
    """The unit against what stands in its place."""
    ref, row = place.row.ref, place.row.row
    left = Left(article=ref.article, language=ref.language, block=ref.block, why=Why.CONFLICT)
    given = text_hash(one.target)
    if given == ref.target:
        return _there(place, one) if given != place.base else Same.UNCHANGED
    if given == place.base:
        return Same.UNCHANGED
    if one.unfinished or _is_copied(one):
        return _because(left, Why.FUZZY if one.unfinished else Why.COPY, place.row.target)
    if row.state is State.OMITTED:
        return _because(left, Why.OMITTED)
    if not _may_replace(place):
        return _because(left, Why.CONFLICT, place.row.target)
    blocks = _blocks(one.target, max(1, len(row.targets)))
    if isinstance(blocks, Why):
        return _because(left, blocks, place.row.target)
    return Change(
        article=ref.article,
        language=ref.language,
        ids=row.ids,
        blocks=blocks,
        source=one.ref.source if one.ref and place.moved else "",
    )


def _is_copied(one: Returned) -> bool:
    """Whether a tool has put the source where a translation was not made. Code and figures may be as they were."""
    words = any(letter.isalpha() for letter in one.source) and not one.source.startswith("```")
    return words and text_hash(one.source) == text_hash(one.target)


def _may_replace(place: _Place) -> bool:
    row, now = place.row.row, place.row.ref.target
    if place.base == now or (place.base is None and row.state is State.MISSING):
        return True
    # A person's words come before a machine's, save those of an older source before a draft of the new one.
    return row.machine and (not place.moved or row.state is State.OUTDATED)


def _there(place: _Place, one: Returned) -> Verdict:
    """The words stand there. If a run was stopped before all was written of them, that is to be done now."""
    article, row = place.rows.article, place.row.row
    if not _is_half_done(article, place) or (place.base is None and row.state is not State.EDITED):
        return Same.UNCHANGED
    blocks = _blocks(one.target, len(row.targets))
    if isinstance(blocks, Why):
        return Same.UNCHANGED
    source = one.ref.source if one.ref and place.moved else ""
    ref = place.row.ref
    return Change(article=ref.article, language=ref.language, ids=row.ids, blocks=blocks, source=source, again=True)


def _is_half_done(article: Article, place: _Place) -> bool:
    """Whether the tool's files are other than they would be written now."""
    entries = article.translations.get(place.row.ref.language, NO_TRANSLATION).entries
    reading = place.rows.reading
    return (entries, article.known) != (reading.bitext.entries, reading.source.known)


def _blocks(text: str, count: int) -> tuple[str, ...] | Why:
    """The text as blocks that can be written, or why it cannot."""
    text = normal(text)
    if FORBIDDEN.search(text) or next(forbidden_references(text), None):
        return Why.CONTROL
    try:
        check_marks(text, "")
        check_lines(text, "")
        blocks = split(text).blocks
    except (Refused, TooDeep):
        return Why.TOO_MUCH
    if has_conflict(text) or any(block.kind is Kind.MARK for block in blocks):
        return Why.MARK
    return tuple(block.text for block in blocks) if len(blocks) == count else Why.BLOCKS
