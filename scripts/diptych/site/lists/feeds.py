"""An Atom feed (RFC 4287) for each language: the newest articles. Its dates are those of the records, never the
clock's."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence

from lxml import etree

from diptych.locale.words import say, state_word
from diptych.model.archive import Archive
from diptych.model.ledger import State
from diptych.reading.wording import worded
from diptych.site.lists.sheets import Card
from diptych.text.markup import clean, spoken
from diptych.text.normal import one_space
from diptych.text.xmltext import LANG, NOTHING, document, element

ATOM = "http://www.w3.org/2005/Atom"
ENTRIES = 20
NEVER = "1970-01-01"  # the date of a feed without an entry


def feed(archive: Archive, cards: Sequence[Card], language: str) -> str:
    """The file `/<language>/feed.xml`. An article without any date is in no feed; an address is an entry's id."""
    home = f"{archive.settings.address.rstrip('/')}/{language}/"
    newest = sorted((card for card in cards if card.added), key=lambda card: (card.added, card.id), reverse=True)
    tongue, name = worded(archive.settings.name, language) or (language, "")
    root = element(f"{{{ATOM}}}feed", {LANG: _line(language)}, {None: ATOM})
    root.text = "\n"
    _add(root, "id", home)
    _add(root, "title", name, {LANG: tongue})
    _add(root, "updated", _moment(newest[0].added if newest else NEVER))
    _add(root, "link", "", {"rel": "self", "type": "application/atom+xml", "href": f"{home}feed.xml"})
    _add(root, "link", "", {"rel": "alternate", "type": "text/html", "hreflang": language, "href": home})
    _add_person(root, "author", name)
    for card in newest[:ENTRIES]:
        _add_entry(root, card, f"{home}articles/{card.id}/", language)
    return document(root)


def _add_entry(root: etree._Element, card: Card, address: str, language: str) -> None:
    entry = _add(root, "entry", "")
    entry.text = "\n"
    _add(entry, "id", address)
    _add(entry, "title", next((title for _, title, _ in card.begins if title), card.id))
    _add(entry, "updated", _moment(card.added))
    if card.published:
        _add(entry, "published", _moment(card.published))
    _add(entry, "link", "", {"rel": "alternate", "type": "text/html", "href": address})
    if card.author or card.publisher:
        _add_person(entry, "author", card.author or card.publisher)
    for name in card.people:
        _add_person(entry, "contributor", name)
    for topic in card.topics:
        _add(entry, "category", "", {"term": topic})
    _add(entry, "content", _content(card, language), {"type": "html"})


def _add_person(parent: etree._Element, name: str, person: str) -> None:
    _add(_add(parent, name, ""), "name", person).tail = None


def _add(parent: etree._Element, name: str, text: str, attributes: Mapping[str, str] = NOTHING) -> etree._Element:
    """An element on a line of its own, at the end of another."""
    made = etree.SubElement(parent, f"{{{ATOM}}}{name}", {key: _line(value) for key, value in attributes.items()})
    made.text = _line(text) or None
    made.tail = "\n"
    return made


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


def _moment(day: str) -> str:
    """A date of a record as a moment: a month or a year begins with its first day, a day at midnight UTC."""
    year, month, date = (re.findall(r"\d+", day) + ["01", "01"])[:3]
    return f"{year}-{month}-{date}T00:00:00Z"
