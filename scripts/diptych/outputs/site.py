"""All pages of an archive, as Markdown files by their paths below `docs/`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from diptych.model.archive import Archive
from diptych.outputs import picture
from diptych.outputs.articles import article_page
from diptych.outputs.indexes import Card, articles_index, card, home_page, root_page
from diptych.outputs.moved import moved_pages
from diptych.outputs.sides import Facing, Reader, faced
from diptych.outputs.terms import glossary_index, term_page


def _nobody(_: Mapping[str, Facing]) -> None:
    """Nobody else wants to see the articles."""


def site(archive: Archive, see: Callable[[Mapping[str, Facing]], None] = _nobody) -> Iterator[tuple[str, str]]:
    """(path, text) of every generated page, and (path, what it says) of every card picture, `*.png`.

    Raises TooDeep, which reading an archive has ruled out.

    One article is held at a time; of the others only what lists show. `see` is shown each on the way, so that nobody
    has to read it again.
    """
    reader = Reader(archive)
    languages = archive.settings.languages
    cards: dict[str, list[Card]] = {language: [] for language in languages}
    found: dict[str, dict[str, list[tuple[str, str]]]] = {
        language: {name: [] for name in archive.terms} for language in languages
    }
    yield "index.md", root_page(archive)
    yield from moved_pages(archive)
    for article in archive.articles:
        facings = faced(reader, article)
        see(facings)
        for language, facing in facings.items():
            said = picture.words(reader, facing)
            drawn = picture.file_name(article.id, said) if said else ""
            yield f"{language}/articles/{article.id}.md", article_page(reader, facing, language, drawn)
            if drawn:
                yield drawn, said
            shown = card(facing, language)
            cards[language].append(shown)
            for name in facing.mentions:
                found[language][name].append((article.id, shown.title))
    for language in languages:
        for name, occurrences in found[language].items():
            yield f"{language}/glossary/{name}.md", term_page(archive, name, language, occurrences)
        yield f"{language}/glossary/index.md", glossary_index(archive, language)
        yield f"{language}/articles/index.md", articles_index(cards[language], language)
        yield f"{language}/index.md", home_page(archive, cards[language], language)
