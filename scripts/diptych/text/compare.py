"""What changed between two readings of an archive: article by article, block by block, in both languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum

from diptych.model.archive import Archive
from diptych.model.article import Article
from diptych.model.bitext import Row
from diptych.model.content import Heading
from diptych.model.inline import plain
from diptych.model.ledger import State
from diptych.text.bitext import NO_TRANSLATION, Reading, read_bitext, read_source
from diptych.text.normal import normal


class Change(StrEnum):
    """What happened to a block, in the order in which a reviewer wants to see it."""

    SOURCE_ADDED = "source-added"
    SOURCE_CHANGED = "source-changed"
    SOURCE_REMOVED = "source-removed"
    TRANSLATED = "translated"  # by a person, where nothing was
    MENDED = "mended"  # a person changed the words
    DRAFTED = "drafted"  # by a machine
    REVIEWED = "reviewed"
    OUTDATED = "outdated"  # its source went on
    OMITTED = "omitted"
    REMOVED = "removed"  # the translation is gone


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockChange:
    change: Change
    language: str
    block: str  # its id; "" for what a translation adds
    line: int  # where it stands now, or stood, in `<language>.md`
    before: str  # as Markdown; "" where there was nothing
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleChange:
    id: str
    renamed_from: str  # the id that it had before; "" where that is the same, or there was none
    title: str
    is_new: bool
    is_gone: bool
    record: tuple[str, ...]  # the keys of article.yml that changed
    blocks: tuple[BlockChange, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    articles: tuple[ArticleChange, ...]  # those that changed, by id
    terms: Mapping[str, str]  # the ids of terms that are "added", "changed" or "removed"
    settings: tuple[str, ...]  # the keys of archive.yml that changed


def compare(before: Archive, after: Archive) -> Comparison:
    """What `after` changes in `before`; articles that are equal are not read. Raises TooDeep."""
    old, new = ({article.id: article for article in archive.articles} for archive in (before, after))
    pairs = _paired(old, new)
    changes = [_article(old.get(was), new.get(name)) for was, name in pairs if old.get(was) != new.get(name)]
    terms = {
        name: "removed" if name not in after.terms else "changed" if name in before.terms else "added"
        for name in sorted({*before.terms, *after.terms})
        if before.terms.get(name) != after.terms.get(name)
    }
    # Not line ends alone.
    told = [one for one in changes if one.is_new or one.is_gone or one.renamed_from or one.record or one.blocks]
    return Comparison(tuple(told), terms, _keys(before.settings, after.settings))


def _paired(old: Mapping[str, Article], new: Mapping[str, Article]) -> Iterator[tuple[str, str]]:
    """(id before, id now) of every article, by id now; where one of both is not there, the ids are the same."""
    renamed = renames([old[name] for name in old if name not in new], [new[name] for name in new if name not in old])
    gone = {*renamed.values()}
    for name in sorted({*old, *new} - gone):
        yield renamed.get(name, name), name


def renames(gone: Sequence[Article], added: Sequence[Article]) -> Mapping[str, str]:
    """The old id by the new one of articles that were given another.

    So is one whose record names the old id as an alias, and one that has half of its source text or more, by
    characters, from one article that is gone. What several had alike tells nothing.
    """
    texts = {article.id: [block.text for block in read_source(article).blocks] for article in (*gone, *added)}
    owners: dict[str, set[str]] = {}
    for article in gone:
        for text in (*texts[article.id], _whole(texts[article.id])):
            owners.setdefault(text, set()).add(article.id)
    left = {article.id for article in gone}
    found: dict[str, str] = {}
    for article in added:
        was = next((alias for alias in article.record.aliases if alias in left), "")
        was = was or _origin(texts[article.id], texts, owners)
        if was in left:
            found[article.id] = was
            left.remove(was)
    return found


def _origin(new: Sequence[str], texts: Mapping[str, Sequence[str]], owners: Mapping[str, set[str]]) -> str:
    """The article from which a text has half or more, "" where there is none."""
    if len(of := owners.get(_whole(new), ())) == 1:
        return next(iter(of))
    shared: Counter[str] = Counter()
    for text in new:
        if len(of := owners.get(text, ())) == 1:
            shared[next(iter(of))] += len(text)
    was, count = max(shared.items(), key=lambda one: (one[1], one[0]), default=("", 0))
    longest = max(sum(map(len, new)), sum(map(len, texts.get(was, ()))))
    return was if 2 * count >= longest else ""


def _whole(texts: Sequence[str]) -> str:
    return "\n\n".join(texts)


def _keys(one: object, other: object) -> tuple[str, ...]:
    kind: type = type(one)
    names = [field.name for field in fields(kind)]
    return tuple(name for name in names if getattr(one, name) != getattr(other, name))


def _article(old: Article | None, new: Article | None) -> ArticleChange:
    shown = new or old
    assert shown
    language = shown.record.language
    blocks = [*_source_changes(_source(old), _source(new), language)]
    languages = sorted({language for article in (old, new) if article for language in article.translations})
    for language in languages:
        blocks += _translation_changes(_units(old, language), _units(new, language), language)
    record = _keys(old.record, new.record) if old and new else ()
    was = old.id if old and new and old.id != new.id else ""
    return ArticleChange(
        id=shown.id,
        renamed_from=was,
        title=_title(shown),
        is_new=old is None,
        is_gone=new is None,
        record=record,
        blocks=tuple(blocks),
    )


def _title(article: Article) -> str:
    first = next((block.content for block in read_source(article).blocks), None)
    return plain(first.line) if isinstance(first, Heading) else article.id


def _source(article: Article | None) -> Mapping[str, tuple[str, int]]:
    if not article:
        return {}
    source = read_source(article)
    return {name: (normal(block.text), block.line) for name, block in zip(source.ids, source.blocks, strict=True)}


def _source_changes(
    old: Mapping[str, tuple[str, int]], new: Mapping[str, tuple[str, int]], language: str
) -> Iterator[BlockChange]:
    for name in [*new, *(name for name in old if name not in new)]:
        (before, was), (after, line) = old.get(name, ("", 0)), new.get(name, ("", 0))
        if before != after:
            change = Change.SOURCE_ADDED if not before else Change.SOURCE_CHANGED if after else Change.SOURCE_REMOVED
            yield BlockChange(
                change=change, language=language, block=name, line=line or was, before=before, after=after
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unit:
    text: str
    line: int
    state: State
    machine: bool


def _units(article: Article | None, language: str) -> Mapping[str, _Unit]:
    """The translated blocks by id; what the translation adds by its own text, which nothing else has."""
    if not article or article.translations.get(language, NO_TRANSLATION) == NO_TRANSLATION:
        return {}
    reading = read_bitext(article, language)
    found: dict[str, _Unit] = {}
    for row in reading.bitext.rows:
        unit = _unit(reading, row)
        found.update(dict.fromkeys(row.ids, unit) if row.ids else {f" {unit.text}": unit})
    return found


def _unit(reading: Reading, row: Row) -> _Unit:
    blocks = [reading.target.blocks[at] for at in row.targets]
    text = "\n\n".join(normal(block.text) for block in blocks)
    return _Unit(text=text, line=blocks[0].line if blocks else 0, state=row.state, machine=row.machine)


_NOTHING = _Unit(text="", line=0, state=State.MISSING, machine=False)


def _translation_changes(old: Mapping[str, _Unit], new: Mapping[str, _Unit], language: str) -> Iterator[BlockChange]:
    said: set[tuple[_Unit, _Unit]] = set()  # two paragraphs that are translated as one change once
    for name in [*new, *(name for name in old if name not in new)]:
        before, after = old.get(name, _NOTHING), new.get(name, _NOTHING)
        if (before, after) in said:
            continue
        said.add((before, after))
        for change in _what(before, after):
            block = "" if name[0] == " " else name
            yield BlockChange(
                change=change,
                language=language,
                block=block,
                line=after.line or before.line,
                before=before.text,
                after=after.text,
            )


def _what(before: _Unit, after: _Unit) -> Sequence[Change]:
    changes: list[Change] = []
    if before.text != after.text:
        changes.append(_worded(before, after))
    elif after.state is State.OMITTED is not before.state:
        changes.append(Change.OMITTED)
    if before.state is not after.state or before.text != after.text:
        if after.state is State.REVIEWED:
            changes.append(Change.REVIEWED)
        elif after.state is State.OUTDATED and before.state is not State.OUTDATED:
            changes.append(Change.OUTDATED)
    return changes


def _worded(before: _Unit, after: _Unit) -> Change:
    """What a change of the words is."""
    if not after.text:
        return Change.OMITTED if after.state is State.OMITTED else Change.REMOVED
    if after.machine:
        return Change.DRAFTED
    return Change.MENDED if before.text else Change.TRANSLATED
