"""An article's page in one language of the site: both texts, facing, each block with its state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from diptych.model.archive import Archive
from diptych.model.article import Article
from diptych.model.bitext import Row, Source
from diptych.model.block import Block
from diptych.model.content import Content, Heading, Note, map_lines
from diptych.model.inline import Line, plain
from diptych.model.ledger import State
from diptych.outputs.markdown import Setting, attribute, escape, escape_line, wrap, write, write_line
from diptych.outputs.page import bullets, fact, foreign, in_language, link, outside, page
from diptych.outputs.words import in_words, say, state_sentence, state_word
from diptych.text.bitext import Reading, read_bitext, read_source
from diptych.text.glossary import Glossary, annotate, glossary
from diptych.text.language import date_text
from diptych.text.parse import content

EXCERPT = 3  # blocks that are shown of a text of which only an excerpt may be: the title and two more


@dataclass(frozen=True, slots=True)
class Side:
    """One text of an article, parsed and annotated: what stands in each row."""

    language: str
    cells: tuple[tuple[Content, ...], ...]  # one tuple a row
    terms: tuple[str, ...]  # the glossary terms it holds, in the order of the text

    @property
    def title(self) -> Line:
        found = (block.line for cell in self.cells for block in cell if isinstance(block, Heading) and block.level == 1)
        return next(found, ())


@dataclass(frozen=True, slots=True)
class Facing:
    """An article read for pages: its original and one translation, row by row."""

    article: Article
    original: Side
    translation: Side | None
    rows: tuple[Row, ...]
    others: tuple[str, ...] = ()  # the languages of all its texts, the original's first

    @property
    def states(self) -> Mapping[State, int]:
        """How many blocks of the source are in each state."""
        counts = Counter({row.state: 0 for row in self.rows})
        for row in self.rows:
            counts[row.state] += len(row.ids)
        return {state: counts[state] for state in State if counts[state]}

    @property
    def engines(self) -> str:
        names = {row.entry.engine for row in self.rows if row.machine and row.entry and row.entry.engine}
        return ", ".join(sorted(names))


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading an archive's articles for pages needs to know of the whole."""

    archive: Archive
    glossaries: dict[str, Glossary] = field(default_factory=dict)

    def glossary(self, language: str) -> Glossary:
        if language not in self.glossaries:
            self.glossaries[language] = glossary(self.archive.terms, language)
        return self.glossaries[language]


def faced(reader: Reader, article: Article) -> Mapping[str, Facing]:
    """The article for each language of the site: a page in L faces its L text with the original; the original's own
    page, and one in a language without a text, faces the first-listed translation."""
    source = read_source(article)
    originals = [(content(block.text),) for block in source.blocks]
    readings = {language: read_bitext(article, language, source) for language in article.translations}
    texts = [language for language, reading in readings.items() if any(row.targets for row in reading.bitext.rows)]
    order = [*reader.archive.settings.languages, *texts]
    texts.sort(key=order.index)
    made: dict[str | None, Facing] = {}
    out: dict[str, Facing] = {}
    for language in reader.archive.settings.languages:
        shown = language if language in texts else (texts[0] if texts else None)
        if shown not in made:
            made[shown] = _facing(reader, article, source, originals, readings.get(shown or ""), shown, texts)
        out[language] = made[shown]
    return out


def _facing(
    reader: Reader,
    article: Article,
    source: Source,
    originals: Sequence[tuple[Content, ...]],
    reading: Reading | None,
    language: str | None,
    texts: Sequence[str],
) -> Facing:
    rows = reading.bitext.rows if reading else tuple(Row((name,), (), State.MISSING, False) for name in source.ids)
    rows = rows[: _limit(article, rows)]
    place = {name: at for at, name in enumerate(source.ids)}
    source_cells = [tuple(part for name in row.ids for part in originals[place[name]]) for row in rows]
    original = _side(article.record.language, source_cells, reader)
    translation = None
    if reading and language:
        blocks = reading.target.blocks
        translation = _side(language, [_parsed(blocks[at] for at in row.targets) for row in rows], reader)
    return Facing(article, original, translation, rows, (article.record.language, *texts))


def _limit(article: Article, rows: Sequence[Row]) -> int:
    """How many rows may be shown: rights come before completeness."""
    return {"full": len(rows), "excerpt": EXCERPT, "record": 1}[article.record.publish]


def _parsed(blocks: Iterator[Block]) -> tuple[Content, ...]:
    return tuple(content(block.text) for block in blocks)


def _side(language: str, cells: Sequence[tuple[Content, ...]], reader: Reader) -> Side:
    """The text with its terms marked, once in each section."""
    terms = reader.glossary(language)
    seen: set[str] = set()
    found: dict[str, None] = {}
    out = []
    for cell in cells:
        parts: list[Content] = []
        for block in cell:
            if isinstance(block, Heading):
                seen.clear()
                parts.append(block)
                continue
            parts.append(map_lines(block, lambda line: annotate(terms, line, seen)))
            found.update(dict.fromkeys(sorted(seen - found.keys())))
        out.append(tuple(parts))
    return Side(language, tuple(out), tuple(found))


def article_page(reader: Reader, facing: Facing, language: str) -> str:
    """The Markdown file of `/<language>/articles/<id>/`."""
    first, second = _voices(facing, language)
    title = first.title or facing.original.title
    body = [
        _title_block(facing, first, second, language),
        _record(reader, facing, language),
        _status(facing, first, language),
        *_rows(facing, first, second, language),
        _terms(reader, facing, first, language),
    ]
    settings = reader.archive.settings
    texts = [text for text in facing.others if text in settings.languages]
    return page(
        plain(title) or facing.article.id,
        language,
        "article",
        "\n\n".join(part for part in body if part),
        canonical=_canonical(facing, texts, settings.languages),
        texts=texts,
        noindex=language not in texts,
        hide=["navigation", "toc"],
    )


def _canonical(facing: Facing, texts: Sequence[str], languages: Sequence[str]) -> str:
    """The language of the article's canonical page: the original's, or the first that has a text of it."""
    original = facing.article.record.language
    return original if original in texts else (texts[0] if texts else languages[0])


def _voices(facing: Facing, language: str) -> tuple[Side, Side | None]:
    if facing.translation and facing.translation.language == language:
        return facing.translation, facing.original
    return facing.original, facing.translation


def _title_block(facing: Facing, first: Side, second: Side | None, language: str) -> str:
    title, spoken = (first.title, first.language) if first.title else (facing.original.title, facing.original.language)
    setting = Setting(spoken)
    row = facing.rows[0] if facing.rows else None
    ids = attribute("id", row.ids[0]) if row and row.ids else ""
    state = attribute("data-state", row.state.value) if row and facing.translation else ""
    head = wrap(
        "div", f' class="dt-title"{ids}{state}{in_language(spoken, language)}', f"# {write_line(title, setting)}"
    )
    parts = [head]
    other = second.title if second and first.title else ()
    if second and other:
        marked = f' class="dt-subtitle" role="doc-subtitle"{in_language(second.language, language)}'
        parts.append(wrap("div", marked, write_line(other, Setting(second.language))))
    if facing.article.record.title_supplied:
        parts.append(wrap("div", ' class="dt-note-line"', escape_line(say(language, "title_supplied"))))
    return "\n\n".join(parts)


def _record(reader: Reader, facing: Facing, language: str) -> str:
    record = facing.article.record
    facts: list[tuple[str, str]] = []
    for key, value in (("author", record.author), ("publisher", record.publisher)):
        if value:
            facts.append((key, foreign(value, record.language, language)))
    if record.published:
        facts.append(("published", escape(date_text(record.published, language))))
    facts.append(("language", escape(in_words(record.language, language))))
    links = [("source_link", record.source_url), ("archived_link", record.archived_url)]
    if any(url for _, url in links):
        facts.append(("source", ", ".join(outside(say(language, key), url) for key, url in links if url)))
    if facing.translation and (credits := record.translations.get(facing.translation.language)):
        facts += [(key, escape(", ".join(names))) for key, names in _credits(credits.translators, credits.reviewers)]
    topics = reader.archive.settings.topics
    if record.topics:
        facts.append(("topics", escape(", ".join(topics.get(name, {}).get(language, name) for name in record.topics))))
    if rights := record.rights or reader.archive.settings.rights:
        facts.append(("rights", escape(rights)))
    return wrap("div", ' class="dt-record"', bullets([fact(say(language, key), text) for key, text in facts]))


def _credits(translators: Sequence[str], reviewers: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    if translators:
        yield "translators", translators
    if reviewers:
        yield "reviewers", reviewers


def _status(facing: Facing, first: Side, language: str) -> str:
    """What is not finished, in plain words; nothing when all is reviewed."""
    record = facing.article.record
    lines = []
    if record.publish != "full":
        lines.append(say(language, record.publish))
    if not facing.translation:
        lines.append(say(language, "no_translation"))
    elif first.language != language and first.language == record.language and language not in facing.others:
        lines.append(say(language, "no_text", language=in_words(record.language, language)))
    lines += _state_lines(facing, first, language)
    if not lines:
        return ""
    body = "\n\n".join(escape_line(line) for line in lines)
    return wrap("div", ' class="dt-status" role="note"', body)


def _state_lines(facing: Facing, first: Side, language: str) -> Iterator[str]:
    if not facing.translation or set(facing.states) <= {State.REVIEWED}:
        return
    if first is facing.translation:
        yield say(language, "translated_from", language=in_words(facing.original.language, language))
    else:
        yield say(language, "facing", language=in_words(facing.translation.language, language))
    total = sum(facing.states.values())
    for state, count in facing.states.items():
        engines = facing.engines if state is State.MACHINE else ""
        yield state_sentence(language, state, count, total, engines)


def _rows(facing: Facing, first: Side, second: Side | None, language: str) -> Iterator[str]:
    settings = [Setting(side.language, side is first, notes=_notes(side)) for side in (first, second) if side]
    for at, row in enumerate(facing.rows):
        cells = [side.cells[at] for side in (first, second) if side]
        if any(isinstance(block, Heading) and block.level == 1 for block in facing.original.cells[at]):
            continue
        if facing.article.record.publish == "record":
            return
        yield _row(facing, row, cells, settings, language)


def _notes(side: Side) -> Mapping[str, int]:
    labels = [block.label for cell in side.cells for block in cell if isinstance(block, Note)]
    return {label: number for number, label in enumerate(dict.fromkeys(labels), 1)}


def _row(
    facing: Facing, row: Row, cells: Sequence[tuple[Content, ...]], settings: Sequence[Setting], language: str
) -> str:
    name = row.ids[0] if row.ids else ""
    kind = type((*cells[0], *(cells[1] if len(cells) > 1 else ()))[0]).__name__.lower()
    state = row.state.value if facing.translation else ""
    marks = f'{attribute("id", name)}{attribute("data-state", state)} data-kind="{kind}"'
    parts = [_hinge(row, facing, language)]
    for cell, setting, voice in zip(cells, settings, ("first", "second"), strict=False):
        parts.insert(0 if voice == "first" else len(parts), _cell(cell, setting, voice, language))
    body = "\n".join(part for part in parts if part)
    return f'<div class="dt-row"{marks} markdown="1">\n{body}\n</div>'


def _hinge(row: Row, facing: Facing, language: str) -> str:
    """The narrow column between the texts: the number that is the permanent anchor, and the state where it matters."""
    anchors = "".join(f'<a id="{name}"></a>' for name in row.ids[1:])
    number = row.ids[0][1:] if row.ids else ""
    label = attribute("aria-label", say(language, "paragraph", number=number))
    anchor = f'<a class="dt-number" href="#p{number}"{label}>{number}</a>' if number else ""
    state = ""
    if facing.translation and row.state is not State.REVIEWED:
        state = f'<span class="dt-state">{escape(state_word(language, row.state))}</span>'
    return f'<div class="dt-hinge">{anchors}{anchor}{state}</div>'


def _cell(cell: Sequence[Content], setting: Setting, voice: str, language: str) -> str:
    attributes = f' class="dt-text dt-{voice}"{attribute("lang", setting.language)}'
    if not cell:
        note = f'<p class="dt-missing">{escape(say(language, "not_translated"))}</p>'
        return f'<div class="dt-text dt-{voice} dt-empty"{attribute("lang", language)}>{note}</div>'
    body = "\n\n".join(_numbered(block, setting, language) for block in cell)
    return wrap("div", attributes, body)


def _numbered(block: Content, setting: Setting, language: str) -> str:
    text = write(block, setting)
    if not isinstance(block, Note):
        return text
    number = setting.notes[block.label]
    anchor = f"{setting.language}-{number}"
    back = f'[↩](#fnref-{anchor} "{escape(say(language, "back"))}")'
    return wrap("div", f' class="dt-note" id="fn-{anchor}"', f"<sup>{number}</sup> {text} {back}")


def _terms(reader: Reader, facing: Facing, first: Side, language: str) -> str:
    """The article's terms, each with its form in the other language of the page."""
    other = facing.translation if first is facing.original else facing.original
    names = dict.fromkeys([*first.terms, *(other.terms if other else ())])
    items = []
    for name in names:
        term = reader.archive.terms[name]
        wording = term.languages.get(language)
        spoken = language if wording else next(iter(term.languages))
        text = foreign((wording or term.languages[spoken]).form, spoken, language)
        others = [foreign(w.form, tag, language) for tag, w in term.languages.items() if tag != spoken]
        items.append(" – ".join([link(text, f"../glossary/{name}.md"), *others]))
    if not items:
        return ""
    return wrap("div", ' class="dt-terms"', f"## {escape_line(say(language, 'terms_here'))}\n\n{bullets(items)}")


def mentions(facing: Facing) -> set[str]:
    """The terms that an article holds, in either text."""
    return {*facing.original.terms, *(facing.translation.terms if facing.translation else ())}
