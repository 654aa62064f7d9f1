"""All that is wrong with one article: its structure, its texts one by one, its translations against their source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from diptych.checks import (
    characters,
    lines,
    negation,
    records,
    renderings,
    structure,
    terms,
    typography,
    wrong_language,
)
from diptych.checks.family import CheckFamily, pair_problems, text_problems
from diptych.checks.lines import inline_markup
from diptych.checks.subject import Passage, line_by_line, once_a_text, passage
from diptych.checks.suppressions import Place, silenced
from diptych.model.layout import article_folder, text_path
from diptych.model.ledger import State
from diptych.model.problem import Problem
from diptych.model.settings import Settings
from diptych.model.term import GlossaryTerm
from diptych.reading.article import ReadArticle
from diptych.text.terminology import Terminology


@dataclass(frozen=True, slots=True, kw_only=True)
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
    return Around(settings=settings, terms=terms, terminology=Terminology(terms), articles=articles, families=families)


def check(read: ReadArticle, known: Around) -> Iterator[Problem]:
    """Every problem of an article but those that its record silences. Raises TooDeep, which reading has ruled out."""
    article = read.article
    source = _source(read)
    problems = [*structure.check_article(read, known.settings), *records.check(read)]
    problems += of_text([passage for passage, _ in source], known)
    placed = list(source)
    for language in read.readings:
        target = _target(read, language)
        problems += of_text([passage for passage, _ in target.values()], known)
        problems += _of_rows(read, language, known)
        if any(entry.draft for entry in article.translations[language].entries):
            problems += terms.lacking(read, language, known.terminology)
        placed += target.values()
    places = [_place(passage, ids) for passage, ids in placed]
    yield from silenced(article, problems, places)


def _place(passage: Passage, ids: tuple[str, ...]) -> Place:
    first, last = passage.span()
    return Place(path=passage.path, first=first, last=last, language=passage.language, ids=ids)


def of_pair(source: Passage, target: Passage, known: Around, drafted: bool = False) -> Iterator[Problem]:
    """What is wrong with a passage of a translation, given the passage of the source that it faces.

    `drafted`: it is a machine's; `terms` tells of its terms, and of its negations is told here.
    """
    yield from inline_markup.check_form(source, target)
    translated = True
    for one, other in line_by_line(source, target):
        if found := [*wrong_language.check(one, other)]:  # of what is no translation, the other rules say nothing more
            translated = False
            yield from found
            continue
        for look in line_rules():
            yield from look(one, other)
        if drafted:
            yield from negation.check(one, other)
    yield from pair_problems(known.families, source, target)
    if translated and not drafted:
        yield from renderings.check(source, target, known.terminology)


@cache
def line_rules() -> tuple[Callable[[Passage, Passage], Iterator[Problem]], ...]:
    """The rules of two lines that face each other: `of_lines` of every module of `lines`."""
    names = sorted(module.name for module in iter_modules(lines.__path__))
    modules = (import_module(f"{lines.__name__}.{name}") for name in names)
    return tuple(module.of_lines for module in modules)


def of_text(passages: Sequence[Passage], known: Around) -> Iterator[Problem]:
    """What is wrong with a text by itself, given its blocks."""
    habits = [*typography.check(passages, known.settings.tones)]
    pages = {"articles": known.articles, "glossary": frozenset(known.terms)}
    for one in passages:
        habits += characters.check(one)
        yield from records.check_links(one, known.settings.address, pages)
        yield from text_problems(known.families, one)
    yield from once_a_text(habits)


def _of_rows(read: ReadArticle, language: str, known: Around) -> Iterator[Problem]:
    """The rules of facing passages. Where the source has changed since, only what is no translation at all is told."""
    reading = read.reading(language)
    ours = dict(zip(read.source.ids, read.source.blocks, strict=True))
    original = read.article.record.language
    folder = article_folder(read.article.id)
    for row in reading.bitext.rows:
        if row.ids and row.targets:
            source = [ours[name] for name in row.ids]
            target = [reading.target.blocks[at] for at in row.targets]
            pair = (
                passage(f"{folder}/{original}.md", original, source),
                passage(f"{folder}/{language}.md", language, target),
            )
            yield from (
                wrong_language.check(*pair) if row.state is State.OUTDATED else of_pair(*pair, known, row.machine)
            )


def _source(read: ReadArticle) -> list[tuple[Passage, tuple[str, ...]]]:
    """The blocks of the source as passages, each with its id."""
    language = read.article.record.language
    path = text_path(read.article.id, language)
    blocks = zip(read.source.ids, read.source.blocks, strict=True)
    return [(passage(path, language, [block]), (name,)) for name, block in blocks]


def _target(read: ReadArticle, language: str) -> dict[int, tuple[Passage, tuple[str, ...]]]:
    """The blocks of a translation that are published, each with the ids that it faces, in the order of its text."""
    reading = read.reading(language)
    path = text_path(read.article.id, language)
    ids = {at: row.ids for row in reading.bitext.rows for at in row.targets}
    return {at: (passage(path, language, [reading.target.blocks[at]]), ids[at]) for at in sorted(ids)}
