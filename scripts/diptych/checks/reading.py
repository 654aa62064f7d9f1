"""An article read once for all rules: its texts parsed, its translations facing their source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from diptych.model.article import Article
from diptych.model.bitext import Source
from diptych.model.block import Block, Kind
from diptych.model.content import Content
from diptych.text.bitext import Reading, read_bitext, read_source
from diptych.text.parse import content, split

ARTICLES = "source_texts"

Parsed = Sequence[tuple[Block, Content]]  # the blocks of a text but the marks, with what they say


@dataclass(frozen=True, slots=True)
class ReadArticle:
    source: Source
    parsed: Mapping[str, Parsed]  # by language
    readings: Mapping[str, Reading]  # by the language of the translation


def read_article(article: Article) -> ReadArticle:
    """Raises TooDeep, which reading an archive has ruled out."""
    source, readings = read_bitexts(article)
    texts = {article.record.language: article.text}
    texts.update((language, translation.text) for language, translation in article.translations.items())
    parsed = {language: _parsed(text) for language, text in texts.items()}
    return ReadArticle(source, parsed, readings)


def read_bitexts(article: Article) -> tuple[Source, Mapping[str, Reading]]:
    """The source's blocks, and every translation facing them, by language."""
    source = read_source(article)
    return source, {language: read_bitext(article, language, source) for language in article.translations}


def _parsed(text: str) -> Parsed:
    return [(block, content(block.text)) for block in split(text).blocks if block.kind is not Kind.MARK]
