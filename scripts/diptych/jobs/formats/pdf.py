"""PDFs of editions: data by `formats.pdf`, set by `store`; a book in volumes, each in a process of its own."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from diptych.formats.pdf.document import document, is_book, volumes
from diptych.jobs.formats import Format, Parts
from diptych.model.article import Article
from diptych.model.layout import ARTICLES, SETTINGS, article_folder, original_path, record_path, term_path
from diptych.model.problem import Problem, Refused, Severity, rule
from diptych.reading.edition import Edition
from diptych.store.pool import workers
from diptych.store.typeset import NotSet, fonts, typeset

MOST_TOLD = 10  # characters of one edition without a glyph that are told
WORDS = 600  # characters of the typesetter's words that are told

NO_GLYPH = rule(
    "D550",
    Severity.ERROR,
    "no font has a glyph for `{character}` ({code}, {name}); the PDF was not made",
    "Set DIPTYCH_FONTS to a folder with a whole TTF or OTF font that has it, such as a Noto font, or take the "
    "character out of the text.",
    "không phông chữ nào có ký tự `{character}` ({code}, {name}); chưa tạo PDF",
    "Hãy đặt biến DIPTYCH_FONTS trỏ tới thư mục có phông TTF hoặc OTF đầy đủ chứa ký tự này, chẳng hạn một phông Noto, "
    "hoặc bỏ ký tự khỏi văn bản.",
)
NOT_TYPESET = rule(
    "D551",
    Severity.ERROR,
    "the typesetter refused this edition; the PDF was not made. It said: {words}",
    "This is a fault of Diptych, not of the text: please report it with the article.",
    "chương trình xếp chữ từ chối ấn bản này; chưa tạo PDF. Thông báo: {words}",
    "Đây là lỗi của Diptych, không phải của văn bản: xin báo lại, kèm bài viết.",
)
NO_MEMORY = rule(
    "D552",
    Severity.ERROR,
    "the process that typeset volume {volume} of {count} was ended by the system; the PDF was not made",
    "A volume needs up to 1.5 GB of memory: end other programs, then run the command again.",
    "tiến trình xếp chữ tập {volume}/{count} đã bị hệ thống dừng; chưa tạo PDF",
    "Một tập cần tới 1,5 GB bộ nhớ: hãy đóng bớt chương trình khác rồi chạy lại lệnh.",
)


def make(_root: Path, edition: Edition) -> Parts:
    """The edition's volumes: (part, bytes); the part of an only one is "". Raises Refused (D550 to D553)."""
    fonts()  # here, so that what is wrong with them is not told by another process
    found = volumes(edition)
    for number, volume in enumerate(found, 1):
        data = document(volume, number, len(found))
        try:
            lost = NO_MEMORY.at(ARTICLES, volume=number, count=len(found))
            made = _apart(data, lost) if is_book(edition) else typeset(data)
        except NotSet as failed:
            raise Refused(*_problems(volume, failed)) from None
        yield (f"-{number}" if len(found) > 1 else ""), made


def _apart(data: dict[str, object], lost: Problem) -> bytes:
    """A book typeset in a process of its own: the typesetter gives no memory back before its process ends."""
    with workers(1, lost=lost) as one:
        return one.submit(typeset, data).result()


def _problems(edition: Edition, failed: NotSet) -> Iterator[Problem]:
    if not failed.characters:
        where = article_folder(edition.articles[0].id) if len(edition.articles) == 1 else ARTICLES
        yield NOT_TYPESET.at(where, words=" ".join(failed.words.split())[:WORDS])
    for character in failed.characters[:MOST_TOLD]:
        path, line = _place(edition, character)
        codes = " ".join(f"U+{ord(one):04X}" for one in character)
        name = " + ".join(unicodedata.name(one, "?") for one in character)
        yield NO_GLYPH.at(path, line, character=character, code=codes, name=name)


def _place(edition: Edition, character: str) -> tuple[str, int]:
    """Where an edition first has a character: in a text, a record, the glossary or the settings."""
    for article in edition.articles:
        for name, text in _texts(article):
            if at := _line(text, character):
                return original_path(article.id, name), at
    for article in edition.articles:
        if character in repr(article.record):
            return record_path(article.id), 0
    archive = edition.reader.archive
    named = [term_path(name) for name, term in archive.terms.items() if character in repr(term)]
    if named or character in repr(archive.settings):
        return (named or [SETTINGS])[0], 0
    return article_folder(edition.articles[0].id), 0  # written as a reference, such as `&#x1F600;`


def _texts(article: Article) -> Sequence[tuple[str, str]]:
    others = ((f"{language}.md", one.text) for language, one in article.translations.items())
    return [(f"{article.record.language}.md", article.text), *others]


def _line(text: str, character: str) -> int:
    """The line, from 1, on which a text has a character as it is printed; 0 where it has not."""
    lines = unicodedata.normalize("NFC", text).split("\n")
    return next((number for number, line in enumerate(lines, 1) if character in line), 0)


FORMAT = Format(name="pdf", suffix=".pdf", make=make)
