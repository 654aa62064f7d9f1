"""An edition: some articles of an archive in one language, or in two that face each other, to be taken away."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from diptych.locale.words import WORDS, say
from diptych.model.article import Article
from diptych.model.inline import plain
from diptych.reading.article import read_article
from diptych.reading.facing import Facing, Reader, Side, faced
from diptych.reading.status import status_lines
from diptych.reading.wording import worded
from diptych.text.normal import one_space, unix

_WHOLE_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Scope(StrEnum):
    """What an edition holds."""

    ARTICLES = "articles"  # those that were named: usually one
    TOPIC = "topic"
    YEAR = "year"
    ARCHIVE = "archive"


def _untold() -> None:
    """Nobody waits to hear how far the work is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    reader: Reader
    articles: tuple[Article, ...]  # in the order of the book
    scope: Scope
    name: str  # the article's id, the topic's id or the year; "" of the archive
    lang: str = ""  # the one language of the edition; "" where two face each other
    to: str = ""  # the translation that faces the original; "" for the one that each record lists first
    tick: Callable[[], None] = _untold  # called when another article is done
    only: tuple[
        str, ...
    ] = ()  # of a format for translators: which units, by the names in `exchange.only`; all where none
    held: dict[str, Facing] = field(default_factory=dict)  # of one article: its facings by language, made once

    def facings(self) -> Iterator[Facing]:
        """The articles one by one; of several none is held longer than it is used. Raises TooDeep."""
        for article in self.articles:
            yield self.facing_of(article)
            self.tick()

    @property
    def is_one(self) -> bool:
        """Whether it is an article rather than a book of several."""
        return self.scope is Scope.ARTICLES and len(self.articles) == 1

    @property
    def facing(self) -> Facing:
        """The article, where the edition is of one. Raises TooDeep."""
        return self.facing_of(self.articles[0])

    def facing_of(self, article: Article) -> Facing:
        """An article with its text in the edition's language, or with the first-listed translation. Raises TooDeep."""
        language = self.lang or self.to or article.record.language
        return self.faced(article, [language])[language]

    def faced(self, article: Article, languages: Sequence[str]) -> Mapping[str, Facing]:
        """An article for each of these languages; what an edition of one article has made is kept. Raises TooDeep."""
        if not self.is_one:
            return faced(self.reader, read_article(article), languages)
        if missing := [language for language in languages if language not in self.held]:
            self.held.update(faced(self.reader, read_article(article), missing))
        return {language: self.held[language] for language in languages}


def voices(edition: Edition, facing: Facing) -> tuple[Side, ...]:
    """The texts that an edition prints of an article: one, or the original and the translation that faces it.

    An article without a text in the edition's one language is printed in its own.
    """
    if not edition.lang:
        return tuple(side for side in (facing.original, facing.translation) if side)
    translation = facing.translation
    return (translation if translation and translation.language == edition.lang else facing.original,)


def told(edition: Edition, facing: Facing, language: str) -> tuple[str, ...]:
    """What a reader of `language` is told of an article's state before its text."""
    lines = [say(language, "title_supplied")] if facing.article.record.title_supplied else []
    if edition.lang != facing.original.language:
        return (*lines, *status_lines(facing, language))
    publish = facing.article.record.publish
    return (*lines, *([] if publish == "full" else [say(language, publish)]))


def spoken(edition: Edition) -> tuple[str, ...]:
    """The languages of an edition's own words, such as the heading of its contents: those that the interface has."""
    settings = edition.reader.archive.settings
    if edition.lang:
        asked: tuple[str, ...] = (edition.lang,)
    elif edition.is_one:
        asked = tuple(side.language for side in voices(edition, edition.facing))
    else:
        asked = settings.languages
    return tuple(language for language in asked if language in WORDS) or ("en",)


def titles(edition: Edition) -> tuple[tuple[str, str], ...]:
    """What an edition is called in each of its languages: (language, title), the first the main one."""
    if edition.is_one:
        facing = edition.facing
        sides = [side for side in voices(edition, facing) if side.title] or [facing.original]
        return tuple((side.language, one_space(plain(side.title)) or edition.name) for side in sides)
    settings = edition.reader.archive.settings
    found: dict[str, str] = {}
    for language in spoken(edition):
        tongue, name = worded(settings.name, language) or (language, "")
        if edition.scope is Scope.TOPIC:
            tongue, name = worded(settings.topics.get(edition.name, {}), language) or (language, edition.name)
        elif edition.scope is Scope.YEAR:
            name = f"{name}, {edition.name}"
        found.setdefault(tongue, name)
    return tuple(found.items())


def modified(edition: Edition) -> str:
    """The last day that the edition's articles tell of, as `2026-11-24`: the same for the same texts."""
    days = {"1970-01-01"}
    for article in edition.articles:
        days.update(day for day in (article.record.added, article.record.published) if day)
        for translation in article.translations.values():
            days.update(review.date for review in translation.reviews)
            days.update(entry.date for entry in translation.entries if entry.date)
    return max(day for day in days if _WHOLE_DAY.fullmatch(day))


def version(edition: Edition) -> str:
    """12 hexadecimal digits that change when a text of the edition, or what is known of it, does."""
    total = hashlib.sha256()
    for article in edition.articles:
        total.update(repr(_as_said(article)).encode("utf-8", "surrogatepass"))
    return total.hexdigest()[:12]


def _as_said(article: Article) -> Article:
    """The article without the line ends and the mark that an editor saved it with."""
    translations = {tag: replace(one, text=unix(one.text)) for tag, one in article.translations.items()}
    return replace(article, text=unix(article.text), translations=translations)
