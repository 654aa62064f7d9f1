"""An Atom feed (RFC 4287) for each language: the newest articles. Its dates are those of the records, never the
clock's."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from diptych.locale.words import say, state_word
from diptych.model.archive import Archive
from diptych.model.ledger import State
from diptych.reading.wording import worded
from diptych.site.lists.sheets import Card
from diptych.text.markup import clean, spoken
from diptych.text.normal import one_space

ENTRIES = 20
NEVER = "1970-01-01"  # the date of a feed without an entry


def feed(archive: Archive, cards: Sequence[Card], language: str) -> str:
    """The file `/<language>/feed.xml`. An article without any date is in no feed; an address is an entry's id."""
    site = archive.settings.address.rstrip("/")
    newest = sorted((card for card in cards if card.added), key=lambda card: (card.added, card.id), reverse=True)
    tongue, name = worded(archive.settings.name, language) or (language, "")
    entries = [line for card in newest[:ENTRIES] for line in _entry(card, site, language)]
    updated = _moment(newest[0].added if newest else NEVER)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{_text(language)}">',
        f"<id>{_text(site)}/{language}/</id>",
        f'<title xml:lang="{_text(tongue)}">{_text(name)}</title>',
        f"<updated>{updated}</updated>",
        f'<link rel="self" type="application/atom+xml" href="{_text(site)}/{language}/feed.xml"/>',
        f'<link rel="alternate" type="text/html" hreflang="{language}" href="{_text(site)}/{language}/"/>',
        f"<author><name>{_text(name)}</name></author>",
        *entries,
        "</feed>",
    ]
    return "\n".join(lines) + "\n"


def _entry(card: Card, site: str, language: str) -> Iterator[str]:
    address = f"{_text(site)}/{language}/articles/{card.id}/"
    title = next((title for _, title, _ in card.begins if title), card.id)
    yield "<entry>"
    yield f"<id>{address}</id>"
    yield f"<title>{_text(title)}</title>"
    yield f"<updated>{_moment(card.added)}</updated>"
    if card.published:
        yield f"<published>{_moment(card.published)}</published>"
    yield f'<link rel="alternate" type="text/html" href="{address}"/>'
    if card.author or card.publisher:
        yield f"<author><name>{_text(card.author or card.publisher)}</name></author>"
    yield from (f"<contributor><name>{_text(name)}</name></contributor>" for name in card.people)
    yield from (f'<category term="{_text(topic)}"/>' for topic in card.topics)
    yield f'<content type="html">{html.escape(_content(card, language))}</content>'
    yield "</entry>"


def _content(card: Card, language: str) -> str:
    """How both texts begin, as HTML, with the state of the translation where nobody has reviewed it."""
    parts = []
    for tongue, title, begins in card.begins:
        head = f"<p{spoken(tongue)}><strong>{html.escape(_line(title))}</strong></p>" if title else ""
        parts.append(f"{head}<p{spoken(tongue)}>{html.escape(_line(begins))}</p>" if begins else head)
    if len(card.begins) > 1 and card.status is not State.REVIEWED:
        said = say(language, "feed_draft", state=state_word(language, card.status))
        parts.append(f"<p{spoken(language)}>{html.escape(said)}</p>")
    return "".join(parts)


def _line(text: str) -> str:
    return one_space(clean(text))


def _text(text: str) -> str:
    return html.escape(_line(text))


def _moment(day: str) -> str:
    """A date of a record as a moment: a month or a year begins with its first day, a day at midnight UTC."""
    year, month, date = (re.findall(r"\d+", day) + ["01", "01"])[:3]
    return f"{year}-{month}-{date}T00:00:00Z"
