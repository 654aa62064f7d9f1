"""PDF editions as data for the typesetter: an article, or a book with contents, glossary and colophon."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from diptych.formats.pdf.article import address, article_data, said
from diptych.formats.pdf.typst_nodes import Marks, Node, tag, text_nodes
from diptych.locale.words import say, state_sentence
from diptych.model.ledger import State
from diptych.model.rights import stated_rights
from diptych.model.term import Wording
from diptych.reading.edition import Edition, Scope, modified, spoken, titles, version
from diptych.reading.wording import heading, worded
from diptych.text.collate import sort_key
from diptych.text.language import date_text

VOLUME_ARTICLES = 100
VOLUME_LENGTH = 600_000  # characters of all texts of a volume: what keeps the typesetter under 1.5 GiB

Data = dict[str, Any]
Facts = list[tuple[str, list[Node]]]


def is_book(edition: Edition) -> bool:
    """Whether it has a title page, contents and a colophon; one article, asked for by its name, has not."""
    return edition.scope is not Scope.ARTICLES or len(edition.articles) > 1


def volumes(edition: Edition) -> Sequence[Edition]:
    """The edition in volumes that a typesetter's memory can hold, cut between articles."""
    out: list[list[Any]] = [[]]
    length = 0
    for article in edition.articles:
        size = len(article.text) + sum(len(one.text) for one in article.translations.values())
        if out[-1] and (len(out[-1]) == VOLUME_ARTICLES or length + size > VOLUME_LENGTH):
            out.append([])
            length = 0
        out[-1].append(article)
        length += size
    return [replace(edition, articles=tuple(articles)) for articles in out]


def document(edition: Edition, volume: int = 1, count: int = 1) -> Data:
    """All that the template prints; `volume` of `count`. Raises TooDeep."""
    named, languages = titles(edition), spoken(edition)
    book = is_book(edition)
    if count > 1:
        named = tuple((tongue, f"{name} · {say(tongue, 'volume', number=volume, all=count)}") for tongue, name in named)
    uses: dict[str, list[list[str]]] = {}
    articles, states = [], Counter[State]()
    for at, facing in enumerate(edition.facings()):
        marks = Marks(prefix=str(at))
        articles.append(article_data(edition, facing, marks))
        states.update(facing.states)
        for name, labels in marks.uses.items():
            uses.setdefault(name, []).append(labels)
    chosen = {name: [found[0] for found in places] if book else places[0] for name, places in uses.items()}
    settings = edition.reader.archive.settings
    archive = worded(settings.name, languages[0])
    return {
        "title": " – ".join(dict.fromkeys(name for _, name in named)),
        "author": archive[1] if archive else "",
        "language": tag(languages[0]),
        "date": [int(part) for part in modified(edition).split("-")],
        "book": _front(edition, named, languages, len(articles)) if book else None,
        "articles": articles,
        "glossary": _glossary(edition, chosen, _columns(edition, languages)),
        "colophon": _colophon(edition, states, languages),
    }


def _front(edition: Edition, named: Sequence[tuple[str, str]], languages: Sequence[str], count: int) -> Data:
    """The title page and the contents' heading."""
    settings = edition.reader.archive.settings
    panels = []
    for language in languages:
        tongue, name = next((one for one in named if one[0] == language), named[0])
        archive = worded(settings.name, language) or (language, "")
        about = worded(settings.description, language)
        panels.append(
            {
                "title": said(tongue, name),
                "archive": said(*archive) if edition.scope in (Scope.TOPIC, Scope.ARTICLES) else None,
                "about": said(*about) if about else None,
                "count": said(language, say(language, "articles_counted", n=count)),
                "date": said(language, date_text(modified(edition), language)),
                "contents": said(language, say(language, "contents")),
            }
        )
    return {"panels": panels, "address": [*address(settings.address)]}


def _columns(edition: Edition, languages: Sequence[str]) -> Sequence[str]:
    """The languages in which a glossary's entries stand: those of the texts."""
    return (edition.lang,) if edition.lang else languages


def _glossary(edition: Edition, uses: Mapping[str, list[str]], columns: Sequence[str]) -> Data:
    """The terms that the texts hold, in the order of the first language, with the places that have them."""
    terms = edition.reader.archive.terms
    found = sorted((sort_key(heading(terms[name], columns[0])[1].form), name) for name in uses)
    entries = []
    for _, name in found:
        worded_in = terms[name].languages
        alone = len(columns) == 1
        shown = [_wording(worded_in[one], one) if one in worded_in else None for one in columns]
        tongue, wording = heading(terms[name], columns[0])
        others = [said(other, one.form) for other, one in worded_in.items() if alone and other != tongue]
        if not any(shown):
            shown[0] = _wording(wording, tongue)
        see = [[said(*_form(edition, other, columns[0])), f"g-{other}"] for other in terms[name].see if other in uses]
        entries.append({"id": f"g-{name}", "c": shown, "others": others, "see": see, "uses": uses[name]})
    words_of = [
        {
            "head": said(language, say(language, "glossary")),
            "see": say(language, "see"),
            "page": say(language, "page_mark"),
        }
        for language in columns
    ]
    return {"words": words_of, "entries": entries}


def _form(edition: Edition, name: str, language: str) -> tuple[str, str]:
    tongue, wording = heading(edition.reader.archive.terms[name], language)
    return tongue, wording.form


def _wording(wording: Wording, language: str) -> Data:
    return {
        "l": tag(language),
        "form": [*text_nodes(wording.form)],
        "variants": [*text_nodes(", ".join(wording.variants))],
        "text": [*text_nodes(wording.definition)],
    }


def _colophon(edition: Edition, states: Mapping[State, int], languages: Sequence[str]) -> list[Data]:
    """Where the texts come from and how finished they are, in each of the edition's languages."""
    settings = edition.reader.archive.settings
    rights = {stated_rights(article.record, settings) for article in edition.articles}
    out = []
    for language in languages:
        archive = worded(settings.name, language) or (language, "")
        facts: Facts = [(say(language, "archive"), [*text_nodes(archive[1]), {"k": "br"}, *address(settings.address)])]
        if not is_book(edition):
            page = f"{settings.address.rstrip('/')}/{_site_language(edition, language)}/articles/{edition.name}/"
            facts.append((say(language, "page_address"), [*address(page)]))
        day = date_text(modified(edition), language)
        facts.append(("", [say(language, "edition_of", day=day, version=version(edition))]))
        if sentences := [*_sentences(states, language)] if is_book(edition) else []:
            facts.append((say(language, "state_of_texts"), [*text_nodes(" ".join(sentences))]))
        if settings.rights in rights - {None} and is_book(edition):
            facts.append((say(language, "rights"), [*text_nodes(f"{settings.rights}. {say(language, 'rights_each')}")]))
        facts.append((say(language, "type"), [say(language, "typeset")]))
        out.append({"head": said(language, say(language, "colophon")), "l": tag(language), "c": facts})
    return out


def _site_language(edition: Edition, language: str) -> str:
    languages = edition.reader.archive.settings.languages
    return language if language in languages else languages[0]


def _sentences(states: Mapping[State, int], language: str) -> Iterator[str]:
    total = sum(states.values())
    yield from (state_sentence(language, state, states[state], total, "") for state in State if states.get(state))
