"""PDF editions as data for the typesetter: an article, or a book with contents, glossary and colophon."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from diptych.model.bitext import Row
from diptych.model.content import Caption, Content, Figure, Note, Paragraph, Table, lines
from diptych.model.inline import Line, NoteMark, plain, walk
from diptych.model.ledger import State
from diptych.model.record import Record
from diptych.model.term import Wording
from diptych.outputs.edition import Edition, Scope, modified, spoken, titles, version, voices
from diptych.outputs.nodes import (
    Marks,
    Node,
    NotePlace,
    Voice,
    column_widths,
    text_nodes,
    words,
    write,
    write_line,
)
from diptych.outputs.page import worded
from diptych.outputs.sides import Cell, Facing, Side
from diptych.outputs.status import notice_lines, state_sentences, state_words
from diptych.outputs.terms import heading
from diptych.outputs.words import WORDS, in_words, say, state_sentence
from diptych.text.collate import sort_key
from diptych.text.href import safe_href
from diptych.text.language import date_text

VOLUME_ARTICLES = 100
VOLUME_LENGTH = 600_000  # characters of all texts of a volume: what keeps the typesetter under 1.5 GiB
# Characters of small type on a line of a table: in one of two columns, in the only one, across the page.
KEPT_FACING, KEPT_ALONE = 240, 380  # characters of a row that is not parted: about five lines
ROOM_FACING, ROOM_ALONE, ROOM_ACROSS = 50, 78, 112

# The states that are told in words beside the block; the others have their mark at the hinge.
SAID = (State.MACHINE, State.OUTDATED, State.MISSING)

Data = dict[str, Any]
Facts = list[tuple[str, list[Node]]]


def is_book(edition: Edition) -> bool:
    """Whether it has a title page, contents and a colophon; one article, asked for by its name, has not."""
    return edition.scope is not Scope.ARTICLES or len(edition.articles) > 1


def volumes(edition: Edition) -> Sequence[Edition]:
    """The edition in volumes that a typesetter's memory can hold, cut between articles."""
    out: list[list[Any]] = [[]]
    length = 0
    for article in edition.articles:
        size = len(article.text) + sum(len(one.text) for one in article.translations.values())
        if out[-1] and (len(out[-1]) == VOLUME_ARTICLES or length + size > VOLUME_LENGTH):
            out.append([])
            length = 0
        out[-1].append(article)
        length += size
    return [replace(edition, articles=tuple(articles)) for articles in out]


def document(edition: Edition, volume: int = 1, count: int = 1) -> Data:
    """All that the template prints; `volume` of `count`. Raises TooDeep."""
    named, languages = titles(edition), spoken(edition)
    book = is_book(edition)
    if count > 1 and volume:
        named = tuple((tongue, f"{name} · {say(tongue, 'volume', number=volume, all=count)}") for tongue, name in named)
    uses: dict[str, list[list[str]]] = {}
    articles, states = [], Counter[State]()
    for at, facing in enumerate(edition.facings()):
        marks = Marks(str(at))
        articles.append(_article(edition, facing, marks))
        states.update(facing.states)
        for name, labels in marks.uses.items():
            uses.setdefault(name, []).append(labels)
    chosen = {name: [found[0] for found in places] if book else places[0] for name, places in uses.items()}
    settings = edition.reader.archive.settings
    archive = worded(settings.name, languages[0])
    return {
        "title": " – ".join(dict.fromkeys(name for _, name in named)),
        "author": archive[1] if archive else "",
        "language": _tag(languages[0]),
        "date": [int(part) for part in modified(edition).split("-")],
        "book": _front(edition, named, languages, len(articles)) if book else None,
        "articles": articles,
        "glossary": _glossary(edition, chosen, _columns(edition, languages)),
        "colophon": _colophon(edition, states, languages),
    }


def _tag(language: str) -> Data:
    """A language as the typesetter names it: its code, and its region where it has one."""
    code, *more = language.split("-")
    region = next((part for part in more if len(part) == 2), None)
    return {"lang": code.lower(), "region": region.lower() if region else None, "hyphens": code != "vi"}


def _tongue(language: str) -> str:
    """The language of the interface's words beside a text: the text's own, where the interface has it."""
    return language if language in WORDS else "en"


def _said(language: str, text: str) -> Data:
    return {"l": _tag(language), "s": [*text_nodes(text)]}


# An article


def _article(edition: Edition, facing: Facing, marks: Marks) -> Data:
    sides = voices(edition, facing)
    called = [_called(side) for side in sides]
    places = _note_places(facing, sides, called, marks)
    room = ROOM_FACING if len(sides) > 1 else ROOM_ALONE
    tongues = [
        Voice(side.language, marks, room, notes, first=at == 0)
        for at, (side, notes) in enumerate(zip(sides, places, strict=True))
    ]
    title = facing.rows[facing.title_at] if facing.title_at is not None else None
    return {
        "id": marks.prefix,
        "n": _number(title) if title else "",
        "title": [_title(side, voice) for side, voice in zip(sides, tongues, strict=True)],
        "name": facing.article.id,
        "state": _state(facing, title, sides) if title else None,
        "facts": [_facts(edition, facing, side) for side in sides],
        "notices": [[*_notices(facing, side)] for side in sides],
        "legend": [[*_legend(facing, sides, _tongue(side.language))] for side in sides],
        "rows": [*_rows(facing, sides, tongues, called)],
        "links": [{"m": mark, "u": url, "c": [*text_nodes(url)]} for url, mark in marks.links.items()],
        "heads": [say(_tongue(side.language), "links_here") for side in sides],
    }


def _title(side: Side, voice: Voice) -> Data | None:
    if not side.title:
        return None
    made = write_line(side.title, voice)
    return {"l": _tag(side.language), "s": made, "plain": words(made)}


def _number(row: Row) -> str:
    """The number of a block on its page, the numbers of two that were merged."""
    return "–".join(name[1:] for name in (row.ids[:1] + row.ids[1:][-1:]))


def _state(facing: Facing, row: Row, sides: Sequence[Side]) -> Data | None:
    """A block's state where readers must know it: in words where the states of an article differ."""
    if facing.translation not in sides or row.state is State.REVIEWED:
        return None
    told = len(facing.states) > 1 and row.state in SAID
    tongue = _tongue(facing.translation.language if facing.translation else "")
    return {"s": row.state.value, "w": [_said(tongue, state_words(row, tongue))] if told else []}


def _rows(
    facing: Facing, sides: Sequence[Side], tongues: Sequence[Voice], called: Sequence[frozenset[str]]
) -> Iterator[Data]:
    for at, row in enumerate(facing.rows):
        cells = [_shown(side.cells[at], noted) for side, noted in zip(sides, called, strict=True)]
        if at == facing.title_at and not any(cells):
            continue
        if not any(cells) and any(side.cells[at] for side in sides):
            continue  # its notes stand where they are called
        if len(sides) == 1 and not cells[0] and (sides[0] is facing.original or not facing.original.cells[at]):
            continue
        wide = len(sides) > 1 and any(map(_is_wide, (block for cell in cells for block in cell)))
        voices_here = [replace(voice, room=ROOM_ACROSS) for voice in tongues] if wide else tongues
        yield {
            "n": "" if at == facing.title_at else _number(row),
            "state": _state(facing, row, sides),
            "wide": wide,
            "keep": max(map(_length, cells)) <= (KEPT_FACING if len(sides) > 1 else KEPT_ALONE),
            "c": [
                _cell(facing, at, side, cell, voice, len(sides) == 1)
                for side, cell, voice in zip(sides, cells, voices_here, strict=True)
            ],
        }


def _shown(cell: Cell, called: frozenset[str]) -> Cell:
    """What stands in a row: a note that the text calls stands at the foot of the page instead."""
    return tuple(block for block in cell if not (isinstance(block, Note) and block.label in called))


def _length(cell: Cell) -> int:
    """The characters of a cell; one that is not all running text counts as long."""
    if not all(isinstance(block, Paragraph | Caption | Figure) for block in cell):
        return KEPT_ALONE + 1
    return sum(len(plain(line)) for block in cell for line in lines(block))


def _is_wide(block: Content) -> bool:
    return isinstance(block, Table) and sum(column_widths(block)) > ROOM_FACING


def _cell(facing: Facing, at: int, side: Side, cell: Cell, voice: Voice, alone: bool) -> Data:
    """A text in a row. Where it has nothing, that is said, and alone it shows the original."""
    if cell or at == facing.title_at:
        return {"l": _tag(side.language), "c": [write(block, voice) for block in cell]}
    tongue = _tongue(side.language)
    if alone:
        lent = replace(voice, language=facing.original.language, notes={}, first=False)
        blocks = [write(block, lent) for block in facing.original.cells[at]]
        return {"l": _tag(facing.original.language), "c": blocks, "lent": True}
    missing = "left_out" if facing.rows[at].state is State.OMITTED else "not_translated"
    absence = "added" if side is facing.original else missing
    return {"l": _tag(tongue), "c": [], "absent": say(tongue, absence)}


def _called(side: Side) -> frozenset[str]:
    """The notes that the text, and not only another note, calls."""
    blocks = (block for cell in side.cells for block in cell if not isinstance(block, Note))
    found = [side.title, *(line for block in blocks for line in lines(block))]
    return frozenset(node.label for line in found for node in walk(line) if isinstance(node, NoteMark))


def _note_places(
    facing: Facing, sides: Sequence[Side], called: Sequence[frozenset[str]], marks: Marks
) -> list[dict[str, NotePlace]]:
    """The notes of each text by label. Facing notes of one number share their place at the foot of the page."""
    found = [_notes(side) for side in sides]
    at = [{(row, number) for row, number, _ in notes.values()} for notes in found]
    out: list[dict[str, NotePlace]] = []
    for side, notes in enumerate(found):
        places = {}
        for label, (row, number, _) in notes.items():
            if label not in called[side]:
                continue
            shared = all((row, number) in one for one in at)
            cells = [
                _note_cell(sides[other], found[other], row, number, marks) if shared or other == side else None
                for other in range(len(sides))
            ]
            key = f"{number}" if shared else f"{number}-{side}"
            places[label] = NotePlace(key, number, tuple(cells), _number(facing.rows[row]))
        out.append(places)
    return out


def _notes(side: Side) -> dict[str, tuple[int, int, Line]]:
    """The notes of a text by label: (row, number, text). The number is the one that its page prints."""
    out: dict[str, tuple[int, int, Line]] = {}
    for at, cell in enumerate(side.cells):
        for block in cell:
            if isinstance(block, Note) and block.label not in out:
                out[block.label] = (at, len(out) + 1, block.line)
    return out


def _note_cell(side: Side, notes: Mapping[str, tuple[int, int, Line]], row: int, number: int, marks: Marks) -> Data:
    line = next(text for at, which, text in notes.values() if (at, which) == (row, number))
    return {"n": str(number), "l": _tag(side.language), "s": write_line(line, Voice(side.language, marks, 0))}


def _facts(edition: Edition, facing: Facing, side: Side) -> Data:
    """The record, in the language of the text that it stands over."""
    record, language = facing.article.record, _tongue(side.language)
    facts = [*_origin(record, language)]
    for key, url in (("source", record.source_url), ("archived", record.archived_url)):
        if url:
            facts.append((say(language, key), [*_address(url)]))
    if credits := record.translations.get(facing.translation.language if facing.translation else ""):
        people = (("translators", credits.translators), ("reviewers", credits.reviewers))
        facts += [(say(language, key), [*text_nodes(", ".join(names))]) for key, names in people if names]
    if rights := record.rights or edition.reader.archive.settings.rights:
        facts.append((say(language, "rights"), [*text_nodes(rights)]))
    return {"l": _tag(language), "c": facts}


def _origin(record: Record, language: str) -> Iterator[tuple[str, list[Node]]]:
    for key, value in (("author", record.author), ("publisher", record.publisher)):
        if value:
            yield say(language, key), [*text_nodes(value)]
    if record.published:
        yield say(language, "published"), [date_text(record.published, language)]
    yield say(language, "language"), [in_words(record.language, language)]


def _address(url: str) -> Iterator[Node]:
    """An address that is printed as it is: a link whose words are the address."""
    target = safe_href(url)
    inside = [*text_nodes(url)]
    yield from [{"k": "link", "u": target, "c": inside, "m": ""}] if target else inside


def _notices(facing: Facing, side: Side) -> Iterator[str]:
    language = _tongue(side.language)
    if facing.article.record.title_supplied:
        yield say(language, "title_supplied")
    yield from notice_lines(facing, language if language == side.language else facing.original.language)


def _legend(facing: Facing, sides: Sequence[Side], language: str) -> Iterator[Data]:
    """What is not finished, each state with its mark; nothing where all is reviewed."""
    if facing.translation in sides and not set(facing.states) <= {State.REVIEWED}:
        yield from ({"s": state.value, "t": told} for state, told in state_sentences(facing, language))


# A book


def _front(edition: Edition, named: Sequence[tuple[str, str]], languages: Sequence[str], count: int) -> Data:
    """The title page and the contents' heading."""
    settings = edition.reader.archive.settings
    panels = []
    for language in languages:
        tongue, name = next((one for one in named if one[0] == language), named[0])
        archive = worded(settings.name, language) or (language, "")
        about = worded(settings.description, language)
        panels.append(
            {
                "title": _said(tongue, name),
                "archive": _said(*archive) if edition.scope in (Scope.TOPIC, Scope.ARTICLES) else None,
                "about": _said(*about) if about else None,
                "count": _said(language, say(language, "articles_counted", n=count)),
                "date": _said(language, date_text(modified(edition), language)),
                "contents": _said(language, say(language, "contents")),
            }
        )
    return {"panels": panels, "address": [*_address(settings.address)]}


def _columns(edition: Edition, languages: Sequence[str]) -> Sequence[str]:
    """The languages in which a glossary's entries stand: those of the texts."""
    return (edition.lang,) if edition.lang else languages


def _glossary(edition: Edition, uses: Mapping[str, list[str]], columns: Sequence[str]) -> Data:
    """The terms that the texts hold, in the order of the first language, with the places that have them."""
    terms = edition.reader.archive.terms
    found = sorted((sort_key(heading(terms[name], columns[0])[1].form), name) for name in uses)
    entries = []
    for _, name in found:
        worded_in = terms[name].languages
        alone = len(columns) == 1
        shown = [_wording(worded_in[tag], tag) if tag in worded_in else None for tag in columns]
        tongue, wording = heading(terms[name], columns[0])
        others = [_said(tag, one.form) for tag, one in worded_in.items() if alone and tag != tongue]
        if not any(shown):
            shown[0] = _wording(wording, tongue)
        see = [[_said(*_form(edition, other, columns[0])), f"g-{other}"] for other in terms[name].see if other in uses]
        entries.append({"id": f"g-{name}", "c": shown, "others": others, "see": see, "uses": uses[name]})
    words_of = [
        {
            "head": _said(tag, say(tag, "glossary")),
            "see": say(tag, "see"),
            "page": say(tag, "page_mark"),
        }
        for tag in columns
    ]
    return {"words": words_of, "entries": entries}


def _form(edition: Edition, name: str, language: str) -> tuple[str, str]:
    tongue, wording = heading(edition.reader.archive.terms[name], language)
    return tongue, wording.form


def _wording(wording: Wording, language: str) -> Data:
    return {
        "l": _tag(language),
        "form": [*text_nodes(wording.form)],
        "variants": [*text_nodes(", ".join(wording.variants))],
        "text": [*text_nodes(wording.definition)],
    }


def _colophon(edition: Edition, states: Mapping[State, int], languages: Sequence[str]) -> list[Data]:
    """Where the texts come from and how finished they are, in each of the edition's languages."""
    settings = edition.reader.archive.settings
    out = []
    for language in languages:
        archive = worded(settings.name, language) or (language, "")
        facts: Facts = [(say(language, "archive"), [*text_nodes(archive[1]), {"k": "br"}, *_address(settings.address)])]
        if not is_book(edition):
            page = f"{settings.address.rstrip('/')}/{_site_language(edition, language)}/articles/{edition.name}/"
            facts.append((say(language, "page_address"), [*_address(page)]))
        day = date_text(modified(edition), language)
        facts.append(("", [say(language, "edition_of", day=day, version=version(edition))]))
        if sentences := [*_sentences(states, language)] if is_book(edition) else []:
            facts.append((say(language, "state_of_texts"), [*text_nodes(" ".join(sentences))]))
        if settings.rights and is_book(edition):
            facts.append((say(language, "rights"), [*text_nodes(f"{settings.rights}. {say(language, 'rights_each')}")]))
        facts.append((say(language, "type"), [say(language, "typeset")]))
        out.append({"head": _said(language, say(language, "colophon")), "l": _tag(language), "c": facts})
    return out


def _site_language(edition: Edition, language: str) -> str:
    languages = edition.reader.archive.settings.languages
    return language if language in languages else languages[0]


def _sentences(states: Mapping[State, int], language: str) -> Iterator[str]:
    total = sum(states.values())
    yield from (state_sentence(language, state, states[state], total, "") for state in State if states.get(state))
