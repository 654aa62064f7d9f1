"""An article's page in one language of the site: both texts, facing, each block with its state."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from itertools import groupby

from diptych.locale.words import in_words, say
from diptych.model.bitext import Row
from diptych.model.content import Content, Note, Paragraph
from diptych.model.inline import Line, Text, plain
from diptych.model.ledger import State
from diptych.model.rights import stated_rights
from diptych.model.settings import Settings
from diptych.reading.facing import Cell, Facing, Reader, Side, called_notes, note_numbers
from diptych.reading.rights import rights_words
from diptych.reading.status import absence, state_sentences, state_words, status_lines
from diptych.reading.wording import heading, worded
from diptych.site.article.citation import metas, reference
from diptych.site.article.reader_controls import Download, bar, cite, keys, menu, take_away
from diptych.site.markup.markdown import Setting, escape, escape_line, fresh_id, wrap, write, write_line
from diptych.site.markup.pieces import bullets, fact, foreign, in_language, link, outside, page, summary
from diptych.text.language import date_text
from diptych.text.markup import attribute, spoken

RUNS = 12  # of paragraphs in one state that the status names


def article_page(
    reader: Reader, facing: Facing, language: str, picture: str = "", downloads: Sequence[Download] = ()
) -> str:
    """The Markdown file of `/<language>/articles/<id>/`.

    `picture` is the path of its card picture below `docs/`, `downloads` the files of it that readers can take away.
    """
    first, second = _voices(facing, language)
    settings = reader.archive.settings
    ref = reference(reader, facing, first, language)
    terms = _terms(reader, facing, first, language)
    rows = [*_rows(facing, first, second, language)]
    body = [
        _title_block(facing, first, second, language),
        _record(reader, facing, language),
        _status(facing, language),
        bar(facing, language, bool(terms)) if rows else "",
        *rows,
        terms,
        take_away(downloads, language),
        cite(ref, facing.article.record, language),
        f"{menu(facing, settings, language)}\n{keys(language)}" if rows else "",
    ]
    texts = [text for text in facing.texts if text in settings.languages]
    return page(
        plain(_title(facing, first, language)[1]),
        language,
        "article",
        "\n\n".join(part for part in body if part),
        description=_description(first) if language in texts else "",
        canonical=_canonical(facing, texts, settings.languages),
        texts=texts,
        noindex=language not in texts or facing.article.record.withdrawn is not None,
        picture=picture,
        says=[f"{name}={value}" for name, value in metas(ref)] if language in texts else [],
        hide=["navigation", "toc"],
        **_other_rights(facing, settings),
    )


def _other_rights(facing: Facing, settings: Settings) -> dict[str, bool]:
    """The mark of a page that the archive's licence is not for, so that its foot does not offer it."""
    stated = stated_rights(facing.article.record, settings)
    return {} if stated and stated == settings.rights else {"other_rights": True}


def _description(side: Side) -> str:
    """How the text begins."""
    paragraphs = (block.line for cell in side.cells for block in cell if isinstance(block, Paragraph))
    return summary(plain(next(paragraphs, ())))


def _canonical(facing: Facing, texts: Sequence[str], languages: Sequence[str]) -> str:
    """The language of the article's canonical page: the original's, or the first that has a text of it."""
    original = facing.article.record.language
    return original if original in texts else (texts[0] if texts else languages[0])


def _voices(facing: Facing, language: str) -> tuple[Side, Side | None]:
    if facing.translation and facing.translation.language == language:
        return facing.translation, facing.original
    return facing.original, facing.translation


def _title(facing: Facing, first: Side, language: str) -> tuple[str, Line]:
    """The title that stands above the page, with its language: another text's where the first voice has none."""
    sides = [side for side in (first, facing.original, facing.translation) if side and side.title]
    return (sides[0].language, sides[0].title) if sides else (language, (Text(facing.article.id),))


def _title_block(facing: Facing, first: Side, second: Side | None, language: str) -> str:
    tongue, title = _title(facing, first, language)
    row = facing.rows[facing.title_at] if facing.title_at is not None else None
    marks = attribute("id", row.ids[0] if row and row.ids else "") + (_state(row) if row else "")
    heading = f"# {write_line(title, Setting(language=tongue))}"
    parts = [wrap("div", f' class="dt-title"{marks}{in_language(tongue, language)}', heading)]
    if second and second.title and first.title:
        marked = f' class="dt-subtitle" role="doc-subtitle"{in_language(second.language, language)}'
        parts.append(wrap("div", marked, write_line(second.title, Setting(language=second.language))))
    notes = [say(language, "title_supplied")] if facing.article.record.title_supplied else []
    # Where all blocks are in one state, the status says it of the title too.
    if row and facing.translation and row.state is not State.REVIEWED and len(facing.states) > 1:
        notes.append(say(language, "title_state", state=state_words(row, language)))
    return "\n\n".join([*parts, *(wrap("div", ' class="dt-note-line"', escape_line(note)) for note in notes)])


def _state(row: Row) -> str:
    return attribute("data-state", row.state.value)


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
    if record.topics:
        topics = reader.archive.settings.topics
        words = (worded(topics.get(name, {}), language) or ("", name) for name in record.topics)
        facts.append(("topics", ", ".join(foreign(word, tongue, language) for tongue, word in words)))
    rights = rights_words(record, reader.archive.settings, language, translated=facing.translation is not None)
    facts.append(("rights", escape(rights)))
    return wrap("div", ' class="dt-record"', bullets([fact(say(language, key), text) for key, text in facts]))


def _credits(translators: Sequence[str], reviewers: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    if translators:
        yield "translators", translators
    if reviewers:
        yield "reviewers", reviewers


def _status(facing: Facing, language: str) -> str:
    """What is not finished, in plain words; nothing when all is reviewed."""
    states = {sentence: state for state, sentence in state_sentences(facing, language)}
    lines = [escape_line(line) + _where(facing, states.get(line), language) for line in status_lines(facing, language)]
    if not lines:
        return ""
    return wrap("div", ' class="dt-status" role="note"', "\n\n".join([*lines, *_legend(facing, language)]))


def _where(facing: Facing, state: State | None, language: str) -> str:
    """Which paragraphs are in a state, as links to them; "" where all are, or where no reader needs to know."""
    if state is None or state is State.REVIEWED or len(facing.states) == 1:
        return ""
    runs = [[*run] for is_so, run in groupby(facing.rows, lambda row: row.state is state) if is_so]
    named = [(names[0], names[-1]) for run in runs if (names := [name for row in run for name in row.ids])]
    links = [f'<a href="#{one}">{"–".join(dict.fromkeys([one[1:], other[1:]]))}</a>' for one, other in named]
    shown = ", ".join([*links[:RUNS], *(["…"] if len(links) > RUNS else [])])
    return f' <span class="dt-where">{escape(say(language, "paragraphs"))} {shown}</span>'


def _legend(facing: Facing, language: str) -> Iterator[str]:
    """What the marks beside the paragraphs mean: those that stand on this page, where it has another than a line."""
    if set(facing.states) <= {State.REVIEWED, State.EDITED, State.OMITTED}:
        return
    marks = [state for state in (State.EDITED, State.MACHINE, State.OUTDATED, State.MISSING) if state in facing.states]
    items = "".join(
        f'<li data-state="{state.value}">{html.escape(say(language, f"legend_{state.value}"))}</li>' for state in marks
    )
    summary = html.escape(say(language, "legend"))
    yield f'<details class="dt-legend"><summary>{summary}</summary><ul>{items}</ul></details>'


def _rows(facing: Facing, first: Side, second: Side | None, language: str) -> Iterator[str]:
    sides = [side for side in (first, second) if side]
    settings = [Setting(language=side.language, first=side is first, notes=note_numbers(side)) for side in sides]
    called = [
        called_notes(side) if setting.notes else frozenset() for side, setting in zip(sides, settings, strict=True)
    ]
    for at in range(len(facing.rows)):
        cells = [side.cells[at] for side in sides]
        if any(cells):
            texts = [
                _cell(cell, setting, back, absence(facing, at, side), _side_marks(facing, side, at), language)
                for cell, setting, back, side in zip(cells, settings, called, sides, strict=True)
            ]
            yield _row(facing, at, next(cell for cell in cells if cell)[0], texts, language)


def _side_marks(facing: Facing, side: Side, at: int) -> str:
    """Which of the two texts a cell belongs to, and where it begins in that text's file."""
    kind = "original" if side is facing.original else "translation"
    line = str(side.lines[at]) if side.lines[at] else ""
    return f' data-side="{kind}"{attribute("data-line", line)}'


def _row(facing: Facing, at: int, block: Content, texts: Sequence[str], language: str) -> str:
    row = facing.rows[at]
    name = row.ids[0] if row.ids and at != facing.title_at else ""  # the title bears the id of its row
    marks = f'{attribute("id", name)}{_state(row)} data-kind="{type(block).__name__.lower()}"'
    body = "\n".join([texts[0], _hinge(facing, at, language), *texts[1:]])
    return f'<div class="dt-row"{marks} markdown="1">\n{body}\n</div>'


def _hinge(facing: Facing, at: int, language: str) -> str:
    """The narrow column between the texts: the number that is the permanent anchor, and the state where it matters."""
    row = facing.rows[at]
    anchors = "".join(f'<a id="{name}"></a>' for name in row.ids[1:])
    number = row.ids[0][1:] if row.ids else ""
    label = attribute("aria-label", say(language, "paragraph", number=number))
    anchor = f'<a class="dt-number" href="#{row.ids[0]}"{label}>{number}</a>' if number else ""
    state = ""
    if facing.translation and row.state is not State.REVIEWED:
        state = f'<span class="dt-state">{escape(state_words(row, language))}</span>'
    return f'<div class="dt-hinge">{anchors}{anchor}{state}</div>'


def _cell(cell: Cell, setting: Setting, called: frozenset[str], absence: str, marks: str, language: str) -> str:
    voice = "first" if setting.first else "second"
    if not cell:
        note = f'<p class="dt-missing">{escape(say(language, absence))}</p>' if absence else ""
        return f'<div class="dt-text dt-{voice} dt-empty"{marks}{spoken(language)}>{note}</div>'
    body = "\n\n".join(_numbered(block, setting, called, language) for block in cell)
    return wrap("div", f' class="dt-text dt-{voice}"{marks}{spoken(setting.language)}', body)


def _numbered(block: Content, setting: Setting, called: frozenset[str], language: str) -> str:
    text = write(block, setting)
    if not isinstance(block, Note):
        return text
    number = setting.notes[block.label]
    anchor = f"{setting.language}-{number}"
    place = fresh_id(setting, f"fn-{anchor}")
    back = f' [↩](#fnref-{anchor} "{escape(say(language, "back"))}")' if place and block.label in called else ""
    return wrap("div", f' class="dt-note"{place}', f"<sup>{number}</sup> {text}{back}")


def _terms(reader: Reader, facing: Facing, first: Side, language: str) -> str:
    """The article's terms, each with its form in the other language and its meaning: the cards are made from these."""
    other = facing.translation if first is facing.original else facing.original
    names = dict.fromkeys([*first.terms, *(other.terms if other else ())])
    items = []
    for name in names:
        term = reader.archive.terms[name]
        tongue, wording = heading(term, language)
        text = foreign(wording.form, tongue, language)
        others = [foreign(w.form, tag, language) for tag, w in term.languages.items() if tag != tongue]
        meaning = f'<span class="dt-meaning"{in_language(tongue, language)}>{escape(wording.definition)}</span>'
        items.append(f"{' – '.join([link(text, f'../glossary/{name}.md'), *others])} {meaning}")
    if not items:
        return ""
    head = f"## {escape_line(say(language, 'terms_here'))}"
    listed = wrap("div", ' class="dt-terms-list"', f"{head}\n\n{bullets(items)}")
    return wrap("div", ' class="dt-terms" id="dt-terms"', listed)
