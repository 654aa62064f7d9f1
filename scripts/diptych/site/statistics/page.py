"""The archive in numbers: what one article adds, the sum, and the page and the data made from it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from diptych.locale.words import capital, counted, in_words, say, state_word
from diptych.model.archive import Archive
from diptych.model.content import lines
from diptych.model.inline import plain
from diptych.model.ledger import State
from diptych.reading.facing import Facing, Side, engine_name
from diptych.site.lists.groups import Groups
from diptych.site.lists.timeline import timeline
from diptych.site.markup.charts import PATTERNS, Share, percent, share_chart, table
from diptych.site.markup.markdown import escape, escape_line
from diptych.site.markup.pieces import HIDDEN, page
from diptych.text.language import number_text
from diptych.text.memory import MEMORY

_WORD = re.compile(r"[^\W_]\S*")
FILE = "numbers.json"  # at the root of the site


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What one article adds to the numbers."""

    language: str  # of the original
    texts: tuple[str, ...]  # the languages that it can be read in
    year: str  # "" where the record has no date
    words: Mapping[str, int]  # by language, of what is shown
    states: Mapping[str, Mapping[State, int]]  # paragraphs of its translation into each other language of the site
    engines: Mapping[str, int]  # drafts that nobody has changed


def count(facings: Mapping[str, Facing]) -> Count:
    """What an article adds; `facings` are its pages by their language."""
    first = next(iter(facings.values()))
    record = first.article.record
    words: dict[str, int] = {}
    states: dict[str, Mapping[State, int]] = {}
    engines: Counter[str] = Counter()
    for language, facing in facings.items():
        for side in (facing.original, facing.translation):
            if side and side.language not in words:
                words[side.language] = _words(side)
        if language == record.language:
            continue
        if facing.translation and facing.translation.language == language:
            states[language] = facing.states
            engines.update(_drafts(facing))
        else:
            states[language] = {State.MISSING: sum(len(row.ids) for row in facing.rows)}
    return Count(
        language=record.language,
        texts=first.texts,
        year=(record.published or "")[:4],
        words=words,
        states=states,
        engines=engines,
    )


def _words(side: Side) -> int:
    held = [side.title, *(line for cell in side.cells for block in cell for line in lines(block))]
    return sum(len(_WORD.findall(plain(line))) for line in held)


def _drafts(facing: Facing) -> Iterable[str]:
    drafts = (row.entry for row in facing.rows if row.state is State.MACHINE and row.entry)
    return (engine_name(entry) for entry in drafts if entry.engine)


@dataclass(slots=True, kw_only=True)
class Total:
    """The sum over articles, which is the same in any order."""

    articles: int = 0
    originals: Counter[str] = field(default_factory=Counter)
    translations: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    years: Counter[str] = field(default_factory=Counter)
    states: dict[str, Counter[State]] = field(default_factory=dict)
    engines: Counter[str] = field(default_factory=Counter)

    def add(self, one: Count) -> None:
        self.articles += 1
        self.originals[one.language] += 1
        self.translations.update(tag for tag in one.texts if tag != one.language)
        self.years[one.year] += 1
        self.words.update(one.words)
        self.engines.update(one.engines)
        for language, states in one.states.items():
            self.states.setdefault(language, Counter()).update(states)


def numbers_data(archive: Archive, total: Total) -> str:
    """The file `numbers.json`: keys are ids, tags and the states' own names; the same figures as the pages show."""
    data = {
        "articles": total.articles,
        "terms": len(archive.terms),
        "originals": dict(total.originals),
        "translations": dict(total.translations),
        "words": dict(total.words),
        "years": {year: number for year, number in total.years.items() if year},
        "undated": total.years[""],
        "paragraphs": {tag: {state.value: states[state] for state in State} for tag, states in total.states.items()},
        "drafts": dict(total.engines),
    }
    return json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def numbers_page(groups: Groups, total: Total) -> str:
    """The Markdown file of `/<language>/numbers/`."""
    archive, language = groups.archive, groups.language
    title = say(language, "numbers")
    counts = [
        counted(language, key, number)
        for key, number in (("n_articles", total.articles), ("n_terms", len(archive.terms)))
    ]
    parts = [
        f"# {escape_line(title)}",
        escape_line(f"{', '.join(counts)}."),
        say(language, "numbers_lead", data=f"[{FILE}](../{FILE})"),
        *_coverage(total, language),
        *_texts(total, language),
        timeline(groups, "../articles/", 2),
        *_engines(total, language),
    ]
    return page(title, language, "numbers", "\n\n".join(part for part in parts if part), hide=HIDDEN)


def _coverage(total: Total, language: str) -> list[str]:
    """For each language that articles are translated into, the states of their paragraphs."""
    if not any(states.total() for states in total.states.values()):
        return []
    parts = [f"## {escape_line(say(language, 'coverage'))}", f'<figure class="dt-unseen">{PATTERNS}</figure>']
    for tag in sorted(total.states, key=lambda tag: (tag != language, tag)):
        states = total.states[tag]
        if not states.total():
            continue
        title = say(language, "coverage_into", language=in_words(tag, language))
        about = say(language, "coverage_about", paragraphs=counted(language, "n_paragraphs", states.total()))
        shares = [Share(state.value, state_word(language, state), states[state]) for state in State]
        head = [say(language, key) for key in ("state", "paragraph_count", "share")]
        rows = [
            [
                f'<span class="dt-key dt-key-{share.name}"></span>{escape(capital(share.label))}',
                number_text(share.value, language),
                percent(share.value, states.total()),
            ]
            for share in shares
        ]
        figures = f'<figure class="dt-chart">{table(title, head, rows)}</figure>'
        parts += [f"### {escape_line(title)}", escape_line(about), share_chart(title, about, shares), figures]
    return parts


def _texts(total: Total, language: str) -> list[str]:
    tags = sorted({*total.words, *total.originals}, key=lambda tag: (-total.words[tag], tag))
    if not tags:
        return []
    title = say(language, "texts")
    head = [say(language, key) for key in ("language_name", "originals", "translations", "words")]
    columns = (total.originals, total.translations, total.words)
    rows = [
        [escape(capital(in_words(tag, language))), *(number_text(column[tag], language) for column in columns)]
        for tag in tags
    ]
    note = escape_line(say(language, "words_note"))
    return [f"## {escape_line(title)}", f'<figure class="dt-chart">{table(title, head, rows)}</figure>', note]


def _engines(total: Total, language: str) -> list[str]:
    if not total.engines:
        return []
    title = say(language, "engines")
    ordered = sorted(total.engines.items(), key=lambda item: (-item[1], item[0]))
    rows = [[escape(_called(name, language)), number_text(number, language)] for name, number in ordered]
    head = [say(language, "engine"), say(language, "paragraph_count")]
    return [f"## {escape_line(title)}", f'<figure class="dt-chart">{table(title, head, rows)}</figure>']


def _called(engine: str, language: str) -> str:
    return say(language, "memory") if engine == MEMORY else engine
