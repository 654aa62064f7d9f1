"""`add`: a file as received becomes an article: the original kept as it is, the record, clean text, block ids."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from diptych.importing.blocked_page import wall
from diptych.importing.extract import Intake, take
from diptych.importing.record import new_record
from diptych.languages.tags import primary
from diptych.model.inline import plain as text_of
from diptych.model.layout import ARTICLES, BLOCKS, RECORD, text_path
from diptych.model.problem import Refused, Severity, rule
from diptych.model.record import Original, Record
from diptych.store.archive import free_id, load_settings
from diptych.store.fetch import Fetched, archived_copy, fetch
from diptych.store.files import MB, locked, read
from diptych.store.writing import write_article
from diptych.text.archive_files import is_known, read_record
from diptych.text.block_ids import identify
from diptych.text.ledgerfile import write_blocks
from diptych.text.parse import split
from diptych.text.schema import plain
from diptych.text.schema import read as read_schema
from diptych.text.slug import is_slug, slug
from diptych.text.yamltext import Tree, write_yaml

LIMIT = 64 * MB  # of what is opened at all; what a text may have is said by the importer

NO_FILE = rule(
    "D311",
    Severity.ERROR,
    "there is no such file",
    "Look at the path; put it in quotes if it holds spaces.",
    "không có tệp này",
    "Hãy kiểm tra đường dẫn; đặt trong ngoặc kép nếu có khoảng trắng.",
)
NO_TITLE = rule(
    "D312",
    Severity.ERROR,
    "the text has no title; nothing was stored",
    'Run the command again with --title "…". Pages will say that the archive gave the title.',
    "văn bản không có nhan đề; chưa lưu gì cả",
    'Hãy chạy lại lệnh với --title "…". Trang đăng sẽ ghi rõ nhan đề do kho lưu trữ đặt.',
)
NO_ID = rule(
    "D313",
    Severity.ERROR,
    "no id can be made from this title: it has no Latin letter or digit",
    "Give one with --id, such as --id {example}.",
    "không tạo được mã từ nhan đề này vì không có chữ Latinh hay chữ số",
    "Hãy tự đặt bằng --id, ví dụ --id {example}.",
)
BAD_ID = rule(
    "D314",
    Severity.ERROR,
    "`{name}` cannot be an id: expected small letters a–z, digits and single hyphens, at most 80, and not `index`",
    "Use --id {suggested}.",
    "`{name}` không dùng làm mã được: chỉ gồm chữ thường a–z, chữ số, dấu gạch nối đơn, tối đa 80, và khác `index`",
    "Hãy dùng --id {suggested}.",
)
TAKEN = rule(
    "D315",
    Severity.ERROR,
    "the archive already has an article `{name}`",
    "Choose another id, such as --id {free}.",
    "kho đã có bài `{name}`",
    "Hãy chọn mã khác, ví dụ --id {free}.",
)
SAME = rule(
    "D316",
    Severity.ERROR,
    "this very file is already in the archive, as `{name}`",
    "Nothing needs to be done. To mend the text, edit {path}.",
    "chính tệp này đã có trong kho, mang mã `{name}`",
    "Không cần làm gì thêm. Muốn sửa văn bản, hãy sửa {path}.",
)
BAD_LANGUAGE = rule(
    "D317",
    Severity.ERROR,
    "`{tag}` is not a language that is known; expected a tag such as vi, en or pt-BR",
    "Give --lang the language of the text.",
    "không có ngôn ngữ nào mang mã `{tag}`; cần mã như vi, en hoặc pt-BR",
    "Hãy cho --lang ngôn ngữ của văn bản.",
)

NO_LANGUAGE = rule(
    "D318",
    Severity.ERROR,
    "it is not said what language the text is in",
    "Give it with --lang, such as --lang vi.",
    "chưa biết văn bản viết bằng ngôn ngữ nào",
    "Hãy cho biết bằng --lang, ví dụ --lang vi.",
)
WALL = rule(
    "D598",
    Severity.ERROR,
    "the page is {kind}, not the article; nothing was stored",
    "Save the article from a browser, as HTML, and add that file.",
    "trang này là {kind_vi}, không phải bài viết; chưa lưu gì cả",
    "Hãy lưu bài viết bằng trình duyệt, ở dạng HTML, rồi thêm tệp đó.",
)
SAME_PAGE = rule(
    "D599",
    Severity.ERROR,
    "this page is already in the archive, as `{name}`",
    "Nothing needs to be done. To mend the text, edit {path}.",
    "trang này đã có trong kho, mang mã `{name}`",
    "Không cần làm gì thêm. Muốn sửa văn bản, hãy sửa {path}.",
)
_WALLS = {
    "paid": ("the beginning of a text that has to be paid for", "phần đầu của một bài phải trả tiền"),
    "login": ("a form to log in", "trang đăng nhập"),
    "error": ("an error page or a check for robots", "trang báo lỗi hoặc trang kiểm tra người máy"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    id: str
    intake: Intake
    blocks: int
    record: Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a person asks of an article that is added; "" and None where they leave it to the text."""

    language: str = ""
    name: str | None = None
    title: str | None = None
    archived_url: str | None = None


def add(root: Path, file: Path, wish: Wish, today: str) -> Added:
    """Stores a received file as a new article, whole or not at all.

    Raises Refused (D201 to D204, D301 to D318), OSError.
    """
    load_settings(root)
    if not file.is_file():
        raise Refused(NO_FILE.at(str(file)))
    data = read(file, str(file), LIMIT)
    with locked(root):
        _not_twice(root, str(file), data)
        intake = take(data, file.name, wish.title)
        language = _language(wish.language or _stated_language(intake), str(file))
        return _stored(root, str(file), intake, replace(wish, language=language), today, (data, intake.format), {})


def add_page(root: Path, url: str, wish: Wish, today: str) -> Added:
    """Fetches a page and stores it as a new article, with its bytes and headers as `original.warc`.

    Raises Refused (those of `add`, D590 to D599), OSError.
    """
    load_settings(root)
    if wish.archived_url:
        read_schema(Tree({"language": "en", "archived_url": wish.archived_url}), Record, "--archived")
    _new_page(root, url, url)
    page = fetch(url)
    with locked(root):
        _new_page(root, url, page.url)
        intake = _taken(page, url, wish.title)
        letters = sum(ch.isalpha() for ch in intake.markdown)
        shown = text_of(intake.title or ())
        if page.format == "html" and (kind := wall(_in_utf8(page).decode("utf-8", "replace"), shown, letters)):
            raise Refused(WALL.at(url, kind=_WALLS[kind][0], kind_vi=_WALLS[kind][1]))
        language = _language(wish.language or _stated_language(intake), url)
        found = {"source_url": _own_address(intake.found.get("source_url", ""), page.url)}
        if copy := wish.archived_url or archived_copy(found["source_url"]):
            found["archived_url"] = copy
        return _stored(root, url, intake, replace(wish, language=language), today, (page.warc, "warc"), found)


def _taken(page: Fetched, url: str, title: str | None) -> Intake:
    try:
        return take(_in_utf8(page), f"page.{page.format}", title)
    except Refused as refused:
        raise Refused(*(replace(problem, path=url) for problem in refused.problems)) from None


def _in_utf8(page: Fetched) -> bytes:
    """The body in UTF-8 where the answer's header says how it is written: it comes before the page's own word."""
    if not page.charset or page.text.startswith(codecs.BOM_UTF8):
        return page.text
    if page.charset in ("utf-8", "utf8"):
        return codecs.BOM_UTF8 + page.text
    return page.text.decode(page.charset, "replace").encode("utf-8-sig")


def _own_address(stated: str, url: str) -> str:
    """The address that a page states for itself, where it is one of the same site."""
    return stated if urlsplit(stated).netloc == urlsplit(url).netloc else url


def _stated_language(intake: Intake) -> str:
    """The language that a page says it is in, without its country."""
    return primary(intake.found.get("language", ""))


def _language(tag: str, shown: str) -> str:
    if not tag:
        raise Refused(NO_LANGUAGE.at(shown))
    if not is_known(tag):
        raise Refused(BAD_LANGUAGE.at("--lang", tag=tag))
    return tag


def _not_twice(root: Path, shown: str, data: bytes) -> None:
    digest = hashlib.sha256(data).hexdigest()
    for other, record in _records(root):
        if record.original and record.original.sha256 == digest:
            raise Refused(SAME.at(shown, name=other, path=text_path(other, record.language)))


def _new_page(root: Path, shown: str, url: str) -> None:
    for other, record in _records(root):
        if record.source_url == url:
            raise Refused(SAME_PAGE.at(shown, name=other, path=text_path(other, record.language)))


def _stored(
    root: Path, shown: str, intake: Intake, wish: Wish, today: str, original: tuple[bytes, str], more: Mapping[str, str]
) -> Added:
    if not intake.title:
        raise Refused(NO_TITLE.at(shown))
    name = _id(root, shown, wish.name, intake)
    source = identify(split(intake.markdown), ())
    data, suffix = original
    kept = Original(f"original.{suffix}", len(data), hashlib.sha256(data).hexdigest())
    record = new_record(replace(intake, found={**intake.found, **more}), wish.language, today, kept)
    files = {
        kept.file: data,
        f"{wish.language}.md": intake.markdown.encode(),
        BLOCKS: write_blocks(source.known).encode(),
        RECORD: write_yaml(plain(record)).encode(),
    }
    write_article(root, name, files)
    return Added(id=name, intake=intake, blocks=len(source.ids), record=record)


def _records(root: Path) -> Iterator[tuple[str, Record]]:
    for path in sorted((root / ARTICLES).glob(f"*/{RECORD}")):
        try:
            yield path.parent.name, read_record(read(path, path.name, MB), path.name)
        except Refused:
            continue  # `check` tells of records that cannot be read


def _id(root: Path, shown: str, name: str | None, intake: Intake) -> str:
    made = name if name is not None else slug(text_of(intake.title or ()))
    taken = {"index", *(path.name for path in (root / ARTICLES).glob("*"))}
    if name is None and not made:
        raise Refused(NO_ID.at(shown, example=free_id("bai-1", taken)))
    if not is_slug(made):
        raise Refused(BAD_ID.at("--id", name=made, suggested=free_id(slug(made) or "bai-1", taken)))
    if (root / ARTICLES / made).exists():
        raise Refused(TAKEN.at(shown, name=made, free=free_id(made, taken)))
    return made
