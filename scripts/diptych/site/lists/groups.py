"""Articles in groups: of a year, a topic, a publisher, a language, a state."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from diptych.locale.words import capital, in_words, say, state_word
from diptych.model.archive import Archive
from diptych.model.ledger import State
from diptych.reading.wording import worded
from diptych.site.lists.sheets import Card, Sheet, newest_first, place_name, sheets
from diptych.site.markup.pieces import foreign
from diptych.text.collate import sort_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The articles that have one thing in common."""

    path: str  # of its first page, from the folder of the articles: "topic/law"
    label: str  # written: in lists of groups
    title: str  # plain: of its pages
    cards: Sequence[Card]  # the newest first


@dataclass(frozen=True, slots=True, kw_only=True)
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
    return Groups(archive=archive, language=language, cards=ordered, kinds=kinds)


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
    return Group(path=f"{kind}/{place_name(key)}", label=label, title=title, cards=members)


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


def group_sheets(group: Group, language: str) -> Sequence[Sheet[Card]]:
    """A group's pages."""
    return sheets(f"{language}/articles/{group.path}", group.cards)
