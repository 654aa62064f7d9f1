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
        "title_supplied": "The text came without a title; this archive gave it one.",
        "no_text": "This article has not been translated into English yet. The original stands here, in {language}.",
        "no_translation": "This article has not been translated yet.",
        "excerpt": "Only the beginning may be shown here. The rest is at the source.",
        "record": "Only the record of this text may be shown here. The text is at the source.",
        "terms_here": "Terms in this article",
        "not_translated": "Not translated yet",
        "paragraph": "Paragraph {number}",
        "of_language": "English translation",
        "facing": "Facing it: the {language} translation.",
        "translated_from": "Translated from {language}.",
        "definition": "Definition",
        "variants": "Also written",
        "in_language": "In {language}",
        "see": "See also",
        "sources": "Sources",
        "occurs": "Where it occurs",
        "occurs_nowhere": "It does not occur in any article yet.",
        "back": "Back to the text",
        "choose": "Choose a language",
        "read_in": "Read in English",
        "notes": "Notes",
        "part_of": "The page shows the text block by block; a mark in the middle says what is not finished.",
    }
)

_VIETNAMESE = MappingProxyType(
    {
        "home": "Trang chủ",
        "articles": "Bài viết",
        "glossary": "Thuật ngữ",
        "newest": "Mới nhất",
        "all_articles": "Tất cả bài viết",
        "begin": "Đọc song song, đoạn đối đoạn.",
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
        "title_supplied": "Bài gốc không có nhan đề; nhan đề này do kho lưu trữ đặt.",
        "no_text": "Bài này chưa có bản dịch tiếng Việt. Dưới đây là nguyên bản {language}.",
        "no_translation": "Bài này chưa được dịch.",
        "excerpt": "Ở đây chỉ được phép đăng phần đầu. Xem toàn văn tại nguồn.",
        "record": "Ở đây chỉ được phép đăng thông tin về bài. Xem toàn văn tại nguồn.",
        "terms_here": "Thuật ngữ trong bài",
        "not_translated": "Chưa dịch",
        "paragraph": "Đoạn {number}",
        "of_language": "Bản dịch tiếng Việt",
        "facing": "Đối diện là bản dịch {language}.",
        "translated_from": "Dịch từ {language}.",
        "definition": "Định nghĩa",
        "variants": "Cách viết khác",
        "in_language": "Trong {language}",
        "see": "Xem thêm",
        "sources": "Nguồn",
        "occurs": "Xuất hiện trong",
        "occurs_nowhere": "Chưa xuất hiện trong bài nào.",
        "back": "Trở lại bài",
        "choose": "Chọn ngôn ngữ",
        "read_in": "Đọc bằng tiếng Việt",
        "notes": "Chú thích",
        "part_of": "Bài được trình bày theo từng đoạn; dấu ở giữa cho biết phần nào chưa hoàn tất.",
    }
)

WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType({"en": _ENGLISH, "vi": _VIETNAMESE})

# What a state means, in one word and as a sentence over a count.
STATES: Mapping[str, Mapping[State, tuple[str, str]]] = MappingProxyType(
    {
        "en": {
            State.REVIEWED: ("reviewed", "{n} of {all} blocks have been reviewed."),
            State.EDITED: ("by a person", "{n} of {all} blocks were written or mended by a person and await review."),
            State.MACHINE: ("machine draft", "{n} of {all} blocks are machine drafts{by}, not yet read by a person."),
            State.OUTDATED: ("outdated", "{n} of {all} blocks are older than the original, which has changed since."),
            State.MISSING: ("not translated", "{n} of {all} blocks are not translated yet; the original stands there."),
        },
        "vi": {
            State.REVIEWED: ("đã hiệu đính", "{n}/{all} đoạn đã được hiệu đính."),
            State.EDITED: ("do người dịch", "{n}/{all} đoạn do người viết hoặc sửa, đang chờ hiệu đính."),
            State.MACHINE: ("bản dịch máy", "{n}/{all} đoạn là bản dịch máy{by}, chưa có người đọc lại."),
            State.OUTDATED: ("đã cũ", "{n}/{all} đoạn dịch từ nguyên bản cũ; nguyên bản đã thay đổi."),
            State.MISSING: ("chưa dịch", "{n}/{all} đoạn chưa dịch; nguyên bản đứng thay vào chỗ đó."),
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
