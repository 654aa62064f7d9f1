"""An edition as units for translators' own tools: a unit for each row of a bitext, its Markdown as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diptych.exchange.only import ONLY
from diptych.locale.words import say, state_word
from diptych.model.article import Article
from diptych.model.exchange import Unit
from diptych.model.layout import ARTICLES
from diptych.model.ledger import State
from diptych.reading.article import read_article
from diptych.reading.edition import Edition
from diptych.text.bitext import Reading
from diptych.text.normal import one_space
from diptych.text.parse import content
from diptych.text.segments import Faced, face_texts
from diptych.text.terminology import Terminology, words_of

NEIGHBOUR = 80  # characters of the paragraphs around a unit that its notes show


def wanted_states(only: Sequence[str]) -> frozenset[State]:
    """The states that names of `ONLY` ask for; all where there is none."""
    return frozenset(State(state) for name in only for state in ONLY[name]) if only else frozenset(State)


def targets(edition: Edition, article: Article) -> Sequence[str]:
    """The languages into which an article is to be translated: the one that is asked for, or those of its record."""
    tags = [edition.to] if edition.to else [*article.record.translations, *article.translations]
    tags = tags or [*edition.reader.archive.settings.languages]
    return [tag for tag in dict.fromkeys(tags) if tag != article.record.language]


def units(edition: Edition) -> Iterator[Unit]:
    """The units of all articles whose text may be shown whole, by article and language. Raises TooDeep."""
    terms = Terminology(edition.reader.archive.terms)
    wanted = wanted_states(edition.only)
    for article in edition.articles:
        if article.record.publish == "full":
            read = read_article(article)
            for language in targets(edition, article):
                yield from _units(article, language, read.reading(language), wanted, terms)
        edition.tick()


def _units(
    article: Article, language: str, reading: Reading, wanted: frozenset[State], terms: Terminology
) -> Iterator[Unit]:
    rows = [*face_texts(article.id, language, reading)]
    lines = dict(zip(reading.source.ids, (block.line for block in reading.source.blocks), strict=True))
    for at, one in enumerate(rows):
        if one.row.state is State.OMITTED or one.row.state not in wanted:
            continue
        near = rows[at - 1].source if at > 1 else "", rows[at + 1].source if at + 1 < len(rows) else ""
        yield Unit(
            ref=one.ref,
            source_language=article.record.language,
            source=one.source,
            target=one.target,
            state=one.row.state,
            place=f"{ARTICLES}/{article.id}/{article.record.language}.md:{lines[one.row.ids[0]]}",
            notes=tuple(_notes(article, language, one, (rows[0].source, *near), terms)),
        )


def _notes(
    article: Article, language: str, one: Faced, around: tuple[str, str, str], terms: Terminology
) -> Iterator[str]:
    """What helps a translator: the state, the title, the paragraphs before and after, the terms."""
    yield f"{say(language, 'unit_state')}: {state_word(language, one.row.state)}"
    for key, text in zip(("unit_title", "unit_before", "unit_after"), around, strict=True):
        if text and text != one.source:
            yield f"{say(language, key)}: {_short(text)}"
    words = words_of(content(one.source))
    for wording, form in terms.renderings(words, article.record.language, language).items():
        yield f"{say(language, 'unit_term')}: {one_space(wording)} = {form}"


def _short(text: str) -> str:
    line = one_space(text)
    return line if len(line) <= NEIGHBOUR else f"{line[:NEIGHBOUR].rstrip()} …"
