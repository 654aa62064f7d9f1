"""Where an article was before: a page that leads to where it is now, so that no address dies."""

from __future__ import annotations

from collections.abc import Iterator

from diptych.locale.words import say
from diptych.model.archive import Archive
from diptych.site.markup.markdown import escape, escape_line
from diptych.site.markup.pieces import link, page


def moved_pages(archive: Archive) -> Iterator[tuple[str, str]]:
    """(path, text) for each alias in each language of the site; an alias that is another article's id is none."""
    taken = {article.id for article in archive.articles}
    for article in archive.articles:
        for alias in article.record.aliases:
            if alias not in taken:
                taken.add(alias)
                for language in archive.settings.languages:
                    yield f"{language}/articles/{alias}.md", _moved_page(article.id, language)


def _moved_page(name: str, language: str) -> str:
    title = say(language, "moved")
    go = link(escape(say(language, "moved_to")), f"{name}.md")
    body = f"# {escape_line(title)}\n\n{go}"
    return page(title, language, "moved", body, moved=f"../{name}/", noindex=True, hide=["navigation", "toc"])
