"""An archive's rows, found by what a returned unit says of itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from diptych.model.article import Article
from diptych.reading.article import ReadArticle, read_article
from diptych.text.bitext import Reading
from diptych.text.segments import Faced, face_texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """One article facing one translation: its rows by the hash of their source, and by their blocks' ids."""

    article: Article
    reading: Reading
    by_source: Mapping[str, Sequence[Faced]]
    by_block: Mapping[str, Faced]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Articles by their ids and former ids; what was read once is kept."""

    articles: Mapping[str, Article]
    aliases: Mapping[str, str]
    _read: dict[str, ReadArticle] = field(default_factory=dict)
    _rows: dict[tuple[str, str], Rows] = field(default_factory=dict)
    _all: dict[tuple[str, str], Mapping[str, Sequence[Faced]]] = field(default_factory=dict)

    def article(self, name: str) -> Article | None:
        return self.articles.get(self.aliases.get(name, name))

    def rows(self, article: str, language: str) -> Rows:
        """Raises TooDeep."""
        key = (article, language)
        if key not in self._rows:
            if article not in self._read:
                self._read[article] = read_article(self.articles[article])
            read = self._read[article]
            reading = read.reading(language)
            rows = [*face_texts(article, language, reading)]
            self._rows[key] = Rows(
                article=read.article,
                reading=reading,
                by_source=_by_source(rows),
                by_block={one.ref.block: one for one in rows},
            )
        return self._rows[key]

    def anywhere(self, source: str, language: str, text_hash: str) -> Sequence[Faced]:
        """The rows of all articles in a language ("" for any) whose source is this text. Raises TooDeep."""
        key = (source, language)
        if key not in self._all:
            tongues = ((name, one.record.language) for name, one in self.articles.items())
            names = [name for name, tongue in tongues if source in ("", tongue) and tongue != language]
            every = (self.rows(name, language).by_block.values() for name in names)
            self._all[key] = _by_source(row for rows in every for row in rows)
        return self._all[key].get(text_hash, ())


def shelf(articles: Iterable[Article]) -> Shelf:
    by_id = {article.id: article for article in articles}
    aliases = {alias: name for name, article in by_id.items() for alias in article.record.aliases}
    return Shelf(articles=by_id, aliases=aliases)


def _by_source(rows: Iterable[Faced]) -> Mapping[str, Sequence[Faced]]:
    found: dict[str, list[Faced]] = {}
    for row in rows:
        found.setdefault(row.ref.source, []).append(row)
    return found
