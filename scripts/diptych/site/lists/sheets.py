"""Lists that grow with the archive, cut into pages of a fixed size, and an article as lists show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from diptych.locale.words import say, state_word
from diptych.model.content import Paragraph
from diptych.model.inline import plain
from diptych.model.ledger import State
from diptych.reading.facing import Facing, Side
from diptych.site.markup.markdown import escape, escape_line, guard, wrap
from diptych.site.markup.pieces import foreign, link, summary
from diptych.text.language import date_text, number_text, own_name
from diptych.text.markup import attribute
from diptych.text.normal import text_hash
from diptych.text.slug import slug

PAGE = 50  # entries on a page

Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An article as lists in one language show it. `title`, `subtitle` and `facts` are written Markdown."""

    id: str
    title: str
    subtitle: str  # "" where no second text has a title
    facts: str
    added: str
    published: str
    language: str  # of the original
    texts: tuple[str, ...]  # the languages that it can be read in
    publisher: str
    author: str
    topics: tuple[str, ...]
    terms: frozenset[str]
    status: State  # the least finished of its paragraphs; what was left out on purpose is finished
    begins: tuple[tuple[str, str, str], ...]  # of each text: its language, its title, its first paragraph; "" for none
    people: tuple[str, ...] = ()  # who translated and reviewed it

    @property
    def year(self) -> str:
        return self.published[:4]


def card(facing: Facing, language: str) -> Card:
    record = facing.article.record
    sides = [side for side in (facing.original, facing.translation) if side]
    sides.sort(key=lambda side: side.language != language)
    titles = [foreign(plain(side.title), side.language, language) for side in sides if side.title]
    states = [state for state in facing.states if state is not State.OMITTED]
    return Card(
        id=facing.article.id,
        title=titles[0] if titles else escape(facing.article.id),
        subtitle=titles[1] if len(titles) > 1 else "",
        facts=" · ".join(_facts(facing, language)),
        added=record.added or record.published or "",
        published=record.published or "",
        language=record.language,
        texts=facing.texts,
        publisher=record.publisher or "",
        author=record.author or "",
        topics=tuple(dict.fromkeys(record.topics)),
        terms=facing.mentions,
        status=states[-1] if states and facing.translation else State.MISSING,
        begins=tuple((side.language, plain(side.title), beginning(side)) for side in sides),
        people=_people(facing),
    )


def _people(facing: Facing) -> tuple[str, ...]:
    """Who translated the facing text, and who reviewed it, by its record."""
    credits = facing.article.record.translations.get(facing.translation.language) if facing.translation else None
    return tuple(dict.fromkeys((*credits.translators, *credits.reviewers))) if credits else ()


def beginning(side: Side) -> str:
    """How the text begins."""
    paragraphs = (block.line for cell in side.cells for block in cell if isinstance(block, Paragraph))
    return summary(plain(next(paragraphs, ())))


def _facts(facing: Facing, language: str) -> list[str]:
    record = facing.article.record
    facts = [foreign(record.publisher or "", record.language, language)] if record.publisher else []
    if record.published:
        facts.append(escape(date_text(record.published, language)))
    facts.append(" – ".join(foreign(own_name(tag), tag, language) for tag in facing.texts))
    unfinished = [state for state in facing.states if state is not State.REVIEWED]
    if facing.translation and unfinished:
        facts.append(escape(", ".join(state_word(language, state) for state in unfinished)))
    return facts


def newest_first(cards: Sequence[Card]) -> list[Card]:
    """By the day of publication; what has none comes last."""
    return sorted(cards, key=lambda item: (item.published, item.id), reverse=True)


def items(cards: Sequence[Card], language: str, folder: str, level: int = 3) -> str:
    """The list itself; `folder` leads from the page's file to the folder of the articles, `level` is that of titles."""
    if not cards:
        return escape_line(say(language, "no_articles"))
    entries = "\n".join(_item(item, folder, level) for item in cards)
    return f'<div class="dt-list" markdown="1">\n{entries}\n</div>'


def _item(item: Card, folder: str, level: int) -> str:
    parts = [f"{'#' * level} {link(item.title, f'{folder}{item.id}.md')}"]
    if item.subtitle:
        parts.append(wrap("div", ' class="dt-subtitle"', guard(item.subtitle)))
    parts.append(wrap("div", ' class="dt-facts"', guard(item.facts)))
    return wrap("div", ' class="dt-item"', "\n\n".join(parts))


# Pages of a list. The first is `NAME.md`, the others are `NAME/2.md`, `NAME/3.md` …: their addresses lie below its own.


@dataclass(frozen=True, slots=True)
class Sheet(Generic[Entry]):
    """One page of a list."""

    path: str  # of its file, without `.md`
    entries: Sequence[Entry]
    number: int
    of: int

    @property
    def up(self) -> str:
        """From this page's file to the folder of the first page."""
        return "../" if self.number > 1 else ""

    def titled(self, title: str, language: str) -> str:
        if self.number == 1:
            return title
        return f"{title} – {say(language, 'page_of', number=self.number, of=self.of)}"

    def pager(self, language: str) -> str:
        """Links to the pages around this one, "" where it is the only one."""
        if self.of == 1:
            return ""
        near = {1, self.of, *range(self.number - 2, self.number + 3)}
        shown, last = [], 0
        for number in sorted(n for n in near if 1 <= n <= self.of):
            if number > last + 1:
                shown.append("…")
            shown.append(self._link(number, language))
            last = number
        label = attribute("aria-label", say(language, "pages"))
        return wrap("nav", f' class="dt-pager"{label}', " ".join(shown))

    def _link(self, number: int, language: str) -> str:
        text = number_text(number, language)
        if number == self.number:
            return f'<span aria-current="page">{text}</span>'
        return link(text, f"{_target(self.path, self.number, number)}.md")


def _target(path: str, here: int, there: int) -> str:
    """From one page of a list to another."""
    if here == 1:
        return f"{path.rsplit('/', 1)[-1]}/{there}"
    return str(there) if there > 1 else f"../{path.split('/')[-2]}"


def sheets(path: str, entries: Sequence[Entry], size: int = PAGE) -> list[Sheet[Entry]]:
    """The pages of a list, at least one; `path` is that of the first."""
    of = max(1, -(-len(entries) // size))
    cut = (entries[at * size : (at + 1) * size] for at in range(of))
    return [Sheet(path if at == 1 else f"{path}/{at}", part, at, of) for at, part in enumerate(cut, 1)]


def place_name(name: str) -> str:
    """A name for an address: its slug, or its hash where that says nothing or is taken."""
    made = slug(name)
    return made if made and made != "index" else f"x-{text_hash(name)[:8]}"
