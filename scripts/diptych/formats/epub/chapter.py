"""An article as a chapter: its title, its state, and its blocks in rows that face each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from diptych.formats.epub.elements import Element, element, page, tongue
from diptych.formats.epub.words import told_in, words_of
from diptych.formats.epub.xhtml import Setting, write, write_line
from diptych.locale.words import say
from diptych.model.bitext import Row
from diptych.model.content import Content, Heading, lines
from diptych.model.inline import Term, plain, walk
from diptych.model.ledger import State
from diptych.reading.edition import Edition, spoken, told, voices
from diptych.reading.facing import Facing, Side, called_notes, note_numbers
from diptych.reading.status import absence, state_words
from diptych.text.markup import clean
from diptych.text.normal import one_space
from diptych.text.xmltext import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter, and what the contents and the glossary need to know of it."""

    file: str
    title: tuple[str, str]  # (language, title)
    languages: tuple[str, ...]  # of its texts
    document: str
    heads: Sequence[tuple[str, str, str]]  # (id, language, text)
    mentions: Mapping[str, Sequence[tuple[str, str]]]  # term: (id of the row, its number)

    def has_translation(self, source: str) -> bool:
        """Whether a text of it is in another language than the article's source."""
        return any(language != source for language in self.languages)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Printed:
    """The texts of an article that are printed."""

    edition: Edition
    facing: Facing
    sides: Sequence[Side]  # the first is the document's own
    settings: Sequence[Setting]  # of each side
    words: str  # the language of the edition's shortest words


def chapter(edition: Edition, facing: Facing) -> Chapter:
    sides, words = voices(edition, facing), words_of(edition)
    ids: set[str] = set()
    settings = [_setting(side, words, ids, at == 0) for at, side in enumerate(sides)]
    printed = _Printed(edition=edition, facing=facing, sides=sides, settings=settings, words=words)
    rows = [node for at in range(len(facing.rows)) for node in _row(printed, at)]
    title = _title(printed)
    section = element("section", {"epub:type": "chapter", "role": "doc-chapter"}, _title_block(printed, title), *rows)
    return Chapter(
        file=f"a-{facing.article.id}.xhtml",
        title=title,
        languages=tuple(side.language for side in sides),
        document=page(clean(title[1]), sides[0].language, "bodymatter", section),
        heads=[head for at in range(len(facing.rows)) for head in _heads(printed, at)],
        mentions=_mentions(printed),
    )


def _setting(side: Side, words: str, ids: set[str], headed: bool) -> Setting:
    notes = note_numbers(side)
    return Setting(
        language=side.language,
        notes=notes,
        called=called_notes(side) if notes else frozenset(),
        back=say(words, "back"),
        term=lambda name: f"glossary.xhtml#g-{name}",
        headed=headed,
        ids=ids,
    )


def _titled(printed: _Printed) -> Side | None:
    """The first of the printed texts that has a title; the original's stands where none has."""
    return next((side for side in (*printed.sides, printed.facing.original) if side.title), None)


def _title(printed: _Printed) -> tuple[str, str]:
    """(its language, the title)."""
    titled = _titled(printed)
    title = one_space(plain(titled.title)) if titled else ""
    return (titled.language, title) if titled and title else (printed.sides[0].language, printed.facing.article.id)


def _title_block(printed: _Printed, title: tuple[str, str]) -> Element:
    edition, facing = printed.edition, printed.facing
    parts = [_heading(printed, title)]
    for side, setting in zip(printed.sides[1:], printed.settings[1:], strict=True):
        if side.title and side.language != title[0]:
            kind = {"class": "subtitle", "role": "doc-subtitle", **tongue(side.language)}
            parts.append(element("p", kind, *write_line(side.title, setting)))
    record = facing.article.record
    if by := dict.fromkeys(clean(name) for name in (record.author, record.publisher) if name):
        parts.append(element("p", {"class": "byline", **tongue(record.language)}, " · ".join(by)))
    notes = [
        element("p", tongue(language), clean(line))
        for language in spoken(edition)
        for line in told(edition, facing, language)
    ]
    if notes:
        parts.append(element("div", {"class": "status", "role": "note"}, *notes))
    return element("header", {}, *parts)


def _heading(printed: _Printed, title: tuple[str, str]) -> Element:
    language, text = title
    facing, titled = printed.facing, _titled(printed)
    row = facing.rows[facing.title_at] if facing.title_at is not None else None
    written = write_line(titled.title, Setting(language=language)) if titled else []
    shown = written if any(not isinstance(node, str) or node.strip() for node in written) else [clean(text)]
    return element("h1", {"id": row.ids[0] if row and row.ids else "", **tongue(language)}, *shown)


def _named(row: Row, at: int) -> tuple[str, str]:
    """(the id of a row's place in the document, the number that readers see, "" where the source has no such block)."""
    return (row.ids[0], row.ids[0][1:]) if row.ids else (f"r{at + 1}", "")


def _row(printed: _Printed, at: int) -> Sequence[Node]:
    """Blocks that face each other, with their number and, where it matters, their state; on a line of their own."""
    facing, sides = printed.facing, printed.sides
    if not any(side.cells[at] for side in (facing.original, *sides)):
        return ()
    row = facing.rows[at]
    cells = [
        cell
        for side, setting, voice in zip(sides, printed.settings, ("first", "second"), strict=False)
        for cell in _cell(printed, at, side, setting, voice)
    ]
    is_headed = any(isinstance(block, Heading) for side in sides for block in side.cells[at])
    kind = ["row", *(["alone"] if len(sides) == 1 else []), *(["headed"] if is_headed else [])]
    attributes = {
        "class": " ".join(kind),
        "id": "" if at == facing.title_at and row.ids else _named(row, at)[0],
        "data-state": row.state.value if facing.translation in sides else "",
    }
    return "\n", element("div", attributes, *_hinge(printed, at), *cells)


def _hinge(printed: _Printed, at: int) -> Sequence[Element]:
    """What stands between the blocks of a row, if anything does."""
    facing, row = printed.facing, printed.facing.rows[at]
    name, number = _named(row, at)
    parts = [element("a", {"id": other}) for other in row.ids[1:]]
    if number and at != facing.title_at:
        label = say(printed.words, "paragraph", number=number)
        parts.append(element("a", {"class": "number", "href": f"#{name}", "aria-label": label}, number))
    if facing.translation in printed.sides and not _is_last(row, facing):
        parts.append(_state(facing, row, printed.words))
    return [element("div", {"class": "hinge"}, *parts)] if parts else []


def _is_last(row: Row, facing: Facing) -> bool:
    """Whether nothing remains to be done on a row: read by a reviewer or, where nobody reviews, by its editor."""
    return row.state is State.REVIEWED or (row.state is State.EDITED and len(facing.states) == 1)


def _state(facing: Facing, row: Row, words: str) -> Element:
    """A state that is not the last, in the words of those who read the translation."""
    language = told_in(facing.translation.language if facing.translation else words, words)
    return element("span", {"class": "state", **tongue(language)}, clean(state_words(row, language)))


def _cell(printed: _Printed, at: int, side: Side, setting: Setting, voice: str) -> Sequence[Element]:
    """A side's blocks of a row, or what is said where it has none; nothing where nothing is to be said."""
    if cell := side.cells[at]:
        return [_text(cell, setting, voice)]
    lacks = absence(printed.facing, at, side)
    if not lacks:
        return []
    if printed.edition.lang and lacks == "not_translated":  # the original stands in its place
        original = printed.facing.original
        return [_text(original.cells[at], Setting(language=original.language, headed=False, ids=setting.ids), voice)]
    words = told_in(side.language, printed.words)
    message = element("p", {}, clean(say(words, lacks)))
    return [element("div", {"class": f"text {voice} empty", **tongue(words)}, message)]


def _text(cell: Sequence[Content], setting: Setting, voice: str) -> Element:
    blocks = [write(block, setting) for block in cell]
    return element("div", {"class": f"text {voice}", **tongue(setting.language)}, *blocks)


def _heads(printed: _Printed, at: int) -> Sequence[tuple[str, str, str]]:
    """The row's heading for the contents: (id, language, text)."""
    side = printed.sides[0]
    name, _ = _named(printed.facing.rows[at], at)
    texts = (one_space(plain(block.line)) for block in side.cells[at] if isinstance(block, Heading))
    return [(name, side.language, text) for text in texts if text][:1]


def _mentions(printed: _Printed) -> Mapping[str, Sequence[tuple[str, str]]]:
    """The rows in which each term stands: (id, number)."""
    mentions: dict[str, list[tuple[str, str]]] = {}
    for at, row in enumerate(printed.facing.rows):
        name, number = _named(row, at)
        for term in dict.fromkeys(term for side in printed.sides for term in _terms(side.cells[at])):
            mentions.setdefault(term, []).append((name, number or "+"))
    return mentions


def _terms(cell: Sequence[Content]) -> list[str]:
    nodes = (node for block in cell for line in lines(block) for node in walk(line))
    return [node.id for node in nodes if isinstance(node, Term)]
