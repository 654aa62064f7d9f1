"""What a branch changes, as people read it: lines for a terminal, Markdown for a pull request, data for programs."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict

from diptych.cli.show import visible
from diptych.site.markup.markdown import escape
from diptych.text.compare import ArticleChange, BlockChange, Change, Comparison
from diptych.text.worddiff import Piece, word_diff

_CHANGES: Mapping[Change, tuple[str, str]] = {
    Change.SOURCE_ADDED: ("added to the original", "thêm vào nguyên bản"),
    Change.SOURCE_CHANGED: ("changed in the original", "sửa trong nguyên bản"),
    Change.SOURCE_REMOVED: ("taken out of the original", "bỏ khỏi nguyên bản"),
    Change.TRANSLATED: ("translated by a person", "người dịch mới"),
    Change.MENDED: ("mended by a person", "người sửa lại"),
    Change.DRAFTED: ("machine draft", "bản dịch máy"),
    Change.REVIEWED: ("reviewed", "đã hiệu đính"),
    Change.OUTDATED: ("outdated now", "trở thành chưa cập nhật"),
    Change.OMITTED: ("left out on purpose", "chủ ý lược bỏ"),
    Change.REMOVED: ("translation taken out", "bỏ bản dịch"),
}
_WORDS: Mapping[str, tuple[str, str]] = {
    "nothing": ("Nothing has changed in the archive.", "Kho không có gì thay đổi."),
    "new": ("new article", "bài mới"),
    "gone": ("article taken out", "bài bị bỏ"),
    "renamed": ("renamed from", "đổi mã, trước là"),
    "record": ("record", "phiếu mô tả"),
    "settings": ("Settings", "Thiết lập"),
    "terms": ("Terms", "Thuật ngữ"),
    "added": ("added", "thêm"),
    "changed": ("changed", "sửa"),
    "removed": ("removed", "bỏ"),
    "line": ("line", "dòng"),
    "heading": ("What changes", "Những gì thay đổi"),
    "more": ("… and {n} more; `diptych diff` shows all.", "… và {n} chỗ nữa; lệnh `diptych diff` cho xem đủ."),
}
# Where a git host would begin to read an address, a name, a number or a commit in plain text. Hosts read what a browser
# shows, so a character reference does not keep them from it; an element in between does, and is not copied.
_LINKED = re.compile(
    r"""(?<=[@#!~%$&^:])(?=[\w"'/+-])|(?i:(?<=www)(?=\.)|(?<=gh-)(?=\d))|(?<=[0-9a-f]{6})(?=[0-9a-f])"""
)
_CONTEXT = 40  # characters of unchanged text around a change
_SHOWN = 100  # blocks of an article that a summary shows


def changes_text(found: Comparison, language: str) -> str:
    """The whole comparison for a terminal."""
    return "\n".join(visible(line) for line in _lines(found, language)) or _say("nothing", language)


def changes_data(found: Comparison) -> str:
    """The comparison as JSON."""
    return json.dumps(asdict(found), ensure_ascii=False, indent=2)


def changes_markdown(found: Comparison, language: str) -> str:
    """The comparison as Markdown; no word of a contributor's is a mark, a link or a call to somebody."""
    parts = [f"## {_say('heading', language)}"]
    for article in found.articles:
        parts.append(f"### {inert(article.title)} (`{article.id}`)\n\n{inert(_summary(article, language))}")
        blocks = _compared(article)
        rows = [_item(block, language) for block in blocks[:_SHOWN]]
        if len(blocks) > _SHOWN:
            rows.append(f"- {_say('more', language).format(n=len(blocks) - _SHOWN)}")
        parts.append("\n".join(rows))
    parts += [inert(line) for line in _others(found, language)]
    return "\n\n".join(part for part in (parts if len(parts) > 1 else [*parts, _say("nothing", language)]) if part)


def inert(text: str) -> str:
    """Text in the Markdown of a git host: no markup, and no address, @name, #number or commit that becomes a link."""
    return "<wbr>".join(escape(part) for part in _LINKED.split(text))


def _lines(found: Comparison, language: str) -> Iterator[str]:
    for article in found.articles:
        yield f"{article.id}: {article.title}"
        yield f"  {_summary(article, language)}"
        for block in _compared(article):
            yield f"  {_place(block, language)}: {_CHANGES[block.change][language == 'vi']}"
            if shown := _words(block, "[-{}-]", "{{+{}+}}"):
                yield f"    {shown}"
    yield from _others(found, language)


def _compared(article: ArticleChange) -> Sequence[BlockChange]:
    """The blocks to show one by one; of an article that is new or gone there is nothing to compare."""
    return () if article.is_new or article.is_gone else article.blocks


def _summary(article: ArticleChange, language: str) -> str:
    """One line: how many blocks of each kind of change."""
    counts = Counter(block.change for block in article.blocks)
    parts = [f"{_say('renamed', language)} {article.renamed_from}"] if article.renamed_from else []
    parts += [_say("new", language)] if article.is_new else [_say("gone", language)] if article.is_gone else []
    parts += [f"{_CHANGES[change][language == 'vi']}: {counts[change]}" for change in Change if counts[change]]
    if article.record:
        parts.append(f"{_say('record', language)}: {', '.join(article.record)}")
    return "; ".join(parts)


def _others(found: Comparison, language: str) -> Iterator[str]:
    for kind in ("added", "changed", "removed"):
        if names := [name for name, what in found.terms.items() if what == kind]:
            yield f"{_say('terms', language)}, {_say(kind, language)}: {', '.join(names)}"
    if found.settings:
        yield f"{_say('settings', language)}, {_say('changed', language)}: {', '.join(found.settings)}"


def _place(block: BlockChange, language: str) -> str:
    line = f" ({_say('line', language)} {block.line})" if block.line else ""
    return f"{block.language} {block.block}".strip() + line


def _item(block: BlockChange, language: str) -> str:
    head = f"- {escape(_place(block, language))}: {escape(_CHANGES[block.change][language == 'vi'])}"
    shown = _words(block, "<del>{}</del>", "<ins>{}</ins>", inert)
    return f"{head}<br>{shown}" if shown else head


def _words(block: BlockChange, out: str, put: str, write: Callable[[str], str] = str) -> str:
    """The words that changed, with a little of what stands around them; "" where none did."""
    if block.before == block.after or block.change in (Change.REVIEWED, Change.OUTDATED):
        return ""
    pieces = [*word_diff(block.before, block.after)]
    return "".join(_piece(piece, at, len(pieces), out, put, write) for at, piece in enumerate(pieces)).replace(
        "\n", " "
    )


def _piece(piece: Piece, at: int, count: int, out: str, put: str, write: Callable[[str], str]) -> str:
    kind, text = piece
    if kind == "same":
        start = _CONTEXT if at else 0
        end = len(text) - (_CONTEXT if at < count - 1 else 0)
        return write(text if start >= end else f"{text[:start]} … {text[end:]}")
    return (out if kind == "out" else put).format(write(text))


def _say(key: str, language: str) -> str:
    return _WORDS[key][language == "vi"]
