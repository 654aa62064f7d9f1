"""`review`: a person has read a translation against its source; the hashes of what was read are written down."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from diptych.jobs.selection import select
from diptych.model.article import Article
from diptych.model.layout import article_folder, review_path
from diptych.model.ledger import Review, State
from diptych.model.problem import Refused, Severity, rule
from diptych.store.archive import load, load_article
from diptych.store.files import locked
from diptych.store.writing import update_article
from diptych.text.bitext import NO_TRANSLATION, Reading, read_bitext, settle
from diptych.text.facing import JOIN
from diptych.text.ledgerfile import ReviewFile, write_reviews
from diptych.text.near import did_you_mean
from diptych.text.normal import forbidden
from diptych.text.schema import plain
from diptych.text.schema import read as read_schema
from diptych.text.yamltext import NOT_TEXT, Tree

_SUM = re.compile(r"^  sum: .*\n", re.M)  # of an entry that a person has still to fill in

NO_BLOCK = rule(
    "D461",
    Severity.ERROR,
    "there is no translated block `{block}` in this text{near}",
    "The numbers stand between the two texts on the article's page; number 7 is p7.",
    "không có khối dịch nào mang mã `{block}` trong bài này{near_vi}",
    "Số của khối nằm giữa hai văn bản trên trang bài; số 7 là p7.",
)
NO_TRANSLATION_YET = rule(
    "D462",
    Severity.ERROR,
    "there is no translation into `{language}` to be reviewed",
    "Translate the article first, or give --to another language.",
    "chưa có bản dịch `{language}` nào để hiệu đính",
    "Hãy dịch bài trước, hoặc cho --to một ngôn ngữ khác.",
)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a review has added, and what is left to review."""

    blocks: tuple[str, ...]
    left: tuple[str, ...]


def review(root: Path, article_id: str, language: str, name: str, today: str, blocks: Sequence[str] = ()) -> Reviewed:
    """Notes that `name` has read these blocks (all that are translated, where none is named) as they stand now.

    Raises Refused.
    """
    with locked(root):
        (article,) = select(load(root), [article_id])
        reading = read_bitext(article, language)
        words = _wordings(reading)
        if not words:
            raise Refused(NO_TRANSLATION_YET.at(article_folder(article_id), language=language))
        path = review_path(article_id, language)
        _known(blocks, words, path)
        old = article.translations.get(language, NO_TRANSLATION).reviews
        done = {(item.name, item.source, item.target) for item in old}
        chosen = [block for block in (blocks or words) if (name, *words[block]) not in done]
        new = [_review(block, words[block], name, today) for block in chosen]
        if problems := [NOT_TEXT.at("--name", 0, what=character) for _, character in forbidden(name)]:
            raise Refused(*problems)
        read_schema(Tree({"reviews": plain(new)}), ReviewFile, "--name")
        update_article(root, article_id, language, lambda fresh: settle(fresh, language, {}), new)
        after = read_bitext(load_article(root, article_id), language)
    left = [block for row in after.bitext.rows if row.state is not State.REVIEWED for block in row.ids]
    return Reviewed(tuple(chosen), tuple(left))


def _review(block: str, words: tuple[str, str], name: str, today: str) -> Review:
    source, target = words
    return Review(id=block, source=source, target=target, name=name, date=today)


def review_lines(articles: Iterable[Article], today: str) -> Iterator[tuple[str, str]]:
    """For each review file, the lines for what is translated and not yet reviewed, as it stands: (path, YAML).

    The name is left empty, so that nobody's is written by mistake: the reader of the file refuses it until it is there.
    """
    for article in articles:
        for language in article.translations:
            reading = read_bitext(article, language)
            words = _wordings(reading)
            rows = (row for row in reading.bitext.rows if row.state is not State.REVIEWED)
            open_ones = [_review(name, words[name], "", today) for row in rows for name in row.ids if name in words]
            if open_ones:
                written = _SUM.sub("", write_reviews(open_ones)).replace('name: ""', "name:")
                old = article.translations[language].reviews
                yield (
                    review_path(article.id, language),
                    written.removeprefix("reviews:\n" if old else ""),
                )


def _wordings(reading: Reading) -> dict[str, tuple[str, str]]:
    """Each translated block with the hashes of what a reader of the page sees: (source, target)."""
    sources = dict(zip(reading.source.ids, (block.hash for block in reading.source.blocks), strict=True))
    out: dict[str, tuple[str, str]] = {}
    for row in reading.bitext.rows:
        target = JOIN.join(reading.target.blocks[at].hash for at in row.targets)
        out.update((block, (sources[block], target)) for block in row.ids if target)
    return out


def _known(blocks: Sequence[str], words: dict[str, tuple[str, str]], path: str) -> None:
    problems = []
    for block in blocks:
        if block not in words:
            problems.append(NO_BLOCK.at(path, block=block, **did_you_mean(block, words)))
    if problems:
        raise Refused(*problems)
