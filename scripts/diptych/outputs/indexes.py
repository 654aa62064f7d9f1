"""The pages that lead to others: the root, a home page for each language, and the list of articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from diptych.model.archive import Archive
from diptych.model.inline import plain
from diptych.model.ledger import State
from diptych.outputs.articles import Facing
from diptych.outputs.markdown import attribute, escape, escape_line, wrap
from diptych.outputs.page import bullets, foreign, link, page
from diptych.outputs.words import say, state_word
from diptych.text.language import date_text, number_text, own_name

NEWEST = 6


def root_page(archive: Archive) -> str:
    """`/`: both languages to choose from, each in its own words."""
    settings = archive.settings
    choices = []
    for language in settings.languages:
        name = escape_line(settings.name.get(language) or next(iter(settings.name.values())))
        text = escape_line(settings.description.get(language, ""))
        go = link(escape(say(language, "read_in")), f"{language}/index.md")
        body = "\n\n".join(part for part in (f"## {name}", text, go) if part)
        choices.append(wrap("section", f' class="dt-choice"{attribute("lang", language)}', body))
    title = " · ".join(own_name(language) for language in settings.languages)
    first = settings.languages[0]
    body = "\n\n".join([f"# {escape_line(title)}", *choices])
    return page(title, first, "root", body, hide=["navigation", "toc"])


def home_page(archive: Archive, faced: Sequence[Mapping[str, Facing]], language: str) -> str:
    """`/<language>/`: what this is, the newest, where to begin."""
    settings = archive.settings
    name = settings.name.get(language) or next(iter(settings.name.values()))
    counts = say(
        language,
        "counts",
        articles=number_text(len(archive.articles), language),
        terms=number_text(len(archive.terms), language),
    )
    newest = sorted(faced, key=lambda item: _added(item[language]), reverse=True)[:NEWEST]
    parts = [
        f"# {escape_line(name)}",
        wrap("div", ' class="dt-lead"', escape_line(settings.description.get(language, say(language, "begin")))),
        f"## {escape_line(say(language, 'newest'))}",
        _list([item[language] for item in newest], language, "articles/"),
        bullets(
            [
                link(escape(say(language, "all_articles")), "articles/index.md"),
                link(escape(say(language, "glossary")), "glossary/index.md"),
            ]
        ),
        escape_line(counts),
    ]
    return page(name, language, "home", "\n\n".join(parts), hide=["navigation", "toc"])


def articles_index(faced: Sequence[Mapping[str, Facing]], language: str) -> str:
    """`/<language>/articles/`: all articles, the newest first."""
    ordered = sorted((item[language] for item in faced), key=_published, reverse=True)
    body = f"# {escape_line(say(language, 'articles'))}\n\n{_list(ordered, language, '')}"
    return page(say(language, "articles"), language, "articles", body, hide=["navigation", "toc"])


def _added(facing: Facing) -> tuple[str, str]:
    record = facing.article.record
    return record.added or record.published or "", facing.article.id


def _published(facing: Facing) -> tuple[str, str]:
    return facing.article.record.published or "", facing.article.id


def _list(ordered: Sequence[Facing], language: str, folder: str) -> str:
    if not ordered:
        return escape_line(say(language, "no_articles"))
    items = "\n".join(_item(facing, language, folder) for facing in ordered)
    return f'<div class="dt-list" markdown="1">\n{items}\n</div>'


def _item(facing: Facing, language: str, folder: str) -> str:
    (spoken, title), other = titles(facing, language)
    body = f"### {link(foreign(title, spoken, language), f'{folder}{facing.article.id}.md')}"
    lines = [body]
    if other:
        lines.append(wrap("div", ' class="dt-subtitle"', foreign(other[1], other[0], language)))
    lines.append(wrap("div", ' class="dt-facts"', escape_line(" · ".join(_facts(facing, language)))))
    return wrap("div", ' class="dt-item"', "\n\n".join(lines))


def titles(facing: Facing, language: str) -> tuple[tuple[str, str], tuple[str, str] | None]:
    """The title for a language's pages, and the one that faces it: each (language, text)."""
    sides = [facing.original, *([facing.translation] if facing.translation else [])]
    sides.sort(key=lambda side: side.language != language)
    found = [(side.language, plain(side.title)) for side in sides if side.title]
    return found[0] if found else (language, facing.article.id), found[1] if len(found) > 1 else None


def _facts(facing: Facing, language: str) -> list[str]:
    record = facing.article.record
    facts = [record.publisher or "", date_text(record.published, language) if record.published else ""]
    facts.append(" – ".join(own_name(tag) for tag in facing.others))
    unfinished = [state for state in facing.states if state is not State.REVIEWED]
    if facing.translation and unfinished:
        facts.append(", ".join(state_word(language, state) for state in unfinished))
    return [text for text in facts if text]
