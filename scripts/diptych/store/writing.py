"""What commands write into an archive's folder of articles."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from diptych.model.article import Article
from diptych.store.archive import ARTICLES
from diptych.store.files import TEMPORARY, sync_folder, write, write_over
from diptych.text.bitext import NO_TRANSLATION, Settled
from diptych.text.ledgerfile import write_blocks, write_entries


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


def write_settled(root: Path, article: Article, settled: Mapping[str, Settled]) -> bool:
    """The files of an article's translations, in the order that keeps every moment between two writes honest.

    Gives False, with no more written, if somebody changed a text since `article` was read.
    """
    folder = root / ARTICLES / article.id
    for language, done in settled.items():
        old = article.translations.get(language, NO_TRANSLATION)
        text, ledger = folder / f"{language}.md", folder / f"{language}.ledger.yml"
        if done.text != old.text:
            write(ledger, write_entries(done.between).encode())
            if not write_over(text, old.text.encode(), done.text.encode()):
                return False
        if done.entries or ledger.exists():
            write(ledger, write_entries(done.entries).encode())
    write(folder / "blocks.yml", write_blocks(next(iter(settled.values())).known).encode())
    return True
