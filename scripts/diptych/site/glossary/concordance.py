"""The bilingual concordance: the places where a term stands, with what faces each.

A place is a pair of facing sentences where the alignment is sure of them, else the whole of the two blocks. Only what
`Facing` holds is taken, so a text of which only an excerpt may be shown gives no more than that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from diptych.locale.words import counted, in_words, say
from diptych.model.bitext import Row
from diptych.model.content import Content, Heading, lines
from diptych.model.inline import Break, Line, Sentence, plain
from diptych.model.ledger import State
from diptych.reading.facing import Cell, Facing, Reader
from diptych.reading.status import state_words
from diptych.site.lists.sheets import Card, Sheet
from diptych.site.markup.charts import Bar, bar_chart, percent, table, year_span, years
from diptych.site.markup.markdown import escape, escape_line, guard, wrap
from diptych.site.markup.pieces import in_language, link
from diptych.text.facing_sentences import cut
from diptych.text.glossary import Glossary, Hit, occurrences
from diptych.text.language import number_text
from diptych.text.markup import attribute, clean
from diptych.text.sentences import boundaries

COLUMNS = 4  # renderings that the table of years tells
LONG = 600  # characters of a text that are shown whole; of a longer one what stands around the term


@dataclass(frozen=True, slots=True)
class Piece:
    """What one text says at a place."""

    language: str
    text: str  # "" where it says nothing there
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A place where one of two facing texts holds a term."""

    row: Row  # whose state is that of the place; without what the ledger says
    pieces: tuple[Piece, ...]  # the original's, then the translation's where there is one

    @property
    def terms(self) -> frozenset[str]:
        return frozenset(hit.term for piece in self.pieces for hit in piece.hits)


def pairs(reader: Reader, facing: Facing) -> tuple[Pair, ...]:
    """The places of an article that hold a term, in the order of the text."""
    if not facing.mentions:
        return ()
    sides = [side for side in (facing.original, facing.translation) if side]
    terms = [reader.glossary(side.language) for side in sides]
    found = []
    for at, row in enumerate(facing.rows):
        for texts in _units([side.cells[at] for side in sides]):
            made = zip(sides, texts, terms, strict=True)
            pieces = tuple(_piece(side.language, line, known) for side, line, known in made)
            if any(piece.hits for piece in pieces):
                found.append(Pair(replace(row, entry=None), pieces))
    return tuple(found)


def _piece(language: str, line: Line, terms: Glossary) -> Piece:
    return Piece(language, clean(plain(line)).rstrip(" "), occurrences(terms, line))


def _units(cells: Sequence[Cell]) -> Iterator[Sequence[Line]]:
    """What stands alone in facing cells: sentences that face each other, or the whole where that is not sure."""
    texts = [[line for block in cell if not isinstance(block, Heading) for line in _lines(block)] for cell in cells]
    filled = [text for text in texts if text]
    if len(filled) == 1:
        for line in filled[0]:
            for piece in cut(line, list(boundaries(plain(line)))):
                yield [piece if text is filled[0] else () for text in texts]
    elif filled and len(texts[0]) == len(texts[1]):
        for facing in zip(*texts, strict=True):
            yield from _sentences(*facing)
    elif filled:
        yield [tuple(node for line in text for node in (*line, Break())) for text in texts]


def _lines(block: Content) -> Iterator[Line]:
    return (line for line in lines(block) if line)


def _sentences(one: Line, other: Line) -> Iterator[Sequence[Line]]:
    marked = [{node.number: node.children for node in line if isinstance(node, Sentence)} for line in (one, other)]
    if not all(marked):
        yield one, other
        return
    for number in sorted({*marked[0], *marked[1]}):
        yield [side.get(number, ()) for side in marked]


# On the page of a term.

Place = tuple[Card, Pair]
Rendering = tuple[
    str, str
]  # a language and the form of the term in it; "" for another wording; or "" and why there is none


def newest_first(places: Sequence[Place]) -> list[Place]:
    """By the day of publication; within an article in the order of the text."""
    return sorted(places, key=lambda place: (place[0].published, place[0].id), reverse=True)


def renderings(name: str, places: Sequence[Place], language: str) -> Counter[Rendering]:
    """What faces the term where a text in `language` holds it, in number of places."""
    found: Counter[Rendering] = Counter()
    for _, pair in places:
        here, there = _voices(pair, language)
        if here.language == language and _forms(here, name):
            found.update(_facing(pair, there, name))
    return found


def _facing(pair: Pair, there: Piece | None, name: str) -> Iterable[Rendering]:
    if there is None or not there.text:
        return [("", _absence(pair))]
    return [(there.language, form) for form in _forms(there, name) or [""]]


def _forms(piece: Piece, name: str) -> list[str]:
    return list(dict.fromkeys(hit.form for hit in piece.hits if hit.term == name))


def _voices(pair: Pair, language: str) -> tuple[Piece, Piece | None]:
    """The two halves of a place, the page's language first."""
    pieces = sorted(pair.pieces, key=lambda piece: piece.language != language)
    return pieces[0], pieces[1] if len(pieces) > 1 else None


def figures(name: str, places: Sequence[Place], language: str, counted_in: str) -> str:
    """Written: the term's use over the years, and how often each rendering faces its forms in `counted_in`."""
    used = renderings(name, places, counted_in)
    parts = [_years(name, places, language, counted_in, used)]
    if used:
        rows = [
            [_rendering(key, language), number_text(count, language), percent(count, used.total())]
            for key, count in sorted(used.items(), key=lambda item: (-item[1], item[0]))
        ]
        title = say(language, "rendered", language=in_words(counted_in, language))
        head = [say(language, key) for key in ("rendering", "places", "share")]
        parts += [f"## {escape_line(title)}", f'<figure class="dt-chart">{table(title, head, rows)}</figure>']
    return "\n\n".join(part for part in parts if part)


def _rendering(key: Rendering, language: str) -> str:
    """What faces the term: a form of it, other words, or nothing yet."""
    tongue, form = key
    if not tongue:
        return say(language, form)
    return f"<span{in_language(tongue, language)}>{escape(form)}</span>" if form else say(language, "other_wording")


def _years(name: str, places: Sequence[Place], language: str, counted_in: str, used: Counter[Rendering]) -> str:
    """Bars by year; the table beside them tells the commonest renderings of each year."""
    by_year: dict[str, list[Place]] = {}
    for place in places:
        if place[0].year:
            by_year.setdefault(place[0].year, []).append(place)
    if not by_year:
        return ""
    columns = [key for key, _ in sorted(used.items(), key=lambda item: (-item[1], item[0]))[:COLUMNS]]
    bars = []
    for year in years(by_year):
        here = by_year.get(year, [])
        of_year = renderings(name, here, counted_in) if here else used
        bars.append(
            Bar(label=year, value=len(here), cells=tuple(number_text(of_year[key], language) for key in columns))
        )
    title = say(language, "use_by_year")
    said = {"places": counted(language, "n_places", len(places)), "years": year_span(by_year)}
    head = [say(language, "year"), say(language, "places"), *(_rendering(key, language) for key in columns)]
    return f"## {escape_line(title)}\n\n{bar_chart(title, say(language, 'use_about', **said), head, bars, language)}"


def listed(name: str, sheet: Sheet[Place], language: str) -> str:
    """The places of one page, each under the title of its article; written."""
    parts = []
    for one, group in groupby(sheet.entries, key=lambda place: place[0].id):
        found = list(group)
        target = f"{sheet.up}../articles/{one}.md"
        facts = wrap("div", ' class="dt-facts"', guard(found[0][0].facts))
        parts += [f"### {link(found[0][0].title, target)}", facts]
        parts += [_place(name, pair, target, language) for _, pair in found]
    return "\n\n".join(parts)


def _place(name: str, pair: Pair, target: str, language: str) -> str:
    here, there = _voices(pair, language)
    anchor = pair.row.ids[0] if pair.row.ids else ""
    number = anchor.removeprefix("p")
    said = escape(say(language, "paragraph", number=number))
    lead = f'[¶&nbsp;{number}]({target}#{anchor} "{said}")' if number else link("¶", target)
    if there and pair.row.state is not State.REVIEWED:
        words = escape(state_words(pair.row, language))
        lead += f' <span class="dt-pair-state">{words}</span>'
    halves = [_half("here", here, pair, name, language)]
    if there:
        halves.append(_half("there", there, pair, name, language))
    body = "\n".join([*halves, "", lead])
    return wrap("div", f' class="dt-pair"{attribute("data-state", pair.row.state.value)}', body)


def _absence(pair: Pair) -> str:
    """Why a place has no translation: a key of the interface's words."""
    return "left_out" if pair.row.state is State.OMITTED else "not_translated"


def _half(voice: str, piece: Piece, pair: Pair, name: str, language: str) -> str:
    if not piece.text:
        missing = escape(say(language, "added" if piece is pair.pieces[0] else _absence(pair)))
        return f'<p class="dt-{voice} dt-missing">{missing}</p>'
    return f'<p class="dt-{voice}"{in_language(piece.language, language)}>{_marked(piece, name)}</p>'


def _marked(piece: Piece, name: str) -> str:
    """The text with the term marked; of a long one what stands around its first mention."""
    text = piece.text
    hits = [hit for hit in piece.hits if hit.term == name]
    begin, end = _window(text, hits[0].start if hits else 0)
    out, at = ["… " if begin else ""], begin
    for hit in hits:
        if begin <= hit.start and hit.end <= end:
            out += [escape(text[at : hit.start]), f"<mark>{escape(text[hit.start : hit.end])}</mark>"]
            at = hit.end
    return "".join([*out, escape(text[at:end]), " …" if end < len(text) else ""])


def _window(text: str, at: int) -> tuple[int, int]:
    """The part of a long text around a place, cut between words where there are any."""
    if len(text) <= LONG:
        return 0, len(text)
    begin = max(0, at - LONG // 2)
    end = min(len(text), begin + LONG)
    if begin:
        begin = text.find(" ", begin, at) + 1 or begin
    return begin, text.rfind(" ", at + 1, end) if end < len(text) and text.rfind(" ", at + 1, end) > at else end
