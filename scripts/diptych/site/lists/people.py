"""Who made the archive: each translator and reviewer with the articles that are their work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from diptych.locale.words import say
from diptych.model.archive import Archive
from diptych.model.article import Article
from diptych.site.lists.sheets import Card
from diptych.site.markup.markdown import escape, escape_line
from diptych.site.markup.pieces import bullets, link, page
from diptych.text.collate import sort_key
from diptych.text.language import number_text
from diptych.text.normal import one_space

SHOWN = 20  # articles that are named for one person and one kind of work

Works = Mapping[str, Mapping[str, Sequence[str]]]  # by name: by kind of work ("translators", "reviewers"), the ids


def works(archive: Archive) -> Works:
    """What each person has done, by record and by review; of withdrawn texts nothing."""
    found: dict[str, dict[str, dict[str, None]]] = {}
    for article in archive.articles:
        for name, kind in _named(article) if article.record.withdrawn is None else ():
            found.setdefault(one_space(name), {}).setdefault(kind, {})[article.id] = None
    return {name: {kind: [*ids] for kind, ids in kinds.items()} for name, kinds in found.items()}


def _named(article: Article) -> Iterator[tuple[str, str]]:
    for credits in article.record.translations.values():
        yield from ((name, "translators") for name in credits.translators)
        yield from ((name, "reviewers") for name in credits.reviewers)
    for translation in article.translations.values():
        yield from ((review.name, "reviewers") for review in translation.reviews)


def people_page(archive: Archive, cards: Sequence[Card], language: str) -> str:
    """The Markdown file of `/<language>/people/`."""
    titles = {card.id: card.title for card in cards}
    parts = [f"# {escape_line(say(language, 'people'))}", escape_line(say(language, "people_lead"))]
    done = works(archive)
    for name in sorted(done, key=lambda name: (sort_key(name), name)):
        kinds = [(kind, ids) for kind in ("translators", "reviewers") if (ids := done[name].get(kind))]
        lines = [f"{escape(say(language, f'{kind}_of'))}: {_articles(ids, titles, language)}" for kind, ids in kinds]
        parts += [f"## {escape_line(name)}", bullets(lines)]
    if not done:
        parts.append(escape_line(say(language, "no_people")))
    return page(say(language, "people"), language, "people", "\n\n".join(parts), hide=["navigation", "toc"])


def _articles(ids: Sequence[str], titles: Mapping[str, str], language: str) -> str:
    shown = [link(titles[name], f"articles/{name}.md") for name in ids[:SHOWN] if name in titles]
    more = len(ids) - len(shown)
    return ", ".join([*shown, *([escape(say(language, "and_more", n=number_text(more, language)))] if more else [])])
