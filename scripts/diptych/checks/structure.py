"""Structure: titles, notes, links, ids and references that do not hold together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from diptych.model.archive import Archive
from diptych.model.article import Article
from diptych.model.block import Block, Kind
from diptych.model.content import Heading, Note, lines
from diptych.model.inline import Link, NoteMark, walk
from diptych.model.layout import BLOCKS, SETTINGS, article_folder, record_path, review_path, term_path
from diptych.model.ledger import Review
from diptych.model.problem import Problem, Rule, Severity, rule
from diptych.model.settings import Settings
from diptych.reading.article import ReadArticle
from diptych.text.forge import forge
from diptych.text.glossary import form_key
from diptych.text.href import safe_href
from diptych.text.near import quoted_nearest
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
    Severity.ERROR,
    "the file has Windows line ends or a byte-order mark",
    "Save the file as UTF-8 without a mark, with Unix line ends (LF).",
    "tệp dùng kiểu xuống dòng của Windows hoặc có dấu BOM",
    "Hãy lưu tệp ở dạng UTF-8 không BOM, xuống dòng kiểu Unix (LF).",
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
LOOKS_LIKE_MARKUP = rule(
    "D228",
    Severity.WARNING,
    "{what} is shown as plain text; the archive's Markdown has none",
    "Write links as [text](address), and leave HTML out.",
    "{what} được hiển thị như chữ thường; Markdown của kho không có dạng này",
    "Hãy viết liên kết dạng [chữ](địa chỉ) và bỏ HTML.",
)
UNKNOWN_TERM = rule(
    "D231",
    Severity.ERROR,
    "there is no term `{name}` (nearest: {nearest})",
    "Correct the id under `see`, or add glossary/{name}.yml.",
    "không có thuật ngữ `{name}` (gần nhất: {nearest})",
    "Hãy sửa mã trong `see`, hoặc thêm glossary/{name}.yml.",
)
UNKNOWN_TOPIC = rule(
    "D232",
    Severity.ERROR,
    "the topic `{name}` is not in archive.yml (nearest: {nearest})",
    "Correct it, or add it under `topics` in archive.yml.",
    "chủ đề `{name}` không có trong archive.yml (gần nhất: {nearest})",
    "Hãy sửa lại, hoặc thêm vào `topics` trong archive.yml.",
)
TWO_TERMS = rule(
    "D233",
    Severity.ERROR,
    "the form “{form}” ({language}) already belongs to the term `{other}`",
    "Take the form out of this file or out of glossary/{other}.yml.",
    "dạng “{form}” ({language}) đã thuộc về thuật ngữ `{other}`",
    "Hãy bỏ dạng này khỏi tệp này hoặc khỏi glossary/{other}.yml.",
)
ORPHAN = rule(
    "D241",
    Severity.WARNING,
    "this translated block has lost its source; it is kept here and not published",
    "Move its words to where they belong, or delete the block.",
    "khối dịch này không còn nguyên bản; nó được giữ ở đây và không đăng",
    "Hãy chuyển câu chữ tới chỗ phù hợp, hoặc xóa khối này.",
)
REVIEW_OF_NOTHING = rule(
    "D243",
    Severity.ERROR,
    "a review names the block `{block}`, which this article has never had; did you mean {nearest}?",
    "Correct the id: it is the number beside the paragraph on the page. `diptych review` writes reviews by itself.",
    "có ghi nhận hiệu đính cho khối `{block}`, mà bài này chưa từng có; có phải ý bạn là {nearest}?",
    "Hãy sửa mã: đó là số bên cạnh đoạn trên trang. Lệnh `diptych review` tự ghi các mục này.",
)
WITHDRAWN_SHOWN = rule(
    "D582",
    Severity.ERROR,
    "the text is withdrawn, but `publish` is `{publish}`; expected `record`",
    "Write `publish: record`, or take `withdrawn` out to show the text again.",
    "bài đã được rút, nhưng `publish` lại là `{publish}`; cần `record`",
    "Hãy ghi `publish: record`, hoặc bỏ `withdrawn` để đăng lại văn bản.",
)
TAKEN_ALIAS = rule(
    "D583",
    Severity.ERROR,
    "the alias `{alias}` is already the id or an alias of `{other}`",
    "Take it out of one of the two.",
    "bí danh `{alias}` đã là mã hoặc bí danh của `{other}`",
    "Hãy bỏ nó khỏi một trong hai bài.",
)
NOT_A_REVIEWER = rule(
    "D245",
    Severity.ERROR,
    "a new review bears the name “{name}”, which `reviewers` in archive.yml did not hold before this change",
    "Let a reviewer read the text, or let a keeper add the name to archive.yml first, in a change of its own.",
    "ghi nhận hiệu đính mới mang tên “{name}”, tên này không có trong `reviewers` của archive.yml trước thay đổi này",
    "Hãy để người hiệu đính đọc bài, hoặc để người giữ kho thêm tên vào archive.yml trước, trong một thay đổi riêng.",
)
OMITTED_NOTHING = rule(
    "D244",
    Severity.WARNING,
    "a mark says that `{block}` was left out, but {block} is translated, or the article has no such block",
    "Correct the id: it is the number beside the paragraph on the page. Or delete the mark.",
    "có dấu ghi rằng `{block}` được lược bỏ, nhưng {block} đã có bản dịch, hoặc bài không có khối này",
    "Hãy sửa mã: đó là số bên cạnh đoạn trên trang. Hoặc xóa dấu này.",
)
UNKNOWN_FORGE = rule(
    "D520",
    Severity.ERROR,
    "the name of the git host in `repository: {repository}` does not tell what it runs",
    "Add the line `forge: github`, `forge: gitlab` or `forge: gitea` (Forgejo too) to archive.yml.",
    "tên máy chủ git trong `repository: {repository}` không cho biết máy chủ dùng phần mềm gì",
    "Hãy thêm dòng `forge: github`, `forge: gitlab` hoặc `forge: gitea` (cả Forgejo) vào archive.yml.",
)
NOT_SETTLED = rule(
    "D242",
    Severity.WARNING,
    "the tool's files do not know the latest edits yet",
    "Run `diptych translate {name} --engine none` and commit what it writes.",
    "các tệp do công cụ giữ chưa biết những sửa đổi mới nhất",
    "Hãy chạy `diptych translate {name} --engine none` rồi commit những gì lệnh ghi ra.",
)

_MARKUP = re.compile(r"(?P<html></?[a-zA-Z][\w-]*(?:\s[^<>]*)?/?>)|^(?P<reference>\[[^\]^]+\]:\s+\S+)", re.MULTILINE)
# Links that the parser leaves as text.
_REFUSED_LINK = re.compile(r"\]\(\s*<?(?P<href>(?:javascript|vbscript|file|data):[^\s)>]*)", re.IGNORECASE)


def check_article(read: ReadArticle, settings: Settings) -> Iterator[Problem]:
    """Every problem of structure in one article."""
    article = read.article
    folder = article_folder(article.id)
    if article.record.withdrawn and article.record.publish != "record":
        yield WITHDRAWN_SHOWN.at(record_path(article.id), publish=article.record.publish)
    yield from _unknown(article.record.topics, settings.topics, record_path(article.id), UNKNOWN_TOPIC)
    yield from _text(article.text, read.source.blocks, f"{folder}/{article.record.language}.md")
    for language, reading in read.readings.items():
        blocks = [block for block in reading.target.blocks if block.kind is not Kind.MARK]
        yield from _text(article.translations[language].text, blocks, f"{folder}/{language}.md", translated=True)
    yield from ledgers(read)


def check_archive(archive: Archive) -> Iterator[Problem]:
    """Every problem of structure in the settings and the glossary, and between articles."""
    if archive.settings.repository and not forge(archive.settings):
        yield UNKNOWN_FORGE.at(SETTINGS, repository=archive.settings.repository)
    for name, term in archive.terms.items():
        yield from _unknown(term.see, archive.terms, term_path(name), UNKNOWN_TERM)
        domain = (term.domain,) if term.domain else ()
        yield from _unknown(domain, archive.settings.topics, term_path(name), UNKNOWN_TOPIC)
    yield from _claims(archive)
    yield from _aliases(archive)


def _aliases(archive: Archive) -> Iterator[Problem]:
    owners = {article.id: article.id for article in archive.articles}
    for article in archive.articles:
        for alias in article.record.aliases:
            if alias in owners:
                path = record_path(article.id)
                yield TAKEN_ALIAS.at(path, alias=alias, other=owners[alias])
            owners.setdefault(alias, article.id)


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


def _unknown(names: Iterable[str], known: Mapping[str, object], path: str, broken: Rule) -> Iterator[Problem]:
    for name in names:
        if name not in known:
            yield broken.at(path, name=name, nearest=quoted_nearest(name, known))


def ledgers(read: ReadArticle) -> Iterator[Problem]:
    """What the tool's files say of an article that its texts do not bear out."""
    article, source = read.article, read.source
    folder = article_folder(article.id)
    unsettled = [] if source.known == article.known else [BLOCKS]
    for language, translation in article.translations.items():
        reading = read.reading(language)
        known = {block.id for block in source.known}
        names = (review.id for review in translation.reviews)
        for name in dict.fromkeys(name for name in names if name not in known):
            path = review_path(article.id, language)
            yield REVIEW_OF_NOTHING.at(path, block=name, nearest=quoted_nearest(name, known))
        for at in reading.bitext.orphans:
            yield ORPHAN.at(f"{folder}/{language}.md", reading.target.blocks[at].line)
        for at, block in enumerate(reading.target.blocks):
            if block.omitted and reading.bitext.marks.get(block.marks) != at:
                yield OMITTED_NOTHING.at(f"{folder}/{language}.md", block.line, block=block.marks)
        if reading.bitext.entries != translation.entries:
            unsettled.append(f"{language}.ledger.yml")
    yield from (NOT_SETTLED.at(f"{folder}/{name}", name=article.id) for name in unsettled[:1])  # one run settles all


def new_reviews(
    article: Article, before: Mapping[str, Container[Review]], allowed: Container[str]
) -> Iterator[Problem]:
    """New reviews by people who may not review; `before` are the reviews of each language that were there."""
    for language, translation in article.translations.items():
        names = [review.name for review in translation.reviews if review not in before.get(language, ())]
        for name in dict.fromkeys(name for name in names if name not in allowed):
            yield NOT_A_REVIEWER.at(review_path(article.id, language), name=name)


def _claims(archive: Archive) -> Iterator[Problem]:
    owners: dict[tuple[str, tuple[str, ...]], str] = {}
    for name, term in archive.terms.items():
        for language, wording in term.languages.items():
            for form in (wording.form, *wording.variants):
                other = owners.setdefault((language, form_key(form, language)), name)
                if other != name:
                    yield TWO_TERMS.at(term_path(name), form=form, language=language, other=other)
