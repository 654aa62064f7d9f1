"""The last pages of a book: what edition it is, and the record of each article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diptych.formats.epub.chapter import Chapter
from diptych.formats.epub.elements import Element, element, joined, page, tongue
from diptych.formats.epub.words import said, words_of
from diptych.formats.epub.xhtml import address
from diptych.locale.words import in_words, say
from diptych.model.article import Article
from diptych.reading.edition import Edition, modified, spoken, version
from diptych.reading.rights import rights_words
from diptych.reading.wording import worded
from diptych.text.language import date_text
from diptych.text.markup import clean
from diptych.text.xmltext import Node


def colophon(edition: Edition, chapters: Sequence[Chapter]) -> str:
    words = words_of(edition)
    section = element(
        "section",
        {"epub:type": "colophon", "role": "doc-colophon"},
        element("h1", {}, *said(edition, "colophon")),
        *_about(edition, words),
        *(_record(edition, article, chapter) for article, chapter in zip(edition.articles, chapters, strict=True)),
    )
    return page(clean(say(words, "colophon")), words, "backmatter", section)


def _about(edition: Edition, words: str) -> Iterator[Element]:
    """The edition in each of its own languages, and where its archive is."""
    settings = edition.reader.archive.settings
    name = (worded(settings.name, words) or ("", ""))[1]
    for language in spoken(edition):
        day = date_text(modified(edition), language)
        for line in (
            say(language, "edition_from", name=(worded(settings.name, language) or ("", name))[1]),
            say(language, "edition_of", day=day, version=version(edition)),
            say(language, "edition_states"),
        ):
            yield element("p", tongue(language), clean(line))
    if link := address(settings.address):
        yield element("p", {}, element("a", {"href": link}, link))


def _record(edition: Edition, article: Article, chapter: Chapter) -> Element:
    """What is known of an article: who, when, where from, under which rights."""
    language, title = chapter.title
    heading = element("h2", tongue(language), element("a", {"href": chapter.file}, clean(title)))
    shown = [
        element("p", {}, *said(edition, key), ": ", *joined(" · ", values))
        for key, values in (*_facts(edition, article, chapter), *_credits(article, chapter))
        if values
    ]
    return element("section", {"class": "record"}, heading, *shown)


def _facts(edition: Edition, article: Article, chapter: Chapter) -> Iterator[tuple[str, list[list[Node]]]]:
    """(the key of a word, values)."""
    record = article.record
    settings, translated = edition.reader.archive.settings, chapter.has_translation(record.language)
    rights = [rights_words(record, settings, tag, translated=translated) for tag in spoken(edition)]
    published = [date_text(record.published, tag) for tag in spoken(edition)] if record.published else []
    for key, name in (("author", record.author), ("publisher", record.publisher)):
        yield key, [[element("span", tongue(record.language), clean(name))]] if name else []
    yield "published", [[clean(day)] for day in dict.fromkeys(published)]
    yield "language", [[clean(in_words(record.language, tag))] for tag in spoken(edition)]
    yield "source", [[_address(url)] for url in (record.source_url, record.archived_url) if url]
    yield "rights", [[clean(words)] for words in dict.fromkeys(rights)]


def _credits(article: Article, chapter: Chapter) -> Iterator[tuple[str, list[list[Node]]]]:
    for tag, credits in article.record.translations.items():
        if tag in chapter.languages:
            yield "translators", [[clean(", ".join(credits.translators))]] if credits.translators else []
            yield "reviewers", [[clean(", ".join(credits.reviewers))]] if credits.reviewers else []


def _address(url: str) -> Node:
    target = address(url)
    return element("a", {"href": target}, clean(url)) if target else clean(url)
