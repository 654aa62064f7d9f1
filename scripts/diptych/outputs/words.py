"""The words of the interface, in the languages that readers see it in; texts may be in any language."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from diptych.model.ledger import State
from diptych.text.language import language_name

_ENGLISH = MappingProxyType(
    {
        "home": "Home",
        "articles": "Articles",
        "glossary": "Glossary",
        "newest": "Newest",
        "all_articles": "All articles",
        "begin": "Read side by side, paragraph facing paragraph.",
        "counts": "{articles} articles, {terms} terms.",
        "no_articles": "No article yet.",
        "no_terms": "No term yet.",
        "author": "Author",
        "publisher": "Published by",
        "published": "Published",
        "source": "Source",
        "source_link": "the page it came from",
        "archived_link": "archived copy",
        "language": "Written in",
        "rights": "Rights",
        "translators": "Translated by",
        "reviewers": "Reviewed by",
        "topics": "Topics",
        "topic": "Topic",
        "memory": "taken from another article here",
        "title_supplied": "The text came without a title; this archive gave it one.",
        "title_state": "The title of the translation: {state}.",
        "no_text": "This article has not been translated into {into} yet. The original stands here, in {language}.",
        "no_translation": "This article has not been translated yet.",
        "excerpt": "Only the beginning may be shown here. The rest is at the source.",
        "withdrawn": "This text was withdrawn on {date}.",
        "withdrawn_for": "This text was withdrawn on {date}. The reason: {reason}",
        "moved": "This article has moved",
        "moved_to": "Go to the article",
        "record": "Only the record of this text may be shown here. The text is at the source.",
        "terms_here": "Terms in this article",
        "not_translated": "Not translated yet",
        "left_out": "Left out by the translator",
        "added": "Not in the original; the translation adds this.",
        "paragraph": "Paragraph {number}",
        "facing": "Facing it: the {language} translation.",
        "translated_from": "Translated from {language}.",
        "variants": "Also written",
        "in_language": "In {language}",
        "see": "See also",
        "sources": "Sources",
        "occurs": "Where it occurs",
        "occurs_nowhere": "It does not occur in any article yet.",
        "back": "Back to the text",
        "read_in": "Read in {language}",
        "contents": "Contents",
        "cover": "Cover",
        "notes": "Notes",
        "colophon": "About this edition",
        "edition_from": "Taken from: {name}",
        "edition_of": "The texts as they stood on {day}; version {version}.",
        "accessible": "Text in reading order with headings, contents, a language tag on each block, and notes that are "
        "linked both ways. The only image is the cover, whose words stand in the text too.",
        "edition_states": "Every paragraph that nobody has reviewed says so where it stands.",
        "archived": "Archived copy",
        "volume": "Volume {number} of {all}",
        "articles_counted": "Articles: {n}",
        "links_here": "Links",
        "page_mark": "p.",
        "archive": "From",
        "page_address": "On the web",
        "state_of_texts": "The translations",
        "rights_each": "Where a text has other terms, they stand at its head.",
        "type": "Type",
        "typeset": "Source Serif 4 and Be Vietnam Pro, set by Typst.",
    }
)

_VIETNAMESE = MappingProxyType(
    {
        "home": "Trang chủ",
        "articles": "Bài viết",
        "glossary": "Thuật ngữ",
        "newest": "Mới nhất",
        "all_articles": "Tất cả bài viết",
        "begin": "Đọc song ngữ, từng đoạn đối diện nhau.",
        "counts": "{articles} bài viết, {terms} thuật ngữ.",
        "no_articles": "Chưa có bài viết nào.",
        "no_terms": "Chưa có thuật ngữ nào.",
        "author": "Tác giả",
        "publisher": "Nơi đăng",
        "published": "Ngày đăng",
        "source": "Nguồn",
        "source_link": "trang gốc",
        "archived_link": "bản lưu",
        "language": "Viết bằng",
        "rights": "Bản quyền",
        "translators": "Người dịch",
        "reviewers": "Người hiệu đính",
        "topics": "Chủ đề",
        "topic": "Chủ đề",
        "memory": "lấy từ bài khác trong kho",
        "title_supplied": "Bài gốc không có nhan đề; nhan đề này do kho lưu trữ đặt.",
        "title_state": "Nhan đề bản dịch: {state}.",
        "no_text": "Bài này chưa có bản dịch {into}. Dưới đây là nguyên bản {language}.",
        "no_translation": "Bài này chưa được dịch.",
        "excerpt": "Ở đây chỉ được phép đăng phần đầu. Xem toàn văn tại nguồn.",
        "withdrawn": "Bài này đã được rút ngày {date}.",
        "withdrawn_for": "Bài này đã được rút ngày {date}. Lý do: {reason}",
        "moved": "Bài viết đã chuyển chỗ",
        "moved_to": "Tới bài viết",
        "record": "Ở đây chỉ được phép đăng thông tin về bài. Xem toàn văn tại nguồn.",
        "terms_here": "Thuật ngữ trong bài",
        "not_translated": "Chưa dịch",
        "left_out": "Người dịch lược bỏ",
        "added": "Nguyên bản không có phần này; bản dịch thêm vào.",
        "paragraph": "Đoạn {number}",
        "facing": "Đối diện là bản dịch {language}.",
        "translated_from": "Dịch từ {language}.",
        "variants": "Cách viết khác",
        "in_language": "Trong {language}",
        "see": "Xem thêm",
        "sources": "Nguồn",
        "occurs": "Xuất hiện trong",
        "occurs_nowhere": "Chưa xuất hiện trong bài nào.",
        "back": "Trở lại bài",
        "read_in": "Đọc bằng {language}",
        "contents": "Mục lục",
        "cover": "Bìa",
        "notes": "Chú thích",
        "colophon": "Về ấn bản này",
        "edition_from": "Lấy từ: {name}",
        "edition_of": "Nội dung tính đến {day}; phiên bản {version}.",
        "accessible": "Văn bản theo đúng thứ tự đọc, có tiêu đề, mục lục, mã ngôn ngữ ở từng khối, chú thích có "
        "liên kết hai chiều. Hình duy nhất là bìa, chữ trên bìa cũng có trong văn bản.",
        "edition_states": "Đoạn nào chưa hiệu đính đều có ghi ngay tại chỗ.",
        "archived": "Bản lưu",
        "volume": "Tập {number}/{all}",
        "articles_counted": "Số bài: {n}",
        "links_here": "Liên kết",
        "page_mark": "tr.",
        "archive": "Trích từ",
        "page_address": "Trên mạng",
        "state_of_texts": "Các bản dịch",
        "rights_each": "Bài nào có điều khoản khác thì ghi ở đầu bài.",
        "type": "Chữ",
        "typeset": "Source Serif 4 và Be Vietnam Pro, xếp chữ bằng Typst.",
    }
)

WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType({"en": _ENGLISH, "vi": _VIETNAMESE})

# What a state means, in one word and as a sentence over a count.
STATES: Mapping[str, Mapping[State, tuple[str, str]]] = MappingProxyType(
    {
        "en": {
            State.REVIEWED: ("reviewed", "Reviewed by a person: {n} of {all} paragraphs."),
            State.EDITED: ("by a person", "Written or mended by a person, not yet reviewed: {n} of {all} paragraphs."),
            State.OMITTED: ("left out", "Left out by the translator: {n} of {all} paragraphs."),
            State.MACHINE: ("machine draft", "Machine draft{by}, not yet read by a person: {n} of {all} paragraphs."),
            State.OUTDATED: ("outdated", "Older than the original, which has changed since: {n} of {all} paragraphs."),
            State.MISSING: (
                "not translated",
                "Not translated yet, the original stands there: {n} of {all} paragraphs.",
            ),
        },
        "vi": {
            State.REVIEWED: ("đã hiệu đính", "Đã hiệu đính: {n}/{all} đoạn."),
            State.EDITED: ("do người dịch", "Do người dịch hoặc sửa, chưa hiệu đính: {n}/{all} đoạn."),
            State.OMITTED: ("lược bỏ", "Người dịch lược bỏ: {n}/{all} đoạn."),
            State.MACHINE: ("bản dịch máy", "Bản dịch máy{by}, chưa có người đọc lại: {n}/{all} đoạn."),
            State.OUTDATED: ("chưa cập nhật", "Dịch từ nguyên bản cũ, nguyên bản nay đã thay đổi: {n}/{all} đoạn."),
            State.MISSING: ("chưa dịch", "Chưa dịch, tạm để nguyên bản: {n}/{all} đoạn."),
        },
    }
)


def say(language: str, key: str, /, **values: object) -> str:
    """A word or sentence of the interface; English where the language has no interface yet."""
    return WORDS.get(language, _ENGLISH)[key].format(**values)


def state_word(language: str, state: State) -> str:
    return STATES.get(language, STATES["en"])[state][0]


def state_sentence(language: str, state: State, count: int, total: int, engines: str) -> str:
    """How many blocks are in a state, in plain words; `engines` names who drafted them, "" for nobody."""
    by = f" ({engines})" if engines else ""
    return STATES.get(language, STATES["en"])[state][1].format(n=count, all=total, by=by)


def in_words(language: str, into: str) -> str:
    """A language's name as it stands inside a sentence: English keeps its capital, Vietnamese writes `tiếng Việt`."""
    name = language_name(language, into)
    return name if into == "en" else name[:1].lower() + name[1:]
