"""What commands write into an archive's folder of articles."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from diptych.model.article import Article
from diptych.model.layout import ARTICLES, blocks_path, ledger_path, review_path, text_path
from diptych.model.ledger import Review
from diptych.model.problem import Refused, Severity, rule
from diptych.store.archive import load_article
from diptych.store.files import TEMPORARY, sync_folder, write, write_over
from diptych.text.bitext import NO_TRANSLATION, Settled, settle
from diptych.text.ledgerfile import has_conflict, read_reviews, write_blocks, write_entries, write_reviews
from diptych.text.normal import unix

TRIES = 3

CHANGING = rule(
    "D453",
    Severity.ERROR,
    "the text kept changing while it was written; its files are as the others left them",
    "Close what writes to them, then run the command again; what engines answered is kept for it.",
    "văn bản liên tục thay đổi trong lúc ghi; các tệp của bài vẫn như người khác đã lưu",
    "Hãy đóng chương trình đang ghi vào tệp rồi chạy lại lệnh; câu trả lời của máy dịch vẫn được giữ cho lần chạy đó.",
)


def write_article(root: Path, name: str, files: Mapping[str, bytes]) -> None:
    """A new article's folder with all its files, or no folder at all.

    Raises FileExistsError, OSError.
    """
    folder = root / ARTICLES / name
    temporary = folder.with_name(f".{name}{TEMPORARY}")
    shutil.rmtree(temporary, ignore_errors=True)
    try:
        for file, data in files.items():
            write(temporary / file, data)
        if folder.exists():
            raise FileExistsError(str(folder))
        temporary.rename(folder)
        sync_folder(folder.parent)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def update_article(
    root: Path,
    name: str,
    language: str,
    change: Callable[[Article], Settled | None],
    reviews: Sequence[Review] = (),
) -> tuple[Article, Settled] | None:
    """Writes what `change` makes of a translation, from the article as it stands now: people may be at work on it.

    Where somebody saves a file between the reading and the writing, the article is read and changed once more. New
    `reviews` are written first, so that `change` sees them. Gives the article as it was read last and what was
    written, None where `change` found nothing to write. Raises Refused (D453 where the files kept changing), OSError.
    """
    for _ in range(TRIES):
        if not _add_reviews(root, review_path(name, language), reviews):
            continue
        article = load_article(root, name)
        done = change(article)
        if done is None:
            return None
        others = (tag for tag in article.translations if tag != language)
        if write_settled(root, article, {language: done, **{tag: settle(article, tag, {}) for tag in others}}):
            return article, done
    raise Refused(CHANGING.at(text_path(name, language)))


def _add_reviews(root: Path, shown: str, reviews: Sequence[Review]) -> bool:
    """The new reviews behind what the file holds, whose remarks stay; False if somebody has just changed it."""
    path = root / shown
    before = path.read_bytes() if reviews and path.exists() else b""
    old = read_reviews(before, shown) if before else ()
    new = tuple(review for review in reviews if review not in old)
    if not new:
        return True
    text = unix(before.decode("utf-8")).rstrip("\n") + "\n\n" + write_reviews(new).removeprefix("reviews:\n")
    if not old or has_conflict(text) or read_reviews(text.encode(), shown) != (*old, *new):
        text = write_reviews((*old, *new))
    return write_over(path, before, text.encode())


def write_settled(root: Path, article: Article, settled: Mapping[str, Settled]) -> bool:
    """The files of an article's translations, in the order that keeps every moment between two writes honest.

    Gives False, with no more written, if somebody changed a text since `article` was read.
    """
    for language, done in settled.items():
        old = article.translations.get(language, NO_TRANSLATION)
        text, ledger = root / text_path(article.id, language), root / ledger_path(article.id, language)
        if done.text != old.text:
            write(ledger, write_entries(done.between).encode())
            if not write_over(text, old.text.encode(), done.text.encode()):
                return False
        if done.entries or ledger.exists():
            write(ledger, write_entries(done.entries).encode())
    write(root / blocks_path(article.id), write_blocks(next(iter(settled.values())).known).encode())
    return True
