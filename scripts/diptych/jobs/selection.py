"""Which articles and languages a command is about, and what their translations lack."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from diptych.model.archive import Archive
from diptych.model.article import Article
from diptych.model.layout import ARTICLES, SETTINGS, article_folder, article_of
from diptych.model.problem import Problem, Refused, Severity, rule
from diptych.reading.article import read_article
from diptych.reading.edition import Scope
from diptych.store.archive import CONFLICT_LEDGER
from diptych.text.archive_files import is_known, near_language
from diptych.text.bitext import Reading, wanting
from diptych.text.memory import Context, contexts
from diptych.text.near import did_you_mean

NO_ARTICLE = rule(
    "D451",
    Severity.ERROR,
    "there is no article `{name}` that can be read{near}",
    "`diptych status` lists the articles.",
    "không có bài `{name}` nào đọc được{near_vi}",
    "Lệnh `diptych status` liệt kê các bài.",
)
BAD_TARGET = rule(
    "D452",
    Severity.ERROR,
    "`{tag}` is not a language that is known{near}",
    "Give --to a BCP 47 tag, such as vi, en or pt-BR.",
    "không có ngôn ngữ nào mang mã `{tag}`{near_vi}",
    "Hãy cho --to một mã BCP 47, ví dụ vi, en hoặc pt-BR.",
)
NO_ARTICLES = rule(
    "D454",
    Severity.ERROR,
    "the archive has no articles yet",
    "Add one: diptych add FILE --lang LANG.",
    "kho chưa có bài nào",
    "Hãy thêm một bài: diptych add TỆP --lang NGÔN_NGỮ.",
)
NO_TOPIC = rule(
    "D560",
    Severity.ERROR,
    "there is no topic `{name}`{near}",
    "The topics are those of archive.yml: {valid}.",
    "không có chủ đề `{name}`{near_vi}",
    "Các chủ đề là những chủ đề ghi trong archive.yml: {valid}.",
)
EMPTY = rule(
    "D561",
    Severity.ERROR,
    "no article belongs to `{name}`; nothing was written",
    "Articles belong to: {valid}.",
    "không có bài nào thuộc `{name}`; chưa ghi gì cả",
    "Các bài hiện có thuộc: {valid}.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which articles are asked for: by id, of a topic, of a year, or all; and which of their blocks."""

    ids: Sequence[str] = ()
    topic: str | None = None
    year: str | None = None
    only: Sequence[str] = ()  # names of `exchange.only`; all blocks where there is none


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What one translation lacks: the ids with their blocks' hashes and texts."""

    article: Article
    language: str
    wanted: Mapping[str, tuple[str, str]]  # id: (hash, Markdown)
    settled: bool  # nothing is to be written but drafts
    around: Mapping[str, Context]  # each block's neighbours


def plans(archive: Archive, ids: Sequence[str], to: str | None) -> Iterator[Plan]:
    """The translations of some articles, all where none is named, into the languages that they are to have.

    Raises Refused.
    """
    conflicted = {article_of(one.path) for one in archive.problems if one.rule.code == CONFLICT_LEDGER.code}
    for article in select(archive, ids):
        read = read_article(article)
        for language in _targets(archive, article, to):
            reading = read.reading(language)
            blocks = dict(zip(reading.source.ids, reading.source.blocks, strict=True))
            wanted = {name: (blocks[name].hash, blocks[name].text) for name in wanting(reading)}
            settled = not wanted and article.id not in conflicted and _is_settled(article, language, reading)
            yield Plan(
                article=article, language=language, wanted=wanted, settled=settled, around=contexts(reading.source)
            )


def _is_settled(article: Article, language: str, reading: Reading) -> bool:
    """Whether the files of a translation, where nothing is wanting, are as they would be written."""
    translation = article.translations.get(language)
    entries = translation.entries if translation else ()
    return (entries, article.known) == (reading.bitext.entries, reading.source.known) and not reading.bitext.stale


def standing(archive: Archive, hashes: Container[str]) -> frozenset[tuple[str, str, str]]:
    """Of source blocks with these hashes, what is translated and wanted nowhere: (source language, target's, hash)."""
    there: set[tuple[str, str, str]] = set()
    wanted: set[tuple[str, str, str]] = set()
    for article in archive.articles:
        if not any(block.hash in hashes for block in article.known):
            continue
        read, source = read_article(article), article.record.language
        for language in {*article.translations, *_targets(archive, article, None)}:
            reading = read.reading(language)
            names = set(wanting(reading))
            for name, block in zip(reading.source.ids, reading.source.blocks, strict=True):
                (wanted if name in names else there).add((source, language, block.hash))
    return frozenset(there - wanted)


def select(archive: Archive, ids: Sequence[str]) -> Sequence[Article]:
    """The articles of these ids, all where none is named.

    Raises Refused, with what is wrong in an article of this id that could not be read.
    """
    known = {article.id: article for article in archive.articles}
    problems: list[Problem] = []
    for name in dict.fromkeys(ids):
        if name not in known:
            folder = article_folder(name)
            within = [one for one in archive.problems if one.path == folder or one.path.startswith(f"{folder}/")]
            found = NO_ARTICLE.at(ARTICLES, name=name, **did_you_mean(name, known))
            none = found if known else NO_ARTICLES.at(ARTICLES)
            problems += within or [none]
    if problems:
        raise Refused(*problems)
    return [known[name] for name in dict.fromkeys(ids)] if ids else archive.articles


def _targets(archive: Archive, article: Article, to: str | None) -> Sequence[str]:
    """The languages that the record lists, or else those of the site; never the article's own."""
    if to is not None and not is_known(to):
        raise Refused(BAD_TARGET.at("--to", tag=to, **near_language(to)))
    languages = [to] if to else [*article.record.translations] or archive.settings.languages
    return [language for language in languages if language != article.record.language]


def chosen_articles(archive: Archive, choice: Choice) -> Sequence[Article]:
    """The articles that are asked for: as named, or by their day of publication.

    Raises Refused where there is no such article, topic or year.
    """
    if choice.ids:
        return select(archive, choice.ids)
    if not archive.articles:
        raise Refused(NO_ARTICLES.at(ARTICLES))
    topics, years = archive.settings.topics, {_year(one) for one in archive.articles} - {""}
    if choice.topic and choice.topic not in topics:
        near = did_you_mean(choice.topic, topics)
        raise Refused(NO_TOPIC.at(SETTINGS, name=choice.topic, valid=_listed(topics), **near))
    found = [one for one in archive.articles if _belongs(one, choice)]
    if not found:
        used = {topic for one in archive.articles for topic in one.record.topics}
        valid = _listed(used if choice.topic else years)
        raise Refused(EMPTY.at(ARTICLES, name=choice.topic or choice.year, valid=valid))
    return sorted(found, key=lambda one: (one.record.published or "", one.id))


def _belongs(article: Article, choice: Choice) -> bool:
    return (not choice.topic or choice.topic in article.record.topics) and (
        not choice.year or choice.year == _year(article)
    )


def _year(article: Article) -> str:
    return (article.record.published or "")[:4]


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "–"


def scope_of(choice: Choice) -> tuple[Scope, str]:
    if choice.ids:
        return Scope.ARTICLES, choice.ids[0]
    if choice.topic:
        return Scope.TOPIC, choice.topic
    return (Scope.YEAR, choice.year) if choice.year else (Scope.ARCHIVE, "")
