"""What readers are shown of an article: its original facing a translation, row by row, as far as rights allow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from diptych.model.archive import Archive
from diptych.model.article import Article
from diptych.model.bitext import Row, Source
from diptych.model.content import Caption, Content, Heading, Note, Paragraph, Quotation, lines, map_lines
from diptych.model.inline import Line, NoteMark, Term, plain, walk
from diptych.model.ledger import Entry, State
from diptych.model.settings import Settings
from diptych.reading.article import ReadArticle
from diptych.text.align import length_ratio
from diptych.text.bitext import Reading
from diptych.text.facing_sentences import face_sentences
from diptych.text.glossary import Glossary, annotate, glossary

EXCERPT = 3  # rows that are shown of a text of which only an excerpt may be: the title and two more
EXCERPT_LENGTH = 1200  # characters of a block that may stand in it

Cell = tuple[Content, ...]  # what one text has in one row


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One text of an article, parsed and annotated: what stands in each row that is shown."""

    language: str
    title: Line
    cells: tuple[Cell, ...]  # one a row; the title's row without the title
    terms: tuple[str, ...]  # the glossary terms it holds, in the order of the text
    lines: tuple[int, ...] = ()  # where each row begins in the text's file, 0 where it has no place there


@dataclass(frozen=True, slots=True, kw_only=True)
class Facing:
    """An article's original and one translation. Words that may not be shown are in no part of this."""

    article: Article
    original: Side
    translation: Side | None
    rows: tuple[Row, ...]
    title_at: int | None  # the row that holds the title
    texts: tuple[str, ...]  # the languages that the article can be read in, the original's first

    @property
    def states(self) -> Mapping[State, int]:
        """How many blocks of the source are in each state."""
        counts: Counter[State] = Counter()
        for row in self.rows:
            counts[row.state] += len(row.ids)
        return {state: counts[state] for state in State if counts[state]}

    @property
    def engines(self) -> tuple[str, ...]:
        """Who made the drafts that nobody has read; the archive's memory is one of them."""
        drafts = (row.entry for row in self.rows if row.state is State.MACHINE and row.entry)
        return tuple(sorted({engine_name(entry) for entry in drafts if entry.engine}))

    @property
    def mentions(self) -> frozenset[str]:
        """The terms that either text holds."""
        return frozenset((*self.original.terms, *(self.translation.terms if self.translation else ())))


def note_numbers(side: Side) -> Mapping[str, int]:
    """The notes of a text by their labels, numbered in the order in which they stand."""
    labels = [block.label for cell in side.cells for block in cell if isinstance(block, Note)]
    return {label: number for number, label in enumerate(dict.fromkeys(labels), 1)}


def called_notes(side: Side) -> frozenset[str]:
    """The notes that the text calls: only these have a place to go back to."""
    found = (node for cell in side.cells for block in cell for line in lines(block) for node in walk(line))
    return frozenset(node.label for node in found if isinstance(node, NoteMark))


def engine_name(entry: Entry) -> str:
    """What readers call an engine: a program of the keeper's own by the program's name and version."""
    return (entry.version if entry.engine == "command" else entry.engine) or ""


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading an archive's articles for pages needs to know of the whole."""

    archive: Archive
    glossaries: dict[str, Glossary] = field(default_factory=dict)

    def glossary(self, language: str) -> Glossary:
        if language not in self.glossaries:
            self.glossaries[language] = glossary(self.archive.terms, language)
        return self.glossaries[language]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """The rows of an article and one translation that may be shown, parsed."""

    language: str  # of the translation, "" where there is none
    rows: tuple[Row, ...]
    original: tuple[Cell, ...]
    translation: tuple[Cell, ...]
    title_at: int | None
    lines: tuple[tuple[int, int], ...]  # where each row begins in the two files

    @property
    def is_there(self) -> bool:
        return any(row.targets for row in self.rows)

    @property
    def is_text(self) -> bool:
        """Whether the translation is a text in its language: at least half of the blocks are there."""
        there = sum(len(row.ids) for row in self.rows if row.targets or row.state is State.OMITTED)
        return self.is_there and 2 * there >= sum(len(row.ids) for row in self.rows)


def faced(reader: Reader, read: ReadArticle, languages: Sequence[str] = ()) -> Mapping[str, Facing]:
    """The article for each language, those of the site where none is named: a page in L faces its L text with the
    original; the original's own page, and one in a language without a text, faces the first-listed translation.

    Raises TooDeep.
    """
    shown = _shown_of(read, reader.archive.settings)
    held = [language for language, found in shown.items() if found.is_there]
    made: dict[str, Facing] = {}
    out: dict[str, Facing] = {}
    for language in languages or reader.archive.settings.languages:
        other = language if language in held else (held[0] if held else "")
        if other not in made:
            here = shown[other] if other else _shown(read, "")
            made[other] = _facing(reader, read.article, here, _texts(read, shown))
        out[language] = made[other]
    return out


def texts_of(read: ReadArticle, settings: Settings) -> tuple[str, ...]:
    """The languages that an article can be read in, the original's first: `Facing.texts` alone. Raises TooDeep."""
    return _texts(read, _shown_of(read, settings))


def _texts(read: ReadArticle, shown: Mapping[str, _Shown]) -> tuple[str, ...]:
    return (read.article.record.language, *(language for language, found in shown.items() if found.is_text))


def _shown_of(read: ReadArticle, settings: Settings) -> Mapping[str, _Shown]:
    """The translations, as the record lists them, then as the site does, then by tag."""
    article = read.article
    order = (*article.record.translations, *settings.languages, *article.translations)
    return {language: _shown(read, language) for language in dict.fromkeys(order) if language in article.translations}


def _shown(read: ReadArticle, language: str) -> _Shown:
    """What may be shown of the article and a translation of it; "" for none."""
    source, reading = read.source, read.reading(language) if language else None
    rows = (
        reading.bitext.rows
        if reading
        else tuple(Row(ids=(name,), targets=(), state=State.MISSING, machine=False) for name in source.ids)
    )
    place = {name: at for at, name in enumerate(source.ids)}
    blocks = reading.target.blocks if reading else ()
    one = [tuple(source.blocks[place[name]].content for name in row.ids) for row in rows]
    other = [tuple(blocks[at].content for at in row.targets) for row in rows]
    titled = next((at for cells in (one, other) for at, cell in enumerate(cells) if any(map(_is_title, cell))), None)
    short = [at for at in range(len(rows)) if all(map(_is_short, (*one[at], *other[at])))]
    publish = read.article.record.publish
    kept = _allowed(publish, len(rows), titled, short)
    if publish == "record":
        one, other = ([tuple(filter(_is_title, cell))[:1] for cell in cells] for cells in (one, other))
    return _Shown(
        language=language,
        rows=tuple(rows[at] for at in kept),
        original=tuple(one[at] for at in kept),
        translation=tuple(other[at] for at in kept),
        title_at=None if titled is None else kept.index(titled),
        lines=tuple(_places(rows[at], source, place, reading) for at in kept),
    )


def _places(row: Row, source: Source, place: Mapping[str, int], reading: Reading | None) -> tuple[int, int]:
    """The lines where a row begins in the original's file and the translation's; a missing one at its mark."""
    blocks = reading.target.blocks if reading else ()
    marked = [reading.bitext.marks[name] for name in row.ids if name in reading.bitext.marks] if reading else []
    at = next(iter((*row.targets, *marked)), None)
    one = source.blocks[place[row.ids[0]]].line if row.ids else 0
    return one, 0 if at is None else blocks[at].line


def _is_short(block: Content) -> bool:
    """Whether a block can stand in an excerpt: a list or a table may be the whole of a text."""
    return isinstance(block, Heading | Paragraph | Caption) and len(plain(block.line)) <= EXCERPT_LENGTH


def _allowed(publish: str, count: int, titled: int | None, short: Sequence[int]) -> list[int]:
    """The rows that may be shown: rights come before completeness. A title is a part of the record."""
    if publish == "full":
        return list(range(count))
    title = [] if titled is None else [titled]
    if publish == "record":
        return title
    others = [at for at in short if at != titled][: EXCERPT - len(title)]
    return sorted([*title, *others])


def _is_title(block: Content) -> bool:
    return isinstance(block, Heading) and block.level == 1


def _facing(reader: Reader, article: Article, shown: _Shown, texts: tuple[str, ...]) -> Facing:
    places = tuple(zip(*shown.lines, strict=True)) or ((), ())
    original = _side(reader, article.record.language, shown.original, shown.title_at, places[0])
    translation = (
        _side(reader, shown.language, shown.translation, shown.title_at, places[1]) if shown.language else None
    )
    if translation:
        ratio = length_ratio(original.language, translation.language)
        pairs = [_sentences(*cells, ratio) for cells in zip(original.cells, translation.cells, strict=True)]
        original, translation = (
            replace(side, cells=tuple(pair[at] for pair in pairs)) for at, side in enumerate((original, translation))
        )
    return Facing(
        article=article,
        original=original,
        translation=translation,
        rows=shown.rows,
        title_at=shown.title_at,
        texts=texts,
    )


def _sentences(one: Cell, other: Cell, ratio: float) -> tuple[Cell, Cell]:
    """Two facing cells with their sentences numbered, where each is one block of running text."""
    match one, other:
        case ((Paragraph() | Quotation() | Note() as left,), (Paragraph() | Quotation() | Note() as right,)):
            ours, theirs = list(lines(left)), list(lines(right))
            if len(ours) == len(theirs) == 1:
                marked = face_sentences(ours[0], theirs[0], ratio)
                return (map_lines(left, lambda _: marked[0]),), (map_lines(right, lambda _: marked[1]),)
    return one, other


def _side(reader: Reader, language: str, cells: Sequence[Cell], title_at: int | None, places: tuple[int, ...]) -> Side:
    """The text with its title taken out and its terms marked, once in each section."""
    terms = reader.glossary(language)
    title: Line | None = None
    seen: set[str] = set()
    found: dict[str, None] = {}
    out = []
    for at, cell in enumerate(cells):
        parts: list[Content] = []
        for block in cell:
            if not isinstance(block, Heading):
                parts.append(_annotated(terms, block, seen, found))
                continue
            seen.clear()
            if at == title_at and title is None and block.level == 1:
                title = block.line
            else:
                parts.append(Heading(max(2, block.level), block.line))  # a page has one title
        out.append(tuple(parts))
    return Side(language=language, title=title or (), cells=tuple(out), terms=tuple(found), lines=places)


def _annotated(terms: Glossary, block: Content, seen: set[str], found: dict[str, None]) -> Content:
    before = len(seen)
    marked = map_lines(block, lambda line: annotate(terms, line, seen))
    if len(seen) > before:
        nodes = (node for line in lines(marked) for node in walk(line))
        found.update((node.id, None) for node in nodes if isinstance(node, Term))
    return marked
