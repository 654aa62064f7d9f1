"""All pages of an archive, as files by their paths below `docs/`: what each article gives, then what they give
together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from diptych.model.archive import Archive
from diptych.reading.article import ReadArticle, read_article
from diptych.reading.facing import Facing, Reader, faced
from diptych.site.article.downloads import File, offered
from diptych.site.contribution import Gathered, gathered
from diptych.site.glossary.concordance import Place
from diptych.site.glossary.pages import glossary_index, term_pages
from diptych.site.lists.feeds import feed
from diptych.site.lists.groups import grouped
from diptych.site.lists.home import home_page, root_page
from diptych.site.lists.indexes import article_lists
from diptych.site.lists.moved import moved_pages
from diptych.site.lists.people import people_page
from diptych.site.lists.related import related, related_list
from diptych.site.statistics.page import FILE, Total, numbers_data, numbers_page

PICTURE = ".png"


def _nobody(_read: ReadArticle, _facings: Mapping[str, Facing]) -> None:
    """Nobody else wants to see the articles."""


def site(
    archive: Archive,
    see: Callable[[ReadArticle, Mapping[str, Facing]], None] = _nobody,
    downloads: Mapping[str, Sequence[File]] = MappingProxyType({}),
) -> Iterator[tuple[str, str]]:
    """(path, text) of every generated file, and (path, what it says) of every card picture, `*.png`.

    Raises TooDeep, which reading an archive has ruled out.

    One article is held at a time; of the others only what `Gathered` keeps. `see` is shown each on the way, as it was
    read and as its pages show it, so that nobody has to read it again. `downloads` are the files to take away by
    article, those of the whole archive under "".
    """
    reader = Reader(archive)
    articles = []
    for article in archive.articles:
        read = read_article(article)
        facings = faced(reader, read)
        see(read, facings)
        articles.append(gathered(reader, facings, downloads.get(article.id, ())))
    return folded(archive, articles, downloads.get("", ()))


def folded(archive: Archive, articles: Sequence[Gathered], whole: Sequence[File] = ()) -> Iterator[tuple[str, str]]:
    """The files of a site from what its articles give, in the order of their ids; `whole` are the files to take away
    that hold the archive."""
    listed = [one for one in articles if one.listed]
    total = Total()
    for one in listed:
        total.add(one.count)
    yield "index.md", root_page(archive)
    yield from moved_pages(archive)
    yield FILE, numbers_data(archive, total)
    for one in articles:
        yield from one.pictures.items()
    for language in archive.settings.languages:
        for one in articles:
            if not one.listed:
                yield f"{language}/articles/{one.id}.md", one.pages[language]
        yield from _in_language(archive, listed, total, whole, language)


def parted(made: Mapping[str, str]) -> tuple[dict[str, bytes], dict[str, str]]:
    """The files of a site as bytes, and what each card picture says: (files, pictures), by path."""
    files = {path: text.encode() for path, text in made.items() if not path.endswith(PICTURE)}
    return files, {path: said for path, said in made.items() if path.endswith(PICTURE)}


def _in_language(
    archive: Archive, articles: Sequence[Gathered], total: Total, whole: Sequence[File], language: str
) -> Iterator[tuple[str, str]]:
    cards = [one.cards[language] for one in articles]
    states = {card.status for one in articles for card in one.cards.values()}
    groups = grouped(archive, cards, language, states)
    near = dict(related(cards))
    for one in articles:
        more = related_list(near[one.id], archive.terms, language)
        yield f"{language}/articles/{one.id}.md", one.pages[language] + (f"\n{more}\n" if more else "")
    for name, places in _places(archive, articles, language).items():
        yield from term_pages(archive, name, language, places)
    yield f"{language}/glossary/index.md", glossary_index(archive, language)
    yield from article_lists(groups)
    yield f"{language}/numbers.md", numbers_page(groups, total)
    yield f"{language}/people.md", people_page(archive, cards, language)
    yield f"{language}/index.md", home_page(groups, offered(whole, language, "../"))
    yield f"{language}/feed.xml", feed(archive, cards, language)


def _places(archive: Archive, articles: Sequence[Gathered], language: str) -> Mapping[str, Sequence[Place]]:
    """The places of each term of the glossary."""
    found: dict[str, list[Place]] = {name: [] for name in archive.terms}
    for one in articles:
        for pair in one.pairs[language]:
            for name in pair.terms:
                found[name].append((one.cards[language], pair))
    return found
