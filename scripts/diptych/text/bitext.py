"""An article and one of its translations read as a bitext, and drafts settled into its files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from diptych.model.article import Article, Draft, Translation
from diptych.model.bitext import Bitext, Row, Source
from diptych.model.block import Document
from diptych.model.ledger import Entry, SourceBlock, State
from diptych.text.align import length_ratio
from diptych.text.apply import apply
from diptych.text.block_ids import identify
from diptych.text.facing import face, knowledge
from diptych.text.parse import split

NO_TRANSLATION = Translation("")


@dataclass(frozen=True, slots=True)
class Reading:
    """A bitext with the texts that it indexes."""

    source: Source
    target: Document
    bitext: Bitext


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What the files of a translation hold after drafts were put in, in the order in which they are to be written.

    `between` are entries that know both the old and the new drafts, so that a text of either age is read right should
    the work stop between two writes.
    """

    between: tuple[Entry, ...]
    text: str
    entries: tuple[Entry, ...]
    known: tuple[SourceBlock, ...]
    taken: frozenset[str]  # the ids whose drafts are now in the text


def read_source(article: Article) -> Source:
    """The source text's blocks with their ids. Raises TooDeep."""
    named: list[tuple[str, str]] = []
    for translation in article.translations.values():
        named += [(entry.id, entry.source) for entry in translation.entries if entry.source]
        named += [(review.id, review.source) for review in translation.reviews]
    return identify(split(article.text), article.known, named)


def read_bitext(article: Article, language: str, source: Source | None = None) -> Reading:
    """The article facing its translation into a language; all is missing where there is none. Raises TooDeep."""
    source = source or read_source(article)
    translation = article.translations.get(language, NO_TRANSLATION)
    target = split(translation.text)
    known = knowledge(translation.entries, translation.reviews, source)
    return Reading(source, target, face(source, target, known, length_ratio(article.record.language, language)))


def wanting(reading: Reading) -> tuple[str, ...]:
    """The ids that a machine may translate: missing blocks and outdated machine drafts, in the order of the text."""
    return tuple(name for row in reading.bitext.rows if _wants(row) for name in row.ids)


def _wants(row: Row) -> bool:
    return row.state is State.MISSING or (row.state is State.OUTDATED and row.machine)


def settle(article: Article, language: str, drafts: Mapping[str, Draft]) -> Settled:
    """The files of a translation with drafts put in, from the article as it stands now.

    A draft of a source that has changed meanwhile is left alone. Law 2: no word of a person's is changed or dropped.
    Law 3: settling twice is settling once. Raises TooDeep.
    """
    reading = read_bitext(article, language)
    hashes = dict(zip(reading.source.ids, (block.hash for block in reading.source.blocks), strict=True))
    wanted = set(wanting(reading))
    fresh = {name: d.text for name, d in drafts.items() if name in wanted and d.source == hashes[name]}
    text, taken = apply(reading.target, reading.bitext, fresh)
    drafted = [_entry(name, drafts[name]) for name in fresh if name in taken]
    old = article.translations.get(language, NO_TRANSLATION)
    # A redraft may have the words of the draft before it; then only the new entry tells of its source.
    kept = [entry for entry in reading.bitext.entries if entry.id not in taken]
    after = with_translation(article, language, text, [*kept, *drafted], reading.source.known)
    entries = read_bitext(after, language).bitext.entries
    told = knowledge(old.entries, (), reading.source).entries.values()
    before = [entry for several in told for entry in several]
    between = entries if text == old.text else tuple(dict.fromkeys([*before, *entries]))
    return Settled(between=between, text=text, entries=entries, known=reading.source.known, taken=taken)


def _entry(name: str, draft: Draft) -> Entry:
    (block,) = split(draft.text).blocks
    return Entry(
        id=name,
        target=block.hash,
        source=draft.source,
        draft=block.hash,
        engine=draft.engine or None,
        version=draft.version or None,
        date=draft.date,
    )


def with_translation(
    article: Article, language: str, text: str, entries: Sequence[Entry], known: tuple[SourceBlock, ...]
) -> Article:
    """The article with this text and these entries as its translation into a language."""
    old = article.translations.get(language, NO_TRANSLATION)
    translations = {**article.translations, language: replace(old, text=text, entries=tuple(entries))}
    return replace(article, translations=translations, known=known)
