"""Articles that speak of the same things: those that share the rarest terms of the glossary."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import log

from diptych.locale.words import say
from diptych.model.term import GlossaryTerm
from diptych.reading.wording import heading
from diptych.site.lists.sheets import Card, newest_first
from diptych.site.markup.markdown import escape_line, wrap
from diptych.site.markup.pieces import bullets, foreign, link

MOST = 4  # articles that are named
NEAR = 40  # articles before and after, in order of date, that are looked at for each term: a term may be everywhere
NAMED = 3  # shared terms that are named

Related = tuple[Card, tuple[str, ...]]  # an article, and the terms that it shares, the rarest first


def related(cards: Sequence[Card]) -> Iterator[tuple[str, Sequence[Related]]]:
    """For each article, by id, the articles related to it, the nearest first.

    A shared term counts by its rarity (inverse document frequency, Spärck Jones 1972). The cost of an article is
    bounded by its terms: of a term that many articles hold, those nearest in date are looked at.
    """
    ordered = newest_first(cards)
    holders: dict[str, list[int]] = defaultdict(list)
    for at, card in enumerate(ordered):
        for term in card.terms:
            holders[term].append(at)
    weight = {term: log(1 + len(ordered) / len(found)) for term, found in holders.items()}
    for at, card in enumerate(ordered):
        scores: dict[int, float] = defaultdict(float)
        for term in sorted(card.terms):
            for other in _near(holders[term], at):
                scores[other] += weight[term]
        best = sorted(scores, key=lambda other: (-scores[other], abs(other - at), other))[:MOST]
        yield card.id, [(ordered[other], _shared(card, ordered[other], weight)) for other in best]


def _near(holders: Sequence[int], at: int) -> Iterator[int]:
    place = bisect_left(holders, at)
    yield from holders[max(0, place - NEAR) : place]
    yield from holders[place + 1 : place + 1 + NEAR]


def _shared(one: Card, other: Card, weight: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(sorted(one.terms & other.terms, key=lambda term: (-weight[term], term)))


def related_list(found: Sequence[Related], terms: Mapping[str, GlossaryTerm], language: str) -> str:
    """The end of an article's page, written; "" where nothing is related."""
    if not found:
        return ""
    items = []
    for card, shared in found:
        wordings = (heading(terms[name], language) for name in shared[:NAMED])
        named = ", ".join(foreign(wording.form, tongue, language) for tongue, wording in wordings)
        why = f'<span class="dt-facts">{say(language, "shares", terms=named)}</span>'
        items.append(f"{link(card.title, f'{card.id}.md')} {why}")
    return wrap("div", ' class="dt-related"', f"## {escape_line(say(language, 'related'))}\n\n{bullets(items)}")
