"""What the search index is made from: a bare HTML file for each text of an article and each language of a term.

Pagefind folds diacritics, but đ has no decomposition. The texts that it reads, and the queries, write đ as ḋ, which
folds to d and stays one letter, and readers are shown đ again (`theme/assets/search/words.js` does the same). U+0335
behind d, which folds too, makes Pagefind index each such word twice, and a phrase with one is then never found.

Pagefind writes its own filters in random order, so what can be filtered by is written as words that no text has.
"""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from diptych.locale.words import WORDS, state_word
from diptych.model.archive import Archive
from diptych.model.content import CodeBlock, Content, Heading, Paragraph, lines
from diptych.model.inline import Text, plain
from diptych.model.ledger import State
from diptych.model.term import Wording
from diptych.reading.facing import Facing, Side
from diptych.text.collate import sort_key
from diptych.text.normal import FORBIDDEN, normal, one_space, text_hash

KINDS = ("article", "term")
WORDS_KEPT = 5000  # for suggestions: a list that a slow phone fetches in a second
PAIRS_KEPT = 10000

_STROKES = str.maketrans({"đ": "ḋ", "Đ": "Ḋ", "ḋ": "d\u034f\u0307", "Ḋ": "D\u034f\u0307"})
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# From the least finished to the most: an article is in the state of its least finished paragraph.
_WORST_FIRST = (State.MISSING, State.OUTDATED, State.MACHINE, State.EDITED, State.REVIEWED)


@dataclass(slots=True, kw_only=True)
class Searchable:
    """What was gathered for the index while the articles were read one by one."""

    archive: Archive
    files: dict[str, str] = field(default_factory=dict)  # by path: `a/<id>/<language>.html`, `t/<id>/<language>.html`
    texts: set[str] = field(default_factory=set)  # the languages that there are texts in
    years: set[str] = field(default_factory=set)
    topics: set[str] = field(default_factory=set)
    publishers: set[str] = field(default_factory=set)
    states: set[State] = field(default_factory=set)
    names: list[str] = field(default_factory=list)  # titles, names and terms: what suggestions are made from

    def article(self, facings: Mapping[str, Facing]) -> None:
        """Adds an article as its pages show it, by the language of the page."""
        for language, text in _texts(facings).items():
            record = text.facing.article.record
            self.texts.add(language)
            self.states |= text.states
            self.topics.update(record.topics)
            self.names.append(plain(text.side.title))
            if record.published:
                self.years.add(record.published[:4])
            if record.publisher:
                self.publishers.add(record.publisher)
            path = f"a/{text.facing.article.id}/{language}.html"
            self.files[path] = _article(self.archive.settings.languages, text, _titles(facings))
        for facing in list(facings.values())[:1]:
            record = facing.article.record
            self.names += [name for name in (record.author, record.publisher) if name]

    def finished(self) -> Mapping[str, str]:
        """All files for the index by path: articles, terms, and the two that only the page reads."""
        languages = self.archive.settings.languages
        for name, term in self.archive.terms.items():
            for language, wording in term.languages.items():
                self.texts.add(language)
                self.names += [wording.form, *wording.variants]
                on = [tag for tag in languages if tag == language or tag not in term.languages] or languages
                titles = {tag: (term.languages.get(tag) or wording).form for tag in languages}
                self.files[f"t/{name}/{language}.html"] = _term(languages, on, language, wording, titles)
        return {**self.files, "facets.json": _facets(self), "words.json": _suggestions(self.names)}


@dataclass(slots=True, kw_only=True)
class _Text:
    """One text of an article and where it is shown."""

    side: Side
    facing: Facing
    words: Sequence[tuple[str, Content]]
    on: list[str]  # the languages of the pages
    states: set[State]


def _texts(facings: Mapping[str, Facing]) -> Mapping[str, _Text]:
    """The texts by their language, as the first page that shows them does; the original counts as in every state
    that a translation of it is in."""
    found: dict[str, _Text] = {}
    for page, facing in facings.items():
        state = next((state for state in _WORST_FIRST if state in facing.states), State.MISSING)
        for side in (facing.original, facing.translation):
            if side is None or not (words := _blocks(facing, side)):
                continue
            text = found.setdefault(side.language, _Text(side=side, facing=facing, words=words, on=[], states=set()))
            text.states.add(state)
            if _same_words(text.words, words):
                text.on.append(page)
    return found


def _same_words(one: Sequence[tuple[str, Content]], other: Sequence[tuple[str, Content]]) -> bool:
    """Whether two pages show a text alike: the marks inside it, which follow the other text, do not count."""
    return one is other or [_words(block) for _, block in one] == [_words(block) for _, block in other]


def _blocks(facing: Facing, side: Side) -> list[tuple[str, Content]]:
    """The blocks with the number of their paragraph, the title among them."""
    title = [(_anchor(facing, facing.title_at or 0), Heading(1, side.title))] if side.title else []
    cells = enumerate(side.cells)
    return title + [(_anchor(facing, at) if not n else "", block) for at, cell in cells for n, block in enumerate(cell)]


def _anchor(facing: Facing, at: int) -> str:
    return facing.rows[at].ids[0] if facing.rows and facing.rows[at].ids else ""


def _words(block: Content) -> list[str]:
    return [block.text] if isinstance(block, CodeBlock) else [plain(line) for line in lines(block)]


def _titles(facings: Mapping[str, Facing]) -> Mapping[str, str]:
    """What the article is called on each page."""
    out = {}
    for language, facing in facings.items():
        sides = [side for side in (facing.original, facing.translation) if side and side.title]
        sides.sort(key=lambda side: side.language != language)
        out[language] = plain(sides[0].title) if sides else facing.article.id
    return out


def _article(languages: Sequence[str], text: _Text, titles: Mapping[str, str]) -> str:
    record = text.facing.article.record
    marks = [token("kind", "article"), token("article", text.side.language)]
    marks += [token("state", state.value) for state in _WORST_FIRST if state in text.states]
    marks += [token("topic", topic) for topic in record.topics]
    if record.publisher:
        marks.append(token("publisher", record.publisher))
    if record.published:
        marks += [token("year", record.published[:4]), f"zqd{record.published.replace('-', '')}zq"]
    marks += _on(languages, text.on)
    by = " · ".join(dict.fromkeys(name for name in (record.author, record.publisher) if name))
    return _file(marks, titles, by, [_block(*pair) for pair in text.words])


def _term(
    languages: Sequence[str], on: Sequence[str], language: str, wording: Wording, titles: Mapping[str, str]
) -> str:
    marks = [token("kind", "term"), token("term", language), *_on(languages, on)]
    # Every form is a heading: the words of a title weigh more than those of a definition.
    forms = _block("form", Heading(1, (Text(wording.form),)))
    variants = [_element("h1", form) for form in wording.variants]
    return _file(marks, titles, "", [forms, *variants, _block("definition", Paragraph((Text(wording.definition),)))])


def _on(languages: Sequence[str], on: Sequence[str]) -> list[str]:
    """The pages that show a text, by the place of their language in the site's list."""
    return [f"zqo{languages.index(language)}zq" for language in on]


def _file(marks: Sequence[str], titles: Mapping[str, str], by: str, body: Sequence[str]) -> str:
    metas = {"f": " ".join(marks), "by": by, **titles}
    head = "".join(
        f'<meta data-pagefind-meta="{name}[content]" content="{_written(value)}">'
        for name, value in metas.items()
        if value
    )
    text = "\n".join(body)
    return f'<!doctype html><html lang="en"><head>{head}</head><body data-pagefind-body>\n{text}\n</body></html>\n'


def _block(name: str, block: Content) -> str:
    """A block and the number of its paragraph: an element around it, for Pagefind keeps the text of one that has an id
    twice. A title bears it itself: that is how a page knows it."""
    if isinstance(block, Heading) and block.level == 1:
        return _element("h1", plain(block.line), f' id="{name or "title"}"')
    tag = f"h{min(block.level, 6)}" if isinstance(block, Heading) else "p"
    texts = "".join(_element(tag, text) for text in _words(block) if text.strip())
    return f'<div id="{name}">{texts}</div>' if name else texts


def _element(tag: str, text: str, attributes: str = "") -> str:
    return f"<{tag}{attributes}>{_written(text)}</{tag}>"


def _written(text: str) -> str:
    return html.escape(FORBIDDEN.sub("\ufffd", one_space(normal(text))).translate(_STROKES))


def token(kind: str, value: str) -> str:
    """A word that stands for a value which can be filtered by. It ends so that none is the beginning of another."""
    return f"zq{text_hash(f'{kind} {value}')[:8]}zq"


def _facets(found: Searchable) -> str:
    """`facets.json`: what the page offers to filter by, with the word that stands for each."""
    settings = found.archive.settings
    named = {topic: settings.topics.get(topic) or {settings.languages[0]: topic} for topic in sorted(found.topics)}
    facets = {
        "languages": list(settings.languages),
        "kinds": {kind: token("kind", kind) for kind in KINDS},
        # A word for both the kind and the language: Pagefind’s time grows with every word that is asked for.
        "texts": {language: {kind: token(kind, language) for kind in KINDS} for language in sorted(found.texts)},
        "years": [[year, token("year", year)] for year in sorted(found.years, reverse=True)],
        "topics": [[dict(names), token("topic", topic)] for topic, names in named.items()],
        "publishers": [[name, token("publisher", name)] for name in sorted(found.publishers, key=sort_key)],
        "states": [
            [{language: state_word(language, state) for language in WORDS}, token("state", state.value)]
            for state in reversed(_WORST_FIRST)
            if state in found.states
        ],
    }
    return json.dumps(facets, ensure_ascii=False, separators=(",", ":"))


def _suggestions(names: Iterable[str]) -> str:
    """`words.json`: the words of titles, names and terms, and the pairs that stand together, the frequent first."""
    words: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    spelt: dict[str, str] = {}
    for name in names:
        forms = _WORD.findall(normal(name))
        for form in forms:
            if form.lower() not in spelt or form.islower():
                spelt[form.lower()] = form  # a name keeps its capital
        lower = [form.lower() for form in forms]
        words.update(lower)
        pairs.update(f"{one} {other}" for one, other in pairwise(lower))
    kept = {
        "words": [spelt[word] for word in _frequent(words, WORDS_KEPT)],
        "pairs": [" ".join(spelt[word] for word in pair.split(" ")) for pair in _frequent(pairs, PAIRS_KEPT)],
    }
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def _frequent(counts: Counter[str], most: int) -> Iterator[str]:
    yield from sorted(counts, key=lambda word: (-counts[word], word))[:most]
