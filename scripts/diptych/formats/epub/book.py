"""EPUB 3: an edition as the files of a book, by their names in it.

The forms are those of EPUB 3.3 and EPUB Accessibility 1.1; `epubcheck` holds them in the tests. Rows of facing blocks
are a grid that falls to one column on a narrow screen, and in a reading system that knows no grid.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from diptych.formats.epub.style import STYLE
from diptych.formats.epub.xhtml import Setting, address, escape, tongue, write, write_line
from diptych.languages.tags import is_right_to_left
from diptych.locale.words import WORDS, in_words, say
from diptych.model.article import Article
from diptych.model.bitext import Row
from diptych.model.content import Content, Heading, lines
from diptych.model.inline import Term, plain, walk
from diptych.model.ledger import State
from diptych.reading.edition import Edition, Scope, modified, spoken, titles, told, version, voices
from diptych.reading.facing import Facing, Side, called_notes, note_numbers
from diptych.reading.rights import rights_note, rights_words
from diptych.reading.status import absence, state_words
from diptych.reading.wording import heading, worded
from diptych.text.collate import sort_key
from diptych.text.language import date_text
from diptych.text.markup import attribute
from diptych.text.normal import one_space

MIMETYPE = "application/epub+zip"
FOLDER = "EPUB"
_XHTML = "application/xhtml+xml"
_FEATURES = ("tableOfContents", "readingOrder", "structuralNavigation", "alternativeText", "displayTransformability")
_CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    f'<rootfile full-path="{FOLDER}/package.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>\n"
)


@dataclass(frozen=True, slots=True)
class Picture:
    """The cover as a reading system shows it."""

    name: str  # cover.png
    media_type: str
    data: bytes


@dataclass(slots=True)
class _Chapter:
    """One article: its document, and what the contents and the glossary need to know of it."""

    file: str
    title: tuple[str, str]  # (language, title)
    languages: tuple[str, ...]  # of its texts
    document: str = ""
    heads: list[tuple[str, str, str]] = field(default_factory=list)  # (id, language, text)
    mentions: dict[str, list[tuple[str, str]]] = field(default_factory=dict)  # term: (id of the row, its number)


def epub(edition: Edition, picture: Picture) -> Mapping[str, bytes]:
    """The files of the book, in the order in which they are to be packed. Raises TooDeep."""
    chapters = [_chapter(edition, facing) for facing in edition.facings()]
    has_terms = any(chapter.mentions for chapter in chapters)
    documents = {
        "cover.xhtml": _cover(edition, picture),
        "nav.xhtml": _nav(edition, chapters, has_terms),
        **{chapter.file: chapter.document for chapter in chapters},
        **({"glossary.xhtml": _glossary(edition, chapters)} if has_terms else {}),
        "colophon.xhtml": _colophon(edition, chapters),
    }
    files = {
        "mimetype": MIMETYPE,
        "META-INF/container.xml": _CONTAINER,
        f"{FOLDER}/package.opf": _package(edition, chapters, documents, picture),
        f"{FOLDER}/style.css": STYLE,
    }
    files |= {f"{FOLDER}/{name}": document for name, document in documents.items()}
    return {**{name: text.encode() for name, text in files.items()}, f"{FOLDER}/{picture.name}": picture.data}


# The articles.


def _chapter(edition: Edition, facing: Facing) -> _Chapter:
    sides = voices(edition, facing)
    first = sides[0]
    titled = next((side for side in _all(sides, facing) if side.title), None)
    title = (titled.language, one_space(plain(titled.title))) if titled else ("", "")
    title = title if title[1] else (first.language, facing.article.id)
    made = _Chapter(f"a-{facing.article.id}.xhtml", title, tuple(side.language for side in sides))
    words = _words_of(edition)
    ids: set[str] = set()
    settings = [_setting(side, words, ids, at == 0) for at, side in enumerate(sides)]
    rows = [_row(edition, facing, at, sides, settings, made) for at in range(len(facing.rows))]
    body = [_title_block(edition, facing, sides, settings, made), *rows]
    kind = 'epub:type="chapter" role="doc-chapter"'
    made.document = _document(title[1], first.language, f"<section {kind}>{''.join(body)}</section>", "bodymatter")
    return made


def _all(sides: Sequence[Side], facing: Facing) -> Sequence[Side]:
    """The texts that are printed, and the original, whose title stands where they have none."""
    return (*sides, facing.original)


def _setting(side: Side, words: str, ids: set[str], headed: bool) -> Setting:
    notes = note_numbers(side)
    return Setting(
        side.language,
        notes,
        called_notes(side) if notes else frozenset(),
        say(words, "back"),
        lambda name: f"glossary.xhtml#g-{name}",
        headed,
        ids=ids,
    )


def _words_of(edition: Edition) -> str:
    """The language of the edition's shortest words, which cannot stand in two."""
    return spoken(edition)[0]


def _title_block(
    edition: Edition, facing: Facing, sides: Sequence[Side], settings: Sequence[Setting], made: _Chapter
) -> str:
    language, title = made.title
    row = facing.rows[facing.title_at] if facing.title_at is not None else None
    place = attribute("id", row.ids[0] if row and row.ids else "")
    written = next((write_line(side.title, Setting(language)) for side in _all(sides, facing) if side.title), "")
    parts = [f"<h1{place}{tongue(language)}>{written.strip() or escape(title)}</h1>"]
    for side, setting in zip(sides[1:], settings[1:], strict=True):
        if side.title and side.language != language:
            marked = f' class="subtitle" role="doc-subtitle"{tongue(side.language)}'
            parts.append(f"<p{marked}>{write_line(side.title, setting)}</p>")
    record = facing.article.record
    by = [escape(name) for name in (record.author, record.publisher) if name]
    parts += [f'<p class="byline"{tongue(record.language)}>{" · ".join(dict.fromkeys(by))}</p>'] if by else []
    notes = [
        f"<p{tongue(language)}>{escape(line)}</p>"
        for language in spoken(edition)
        for line in told(edition, facing, language)
    ]
    parts += [f'<div class="status" role="note">{"".join(notes)}</div>'] if notes else []
    return f"<header>{''.join(parts)}</header>"


def _row(
    edition: Edition, facing: Facing, at: int, sides: Sequence[Side], settings: Sequence[Setting], made: _Chapter
) -> str:
    """Blocks that face each other, with their number and, where it matters, their state."""
    row = facing.rows[at]
    if not any(side.cells[at] for side in (facing.original, *sides)):
        return ""
    words = _words_of(edition)
    name = row.ids[0] if row.ids else f"r{at + 1}"
    number = row.ids[0][1:] if row.ids else ""
    is_title = at == facing.title_at
    place = "" if is_title and row.ids else attribute("id", name)
    more = "".join(f'<a id="{other}"></a>' for other in row.ids[1:])
    label = attribute("aria-label", say(words, "paragraph", number=number))
    anchor = f'<a class="number" href="#{name}"{label}>{number}</a>' if number and not is_title else ""
    state, marked = "", ""
    if facing.translation in sides:
        marked = attribute("data-state", row.state.value)
        if not (row.state is State.REVIEWED or (row.state is State.EDITED and len(facing.states) == 1)):
            state = _state(facing, row, words)
    cells = [
        _cell(edition, facing, at, side, setting, "second" if number_of else "first")
        for number_of, (side, setting) in enumerate(zip(sides, settings, strict=True))
    ]
    _note_what_is_there(sides, at, name, number, made)
    headed = " headed" if any(isinstance(block, Heading) for side in sides for block in side.cells[at]) else ""
    kind = ("row" if len(sides) > 1 else "row alone") + headed
    hinge = f'<div class="hinge">{more}{anchor}{state}</div>' if more or anchor or state else ""
    return f'\n<div class="{kind}"{place}{marked}>{hinge}{"".join(cells)}</div>'


def _told_in(language: str, words: str) -> str:
    """The language of the edition's words beside a text: the text's own, where the interface has it."""
    return language if language in WORDS else words


def _state(facing: Facing, row: Row, words: str) -> str:
    """A state that is not the last, in the words of those who read the translation."""
    language = _told_in(facing.translation.language if facing.translation else words, words)
    return f'<span class="state"{tongue(language)}>{escape(state_words(row, language))}</span>'


def _cell(edition: Edition, facing: Facing, at: int, side: Side, setting: Setting, voice: str) -> str:
    cell = side.cells[at]
    if cell:
        return f'<div class="text {voice}"{tongue(side.language)}>{_blocks(cell, setting)}</div>'
    lacks = absence(facing, at, side)
    if not lacks:
        return ""
    if edition.lang and lacks == "not_translated":  # the original stands in its place
        original = facing.original
        inner = Setting(original.language, headed=False, ids=setting.ids)
        return f'<div class="text {voice}"{tongue(original.language)}>{_blocks(original.cells[at], inner)}</div>'
    words = _told_in(side.language, _words_of(edition))
    return f'<div class="text {voice} empty"{tongue(words)}><p>{escape(say(words, lacks))}</p></div>'


def _blocks(cell: Sequence[Content], setting: Setting) -> str:
    return "".join(write(block, setting) for block in cell)


def _note_what_is_there(sides: Sequence[Side], at: int, name: str, number: str, made: _Chapter) -> None:
    """The row's heading for the contents, and its terms for the glossary."""
    for block in sides[0].cells[at]:
        if isinstance(block, Heading) and (text := one_space(plain(block.line))):
            made.heads.append((name, sides[0].language, text))
            break
    terms = (
        node.id
        for side in sides
        for block in side.cells[at]
        for line in lines(block)
        for node in walk(line)
        if isinstance(node, Term)
    )
    for term in dict.fromkeys(terms):
        made.mentions.setdefault(term, []).append((name, number or "+"))


# What stands around them.


def _document(title: str, language: str, body: str, kind: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f'{tongue(language)}>\n<head><meta charset="utf-8"/><title>{escape(title)}</title>'
        '<link rel="stylesheet" type="text/css" href="style.css"/></head>\n'
        f'<body epub:type="{kind}">\n{body}\n</body>\n</html>\n'
    )


def _said(edition: Edition, key: str) -> str:
    """A word of the edition in each of its own languages."""
    found = {say(language, key): language for language in reversed(spoken(edition))}
    return " · ".join(f"<span{tongue(tag)}>{escape(word)}</span>" for word, tag in reversed(found.items()))


def _cover(edition: Edition, picture: Picture) -> str:
    (language, title), *_ = titles(edition)
    described = escape(" – ".join(name for _, name in titles(edition)))
    image = f'<p class="cover"><img src="{picture.name}" alt="{described}" role="doc-cover"/></p>'
    return _document(title, language, f'<section epub:type="cover">{image}</section>', "frontmatter")


def _nav(edition: Edition, chapters: Sequence[_Chapter], has_terms: bool) -> str:
    words = _words_of(edition)
    entries = []
    for chapter in chapters:
        inside = "".join(
            f'<li><a href="{chapter.file}#{name}"{tongue(language)}>{escape(text)}</a></li>'
            for name, language, text in chapter.heads
        )
        language, title = chapter.title
        listed = f"<ol>{inside}</ol>" if inside else ""
        entries.append(f'<li><a href="{chapter.file}"{tongue(language)}>{escape(title)}</a>{listed}</li>')
    ends = [("glossary.xhtml", "glossary")] if has_terms else []
    for file, key in [*ends, ("colophon.xhtml", "colophon")]:
        entries.append(f'<li><a href="{file}">{_said(edition, key)}</a></li>')
    marks = [
        ("cover", "cover.xhtml", "cover"),
        ("toc", "nav.xhtml", "contents"),
        ("bodymatter", chapters[0].file, "articles"),
    ]
    marks += [("glossary", "glossary.xhtml", "glossary")] if has_terms else []
    landmarks = "".join(
        f'<li><a epub:type="{kind}" href="{file}">{escape(say(words, key))}</a></li>' for kind, file, key in marks
    )
    body = (
        f'<nav epub:type="toc" role="doc-toc" id="toc"><h1>{_said(edition, "contents")}</h1>'
        f"<ol>{''.join(entries)}</ol></nav>\n"
        f'<nav epub:type="landmarks" hidden="hidden"><ol>{landmarks}</ol></nav>'
    )
    return _document(say(words, "contents"), words, body, "frontmatter")


def _glossary(edition: Edition, chapters: Sequence[_Chapter]) -> str:
    words = _words_of(edition)
    terms = edition.reader.archive.terms
    names = {name for chapter in chapters for name in chapter.mentions}
    ordered = sorted(names, key=lambda name: (sort_key(heading(terms[name], words)[1].form), name))
    tags = dict.fromkeys([words, *spoken(edition), *(tag for chapter in chapters for tag in chapter.languages)])
    entries = "".join(_term(edition, name, [*tags], chapters) for name in ordered)
    body = (
        '<section epub:type="glossary" role="doc-glossary" class="glossary">'
        f"<h1>{_said(edition, 'glossary')}</h1><dl>{entries}</dl></section>"
    )
    return _document(say(words, "glossary"), words, body, "backmatter")


def _term(edition: Edition, name: str, tags: Sequence[str], chapters: Sequence[_Chapter]) -> str:
    term = edition.reader.archive.terms[name]
    shown = [tag for tag in tags if tag in term.languages] or [*term.languages][:1]
    forms = " – ".join(f"<dfn{tongue(tag)}>{escape(term.languages[tag].form)}</dfn>" for tag in shown)
    meanings = "".join(f"<dd{tongue(tag)}>{escape(term.languages[tag].definition)}</dd>" for tag in shown)
    places = []
    for chapter in chapters:
        numbers = ", ".join(
            f'<a href="{chapter.file}#{row}" role="doc-backlink">{number}</a>'
            for row, number in chapter.mentions.get(name, ())
        )
        if numbers:
            language, title = chapter.title
            before = f"<span{tongue(language)}>{escape(title)}</span>: " if len(chapters) > 1 else ""
            places.append(before + numbers)
    occurs = f'<dd class="occurs">{_said(edition, "used_in")}: {"; ".join(places)}</dd>'
    return f'<dt id="g-{name}">{forms}</dt>{meanings}{occurs}'


def _colophon(edition: Edition, chapters: Sequence[_Chapter]) -> str:
    words = _words_of(edition)
    settings = edition.reader.archive.settings
    name = (worded(settings.name, words) or ("", ""))[1]
    paragraphs = []
    for language in spoken(edition):
        day = date_text(modified(edition), language)
        lines_of = [
            say(language, "edition_from", name=(worded(settings.name, language) or ("", name))[1]),
            say(language, "edition_of", day=day, version=version(edition)),
            say(language, "edition_states"),
        ]
        paragraphs.append("".join(f"<p{tongue(language)}>{escape(line)}</p>" for line in lines_of))
    link = address(settings.address)
    paragraphs.append(f'<p><a href="{escape(link)}">{escape(link)}</a></p>' if link else "")
    both = zip(edition.articles, chapters, strict=True)
    records = "".join(_record(edition, article, chapter) for article, chapter in both)
    head = f"<h1>{_said(edition, 'colophon')}</h1>"
    body = f'<section epub:type="colophon" role="doc-colophon">{head}{"".join(paragraphs)}{records}</section>'
    return _document(say(words, "colophon"), words, body, "backmatter")


def _record(edition: Edition, article: Article, chapter: _Chapter) -> str:
    """What is known of an article: who, when, where from, under which rights."""
    record = article.record
    translated = _is_translated(article, chapter)
    settings = edition.reader.archive.settings
    rights = [rights_words(record, settings, tag, translated=translated) for tag in spoken(edition)]
    published = [date_text(record.published, tag) for tag in spoken(edition)] if record.published else []
    language = tongue(record.language)
    facts = [
        ("author", [f"<span{language}>{escape(record.author)}</span>"] if record.author else []),
        ("publisher", [f"<span{language}>{escape(record.publisher)}</span>"] if record.publisher else []),
        ("published", [escape(day) for day in dict.fromkeys(published)]),
        ("language", [escape(in_words(record.language, tag)) for tag in spoken(edition)]),
        ("source", [_address(url) for url in (record.source_url, record.archived_url) if url]),
        ("rights", [escape(words) for words in dict.fromkeys(rights)]),
    ]
    for tag in (tag for tag in record.translations if tag in chapter.languages):
        credits = record.translations[tag]
        facts += [("translators", [escape(", ".join(credits.translators))])] if credits.translators else []
        facts += [("reviewers", [escape(", ".join(credits.reviewers))])] if credits.reviewers else []
    shown = "".join(f"<p>{_said(edition, key)}: {' · '.join(values)}</p>" for key, values in facts if values)
    tag, title = chapter.title
    return (
        f'<section class="record"><h2{tongue(tag)}><a href="{chapter.file}">{escape(title)}</a></h2>{shown}</section>'
    )


def _is_translated(article: Article, chapter: _Chapter) -> bool:
    return any(tag != article.record.language for tag in chapter.languages)


def _address(url: str) -> str:
    target = address(url)
    return f'<a href="{escape(target)}">{escape(url)}</a>' if target else escape(url)


# The package.


def _package(edition: Edition, chapters: Sequence[_Chapter], documents: Mapping[str, str], picture: Picture) -> str:
    items = ['<item id="style" href="style.css" media-type="text/css"/>']
    items.append(
        f'<item id="picture" href="{picture.name}" media-type="{picture.media_type}" properties="cover-image"/>'
    )
    spine = []
    for name in documents:
        item = "d-" + name.removesuffix(".xhtml")
        nav = ' properties="nav"' if name == "nav.xhtml" else ""
        items.append(f'<item id="{item}" href="{name}" media-type="{_XHTML}"{nav}/>')
        spine.append(f'<itemref idref="{item}"/>')
    main = titles(edition)[0][0]
    turned = ' page-progression-direction="rtl"' if is_right_to_left(main) else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<package xmlns="http://www.idpf.org/2007/opf" version="3.0" '
        f'unique-identifier="id"{attribute("xml:lang", main)}>\n'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        + "\n".join(_metadata(edition, chapters))
        + f"\n</metadata>\n<manifest>\n{chr(10).join(items)}\n</manifest>\n"
        f"<spine{turned}>{''.join(spine)}</spine>\n</package>\n"
    )


def _metadata(edition: Edition, chapters: Sequence[_Chapter]) -> Iterator[str]:
    archive = edition.reader.archive
    yield f'<dc:identifier id="id">{_identifier(edition)}</dc:identifier>'
    (language, title), *others = titles(edition)
    yield f'<dc:title id="title"{attribute("xml:lang", language)}>{escape(title)}</dc:title>'
    for tag, other in others:
        meta = f'<meta refines="#title" property="alternate-script"{attribute("xml:lang", tag)}>'
        yield f"{meta}{escape(other)}</meta>"
    tags = dict.fromkeys([language, *(tag for chapter in chapters for tag in chapter.languages)])
    yield from (f"<dc:language>{tag}</dc:language>" for tag in tags)
    records = [article.record for article in edition.articles]
    yield from _people(edition)
    yield from _each("dc:publisher", [(worded(archive.settings.name, language) or ("", ""))[1]])
    yield from _each("dc:rights", _rights(edition, chapters))
    topics = (topic for record in records for topic in record.topics)
    yield from _each(
        "dc:subject", [(worded(archive.settings.topics.get(name, {}), language) or ("", name))[1] for name in topics]
    )
    if edition.is_one:
        yield from _each("dc:date", [records[0].published or ""])
        yield from _each("dc:source", [records[0].source_url or ""])
    yield f'<meta property="dcterms:modified">{modified(edition)}T00:00:00Z</meta>'
    for mode in ("textual", "visual"):
        yield f'<meta property="schema:accessMode">{mode}</meta>'
    yield '<meta property="schema:accessModeSufficient">textual</meta>'
    for feature in _FEATURES:
        yield f'<meta property="schema:accessibilityFeature">{feature}</meta>'
    yield '<meta property="schema:accessibilityHazard">none</meta>'
    for tag in spoken(edition):
        summary = escape(say(tag, "accessible"))
        yield f'<meta property="schema:accessibilitySummary"{attribute("xml:lang", tag)}>{summary}</meta>'


def _rights(edition: Edition, chapters: Sequence[_Chapter]) -> Iterator[str]:
    settings, words = edition.reader.archive.settings, _words_of(edition)
    for article, chapter in zip(edition.articles, chapters, strict=True):
        yield rights_note(article.record, settings, words, translated=_is_translated(article, chapter))


def _people(edition: Edition) -> Iterator[str]:
    records = [article.record for article in edition.articles]
    yield from _each("dc:creator", [record.author or "" for record in records])
    people = dict.fromkeys(
        name for record in records for credits in record.translations.values() for name in credits.translators
    )
    for number, name in enumerate(people, 1):
        yield f'<dc:contributor id="translator-{number}">{escape(name)}</dc:contributor>'
        yield f'<meta refines="#translator-{number}" property="role" scheme="marc:relators">trl</meta>'


def _each(tag: str, values: Iterable[str]) -> Iterator[str]:
    yield from (f"<{tag}>{escape(value)}</{tag}>" for value in dict.fromkeys(values) if value.strip())


def _identifier(edition: Edition) -> str:
    """A name for the edition that stays the same whatever its texts become."""
    settings = edition.reader.archive.settings
    ids = ",".join(article.id for article in edition.articles) if edition.scope is Scope.ARTICLES else ""
    named = "|".join([settings.address, edition.scope.value, edition.name, ids, edition.lang, edition.to])
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, named)}"
