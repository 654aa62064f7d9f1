"""What a record leaves unsaid: rights and credits; and links to pages that this archive does not have."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from diptych.checks.subject import Passage
from diptych.model.article import Article
from diptych.model.inline import Link
from diptych.model.layout import record_path
from diptych.model.ledger import State
from diptych.model.problem import Example, Problem, Severity, rule
from diptych.model.rights import stated_rights
from diptych.model.settings import Settings
from diptych.reading.article import ReadArticle
from diptych.text.near import did_you_mean

NO_RIGHTS = rule(
    "D671",
    Severity.WARNING,
    "rights not stated ({count}): {names}",
    "Write `rights: …` into each article.yml: a licence, or who holds the rights. `rights` in archive.yml is only for "
    "texts that the archive itself wrote. Until then pages say that the rights are not stated.",
    "chưa rõ bản quyền ({count} bài): {names}",
    "Hãy ghi `rights: …` vào article.yml của từng bài: giấy phép hoặc người giữ bản quyền. `rights` trong archive.yml "
    "chỉ áp dụng cho những bài do kho tự viết. Khi chưa ghi, trang đăng nói rõ là chưa rõ bản quyền.",
    (
        Example("publisher: Example Press", "publisher: Example Press\nrights: CC BY 4.0"),
        Example("publisher: Báo Mới", "publisher: Báo Mới\nrights: CC BY 4.0"),
    ),
)
NO_TRANSLATORS = rule(
    "D672",
    Severity.WARNING,
    "people have translated into `{language}` here, and the record names none of them",
    "Name them in article.yml under `translations`, `{language}`, `translators`, as they wish to be named.",
    "đã có người dịch sang `{language}`, nhưng phiếu mô tả chưa nêu tên ai",
    "Hãy ghi tên người dịch trong article.yml, ở `translations`, `{language}`, `translators`, đúng như họ muốn.",
    (
        Example("translations:\n  en: {}", "translations:\n  en:\n    translators: [Lan]"),
        Example("translations:\n  en: {}", "translations:\n  en:\n    translators: [Lan]"),
    ),
)
DEAD_LINK = rule(
    "D673",
    Severity.WARNING,
    "the link leads to {what} of this archive that does not exist: `{name}`{near}",
    "Correct the address.",
    "liên kết dẫn tới {what_vi} không có trong kho: `{name}`{near_vi}",
    "Hãy sửa lại địa chỉ.",
    (
        Example(
            "See [the trial](https://diptych.example/en/articles/trail/).",
            "See [the trial](https://diptych.example/en/articles/trial/).",
        ),
        Example(
            "Xem [bài thử](https://diptych.example/vi/articles/trail/).",
            "Xem [bài thử](https://diptych.example/vi/articles/trial/).",
        ),
    ),
)

NAMES_TOLD = 10  # of articles; their number is told of all

_KINDS = {"articles": ("an article", "bài"), "glossary": ("a term", "thuật ngữ")}


def check_rights(articles: Iterable[Article], settings: Settings) -> Iterator[Problem]:
    """One problem for all articles whose rights nothing states, at the record of the first."""
    if names := [article.id for article in articles if not stated_rights(article.record, settings)]:
        told = ", ".join(names[:NAMES_TOLD]) + (", …" if len(names) > NAMES_TOLD else "")
        yield NO_RIGHTS.at(record_path(names[0]), count=len(names), names=told)


def check(read: ReadArticle) -> Iterator[Problem]:
    """People who translated, and whom the record does not name."""
    article = read.article
    path = record_path(article.id)
    for language, reading in read.readings.items():
        credits = article.record.translations.get(language)
        by_people = any(row.state in (State.REVIEWED, State.EDITED) and not row.machine for row in reading.bitext.rows)
        if by_people and not (credits and credits.translators):
            yield NO_TRANSLATORS.at(path, language=language)


def check_links(passage: Passage, address: str, pages: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    """Links below the archive's own address; `pages` are its ids, of "articles" and of "glossary"."""
    own = re.compile(re.escape(address.rstrip("/")) + r"/[A-Za-z-]+/(?P<kind>articles|glossary)/(?P<name>[^/?#]+)")
    for node in passage.nodes():
        if isinstance(node, Link) and (found := own.match(node.href)) and found["name"] not in pages[found["kind"]]:
            what, what_vi = _KINDS[found["kind"]]
            near = did_you_mean(found["name"], pages[found["kind"]])
            yield passage.at(DEAD_LINK, node.href, what=what, what_vi=what_vi, name=found["name"], **near)
