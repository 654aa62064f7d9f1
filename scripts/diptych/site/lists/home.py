"""The home page of each language, and the root that leads to them."""

from __future__ import annotations

from collections.abc import Sequence

from diptych.locale.words import in_words, say
from diptych.model.archive import Archive
from diptych.model.ledger import State
from diptych.model.settings import Settings
from diptych.reading.wording import worded
from diptych.site.article.reader_controls import Download, take_away
from diptych.site.lists.groups import Groups
from diptych.site.lists.indexes import browse
from diptych.site.lists.sheets import items
from diptych.site.markup.markdown import escape, escape_line, wrap
from diptych.site.markup.pieces import HIDDEN, bullets, foreign, link, page, summary
from diptych.text.language import own_name
from diptych.text.markup import spoken

NEWEST = 6  # articles on a home page
BEGIN = 3  # articles that a home page sends a new reader to


def root_page(archive: Archive) -> str:
    """`/`: both languages to choose from, each in its own words."""
    settings = archive.settings
    first = settings.languages[0]
    choices = []
    for language in settings.languages:
        text = escape_line(settings.description.get(language, ""))
        go = link(escape(say(language, "read_in", language=in_words(language, language))), f"{language}/index.md")
        body = "\n\n".join(part for part in (f"## {_name(settings, language)}", text, go) if part)
        choices.append(wrap("section", f' class="dt-choice"{spoken(language)}', body))
    heading = " · ".join(foreign(own_name(language), language, first) for language in settings.languages)
    title = " · ".join(own_name(language) for language in settings.languages)
    body = "\n\n".join([f"# {heading}", *choices])
    return page(title, first, "root", body, hide=HIDDEN)


def _name(settings: Settings, language: str) -> str:
    """The archive's name, written; in another of its languages, and marked so, where it has none in this one."""
    tongue, name = worded(settings.name, language) or (language, "")
    return foreign(name.strip(), tongue, language)


def home_page(groups: Groups, downloads: Sequence[Download] = ()) -> str:
    """`/<language>/`: what this is, a place to search, the newest, where to begin, the ways in, and the whole archive
    to take away."""
    archive, language = groups.archive, groups.language
    settings = archive.settings
    _, name = worded(settings.name, language) or ("", "")
    description = settings.description.get(language, say(language, "begin"))
    newest = sorted(groups.cards, key=lambda item: (item.added, item.id), reverse=True)[:NEWEST]
    parts = [
        f"# {_name(settings, language)}",
        wrap("div", ' class="dt-lead"', escape_line(description)),
        '<div class="dt-home-search" hidden></div>',
        f"## {escape_line(say(language, 'newest'))}",
        items(newest, language, "articles/"),
        *_begin(groups, {card.id for card in newest}),
        *([f"## {escape_line(say(language, 'browse'))}", browse(groups, "articles/", 3)] if groups.cards else []),
        bullets(
            [
                link(escape(say(language, "all_articles")), "articles/index.md"),
                link(escape(say(language, "glossary")), "glossary/index.md"),
                link(escape(say(language, "numbers")), "numbers.md"),
                link(escape(say(language, "people")), "people.md"),
            ]
        ),
        *([take_away(downloads, language)] if downloads else []),
    ]
    body = "\n\n".join(parts)
    return page(name, language, "home", body, description=summary(description), hide=HIDDEN)


def _begin(groups: Groups, seen: set[str]) -> list[str]:
    """The articles in which most terms meet, those read by a person first; nothing where the newest are all."""
    language = groups.language
    others = [card for card in groups.cards if card.id not in seen and card.terms]
    rank = {State.REVIEWED: 0, State.EDITED: 0}
    best = sorted(others, key=lambda card: (rank.get(card.status, 1), -len(card.terms), card.id))[:BEGIN]
    if not best:
        return []
    head = f"## {escape_line(say(language, 'begin_here'))}"
    why = wrap("div", ' class="dt-facts"', escape_line(say(language, "begin_why")))
    return [head, why, items(best, language, "articles/")]
