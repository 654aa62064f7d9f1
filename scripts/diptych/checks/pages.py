"""Pages written by hand in `docs/<language>/`: whether what they become in a browser is inert."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import repeat
from typing import Any

from diptych.model.problem import Problem, Severity, rule
from diptych.text.inert import FILES, FRONT_MATTER, live, unknown_keys

LIVE = rule(
    "D741",
    Severity.ERROR,
    "this would be live on the page: `{what}`; a page written by hand holds only text, links and pictures",
    "Write it in Markdown, or as a code span if it is to be shown. Pictures lie in the archive, links begin with "
    "https:, http: or mailto:, and what the site itself is to do belongs in `overrides/`.",
    "phần này sẽ hoạt động trên trang: `{what}`; trang viết tay chỉ gồm chữ, liên kết và hình",
    "Hãy viết bằng Markdown, hoặc đặt trong dấu mã nếu chỉ để trưng ra. Hình phải nằm trong kho, liên kết bắt đầu bằng "
    "https:, http: hoặc mailto:, còn những gì trang web phải tự làm thì đặt trong `overrides/`.",
)
NOT_A_PAGE = rule(
    "D742",
    Severity.ERROR,
    "a file of this kind cannot stand beside the pages: a browser could run it; allowed are {allowed}",
    "Take it away, turn a picture into a PNG or WebP, or move what the theme needs to `docs/assets/`.",
    "tệp loại này không được nằm cạnh các trang vì trình duyệt có thể chạy nó; chỉ nhận {allowed}",
    "Hãy bỏ tệp đi, chuyển hình sang PNG hoặc WebP, hoặc chuyển thứ giao diện cần vào `docs/assets/`.",
)
KEY = rule(
    "D743",
    Severity.ERROR,
    "the front matter of a page written by hand has no `{key}`; it knows {allowed}",
    "Delete the line.",
    "phần đầu của trang viết tay không có khóa `{key}`; chỉ nhận {allowed}",
    "Hãy xóa dòng này.",
)
INCLUDES = rule(
    "D744",
    Severity.ERROR,
    "this line would read another file into the page",
    "Copy the text that is to stand here.",
    "dòng này sẽ chép một tệp khác vào trang",
    "Hãy chép thẳng đoạn chữ cần có vào đây.",
)
_INCLUDE = re.compile(r"[ \t>]*-+8<-+")  # as pymdownx.snippets reads it, in code as well
_AT_MOST = 20  # of a page


def check_file(path: str) -> Iterator[Problem]:
    """What is wrong with a file beside the pages that may not stand there."""
    yield NOT_A_PAGE.at(path, allowed=", ".join(f".{ending}" for ending in sorted(FILES)))


def check_page(
    path: str, page: str, text: str, front_matter: Mapping[Any, object], render: Callable[[str], str]
) -> Iterator[Problem]:
    """What is live on a page, each with its line.

    `text` is the Markdown of the `page` without its front matter; `render` makes HTML of Markdown.
    """
    lines = page.splitlines()
    for key in unknown_keys(front_matter):
        at = (number for number, line in enumerate(lines, 1) if line.lower().lstrip("\"'").startswith(key.lower()))
        yield KEY.at(path, next(at, 1), key=key, allowed=", ".join(f"`{name}`" for name in FRONT_MATTER))
    yield from (INCLUDES.at(path, number) for number, line in enumerate(lines, 1) if _INCLUDE.match(line))
    body = text.splitlines()
    above = len(lines) - len(body)
    found = [*live(render(text))]
    for number, what in zip(_lines(body, render), found[:_AT_MOST], strict=False):
        yield LIVE.at(path, above + number, what=what)


def _lines(lines: Sequence[str], render: Callable[[str], str]) -> Iterator[int]:
    """The line of each live thing; the renderer itself tells none.

    A part of the page is halved for as long as its halves hold what the whole does; where they do not, it is the line
    whose coming brings the thing about.
    """

    @cache
    def count(low: int, high: int) -> int:
        return sum(1 for _ in live(render("\n".join(lines[low:high]))))

    def within(low: int, high: int) -> Iterator[int]:
        middle = (low + high) // 2
        if high - low == 1 or not count(low, high):
            yield from repeat(high, count(low, high))
        elif count(low, middle) + count(middle, high) == count(low, high):
            yield from within(low, middle)
            yield from within(middle, high)
        else:
            ends = range(low, high + 1)
            wanted = range(1, count(low, high) + 1)
            yield from (min(low + bisect_left(ends, n, key=lambda end: count(low, end)), high) for n in wanted)

    return within(0, len(lines))
