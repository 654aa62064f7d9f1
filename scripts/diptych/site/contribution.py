"""What one article gives to a site. It depends on that article with its files to take away, the settings and the
glossary, and on nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from diptych.reading.facing import Facing, Reader
from diptych.site.article import social_card
from diptych.site.article.downloads import File, offered
from diptych.site.article.page import article_page
from diptych.site.glossary.concordance import Pair, pairs
from diptych.site.lists.sheets import Card, card
from diptych.site.statistics.page import Count, count


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """An article's pages, and what the pages of many articles need of it, by the site's languages."""

    id: str
    listed: bool  # a withdrawn text keeps its page, and no list leads there
    pages: Mapping[str, str]  # without the articles related to it, which the others decide
    pictures: Mapping[str, str]  # what each card picture says, by its path
    cards: Mapping[str, Card]
    pairs: Mapping[str, tuple[Pair, ...]]
    count: Count


def gathered(reader: Reader, facings: Mapping[str, Facing], files: Sequence[File] = ()) -> Gathered:
    """All that is made of one article by itself; `facings` are its two texts for each language of the site, `files`
    those of it that readers can take away."""
    article = next(iter(facings.values())).article
    held: dict[int, tuple[Pair, ...]] = {}  # languages often share one facing
    said = {language: social_card.words(reader, facing) for language, facing in facings.items()}
    drawn = {language: social_card.file_name(article.id, words) if words else "" for language, words in said.items()}
    return Gathered(
        id=article.id,
        listed=article.record.withdrawn is None,
        pages={
            language: article_page(reader, facing, language, drawn[language], offered(files, language, "../../"))
            for language, facing in facings.items()
        },
        pictures={drawn[language]: words for language, words in said.items() if words},
        cards={language: card(facing, language) for language, facing in facings.items()},
        pairs={language: _pairs(reader, facing, held) for language, facing in facings.items()},
        count=count(facings),
    )


def _pairs(reader: Reader, facing: Facing, held: dict[int, tuple[Pair, ...]]) -> tuple[Pair, ...]:
    if id(facing) not in held:
        held[id(facing)] = pairs(reader, facing)
    return held[id(facing)]
