"""A translator's words settled into the files of a translation: a person's from the first moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from diptych.exchange.match import Change
from diptych.model.article import Article
from diptych.model.bitext import Row
from diptych.model.ledger import Entry
from diptych.text.apply import line_end_of, put
from diptych.text.bitext import NO_TRANSLATION, Reading, Settled, read_bitext, with_translation
from diptych.text.facing import JOIN, knowledge
from diptych.text.normal import text_hash


def settle_changes(article: Article, language: str, changes: Sequence[Change]) -> Settled:
    """The files of a translation with these changes in it, from the article as it stands now.

    `taken` names each change by the first of its ids. One that would run together with its neighbours, or would not
    face its source when read back, is not taken, and changes nothing. Raises TooDeep.
    """
    reading = read_bitext(article, language)
    rows = {row.ids: row for row in reading.bitext.rows if row.ids}
    wanted = [change for change in changes if _fits(rows.get(change.ids), change)]
    while True:
        done, kept = _settled(article, language, reading, rows, wanted)
        if len(kept) == len(wanted):
            return done
        wanted = kept


def _fits(row: Row | None, change: Change) -> bool:
    return row is not None and len(change.blocks) == max(1, len(row.targets))


def _settled(
    article: Article,
    language: str,
    reading: Reading,
    rows: Mapping[tuple[str, ...], Row],
    changes: Sequence[Change],
) -> tuple[Settled, list[Change]]:
    """The files with the changes, and those of them that found their place."""
    places: dict[str, int | None] = {}
    texts: dict[str, str] = {}
    line_end = line_end_of(reading.target)
    for change in changes:
        for name, at, text in _parts(change, rows[change.ids], reading):
            places[name], texts[name] = at, text.replace("\n", line_end)
    text, names = put(reading.target, reading.bitext, texts, places)
    whole = [
        change for change in changes if all(name in names for name, _, _ in _parts(change, rows[change.ids], reading))
    ]
    new = {entry.id: entry for entry in _entries(whole, reading)}
    kept = [entry for entry in reading.bitext.entries if entry.id not in new]
    after = read_bitext(
        with_translation(article, language, text, [*kept, *new.values()], reading.source.known), language
    )
    standing = {row.ids: [after.target.blocks[at].hash for at in row.targets] for row in after.bitext.rows}
    found = [change for change in whole if standing.get(change.ids) == [text_hash(block) for block in change.blocks]]
    old = article.translations.get(language, NO_TRANSLATION)
    told = knowledge(old.entries, (), reading.source).entries.values()
    before = [entry for several in told for entry in several]
    entries = after.bitext.entries
    between = entries if text == old.text else tuple(dict.fromkeys([*before, *entries]))
    taken = frozenset(change.ids[0] for change in found)
    return Settled(between=between, text=text, entries=entries, known=reading.source.known, taken=taken), found


def _parts(change: Change, row: Row, reading: Reading) -> list[tuple[str, int | None, str]]:
    """The blocks of a change: a name for each, the block whose place it takes, and its text."""
    name = change.ids[0]
    if not row.targets:
        return [(name, reading.bitext.marks.get(name), change.blocks[0])]
    return [(f"{name}#{at}", at, text) for at, text in zip(row.targets, change.blocks, strict=True)]


def _entries(changes: Sequence[Change], reading: Reading) -> Iterator[Entry]:
    """What the ledger says of the changes: who reads it later sees which source each was made from."""
    hashes = dict(zip(reading.source.ids, (block.hash for block in reading.source.blocks), strict=True))
    known = {entry.id: entry for entry in reading.bitext.entries}
    for change in changes:
        wording = JOIN.join(text_hash(block) for block in change.blocks)
        for name in change.ids:
            source = change.source or hashes[name]
            entry = replace(known.get(name) or Entry(id=name, target=wording), target=wording, source=source)
            # A person has chosen the words of a draft: they are theirs now.
            yield Entry(id=name, target=wording, source=source) if entry.draft == wording else entry
