"""An archive read from its folder: everything is read and every problem collected before anything is done."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Container, Iterator, Mapping
from itertools import chain, count
from pathlib import Path
from typing import TypeVar

from diptych.model.archive import Archive
from diptych.model.article import Article, Translation
from diptych.model.layout import ARTICLES, BLOCKS, GLOSSARY, RECORD, SETTINGS
from diptych.model.ledger import SourceBlock
from diptych.model.problem import Problem, Refused, Severity, rule
from diptych.model.settings import Settings
from diptych.model.term import GlossaryTerm
from diptych.store.door import enter
from diptych.store.files import MB, SYMLINK, TEMPORARY, read, unreadable
from diptych.text.archive_files import (
    CONFLICT_TEXT,
    check_languages,
    checked_text,
    read_record,
    read_settings,
    read_term,
)
from diptych.text.ledgerfile import LIMIT, has_conflict, read_blocks, read_entries, read_reviews
from diptych.text.slug import MAX_SLUG, is_slug, slug

TEXT_LIMIT = 10 * MB  # more than `add` can make of what it takes

T = TypeVar("T")

FILES = re.compile(
    r"article\.yml|blocks\.yml|original\.[a-z0-9]+|(?P<lang>[A-Za-z0-9-]+)(?:\.md|\.ledger\.yml|\.review\.yml)"
)

BAD_ID = rule(
    "D206",
    Severity.ERROR,
    "`{name}` cannot be an id: expected small letters a–z, digits and single hyphens, at most 80, and not `index`",
    "Rename it to `{suggested}`.",
    "`{name}` không dùng làm mã được: chỉ gồm chữ thường a–z, chữ số, dấu gạch nối đơn, tối đa 80, và khác `index`",
    "Hãy đổi tên thành `{suggested}`.",
)
NO_RECORD = rule(
    "D207",
    Severity.ERROR,
    "the article has no record: no article.yml",
    "Add the text with `diptych add`, which writes one, or write `language: …` into a new article.yml.",
    "bài không có phiếu mô tả: thiếu article.yml",
    "Hãy thêm bài bằng `diptych add` để có sẵn phiếu, hoặc tạo article.yml với dòng `language: …`.",
)
NO_SOURCE = rule(
    "D208",
    Severity.ERROR,
    "the source text {file} is missing, though the record says `language: {language}`",
    "Add the file, or correct `language` in article.yml.",
    "thiếu văn bản nguồn {file}, trong khi phiếu ghi `language: {language}`",
    "Hãy thêm tệp này, hoặc sửa `language` trong article.yml.",
)
UNKNOWN_FILE = rule(
    "D210",
    Severity.WARNING,
    "this file has no place in an article's folder; it is not read",
    "Rename it to one of article.yml, <language>.md, <language>.review.yml, or take it away.",
    "tệp này không thuộc cấu trúc thư mục của bài nên không được đọc",
    "Hãy đổi tên thành article.yml, <ngôn ngữ>.md, <ngôn ngữ>.review.yml, hoặc bỏ đi.",
)
CONFLICT_LEDGER = rule(
    "D212",
    Severity.ERROR,
    "git left conflict marks here (<<<<<<<); both sides were read, nothing is lost",
    "Run `diptych translate {id} --engine none`: it writes the file anew from both sides.",
    "git để lại dấu xung đột ở đây (<<<<<<<); cả hai phía đều đã được đọc, không mất gì",
    "Hãy chạy `diptych translate {id} --engine none`: lệnh sẽ ghi lại tệp từ cả hai phía.",
)


def load(root: Path, only: Container[str] | None = None) -> Archive:
    """The archive in a folder; of its articles only some, where ids are given.

    Raises Refused where the settings cannot be read; everything else is left out and listed as a problem.
    """
    settings = load_settings(root)
    problems: list[Problem] = []
    articles = []
    for folder in _entries(root / ARTICLES, problems, f"{ARTICLES}/"):
        if only is not None and folder.name not in only:
            continue
        if article := _tried(_article, folder, problems):
            articles.append(article)
    terms = {}
    for file in _entries(root / GLOSSARY, problems, f"{GLOSSARY}/", ".yml"):
        if term := _tried(_term, file, problems):
            terms[file.stem] = term
    return Archive(settings=settings, articles=tuple(articles), terms=terms, problems=tuple(problems))


def article_ids(root: Path) -> frozenset[str]:
    """The ids of all articles, of those that cannot be read too."""
    return frozenset(folder.name for folder in _entries(root / ARTICLES, [], f"{ARTICLES}/"))


def load_article(root: Path, name: str) -> Article:
    """One article as its files stand now. Raises Refused."""
    return _article(root / ARTICLES / name, [])


def load_settings(root: Path) -> Settings:
    """Raises Refused."""
    enter(root)
    return read_settings(read(root / SETTINGS, SETTINGS, MB), SETTINGS)


def _article(folder: Path, problems: list[Problem]) -> Article:
    shown = f"{ARTICLES}/{folder.name}/"
    files = dict(_files(folder, shown, problems))
    if RECORD not in files:
        raise Refused(NO_RECORD.at(shown + RECORD))
    record = read_record(files[RECORD], shown + RECORD)
    source = f"{record.language}.md"
    if source not in files:
        raise Refused(NO_SOURCE.at(shown + source, file=source, language=record.language))
    known: tuple[SourceBlock, ...] = ()
    if data := files.get(BLOCKS):
        known = read_blocks(data, shown + BLOCKS)
        _note_conflict(data, shown + BLOCKS, folder.name, problems)
    languages = {found["lang"] for name in files if (found := FILES.fullmatch(name)) and found["lang"]}
    translations = {
        language: _translation(language, files, shown, folder.name, problems)
        for language in sorted(languages - {record.language})
    }
    return Article(
        id=folder.name,
        record=record,
        text=checked_text(files[source], shown + source),
        known=known,
        translations=translations,
    )


def _term(file: Path, _: list[Problem]) -> GlossaryTerm:
    shown = f"{GLOSSARY}/{file.name}"
    return read_term(read(file, shown, MB), shown)


def _translation(
    language: str, files: Mapping[str, bytes], shown: str, name: str, problems: list[Problem]
) -> Translation:
    check_languages(f"{shown}{language}.md", [(language, 0)])
    text, ledger, review = (f"{language}{end}" for end in (".md", ".ledger.yml", ".review.yml"))
    translation = Translation(
        checked_text(files[text], shown + text) if text in files else "",
        read_entries(files[ledger], shown + ledger) if ledger in files else (),
        read_reviews(files[review], shown + review) if review in files else (),
    )
    if ledger in files:
        _note_conflict(files[ledger], shown + ledger, name, problems)
    if review in files and (line := has_conflict(files[review].decode("utf-8", "replace"))):
        problems.append(CONFLICT_TEXT.at(shown + review, line))  # people write this file, and people mend it
    return translation


def _note_conflict(data: bytes, shown: str, name: str, problems: list[Problem]) -> None:
    if line := has_conflict(data.decode("utf-8", "replace")):
        problems.append(CONFLICT_LEDGER.at(shown, line, id=name))


def _tried(make: Callable[[Path, list[Problem]], T], path: Path, problems: list[Problem]) -> T | None:
    try:
        return make(path, problems)
    except Refused as refused:
        problems += refused.problems
    except OSError as error:
        problems.append(unreadable(error, f"{path.parent.name}/{path.name}"))
    return None


def _files(folder: Path, shown: str, problems: list[Problem]) -> Iterator[tuple[str, bytes]]:
    """The files of an article's folder that are read into the archive; the original stays unopened."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.name.startswith(".") and not entry.is_symlink():
            continue
        if entry.is_symlink():
            raise Refused(SYMLINK.at(shown + entry.name))
        if not entry.is_file() or not FILES.fullmatch(entry.name):
            problems.append(UNKNOWN_FILE.at(shown + entry.name))
        elif not entry.name.startswith("original."):
            limit = TEXT_LIMIT if entry.name.endswith(".md") else LIMIT
            yield entry.name, read(Path(entry.path), shown + entry.name, limit)


def _entries(folder: Path, problems: list[Problem], shown: str, suffix: str = "") -> Iterator[Path]:
    """The folders (or files with `suffix`) of a folder, by name; what cannot be an id is a problem."""
    if folder.is_symlink():
        problems.append(SYMLINK.at(shown))
        return
    entries = sorted(os.scandir(folder), key=lambda entry: entry.name) if folder.is_dir() else []
    taken = {entry.name.removesuffix(suffix) for entry in entries}
    for entry in entries:
        name = entry.name.removesuffix(suffix)
        if entry.is_symlink():
            problems.append(SYMLINK.at(shown + entry.name))
        elif entry.name.startswith(".") and (entry.is_file() or entry.name.endswith(TEMPORARY)):
            continue
        elif not entry.name.endswith(suffix) or entry.is_dir() == bool(suffix):
            problems.append(UNKNOWN_FILE.at(shown + entry.name))
        elif not is_slug(name):
            suggested = free_id(slug(name) or "a-name", taken) + suffix
            problems.append(BAD_ID.at(shown + entry.name, name=name, suggested=suggested))
        else:
            yield Path(entry.path)


def free_id(name: str, taken: Container[str]) -> str:
    """An id that is not taken: the name itself, or with the first number that makes it one."""
    numbered = (f"{name[: MAX_SLUG - len(str(number)) - 1].rstrip('-')}-{number}" for number in count(2))
    return next(made for made in chain([name], numbered) if made not in taken)
