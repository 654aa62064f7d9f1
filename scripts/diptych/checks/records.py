"""What a record leaves unsaid: rights and credits; and links to pages that this archive does not have."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from diptych.checks.subject import Passage
from diptych.model.inline import Link
from diptych.model.layout import record_path
from diptych.model.ledger import State
from diptych.model.problem import Example, Problem, Severity, rule
from diptych.model.settings import Settings
from diptych.reading.article import ReadArticle
from diptych.text.near import did_you_mean

NO_RIGHTS = rule(
    "D671",
    Severity.WARNING,
    "nothing says whose rights this text is under",
    "Write `rights: …` into article.yml: a licence, or who holds the rights; `rights` in archive.yml speaks for all.",
    "chưa ghi bản quyền của văn bản này",
    "Hãy ghi `rights: …` vào article.yml: giấy phép hoặc người giữ bản quyền; `rights` trong archive.yml áp dụng cho "
    "cả kho.",
    (
        Example("language: en", "language: en\nrights: CC BY 4.0"),
        Example("language: vi", "language: vi\nrights: CC BY 4.0"),
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

_KINDS = {"articles": ("an article", "bài"), "glossary": ("a term", "thuật ngữ")}


def check(read: ReadArticle, settings: Settings) -> Iterator[Problem]:
    article = read.article
    path = record_path(article.id)
    if not (article.record.rights or settings.rights):
        yield NO_RIGHTS.at(path)
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
