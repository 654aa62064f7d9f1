"""The reader's tools on an article's page: the four views, the menu of a paragraph, the keys, how to cite.

All of it is the page's own markup, in place before any script runs; `theme/assets/reader.js` brings it to life. What is
contributed stands in it escaped, as text or as data.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence

from diptych.locale.words import in_words, say
from diptych.model.layout import text_path
from diptych.model.record import Record
from diptych.model.settings import Settings
from diptych.reading.facing import Facing
from diptych.site.article.citation import Reference, Work, bibtex, csl, inside_script, json_ld, ris
from diptych.site.markup.markdown import escape, escape_line, guard, wrap
from diptych.site.markup.pieces import bullets, foreign, link
from diptych.text.forge import edit_address, issue_address
from diptych.text.language import date_text
from diptych.text.markup import attribute

VIEWS = ("both", "translation", "original", "tap")  # in the order of their keys, 1 to 4
Download = tuple[str, str, str]  # (what it is called, its address from the page, its size in words)

_KEYS = (
    ("1 2 3 4", "views"),
    ("j k", "rows"),
    ("h l", "sentences"),
    ("Enter", "open"),
    ("m", "menu"),
    ("t", "terms"),
    ("/", "search"),
    ("?", "list"),
    ("Esc", "close"),
)


def bar(facing: Facing, language: str, has_terms: bool) -> str:
    """The line above the text: how to read it, its terms, the keys."""
    parts = [_views(language)] if facing.translation else []
    if has_terms:
        parts.append(
            f'<button class="dt-tool dt-tool-terms" type="button" aria-expanded="false" aria-controls="dt-terms">'
            f"{_say(language, 'terms_short')}</button>"
        )
    parts.append(
        f'<button class="dt-tool dt-tool-keys" type="button"{attribute("aria-label", say(language, "keys"))}>?</button>'
    )
    return f'<div class="dt-bar">{"".join(parts)}</div>'


def _views(language: str) -> str:
    choices = "".join(
        f'<label><input type="radio" name="dt-view" value="{view}"{" checked" if view == "both" else ""}>'
        f"<span>{_say(language, view)}</span></label>"
        for view in VIEWS
    )
    return f'<fieldset class="dt-views"><legend>{_say(language, "way")}</legend>{choices}</fieldset>'


def _say(language: str, key: str, **values: object) -> str:
    return html.escape(say(language, key, **values))


def menu(facing: Facing, settings: Settings, language: str) -> str:
    """What can be done with a paragraph; the script opens it at the paragraph's number."""
    items = [_item("link", say(language, "copy_link")), _item("quote", say(language, "copy_quote"))]
    for kind, side in (("translation", facing.translation), ("original", facing.original)):
        if side and (address := edit_address(settings, text_path(facing.article.id, side.language))):
            words = say(language, "edit_side", language=in_words(side.language, language))
            items.append(_way("edit", words, address, kind))
    if facing.translation and (address := issue_address(settings)):
        items.append(_way("better", say(language, "better"), address))
    heard = attribute("data-copied", say(language, "copied")) + attribute("data-refused", say(language, "not_copied"))
    return (
        f'<div id="dt-menu" class="dt-menu" popover role="group">{"".join(items)}</div>\n'
        f'<div class="dt-said" role="status"{heard}></div>\n'
        f'<div id="dt-card" class="dt-card" popover="manual" role="tooltip"'
        f"{attribute('data-more', say(language, 'term_page'))}></div>"
    )


def _item(name: str, words: str) -> str:
    return f'<button type="button" data-do="{name}">{html.escape(words)}</button>'


def _way(name: str, words: str, address: str, side: str = "") -> str:
    """A link whose address the script completes: the line, or what is said of the paragraph."""
    marks = f"{attribute('data-to', address)}{attribute('data-of', side)}"
    return f'<a data-do="{name}"{marks} rel="nofollow" href="#dt-main">{html.escape(words)}</a>'


def keys(language: str) -> str:
    rows = "".join(
        f"<dt>{''.join(f'<kbd>{key}</kbd>' for key in names.split())}</dt><dd>{_say(language, f'keys_{what}')}</dd>"
        for names, what in _KEYS
    )
    return (
        f'<dialog id="dt-keys" class="dt-keys" aria-labelledby="dt-keys-title">'
        f'<form method="dialog"><h2 id="dt-keys-title">{_say(language, "keys")}</h2>'
        f"<button{attribute('aria-label', say(language, 'close'))}>×</button></form><dl>{rows}</dl></dialog>"
    )


def take_away(downloads: Sequence[Download], language: str) -> str:
    """The files of the article that a reader can keep."""
    if not downloads:
        return ""
    items = [" ".join([link(escape(label), address), escape(size)]).strip() for label, address, size in downloads]
    head = f"## {escape_line(say(language, 'take_away'))}"
    return wrap("div", ' class="dt-away"', f"{head}\n\n{bullets(items)}")


def cite(ref: Reference, record: Record, language: str) -> str:
    """The readable citation, and the data of the others for the script."""
    head = f"## {escape_line(say(language, 'cite'))}"
    text = guard(". ".join(part.rstrip(".") for part in _citation(ref, record, language)) + ".")
    data = {"bib": bibtex(ref), "ris": ris(ref), "json": csl(ref)}
    names = {"bib": "BibTeX", "ris": "RIS", "json": "CSL-JSON"}
    buttons = "".join(f'<button type="button" data-cite="{end}">{name}</button>' for end, name in names.items())
    copy = f'<button type="button" data-cite="">{_say(language, "cite_copy")}</button>'
    parts = [
        head,
        wrap("div", ' class="dt-citation"', text),
        f'<div class="dt-formats">{copy}{buttons}</div>',
        f'<script type="application/json" id="dt-cite-data">{inside_script(data)}</script>',
        f'<script type="application/ld+json">{json_ld(ref)}</script>',
    ]
    return wrap("div", ' class="dt-cite" id="dt-cite"', "\n\n".join(parts))


def _citation(ref: Reference, record: Record, language: str) -> Iterator[str]:
    if ref.author:
        yield foreign(ref.author, record.language, language)
    yield f"<em>{_titled(ref.text, language)}</em>"
    if ref.original:
        names = {"names": ", ".join(ref.translators), "language": in_words(ref.text.language, language)}
        how = say(language, "cite_translated" if ref.translators else "cite_from", **names)
        yield f"{escape(how)} <em>{_titled(ref.original, language)}</em>"
    first = [foreign(ref.publisher, record.language, language)] if ref.publisher else []
    if ref.published:
        first.append(escape(date_text(ref.published, language)))
    if first:
        yield ", ".join(first)
    said = say(language, "cite_version", version=ref.version, date=date_text(ref.updated, language))
    yield f"{escape(ref.archive)}, {escape(said)}"
    yield escape(ref.text.address)


def _titled(work: Work, language: str) -> str:
    return foreign(work.title, work.language, language)
