"""All pages of an archive, as Markdown files by their paths below `docs/`."""

from __future__ import annotations

from collections.abc import Iterator

from diptych.model.archive import Archive
from diptych.outputs.articles import Reader, article_page, faced, mentions
from diptych.outputs.indexes import articles_index, home_page, root_page, titles
from diptych.outputs.page import foreign
from diptych.outputs.terms import glossary_index, term_page


def site(archive: Archive) -> Iterator[tuple[str, str]]:
    """(path, text) of every generated page. Raises TooDeep, which reading an archive has ruled out."""
    reader = Reader(archive)
    articles = [faced(reader, article) for article in archive.articles]
    yield "index.md", root_page(archive)
    for language in archive.settings.languages:
        occurrences: dict[str, list[tuple[str, str]]] = {name: [] for name in archive.terms}
        for item in articles:
            facing = item[language]
            yield f"{language}/articles/{facing.article.id}.md", article_page(reader, facing, language)
            (spoken, title), _ = titles(facing, language)
            for name in mentions(facing):
                occurrences[name].append((facing.article.id, foreign(title, spoken, language)))
        for name, found in occurrences.items():
            yield f"{language}/glossary/{name}.md", term_page(archive, name, language, found)
        yield f"{language}/glossary/index.md", glossary_index(archive, language)
        yield f"{language}/articles/index.md", articles_index(articles, language)
        yield f"{language}/index.md", home_page(archive, articles, language)
