"""What stands inside the lines of a text and has to stand in its translation too: links, notes, code, emphasis."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from diptych.checks.subject import Passage
from diptych.languages.tags import primary
from diptych.model.content import CodeBlock, Content, Figure, Heading, Items, Table
from diptych.model.inline import Code, Emphasis, Image, Link, NoteMark, Strong, plain
from diptych.model.problem import Example, Problem, Severity, rule

LINK_LOST = rule(
    "D611",
    Severity.WARNING,
    "the source links to {href}; the translation has {found}",
    "Copy the address from the source. The same page in the other language is welcome too.",
    "nguyên bản có liên kết tới {href}; bản dịch có {found_vi}",
    "Hãy chép lại địa chỉ từ nguyên bản. Cũng có thể dùng đúng trang ấy ở ngôn ngữ kia.",
    (
        Example(
            "See the [law](https://laws.example/19).",
            "See the [law](https://laws.example/18).",
            "Xem [luật](https://laws.example/18).",
        ),
        Example(
            "Xem [luật](https://laws.example/19).",
            "Xem [luật](https://laws.example/18).",
            "See the [law](https://laws.example/18).",
        ),
    ),
)
NOTE_LOST = rule(
    "D612",
    Severity.WARNING,
    "the note mark [^{label}] of the source is not in the translation",
    "Put [^{label}] behind the words that the note is about.",
    "bản dịch thiếu dấu chú thích [^{label}] của nguyên bản",
    "Hãy đặt [^{label}] ngay sau chữ cần chú thích.",
    (
        Example("A promise.\n\n[^1]: Note.", "A promise.[^1]\n\n[^1]: Note.", "Một lời hứa.[^1]\n\n[^1]: Ghi chú."),
        Example(
            "Một lời hứa.\n\n[^1]: Ghi chú.", "Một lời hứa.[^1]\n\n[^1]: Ghi chú.", "A promise.[^1]\n\n[^1]: Note."
        ),
    ),
)
LITERAL_LOST = rule(
    "D613",
    Severity.WARNING,
    "{literal} of the source is not in the translation as it is",
    "Code, placeholders and addresses are copied, not translated.",
    "bản dịch không giữ nguyên {literal} của nguyên bản",
    "Mã, chỗ giữ chỗ và địa chỉ phải chép lại, không dịch.",
    (
        Example("Run `build {tên}`.", "Run `build {name}`.", "Chạy `build {name}`."),
        Example("Chạy `build {tên}`.", "Chạy `build {name}`.", "Run `build {name}`."),
    ),
)
EMPHASIS_LOST = rule(
    "D614",
    Severity.WARNING,
    "the source emphasises “{words}”; the translation emphasises nothing there",
    "Set the same words in *…* or **…**.",
    "nguyên bản nhấn mạnh “{words}”; bản dịch không nhấn mạnh gì ở đó",
    "Hãy đặt những chữ tương ứng trong *…* hoặc **…**.",
    (
        Example("This is not allowed.", "This is **not** allowed.", "Điều này **không** được phép."),
        Example("Điều này không được phép.", "Điều này **không** được phép.", "This is **not** allowed."),
    ),
)
FORM_CHANGED = rule(
    "D615",
    Severity.WARNING,
    "the source has {expected} here, the translation {found}",
    "Give both the same form: as many entries, rows, columns, pictures, and headings of the same level.",
    "nguyên bản ở đây có {expected_vi}, bản dịch có {found_vi}",
    "Hãy cho hai bên cùng một dạng: cùng số mục, số hàng, số cột, số hình, cùng cấp đề mục.",
    (
        Example("- one\n- two", "- one\n- two\n- three", "- một\n- hai\n- ba"),
        Example("- một\n- hai", "- một\n- hai\n- ba", "- one\n- two\n- three"),
    ),
)

_LITERAL = re.compile(
    r"\{\w[\w.]{0,40}\}|%(?:\(\w+\))?[sd]\b|\$\{\w+\}|https?://[^\s<>\"“”)]*[\w/=&#~+-]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)


def of_lines(source: Passage, target: Passage) -> Iterator[Problem]:
    yield from _links(source, target)
    yield from _notes(source, target)
    yield from _literals(source, target)
    yield from _emphasis(source, target)


def _links(source: Passage, target: Passage) -> Iterator[Problem]:
    languages = (primary(source.language), primary(target.language))
    ours, theirs = _hrefs(source), _hrefs(target)
    left = Counter(_page(href, languages) for href in theirs)
    for href in ours:
        page = _page(href, languages)
        left[page] -= 1
        if left[page] < 0:
            new = [other for other in theirs if other not in ours]
            yield target.at(
                LINK_LOST,
                new[0] if new else "",
                href=href,
                found=new[0] if new else "none",
                found_vi=new[0] if new else "–",
            )


def _hrefs(passage: Passage) -> list[str]:
    return [node.href for node in passage.nodes() if isinstance(node, Link)]


def _page(href: str, languages: tuple[str, str]) -> str:
    """An address without what only says its language: two of one page are alike."""
    parts = urlsplit(href)
    host = [label for label in parts.netloc.lower().split(".") if label not in (*languages, "www", "m")]
    if "wikipedia" in host or "wikisource" in host:
        return ".".join(host)  # its addresses are titles, in each language another
    words = re.split(r"([/?&=#:._-])", f"{parts.path}?{parts.query}")
    return ".".join(host) + "".join(word for word in words if word.lower() not in languages).rstrip("/?")


def _notes(source: Passage, target: Passage) -> Iterator[Problem]:
    ours, theirs = ({node.label: 0 for node in side.nodes() if isinstance(node, NoteMark)} for side in (source, target))
    # A translation may number its notes anew: then only their number tells.
    gone = [label for label in ours if label not in theirs]
    for label in gone[: len(ours) - len(theirs)] if len(ours) > len(theirs) else ():
        yield target.at(NOTE_LOST, label=label)


def _literals(source: Passage, target: Passage) -> Iterator[Problem]:
    codes = [node.text for node in source.nodes() if isinstance(node, Code)]
    held = {node.text for node in target.nodes() if isinstance(node, Code)}
    free = [found.group() for found in _LITERAL.finditer(source.text)]
    gone = [code for code in codes if code not in held] + [text for text in free if text not in target.text]
    for text in dict.fromkeys(gone):
        if not any(text in code and text != code for code in codes):
            yield target.at(LITERAL_LOST, literal=f"“{text[:60]}”")


def _emphasis(source: Passage, target: Passage) -> Iterator[Problem]:
    """A title in a foreign language is set apart there only: what the translation has word for word does not count."""
    for kind in (Strong, Emphasis):
        ours, theirs = ([plain(n.children) for n in side.nodes() if isinstance(n, kind)] for side in (source, target))
        wanted = [words for words in ours if kind is Strong or words not in target.text]
        if wanted and not theirs and not _whole(target, kind):
            yield target.at(EMPHASIS_LOST, words=wanted[0][:60])


def _whole(target: Passage, kind: type[Strong] | type[Emphasis]) -> bool:
    return kind is Emphasis and any(isinstance(node, Strong) for node in target.nodes())


def check_form(source: Passage, target: Passage) -> Iterator[Problem]:
    ours, theirs = _forms(source), _forms(target)
    if ours != theirs:
        yield target.at(FORM_CHANGED, **_told("expected", ours), **_told("found", theirs))


_NAMES = {
    "h": ("a heading of level {n}", "đề mục cấp {n}"),
    "items": ("a list of {n}", "danh sách {n} mục"),
    "rows": ("a table of {n} rows", "bảng {n} hàng"),
    "columns": ("a table of {n} columns", "bảng {n} cột"),
    "code": ("code ({n})", "khối mã ({n})"),
    "image": ("pictures ({n})", "hình ({n})"),
}


def _forms(passage: Passage) -> Counter[str]:
    """What the blocks are, beyond lines of text: figures that both sides have alike."""
    out: Counter[str] = Counter()
    for part in passage.contents:
        out.update(_form_of(part))
    out["image"] += sum(isinstance(node, Image) for node in passage.nodes())
    return +out


def _form_of(part: Content) -> dict[str, int]:
    match part:
        case Heading(level):
            return {"h": level}
        case Items(_, items):
            return {"items": len(items)}
        case Table(align, rows):
            return {"rows": len(rows), "columns": len(align)}
        case CodeBlock():
            return {"code": 1}
        case Figure():
            return {"image": 1}
    return {}


def _told(key: str, forms: Counter[str]) -> dict[str, str]:
    said = [[_NAMES[name][at].format(n=number) for name, number in forms.items()] for at in (0, 1)]
    return {key: ", ".join(said[0]) or "plain text", f"{key}_vi": ", ".join(said[1]) or "văn bản thường"}
