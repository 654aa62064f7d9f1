"""Ledgers and reviews: what the tool's files say of an article that its texts do not bear out."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from diptych.model.article import Article
from diptych.model.layout import BLOCKS, article_folder, blocks_path, ledger_path, review_path
from diptych.model.ledger import Entry, Review, SourceBlock
from diptych.model.problem import Problem, Severity, rule
from diptych.reading.article import ReadArticle
from diptych.text.near import did_you_mean

ORPHAN = rule(
    "D241",
    Severity.WARNING,
    "this translated block has lost its source; it is kept here and not published",
    "Move its words to where they belong, or delete the block.",
    "khối dịch này không còn nguyên bản; nó được giữ ở đây và không đăng",
    "Hãy chuyển câu chữ tới chỗ phù hợp, hoặc xóa khối này.",
)
NOT_SETTLED = rule(
    "D242",
    Severity.WARNING,
    "the tool's files do not know the latest edits yet",
    "Run `diptych translate {name} --engine none` and commit what it writes.",
    "các tệp do công cụ giữ chưa biết những sửa đổi mới nhất",
    "Hãy chạy `diptych translate {name} --engine none` rồi commit những gì lệnh ghi ra.",
)
REVIEW_OF_NOTHING = rule(
    "D243",
    Severity.ERROR,
    "a review names the block `{block}`, which this article has never had{near}",
    "Correct the id: it is the number beside the paragraph on the page. `diptych review` writes reviews by itself.",
    "có ghi nhận hiệu đính cho khối `{block}`, mà bài này chưa từng có{near_vi}",
    "Hãy sửa mã: đó là số bên cạnh đoạn trên trang. Lệnh `diptych review` tự ghi các mục này.",
)
OMITTED_NOTHING = rule(
    "D244",
    Severity.WARNING,
    "a mark says that `{block}` was left out, but {block} is translated, or the article has no such block",
    "Correct the id: it is the number beside the paragraph on the page. Or delete the mark.",
    "có dấu ghi rằng `{block}` được lược bỏ, nhưng {block} đã có bản dịch, hoặc bài không có khối này",
    "Hãy sửa mã: đó là số bên cạnh đoạn trên trang. Hoặc xóa dấu này.",
)
NOT_A_REVIEWER = rule(
    "D245",
    Severity.ERROR,
    "a new review bears the name “{name}”, which `reviewers` in archive.yml did not hold before this change",
    "Let a reviewer read the text, or let a keeper add the name to archive.yml first, in a change of its own.",
    "ghi nhận hiệu đính mới mang tên “{name}”, tên này không có trong `reviewers` của archive.yml trước thay đổi này",
    "Hãy để người hiệu đính đọc bài, hoặc để người giữ kho thêm tên vào archive.yml trước, trong một thay đổi riêng.",
)
ALTERED = rule(
    "D750",
    Severity.WARNING,
    "the entry of `{block}` is not as the tool wrote it: it does not fit its `sum`, {sum} (such entries here: {count})",
    "Take the file back from git or a copy. If an entry was changed on purpose, delete its line `sum: …`.",
    "mục của `{block}` không còn như lúc công cụ ghi: nội dung không khớp với `sum` là {sum} (số mục như vậy trong "
    "tệp: {count})",
    "Hãy lấy lại tệp từ git hoặc từ một bản sao. Nếu mục được sửa có chủ ý, hãy xóa dòng `sum: …` của mục đó.",
)


def check_ledgers(read: ReadArticle) -> Iterator[Problem]:
    article, source = read.article, read.source
    folder = article_folder(article.id)
    unsettled = [] if source.known == article.known else [BLOCKS]
    for language, translation in article.translations.items():
        reading = read.reading(language)
        known = {block.id for block in source.known}
        names = (review.id for review in translation.reviews)
        for name in dict.fromkeys(name for name in names if name not in known):
            path = review_path(article.id, language)
            yield REVIEW_OF_NOTHING.at(path, block=name, **did_you_mean(name, known))
        for at in reading.bitext.orphans:
            yield ORPHAN.at(f"{folder}/{language}.md", reading.target.blocks[at].line)
        for at, block in enumerate(reading.target.blocks):
            if block.omitted and reading.bitext.marks.get(block.marks) != at:
                yield OMITTED_NOTHING.at(f"{folder}/{language}.md", block.line, block=block.marks)
        if reading.bitext.entries != translation.entries:
            unsettled.append(f"{language}.ledger.yml")
    yield from (NOT_SETTLED.at(f"{folder}/{name}", name=article.id) for name in unsettled[:1])  # one run settles all
    yield from _altered(blocks_path(article.id), article.known)
    for language, translation in article.translations.items():
        yield from _altered(ledger_path(article.id, language), translation.entries)
        yield from _altered(review_path(article.id, language), translation.reviews)


def _altered(path: str, entries: Sequence[SourceBlock | Entry | Review]) -> Iterator[Problem]:
    """The first of a file's entries that do not fit their checksums: what alters one may alter thousands."""
    wrong = [entry for entry in entries if entry.sum]
    yield from (ALTERED.at(path, block=one.id, sum=one.sum, count=len(wrong)) for one in wrong[:1])


def new_reviews(
    article: Article, before: Mapping[str, Container[Review]], allowed: Container[str]
) -> Iterator[Problem]:
    """New reviews by people who may not review; `before` are the reviews of each language that were there."""
    for language, translation in article.translations.items():
        names = [review.name for review in translation.reviews if review not in before.get(language, ())]
        for name in dict.fromkeys(name for name in names if name not in allowed):
            yield NOT_A_REVIEWER.at(review_path(article.id, language), name=name)
