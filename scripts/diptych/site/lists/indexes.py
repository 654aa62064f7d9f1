"""The pages that lead to articles: all of them, and by date, topic, publisher, language and state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from diptych.locale.words import counted, say
from diptych.site.lists.groups import Group, Groups, group_sheets
from diptych.site.lists.sheets import Card, items, sheets
from diptych.site.lists.timeline import month_heading, months, timeline
from diptych.site.markup.markdown import escape, escape_line, wrap
from diptych.site.markup.pieces import HIDDEN, bullets, link, page
from diptych.text.collate import sort_key

SHOWN = 12  # groups of one kind that are named before the rest goes to a page of its own
GROUPS = 200  # groups on a page of groups


def article_lists(groups: Groups) -> Iterator[tuple[str, str]]:
    """(path, text) of `/<language>/articles/` and of the pages of every group below it."""
    language = groups.language
    yield f"{language}/articles/index.md", _articles_page(groups)
    for kind, found in groups.kinds.items():
        for group in found:
            yield from _group_pages(group, kind, language)
        if kind in _ALL and len(found) > SHOWN:
            yield from _group_index(kind, found, language)


_ALL = {"topic": "all_topics", "publisher": "all_publishers", "year": "all_years"}


def _articles_page(groups: Groups) -> str:
    language = groups.language
    newest = groups.cards[:_FEW]
    title = say(language, "articles")
    parts = [f"# {escape_line(title)}", browse(groups, "", 2)] if groups.cards else [f"# {escape_line(title)}"]
    if newest:
        parts.append(f"## {escape_line(say(language, 'newest'))}")
    parts.append(items(newest, language, ""))
    return page(title, language, "articles", "\n\n".join(parts), hide=HIDDEN)


_FEW = 50  # articles on the page of all articles


def browse(groups: Groups, folder: str, level: int) -> str:
    """The ways into the articles, written; `folder` leads from the page's file to the folder of the articles, `level`
    is that of headings."""
    language = groups.language
    counts = (("n_articles", len(groups.cards)), ("n_terms", len(groups.archive.terms)))
    parts = [escape_line(", ".join(counted(language, key, number) for key, number in counts))]
    if drawn := timeline(groups, folder, level):
        parts.append(wrap("div", ' class="dt-choices"', drawn))
    parts += [_choice(kind, groups, folder, level) for kind in ("topic", "publisher", "language", "status")]
    return wrap("div", ' class="dt-browse"', "\n\n".join(part for part in parts if part))


def _choice(kind: str, groups: Groups, folder: str, level: int) -> str:
    """The groups of a kind as links with their numbers; the largest, where there are many."""
    language, found = groups.language, [group for group in groups.kinds[kind] if group.cards]
    if not found:
        return ""
    links = [_linked(group, folder, language) for group in found[:SHOWN]]
    if len(found) > SHOWN:
        links.append(link(escape(say(language, _ALL[kind])), f"{folder}{kind}/index.md") if kind in _ALL else "…")
    head = f"{'#' * level} {escape_line(say(language, f'by_{kind}'))}"
    return wrap("div", ' class="dt-choices"', f"{head}\n\n{bullets(links)}")


def _linked(group: Group, folder: str, language: str) -> str:
    number = f'<span class="dt-count">{counted(language, "n_articles", len(group.cards))}</span>'
    return f"{link(group.label, f'{folder}{group.path}.md')} {number}"


def _group_pages(group: Group, kind: str, language: str) -> Iterator[tuple[str, str]]:
    for sheet in group_sheets(group, language):
        title = sheet.titled(group.title, language)
        parts = [f"# {escape_line(title)}"]
        if kind == "status" and sheet.number == 1:
            parts.append(escape_line(say(language, "status_meaning")))
        if kind == "year" and sheet.number == 1 and group.path != "year/undated":
            parts.append(months(group, group.path.removeprefix("year/"), "", language))
        folder = f"{sheet.up}../"
        parts.append(
            _by_month(sheet.entries, folder, language) if kind == "year" else items(sheet.entries, language, folder, 2)
        )
        parts.append(sheet.pager(language))
        body = "\n\n".join(part for part in parts if part)
        yield f"{sheet.path}.md", page(title, language, "list", body, hide=HIDDEN, noindex=not group.cards)


def _by_month(cards: Sequence[Card], folder: str, language: str) -> str:
    parts = []
    for month, found in groupby(cards, key=lambda card: card.published[:7]):
        if month:
            parts.append(f"## {escape_line(month_heading(month, language))}")
        parts.append(items(list(found), language, folder, 3 if month else 2))
    return "\n\n".join(parts)


def _group_index(kind: str, found: Sequence[Group], language: str) -> Iterator[tuple[str, str]]:
    """All groups of a kind by name."""
    named = sorted(found, key=lambda group: (sort_key(group.title), group.path)) if kind != "year" else found
    for sheet in sheets(f"{language}/articles/{kind}/index", named, GROUPS):
        title = sheet.titled(say(language, _ALL[kind]), language)
        links = bullets([_linked(group, f"{sheet.up}../", language) for group in sheet.entries])
        body = "\n\n".join([f"# {escape_line(title)}", links, sheet.pager(language)])
        yield f"{sheet.path}.md", page(title, language, "list", body, hide=HIDDEN)
