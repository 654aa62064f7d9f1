"""Structure: titles, notes, links and markup of a text that do not hold together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from diptych.checks.ledgers import check_ledgers
from diptych.checks.references import check_topics
from diptych.model.block import Block, Kind
from diptych.model.content import Heading, Note, lines
from diptych.model.inline import Link, NoteMark, walk
from diptych.model.layout import article_folder, record_path
from diptych.model.problem import Problem, Severity, rule
from diptych.model.settings import Settings
from diptych.reading.article import ReadArticle
from diptych.text.href import safe_href
from diptych.text.normal import BOM

NO_TITLE = rule(
    "D221",
    Severity.ERROR,
    "the text does not begin with its title: expected a first line `# …`",
    "Put the title in the first line, behind `# `.",
    "văn bản không mở đầu bằng nhan đề: dòng đầu phải là `# …`",
    "Hãy đặt nhan đề ở dòng đầu, sau `# `.",
)
TWO_TITLES = rule(
    "D222",
    Severity.ERROR,
    "a second title (`# …`) stands here; the first is in line {first}",
    "Write headings inside the text with `## `.",
    "có nhan đề thứ hai (`# …`) ở đây; nhan đề đầu ở dòng {first}",
    "Hãy viết đề mục trong bài bằng `## `.",
)
NOT_NFC = rule(
    "D223",
    Severity.ERROR,
    "letters and their accents are written apart here (Unicode NFD); expected NFC",
    "Save the file in NFC: most editors have a command for it; `diptych add` does it by itself.",
    "chữ và dấu ở đây được ghi rời (Unicode NFD); cần dạng dựng sẵn NFC",
    "Hãy lưu tệp ở dạng NFC: phần lớn trình soạn thảo có lệnh này; `diptych add` tự làm việc đó.",
)
LINE_ENDS = rule(
    "D224",
    Severity.NOTICE,
    "the file has Windows line ends or a byte-order mark; it is read as if it had neither",
    "Save it as UTF-8 without a mark, with Unix line ends (LF), so that git shows only the lines that you changed.",
    "tệp dùng kiểu xuống dòng của Windows hoặc có dấu BOM; nội dung vẫn được đọc như thường",
    "Hãy lưu tệp ở dạng UTF-8 không BOM, xuống dòng kiểu Unix (LF), để git chỉ hiện những dòng bạn đã sửa.",
)
NOTE_WITHOUT_TEXT = rule(
    "D225",
    Severity.ERROR,
    "the note mark [^{label}] has no note",
    "Add a paragraph `[^{label}]: …` at the end of the text.",
    "dấu chú thích [^{label}] không có nội dung chú thích",
    "Hãy thêm một đoạn `[^{label}]: …` ở cuối văn bản.",
)
NOTE_WITHOUT_MARK = rule(
    "D226",
    Severity.WARNING,
    "no mark in the text calls the note [^{label}]",
    "Put [^{label}] where the note belongs, or delete the note.",
    "không có chỗ nào trong bài gọi chú thích [^{label}]",
    "Hãy đặt [^{label}] vào chỗ cần chú thích, hoặc xóa chú thích.",
)
UNSAFE_LINK = rule(
    "D227",
    Severity.ERROR,
    "the link to {target} is not published; expected an address with https://, http:// or mailto:",
    "Write the whole address.",
    "liên kết tới {target} không được đăng; cần địa chỉ có https://, http:// hoặc mailto:",
    "Hãy viết đầy đủ địa chỉ.",
)
WITHDRAWN_SHOWN = rule(
    "D582",
    Severity.ERROR,
    "the text is withdrawn, but `publish` is `{publish}`; expected `record`",
    "Write `publish: record`, or take `withdrawn` out to show the text again.",
    "bài đã được rút, nhưng `publish` lại là `{publish}`; cần `record`",
    "Hãy ghi `publish: record`, hoặc bỏ `withdrawn` để đăng lại văn bản.",
)
LOOKS_LIKE_MARKUP = rule(
    "D228",
    Severity.WARNING,
    "{what} is shown as plain text; the archive's Markdown has none",
    "Write links as [text](address), and leave HTML out.",
    "{what} được hiển thị như chữ thường; Markdown của kho không có dạng này",
    "Hãy viết liên kết dạng [chữ](địa chỉ) và bỏ HTML.",
)

_MARKUP = re.compile(r"(?P<html></?[a-zA-Z][\w-]*(?:\s[^<>]*)?/?>)|^(?P<reference>\[[^\]^]+\]:\s+\S+)", re.MULTILINE)
# Links that the parser leaves as text.
_REFUSED_LINK = re.compile(r"\]\(\s*<?(?P<href>(?:javascript|vbscript|file|data):[^\s)>]*)", re.IGNORECASE)


def check_article(read: ReadArticle, settings: Settings) -> Iterator[Problem]:
    """Every problem of structure in one article: of its record, its texts, and what the tool's files say of them."""
    article = read.article
    folder = article_folder(article.id)
    if article.record.withdrawn and article.record.publish != "record":
        yield WITHDRAWN_SHOWN.at(record_path(article.id), publish=article.record.publish)
    yield from check_topics(article, settings)
    yield from _text(article.text, read.source.blocks, f"{folder}/{article.record.language}.md")
    for language, reading in read.readings.items():
        blocks = [block for block in reading.target.blocks if block.kind is not Kind.MARK]
        yield from _text(article.translations[language].text, blocks, f"{folder}/{language}.md", translated=True)
    yield from check_ledgers(read)


def _text(text: str, blocks: Sequence[Block], path: str, translated: bool = False) -> Iterator[Problem]:
    if translated and not text:
        return
    if text.startswith(BOM) or "\r" in text:
        yield LINE_ENDS.at(path, 1)
    yield from _titles(blocks, path, translated)
    apart = [block for block in blocks if not unicodedata.is_normalized("NFC", block.text)]
    yield from (NOT_NFC.at(path, block.line) for block in apart[:1])  # saving the file mends them all
    for block in blocks:
        yield from _markup(block, path)
    yield from _notes(blocks, path)
    yield from _links(blocks, path)


def _titles(blocks: Sequence[Block], path: str, translated: bool) -> Iterator[Problem]:
    titles = [block for block in blocks if isinstance(block.content, Heading) and block.content.level == 1]
    if not translated and (not blocks or not titles or titles[0] is not blocks[0]):
        yield NO_TITLE.at(path, 1)
    for block in titles[1:]:
        yield TWO_TITLES.at(path, block.line, first=titles[0].line)


def _markup(block: Block, path: str) -> Iterator[Problem]:
    if block.kind is Kind.CODE:
        return
    for found in _MARKUP.finditer(re.sub(r"`[^`]*`", "", block.text)):
        yield LOOKS_LIKE_MARKUP.at(path, _line(block, found), what=found.group()[:60])


def _line(block: Block, found: re.Match[str]) -> int:
    return block.line + block.text.count("\n", 0, found.start())


def _notes(blocks: Sequence[Block], path: str) -> Iterator[Problem]:
    notes = {block.content.label: block for block in blocks if isinstance(block.content, Note)}
    called: dict[str, Block] = {}
    for block in blocks:
        for line in lines(block.content):
            called.update((node.label, block) for node in walk(line) if isinstance(node, NoteMark))
    for label, block in called.items():
        if label not in notes:
            yield NOTE_WITHOUT_TEXT.at(path, block.line, label=label)
    for label, block in notes.items():
        if label not in called:
            yield NOTE_WITHOUT_MARK.at(path, block.line, label=label)


def _links(blocks: Sequence[Block], path: str) -> Iterator[Problem]:
    for block in blocks:
        for line in lines(block.content):
            for node in walk(line):
                if isinstance(node, Link) and not safe_href(node.href):
                    yield UNSAFE_LINK.at(path, block.line, target=f"“{node.href[:80]}”")
        for found in _REFUSED_LINK.finditer(block.text if block.kind is not Kind.CODE else ""):
            yield UNSAFE_LINK.at(path, _line(block, found), target=f"“{found['href'][:80]}”")
