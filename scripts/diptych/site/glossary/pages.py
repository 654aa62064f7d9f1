"""The glossary's pages: one a term, and the index."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from diptych.locale.words import in_words, say
from diptych.model.archive import Archive
from diptych.model.term import GlossaryTerm, Wording
from diptych.reading.wording import heading, worded
from diptych.site.glossary.concordance import Place, figures, listed, newest_first
from diptych.site.lists.sheets import Sheet, sheets
from diptych.site.markup.markdown import escape, escape_line, wrap
from diptych.site.markup.pieces import bullets, foreign, in_language, link, outside, page, summary
from diptych.text.collate import first_letter, sort_key


def term_pages(archive: Archive, name: str, language: str, places: Sequence[Place]) -> Iterator[tuple[str, str]]:
    """(path, text) of `/<language>/glossary/<term>/` and of the pages on which the list of its places goes on."""
    term = archive.terms[name]
    spoken, wording = heading(term, language)
    about = summary(wording.definition) if spoken == language else ""
    title = wrap("div", f' class="dt-title"{in_language(spoken, language)}', f"# {escape_line(wording.form)}")
    for sheet in sheets(f"{language}/glossary/{name}", newest_first(places)):
        parts = [_entry(archive, term, language), figures(name, places, language, spoken)] if sheet.number == 1 else []
        body = "\n\n".join(part for part in (title, *parts, _places(name, sheet, language)) if part)
        more = {"description": about} if sheet.number == 1 else {"noindex": True}
        yield (
            f"{sheet.path}.md",
            page(wording.form, language, "term", body, hide=["navigation", "toc"], **more),
        )


def _entry(archive: Archive, term: GlossaryTerm, language: str) -> str:
    """What the glossary's file says of a term."""
    spoken, wording = heading(term, language)
    others = [(tag, other) for tag, other in term.languages.items() if tag != spoken]
    parts = [
        *(_form(tag, other, language) for tag, other in others),
        _definition(wording, spoken, language),
        _variants(wording, spoken, language),
        *(_other(tag, other, language) for tag, other in others),
        _topic(archive, term, language),
        _see(archive.terms, term, language),
        _sources(term, language),
    ]
    return "\n\n".join(part for part in parts if part)


def _places(name: str, sheet: Sheet[Place], language: str) -> str:
    head = f"## {escape_line(sheet.titled(say(language, 'all_places'), language))}"
    if not sheet.entries:
        return f"{head}\n\n{escape_line(say(language, 'occurs_nowhere'))}"
    found = wrap("div", ' class="dt-places"', listed(name, sheet, language))
    return "\n\n".join(part for part in (head, found, sheet.pager(language)) if part)


def _form(tag: str, wording: Wording, language: str) -> str:
    return wrap("div", f' class="dt-subtitle"{in_language(tag, language)}', escape_line(wording.form))


def _definition(wording: Wording, spoken: str, language: str) -> str:
    return wrap("div", f' class="dt-definition"{in_language(spoken, language)}', escape_line(wording.definition))


def _variants(wording: Wording, spoken: str, language: str) -> str:
    if not wording.variants:
        return ""
    forms = ", ".join(foreign(form, spoken, language) for form in wording.variants)
    return f"{escape_line(say(language, 'variants'))}: {forms}"


def _other(tag: str, wording: Wording, language: str) -> str:
    """The definition in another language, under that language's name."""
    name = in_words(tag, language)
    head = f"## {escape_line(say(language, 'in_language', language=name))}"
    variants = f" ({', '.join(escape(form) for form in wording.variants)})" if wording.variants else ""
    marked = f' class="dt-definition dt-second"{in_language(tag, language)}'
    text = f"**{escape(wording.form)}**{variants}\n\n{escape_line(wording.definition)}"
    return f"{head}\n\n{wrap('div', marked, text)}"


def _topic(archive: Archive, term: GlossaryTerm, language: str) -> str:
    if not term.domain:
        return ""
    tongue, word = worded(archive.settings.topics.get(term.domain, {}), language) or ("", term.domain)
    head = f"## {escape_line(say(language, 'topic'))}"
    return f"{head}\n\n{bullets([foreign(word, tongue, language)])}"


def _see(terms: Mapping[str, GlossaryTerm], term: GlossaryTerm, language: str) -> str:
    items = []
    for name in term.see:
        if name in terms:
            spoken, wording = heading(terms[name], language)
            items.append(link(foreign(wording.form, spoken, language), f"{name}.md"))
    return f"## {escape_line(say(language, 'see'))}\n\n{bullets(items)}" if items else ""


def _sources(term: GlossaryTerm, language: str) -> str:
    items = [outside(source.title, source.url) if source.url else escape(source.title) for source in term.sources]
    return f"## {escape_line(say(language, 'sources'))}\n\n{bullets(items)}" if items else ""


def glossary_index(archive: Archive, language: str) -> str:
    """The Markdown file of `/<language>/glossary/`: the terms in the language's own order, by first letter."""
    ordered = sorted(
        ((*heading(term, language), name) for name, term in archive.terms.items()),
        key=lambda item: (sort_key(item[1].form), item[2]),
    )
    parts = [f"# {escape_line(say(language, 'glossary'))}"]
    letter = ""
    for spoken, wording, name in ordered:
        if (first := first_letter(wording.form)) != letter:
            letter = first
            parts.append(f"## {escape(letter)}\n")
        others = [foreign(w.form, tag, language) for tag, w in archive.terms[name].languages.items() if tag != spoken]
        text = " – ".join([link(foreign(wording.form, spoken, language), f"{name}.md"), *others])
        parts.append(f"- {text}")
    if not ordered:
        parts.append(escape_line(say(language, "no_terms")))
    return page(say(language, "glossary"), language, "glossary", _spaced(parts), hide=["navigation", "toc"])


def _spaced(parts: Sequence[str]) -> str:
    """Headings between blank lines, the entries of one list on neighbouring lines."""
    return "\n".join(f"\n{part}" if part.startswith("#") else part for part in parts)
