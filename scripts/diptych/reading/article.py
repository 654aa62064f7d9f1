"""An article as it was read: each of its texts parsed once, each translation faced with its source once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from diptych.model.article import Article
from diptych.model.bitext import Source
from diptych.text.bitext import Reading, read_bitext, read_source


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """Whoever needs an article's blocks takes this. A translation is read when it is first asked for."""

    article: Article
    source: Source
    _readings: dict[str, Reading] = field(default_factory=dict, compare=False, repr=False)

    def reading(self, language: str) -> Reading:
        """The source facing its translation into a language; all is missing where there is none. Raises TooDeep."""
        if language not in self._readings:
            self._readings[language] = read_bitext(self.article, language, self.source)
        return self._readings[language]

    @property
    def readings(self) -> Mapping[str, Reading]:
        """Every translation that there is, by its language. Raises TooDeep."""
        return {language: self.reading(language) for language in self.article.translations}


def read_article(article: Article) -> ReadArticle:
    """Raises TooDeep, which reading an archive has ruled out."""
    return ReadArticle(article, read_source(article))
