"""The pages that lead to others: the root, a home page for each language, and the articles by date, topic, publisher,
language and state."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from diptych.locale.words import capital, counted, in_words, say, state_word
from diptych.model.archive import Archive
from diptych.model.ledger import State
from diptych.model.settings import Settings
from diptych.reading.wording import worded
from diptych.site.article.reader_controls import Download, take_away
from diptych.site.lists.sheets import Card, Sheet, items, newest_first, place_name, sheets
from diptych.site.markup.charts import Bar, bar_chart, year_span, years
from diptych.site.markup.markdown import escape, escape_line, wrap
from diptych.site.markup.pieces import bullets, foreign, link, page, summary
from diptych.text.collate import sort_key
from diptych.text.language import date_text, month_text, own_name
from diptych.text.markup import spoken
from diptych.text.slug import heading_id

NEWEST = 6  # articles on a home page
BEGIN = 3  # articles that a home page sends a new reader to
SHOWN = 12  # groups of one kind that are named before the rest goes to a page of its own
GROUPS = 200  # groups on a page of groups
HIDDEN = ["navigation", "toc"]  # what no page of ours has of the theme's


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


# Articles in groups: of a year, a topic, a publisher, a language, a state.


@dataclass(frozen=True, slots=True)
class Group:
    """The articles that have one thing in common."""

    path: str  # of its first page, from the folder of the articles: "topic/law"
    label: str  # written: in lists of groups
    title: str  # plain: of its pages
    cards: Sequence[Card]  # the newest first


@dataclass(frozen=True, slots=True)
class Groups:
    """An archive's articles in groups of every kind, for one language of the site."""

    archive: Archive
    language: str
    cards: Sequence[Card]  # the newest first
    kinds: Mapping[str, Sequence[Group]]  # "year", "topic", "publisher", "language", "status"


# What a card belongs to of each kind; the names of groups are ids, tags, or a publisher's name as an address.
_KEYS: Mapping[str, Callable[[Card], Iterable[str]]] = {
    "year": lambda card: [card.year or "undated"],
    "topic": lambda card: card.topics,
    "publisher": lambda card: [place_name(card.publisher)] if card.publisher else [],
    "language": lambda card: card.texts,
    "status": lambda card: [card.status.value],
}


def grouped(archive: Archive, cards: Sequence[Card], language: str, states: Collection[State]) -> Groups:
    """The groups of a language; `states` are those that articles are in on the pages of any language, so that a page's
    other language is always there."""
    ordered = newest_first(cards)
    kinds = {}
    for kind, keys in _KEYS.items():
        found: dict[str, list[Card]] = defaultdict(list)
        for card in ordered:
            for key in keys(card):
                found[key].append(card)
        if kind == "status":
            found.update({state.value: [] for state in states if state.value not in found})
        groups = [_group(archive, kind, key, members, language) for key, members in found.items()]
        kinds[kind] = sorted(groups, key=_ORDER[kind])
    return Groups(archive, language, ordered, kinds)


def _by_size(group: Group) -> tuple[object, ...]:
    return -len(group.cards), sort_key(group.title), group.path


_ORDER: Mapping[str, Callable[[Group], tuple[object, ...]]] = {
    "year": lambda group: (group.path == "year/undated", *(-ord(letter) for letter in group.path)),
    "topic": _by_size,
    "publisher": _by_size,
    "language": _by_size,
    "status": lambda group: (list(State).index(State(group.path.removeprefix("status/"))),),
}


def _group(archive: Archive, kind: str, key: str, members: Sequence[Card], language: str) -> Group:
    tongue, name = _called(archive, kind, key, members, language)
    title = name if kind == "year" and key == "undated" else say(language, f"of_{kind}", name=name)
    label = foreign(name if kind in ("topic", "publisher") else capital(name), tongue, language)
    return Group(f"{kind}/{place_name(key)}", label, title, members)


def _called(archive: Archive, kind: str, key: str, members: Sequence[Card], language: str) -> tuple[str, str]:
    """(its language, what a group is called there)."""
    match kind:
        case "topic":
            return worded(archive.settings.topics.get(key, {}), language) or (language, key)
        case "publisher":  # the commonest of its spellings
            spellings = Counter((card.language, card.publisher) for card in members)
            return min(spellings, key=lambda spelling: (-spellings[spelling], spelling))
        case "language":
            return language, in_words(key, language)
        case "status":
            return language, state_word(language, State(key))
    return language, say(language, "undated") if key == "undated" else key


# The pages of the articles.


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


def timeline(groups: Groups, folder: str, level: int) -> str:
    """The years of publication as bars that lead to their articles, or the months where there is one year; written.

    `folder` leads from the page's address to that of the articles: MkDocs looks into no drawing.
    """
    language = groups.language
    by_year = {group.path.removeprefix("year/"): group for group in groups.kinds["year"]}
    known = {year for year in by_year if year != "undated"}
    if not known:
        return ""
    if len(known) == 1:
        (year,) = known
        return _months(by_year[year], year, f"{folder}year/{year}/", language, level)
    bars = [
        Bar(year, len(by_year[year].cards), f"{folder}year/{year}/") if year in by_year else Bar(year, 0)
        for year in years(known)
    ]
    total = sum(bar.value for bar in bars)
    said = {"articles": counted(language, "n_articles", total), "years": year_span(known)}
    head = [say(language, key) for key in ("year", "articles")]
    title, about = say(language, "by_year"), say(language, "year_about", **said)
    return f"{'#' * level} {escape_line(title)}\n\n{bar_chart(title, about, head, bars, language)}"


def _months(group: Group, year: str, address: str, language: str, level: int = 2) -> str:
    """The months of a year as bars; `address` leads from the page to the first page of the year."""
    counts = Counter(card.published[:7] for card in group.cards if len(card.published) >= 7)
    if not counts:
        return ""
    place: dict[str, str] = {}
    for sheet in _year_sheets(group, language):
        for card in sheet.entries:
            place.setdefault(card.published[:7], "" if sheet.number == 1 else f"{sheet.number}/")
    bars = []
    for month in (f"{year}-{number:02}" for number in range(1, 13)):
        target = f"{address}{place[month]}#{heading_id(_month(month, language))}" if month in place else ""
        bars.append(Bar(month_text(month, language), counts[month], target))
    said = {"articles": counted(language, "n_articles", counts.total()), "year": year}
    head = [say(language, key) for key in ("month", "articles")]
    title, about = say(language, "by_month"), say(language, "month_about", **said)
    return f"{'#' * level} {escape_line(title)}\n\n{bar_chart(title, about, head, bars, language)}"


def _year_sheets(group: Group, language: str) -> Sequence[Sheet[Card]]:
    return sheets(f"{language}/articles/{group.path}", group.cards)


def _group_pages(group: Group, kind: str, language: str) -> Iterator[tuple[str, str]]:
    for sheet in _year_sheets(group, language):
        title = sheet.titled(group.title, language)
        parts = [f"# {escape_line(title)}"]
        if kind == "status" and sheet.number == 1:
            parts.append(escape_line(say(language, "status_meaning")))
        if kind == "year" and sheet.number == 1 and group.path != "year/undated":
            parts.append(_months(group, group.path.removeprefix("year/"), "", language))
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
            parts.append(f"## {escape_line(_month(month, language))}")
        parts.append(items(list(found), language, folder, 3 if month else 2))
    return "\n\n".join(parts)


def _month(month: str, language: str) -> str:
    """What stands over the articles of a month, "2021-03", or of a year whose month is not known, "2021"."""
    return capital(date_text(month, language)) if len(month) == 7 else say(language, "no_month")


def _group_index(kind: str, found: Sequence[Group], language: str) -> Iterator[tuple[str, str]]:
    """All groups of a kind by name."""
    named = sorted(found, key=lambda group: (sort_key(group.title), group.path)) if kind != "year" else found
    for sheet in sheets(f"{language}/articles/{kind}/index", named, GROUPS):
        title = sheet.titled(say(language, _ALL[kind]), language)
        links = bullets([_linked(group, f"{sheet.up}../", language) for group in sheet.entries])
        body = "\n\n".join([f"# {escape_line(title)}", links, sheet.pager(language)])
        yield f"{sheet.path}.md", page(title, language, "list", body, hide=HIDDEN)


# The home page.


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
