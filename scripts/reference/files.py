"""The reference page of an archive's files: every key with its value, its default and its meaning, in both languages.

The English meaning of a key stands in the model, where the key is declared; its Vietnamese meaning stands here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from diptych.model.fields import MEANING
from diptych.model.layout import SETTINGS, blocks_path, ledger_path, record_path, review_path, term_path
from diptych.model.record import Record
from diptych.model.settings import Settings
from diptych.model.term import GlossaryTerm
from diptych.site.markup.pieces import page
from diptych.text.ledgerfile import BlocksFile, LedgerFile, ReviewFile
from diptych.text.schema import json_schema

Schema = Mapping[str, Any]

LANGUAGES = ("en", "vi")


@dataclass(frozen=True, slots=True)
class File:
    """A YAML file of an archive: where it is, what it holds, and what is said of it in each language."""

    path: Mapping[str, str]
    kind: type[Any]
    about: Mapping[str, str]


def _both(en: str, vi: str) -> Mapping[str, str]:
    return {"en": en, "vi": vi}


FILES = (
    File(
        _both(SETTINGS, SETTINGS),
        Settings,
        _both(
            "The settings of the archive. People write it. No program, key or address of an engine can stand here.",
            "Thiết lập của kho, do người viết. Tệp này không chứa được chương trình, khóa hay địa chỉ của máy dịch.",
        ),
    ),
    File(
        _both(record_path("<id>"), record_path("<mã>")),
        Record,
        _both(
            "The record of an article. `diptych add` begins it; people complete it. Leave `original` as it is.",
            "Phiếu mô tả của một bài. `diptych add` viết những dòng đầu, người bổ sung phần còn lại. "
            "Đừng sửa `original`.",
        ),
    ),
    File(
        _both(term_path("<id>"), term_path("<mã>")),
        GlossaryTerm,
        _both(
            "One term of the glossary. People write it; the file's name is the term's permanent id.",
            "Một thuật ngữ, do người viết; tên tệp là mã cố định của thuật ngữ.",
        ),
    ),
    File(
        _both(review_path("<id>", "<language>"), review_path("<mã>", "<ngôn ngữ>")),
        ReviewFile,
        _both(
            "Who has read which block of a translation, in which wording. People write it, or `diptych review` does.",
            "Ai đã hiệu đính đoạn nào, với lời văn nào. Tệp này do người viết, hoặc do lệnh `diptych review` ghi.",
        ),
    ),
    File(
        _both(blocks_path("<id>"), blocks_path("<mã>")),
        BlocksFile,
        _both(
            "The permanent ids of the source text's blocks. The tool keeps it; do not edit it.",
            "Mã cố định của từng khối trong văn bản nguồn. Tệp do công cụ giữ, đừng sửa.",
        ),
    ),
    File(
        _both(ledger_path("<id>", "<language>"), ledger_path("<mã>", "<ngôn ngữ>")),
        LedgerFile,
        _both(
            "What is known of each translated block. The tool keeps it; do not edit it.",
            "Những gì đã biết về từng khối bản dịch. Tệp do công cụ giữ, đừng sửa.",
        ),
    ),
)

_SUM = (
    "Tổng kiểm của mục, do công cụ ghi: 8 chữ số đầu của SHA-256 tính từ các khóa và giá trị khác của mục, viết ở dạng "
    "JSON (khóa xếp theo thứ tự, chữ ở dạng NFC)."
)

# Vietnamese meanings by class and key.
VIETNAMESE: Mapping[str, Mapping[str, str]] = {
    "Settings": {
        "name": "Tên kho trong từng ngôn ngữ.",
        "languages": "Các ngôn ngữ của trang; ngôn ngữ đầu là ngôn ngữ chính của kho.",
        "address": "Địa chỉ đăng trang; địa chỉ chính thức của mọi trang bắt đầu bằng địa chỉ này.",
        "description": "Lời giới thiệu kho, in ở trang chủ.",
        "rights": "Giấy phép của những bài do kho tự viết mà phiếu không ghi giấy phép riêng.",
        "repository": "Trang của kho trên máy chủ git; nhờ đó trang bài có liên kết để sửa và góp ý.",
        "forge": "Phần mềm mà máy chủ ấy dùng, nếu tên máy chủ không cho biết; Forgejo ghi là gitea.",
        "branch": "Nhánh nhận các sửa đổi.",
        "reviewers": "Ai được ghi nhận hiệu đính; `check --changed-from` đối chiếu với danh sách trước khi sửa.",
        "engines": "Tên các máy dịch cần hỏi, theo thứ tự này.",
        "style": "Cách viết mong muốn của bản dịch nháp ở mỗi ngôn ngữ, dành cho những máy dịch biết đọc lời dặn.",
        "topics": "Các chủ đề và tên gọi của từng chủ đề.",
        "tones": "Cách đặt dấu thanh trong tiếng Việt: old (hòa, thủy) hoặc new (hoà, thuỷ).",
        "downloads": "Các tệp mà trang cho tải về; lệnh `build` tạo ra chúng.",
    },
    "Downloads": {
        "articles": "Các định dạng của từng bài.",
        "archive": "Các định dạng của cả kho gộp trong một tệp.",
    },
    "Record": {
        "language": "Ngôn ngữ của văn bản nguồn, ghi bằng mã BCP 47.",
        "title_supplied": "true nếu văn bản nhận về không có nhan đề và nhan đề do kho đặt; trang đăng sẽ nói rõ.",
        "published": "Ngày văn bản nguồn được đăng; chỉ năm hoặc tháng cũng được.",
        "publisher": "Nơi đăng văn bản nguồn.",
        "author": "Người viết.",
        "source_url": "Địa chỉ đăng văn bản nguồn.",
        "archived_url": "Địa chỉ của một bản lưu trang ấy.",
        "rights": "Giấy phép hoặc người giữ bản quyền.",
        "publish": "Phần được đăng: toàn văn, mấy đoạn đầu kèm liên kết, hoặc chỉ phiếu mô tả.",
        "topics": "Các chủ đề, ghi bằng mã trong archive.yml.",
        "withdrawn": "Ghi rằng bài đã được rút; lệnh `diptych withdraw` viết mục này.",
        "aliases": "Những mã trước đây của bài: địa chỉ cũ dẫn về đây.",
        "translations": "Các bản dịch theo ngôn ngữ, kèm tên người thực hiện.",
        "added": "Ngày bài được đưa vào kho.",
        "original": "Tệp như lúc nhận.",
        "left_out": "Những phần phụ của trang mà lúc nhập đã bỏ ra khỏi văn bản, chép nguyên.",
        "silenced": "Những cảnh báo đã xét và bỏ qua: mỗi mục một quy tắc cho một khối.",
    },
    "Silence": {
        "rule": "Mã của cảnh báo.",
        "block": "Khối có cảnh báo ấy.",
        "language": "Ngôn ngữ của văn bản có cảnh báo.",
        "reason": "Vì sao để nguyên như vậy là đúng.",
    },
    "Withdrawal": {
        "date": "Ngày rút bài.",
        "reason": "Lý do, theo từng ngôn ngữ; trang ghi lý do này.",
    },
    "Original": {
        "file": "Tên tệp trong thư mục của bài.",
        "bytes": "Độ dài tính bằng byte.",
        "sha256": "Mã SHA-256 của nội dung tệp.",
    },
    "Credits": {
        "translators": "Những người đã dịch, ghi đúng tên họ muốn dùng.",
        "reviewers": "Những người đã đối chiếu bản dịch với nguyên bản.",
    },
    "GlossaryTerm": {
        "languages": "Thuật ngữ trong từng ngôn ngữ.",
        "domain": "Chủ đề của thuật ngữ, ghi bằng mã trong archive.yml.",
        "see": "Các thuật ngữ liên quan, ghi bằng mã.",
        "sources": "Nơi kiểm tra được định nghĩa.",
    },
    "Wording": {
        "form": "Dạng dùng làm đầu mục.",
        "definition": "Nghĩa, viết bằng chính ngôn ngữ này.",
        "variants": "Các dạng khác gặp trong văn bản: cách viết, chữ tắt, dạng bất quy tắc.",
    },
    "TermSource": {"title": "Tên nguồn.", "url": "Địa chỉ lâu dài của nguồn."},
    "ReviewFile": {"reviews": "Ai đã đọc lời văn nào."},
    "Review": {
        "id": "Mã của khối.",
        "source": "Mã băm của khối nguồn đã đọc.",
        "target": "Mã băm của lời dịch đã đọc.",
        "name": "Tên người đọc.",
        "date": "Ngày đọc.",
        "sum": _SUM,
    },
    "BlocksFile": {"blocks": "Các khối của văn bản nguồn, theo thứ tự trong văn bản."},
    "SourceBlock": {
        "id": "Mã cố định.",
        "hash": "Mã băm nội dung khối, lần cuối công cụ đọc.",
        "print": "Simhash 64 bit tính từ các chữ trong khối, để nhận ra khối sau khi sửa.",
        "gone": "true nếu khối không còn trong văn bản nguồn.",
        "sum": _SUM,
    },
    "LedgerFile": {"entries": "Các khối bản dịch, theo thứ tự của văn bản nguồn."},
    "Entry": {
        "id": "Mã của khối nguồn; x1, x2 … là phần bản dịch thêm vào.",
        "target": "Mã băm của lời dịch, lần cuối công cụ đọc; nhiều khối thì nối bằng dấu +.",
        "source": "Mã băm của khối nguồn mà lời dịch này dựa vào.",
        "draft": "Mã băm của bản nháp gần nhất do máy dịch.",
        "engine": "Máy dịch đã làm bản nháp.",
        "version": "Phiên bản của máy dịch đó.",
        "date": "Ngày có bản nháp.",
        "sum": _SUM,
    },
}

_WORDS = {
    "title": _both("The files of an archive", "Các tệp của kho"),
    "lead": _both(
        "An archive is a folder of plain files. The texts are Markdown (`<language>.md`), the original is the file as "
        "it was received (`original.<ext>`), and what is known of them stands in the YAML files below. A key that is "
        "not listed here is refused: the message names the line and the keys that are "
        "known there, and asks whether a near one was meant.",
        "Kho là một thư mục tệp thường. Bài viết là Markdown (`<ngôn ngữ>.md`), bản gốc là tệp đúng như lúc nhận "
        "(`original.<đuôi>`), còn thông tin về bài nằm trong các tệp YAML dưới đây. Khóa nào không có trong trang này "
        "sẽ bị từ chối; thông báo nêu số dòng, các khóa dùng được ở đó và, nếu có, "
        "khóa gần giống.",
    ),
    "head": _both("Key | Value | Default | Meaning", "Khóa | Giá trị | Mặc định | Ý nghĩa"),
    "required": _both("required", "bắt buộc"),
    "entry": _both("Keys inside {keys}", "Các khóa trong {keys}"),
    "text": _both("text", "văn bản"),
    "most": _both("{text}, at most {n} characters", "{text}, tối đa {n} ký tự"),
    "bool": _both("`true` or `false`", "`true` hoặc `false`"),
    "number": _both("a whole number, at least {n}", "số nguyên, từ {n} trở lên"),
    "list": _both("a list; each entry: {item}", "danh sách; mỗi mục: {item}"),
    "map": _both("keys: {key}; values: {value}", "khóa: {key}; giá trị: {value}"),
    "nested": _both("the keys below", "các khóa ở bảng dưới"),
    "or": _both(" or ", " hoặc "),
}


def files_page(language: str) -> str:
    """The Markdown file of `/<language>/reference/files/`."""
    parts = [f"# {_WORDS['title'][language]}", _WORDS["lead"][language]]
    for file in FILES:
        parts += [f"## `{file.path[language]}`", file.about[language], *_tables(file.kind, language)]
    return page(_WORDS["title"][language], language, "reference", "\n\n".join(parts))


def keys() -> Iterator[tuple[str, str]]:
    """(class, key) of everything that a file may hold."""
    for file in FILES:
        for name, schema in _classes(json_schema(file.kind)):
            yield from ((name, key) for key in schema["properties"])


def _classes(schema: Schema) -> Iterator[tuple[str, Schema]]:
    """The class of a schema and those inside it, in the order in which their keys stand."""
    yield schema["title"], schema
    inside = schema.get("$defs", {})
    text = str(schema["properties"])
    yield from sorted(inside.items(), key=lambda item: text.find(_reference(item[0])))


def _reference(name: str) -> str:
    return f"'#/$defs/{name}'"


def _tables(kind: type[Any], language: str) -> Iterator[str]:
    schema = json_schema(kind)
    for name, part in _classes(schema):
        if part is not schema:
            yield f"### {_WORDS['entry'][language].format(keys=_owners(schema, name))}"
        yield _table(name, part, language)


def _owners(schema: Schema, name: str) -> str:
    """The keys whose values are of a class."""
    parts = (part["properties"].items() for _, part in _classes(schema))
    owners = [key for part in parts for key, value in part if _reference(name) in str(value)]
    return ", ".join(f"`{key}`" for key in owners)


def _table(name: str, schema: Schema, language: str) -> str:
    rows = [_WORDS["head"][language], "--- | --- | --- | ---"]
    for key, value in schema["properties"].items():
        meaning = value["description"] if language == "en" else VIETNAMESE[name][key]
        default = _WORDS["required"][language] if key in schema.get("required", ()) else _default(value)
        rows.append(f"`{key}` | {_value(value, language)} | {default} | {meaning}")
    return "\n".join(f"| {row} |" for row in rows)


def _default(value: Schema) -> str:
    default = value.get("default")
    return "–" if default in (None, [], "") else f"`{str(default).lower()}`"


def _value(value: Schema, language: str) -> str:
    """What a value may be, in words."""
    if "anyOf" in value:
        return _value(value["anyOf"][0], language)
    if "$ref" in value:
        return _WORDS["nested"][language]
    if "enum" in value:
        *others, last = (f"`{option}`" for option in value["enum"])
        return ", ".join(others) + _WORDS["or"][language] + last
    return _KINDS[value["type"]](value, language)


def _string(value: Schema, language: str) -> str:
    text = MEANING[value["pattern"]][language] if "pattern" in value else _WORDS["text"][language]
    return _WORDS["most"][language].format(text=text, n=value["maxLength"]) if "maxLength" in value else text


def _array(value: Schema, language: str) -> str:
    return _WORDS["list"][language].format(item=_value(value["items"], language))


def _object(value: Schema, language: str) -> str:
    ((pattern, inside),) = value["patternProperties"].items()
    words = _value(inside, language)
    shown = f"({words})" if "patternProperties" in inside else words
    return _WORDS["map"][language].format(key=MEANING[pattern][language], value=shown)


def _boolean(_value: Schema, language: str) -> str:
    return _WORDS["bool"][language]


def _integer(value: Schema, language: str) -> str:
    return _WORDS["number"][language].format(n=value["minimum"])


_KINDS = {"string": _string, "array": _array, "object": _object, "boolean": _boolean, "integer": _integer}
