"""All that is wrong with one article: its structure, its texts one by one, its translations against their source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from diptych.checks import (
    characters,
    inline_markup,
    names,
    numbers,
    omissions,
    records,
    renderings,
    structure,
    terms,
    typography,
    wrong_language,
)
from diptych.checks.family import CheckFamily, pair_problems, text_problems
from diptych.checks.reading import ARTICLES, ReadArticle, read_article
from diptych.checks.subject import Passage, joined, line_by_line, once_a_text
from diptych.checks.suppressions import Place, silenced
from diptych.model.article import Article
from diptych.model.block import Block, Kind
from diptych.model.content import Content
from diptych.model.ledger import State
from diptych.model.problem import Problem
from diptych.model.settings import Settings
from diptych.model.term import GlossaryTerm
from diptych.text.terminology import Terminology


@dataclass(frozen=True, slots=True)
class Around:
    """What the rules of one article need to know of its archive; made by `around`."""

    settings: Settings
    terms: Mapping[str, GlossaryTerm]
    terminology: Terminology
    articles: frozenset[str]  # every id, of the articles that are not read too
    families: tuple[CheckFamily, ...] = ()  # of plug-ins


def around(
    settings: Settings,
    terms: Mapping[str, GlossaryTerm],
    articles: frozenset[str],
    families: tuple[CheckFamily, ...] = (),
) -> Around:
    return Around(settings, terms, Terminology(terms), articles, families)


def check(article: Article, known: Around) -> Iterator[Problem]:
    """Every problem of an article but those that its record silences. Raises TooDeep, which reading has ruled out."""
    read = read_article(article)
    source = _source(article, read)
    problems = [*structure.check_article(article, known.settings, read), *records.check(article, read, known.settings)]
    problems += of_text([passage for passage, _ in source], known)
    placed = list(source)
    for language in read.readings:
        target = _target(article, read, language)
        problems += of_text([passage for passage, _ in target.values()], known)
        problems += _of_rows(article, read, language, known)
        if any(entry.draft for entry in article.translations[language].entries):
            problems += terms.lacking(article, language, known.terminology)
        placed += target.values()
    places = [Place(passage.path, *passage.span(), passage.language, ids) for passage, ids in placed]
    yield from silenced(article, problems, places)


def of_pair(source: Passage, target: Passage, known: Around, drafted: bool = False) -> Iterator[Problem]:
    """What is wrong with a passage of a translation, given the passage of the source that it faces.

    `drafted`: it is a machine's; `terms` tells of its terms.
    """
    yield from inline_markup.check_form(source, target)
    translated = True
    for one, other in line_by_line(source, target):
        if found := [*wrong_language.check(one, other)]:  # of what is no translation, the other rules say nothing more
            translated = False
            yield from found
            continue
        for rules in (numbers, names, inline_markup, omissions):
            yield from rules.check(one, other)
    yield from pair_problems(known.families, source, target)
    if translated and not drafted:
        yield from renderings.check(source, target, known.terminology)


def of_text(passages: Sequence[Passage], known: Around) -> Iterator[Problem]:
    """What is wrong with a text by itself, given its blocks."""
    habits = [*typography.check(passages, known.settings.tones)]
    pages = {"articles": known.articles, "glossary": frozenset(known.terms)}
    for passage in passages:
        habits += characters.check(passage)
        yield from records.check_links(passage, known.settings.address, pages)
        yield from text_problems(known.families, passage)
    yield from once_a_text(habits)


def _of_rows(article: Article, read: ReadArticle, language: str, known: Around) -> Iterator[Problem]:
    """The rules of facing passages. Where the source has changed since, only what is no translation at all is told."""
    reading = read.readings[language]
    ours = dict(zip(read.source.ids, read.parsed[article.record.language], strict=True))
    theirs = dict(_numbered(read, language))
    folder = f"{ARTICLES}/{article.id}"
    for row in reading.bitext.rows:
        if row.ids and row.targets:
            source = [ours[name] for name in row.ids]
            target = [theirs[at] for at in row.targets]
            pair = (
                joined(f"{folder}/{article.record.language}.md", article.record.language, source),
                joined(f"{folder}/{language}.md", language, target),
            )
            yield from (
                wrong_language.check(*pair) if row.state is State.OUTDATED else of_pair(*pair, known, row.machine)
            )


def _source(article: Article, read: ReadArticle) -> list[tuple[Passage, tuple[str, ...]]]:
    """The blocks of the source as passages, each with its id."""
    language = article.record.language
    path = f"{ARTICLES}/{article.id}/{language}.md"
    parts = zip(read.source.ids, read.parsed[language], strict=True)
    return [(joined(path, language, [part]), (name,)) for name, part in parts]


def _target(article: Article, read: ReadArticle, language: str) -> dict[int, tuple[Passage, tuple[str, ...]]]:
    """The blocks of a translation that are published, each with the ids that it faces."""
    bitext = read.readings[language].bitext
    path = f"{ARTICLES}/{article.id}/{language}.md"
    ids = {at: row.ids for row in bitext.rows for at in row.targets}
    parts = _numbered(read, language)
    return {at: (joined(path, language, [part]), ids[at]) for at, part in parts if at in ids}


def _numbered(read: ReadArticle, language: str) -> Iterator[tuple[int, tuple[Block, Content]]]:
    """The parsed blocks of a translation by their places among all of its blocks, marks too."""
    blocks = read.readings[language].target.blocks
    at = (at for at, block in enumerate(blocks) if block.kind is not Kind.MARK)
    return zip(at, read.parsed[language], strict=True)
