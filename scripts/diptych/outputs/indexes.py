"""The pages that lead to others: the root, a home page for each language, and the list of articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from diptych.model.archive import Archive
from diptych.model.inline import plain
from diptych.model.ledger import State
from diptych.model.settings import Settings
from diptych.outputs.markdown import escape, escape_line, guard, spoken, wrap
from diptych.outputs.page import bullets, foreign, link, page, summary, worded
from diptych.outputs.sides import Facing
from diptych.outputs.words import in_words, say, state_word
from diptych.text.language import date_text, number_text, own_name

NEWEST = 6


@dataclass(frozen=True, slots=True)
class Card:
    """An article as lists in one language show it. Titles and facts are written Markdown."""

    id: str
    title: str
    subtitle: str  # "" where no second text has a title
    facts: str
    added: str
    published: str


def card(facing: Facing, language: str) -> Card:
    record = facing.article.record
    sides = [side for side in (facing.original, facing.translation) if side and side.title]
    sides.sort(key=lambda side: side.language != language)
    titles = [foreign(plain(side.title), side.language, language) for side in sides]
    return Card(
        facing.article.id,
        titles[0] if titles else escape(facing.article.id),
        titles[1] if len(titles) > 1 else "",
        " · ".join(_facts(facing, language)),
        record.added or record.published or "",
        record.published or "",
    )


def _facts(facing: Facing, language: str) -> list[str]:
    record = facing.article.record
    facts = [foreign(record.publisher or "", record.language, language)] if record.publisher else []
    if record.published:
        facts.append(escape(date_text(record.published, language)))
    facts.append(" – ".join(foreign(own_name(tag), tag, language) for tag in facing.texts))
    unfinished = [state for state in facing.states if state is not State.REVIEWED]
    if facing.translation and unfinished:
        facts.append(escape(", ".join(state_word(language, state) for state in unfinished)))
    return facts


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
    return page(title, first, "root", body, hide=["navigation", "toc"])


def _name(settings: Settings, language: str) -> str:
    """The archive's name, written; in another of its languages, and marked so, where it has none in this one."""
    tongue, name = worded(settings.name, language) or (language, "")
    return foreign(name.strip(), tongue, language)


def home_page(archive: Archive, cards: Sequence[Card], language: str) -> str:
    """`/<language>/`: what this is, the newest, where to begin."""
    settings = archive.settings
    _, name = worded(settings.name, language) or ("", "")
    counts = say(
        language,
        "counts",
        articles=number_text(len(archive.articles), language),
        terms=number_text(len(archive.terms), language),
    )
    description = settings.description.get(language, say(language, "begin"))
    newest = sorted(cards, key=lambda item: (item.added, item.id), reverse=True)[:NEWEST]
    parts = [
        f"# {_name(settings, language)}",
        wrap("div", ' class="dt-lead"', escape_line(description)),
        f"## {escape_line(say(language, 'newest'))}",
        _list(newest, language, "articles/"),
        bullets(
            [
                link(escape(say(language, "all_articles")), "articles/index.md"),
                link(escape(say(language, "glossary")), "glossary/index.md"),
            ]
        ),
        escape_line(counts),
    ]
    body = "\n\n".join(parts)
    return page(name, language, "home", body, description=summary(description), hide=["navigation", "toc"])


def articles_index(cards: Sequence[Card], language: str) -> str:
    """`/<language>/articles/`: all articles, the newest first."""
    ordered = sorted(cards, key=lambda item: (item.published, item.id), reverse=True)
    body = f"# {escape_line(say(language, 'articles'))}\n\n{_list(ordered, language, '')}"
    return page(say(language, "articles"), language, "articles", body, hide=["navigation", "toc"])


def _list(ordered: Sequence[Card], language: str, folder: str) -> str:
    if not ordered:
        return escape_line(say(language, "no_articles"))
    items = "\n".join(_item(item, folder) for item in ordered)
    return f'<div class="dt-list" markdown="1">\n{items}\n</div>'


def _item(item: Card, folder: str) -> str:
    parts = [f"### {link(item.title, f'{folder}{item.id}.md')}"]
    if item.subtitle:
        parts.append(wrap("div", ' class="dt-subtitle"', guard(item.subtitle)))
    parts.append(wrap("div", ' class="dt-facts"', guard(item.facts)))
    return wrap("div", ' class="dt-item"', "\n\n".join(parts))
