"""How much one article may hold, so that reading it takes seconds whatever a file is made of.

Markdown's parser takes 0.2 ms a bracket and 0.05 ms another mark in the worst text, and a text is parsed five times.
"""

from __future__ import annotations

import re
from itertools import islice

from diptych.model.problem import Refused, Severity, rule

TOO_MUCH = rule(
    "D308",
    Severity.ERROR,
    "there are more than {limit} {what}; no article has so many",
    "Import one article, not a whole site; or copy the article's text into a .txt file.",
    "có hơn {limit} {what_vi}; không bài viết nào nhiều như vậy",
    "Hãy nhập từng bài một, không nhập cả trang web; hoặc chép phần chữ của bài vào một tệp .txt.",
)

BRACKETS_MAX = 4_000
MARKS_MAX = 30_000
BLOCKS_MAX = 10_000
LINES_MAX = 30_000
RUN_MAX = 100_000  # characters between two blank lines


def check_marks(text: str, name: str, lines: bool = True) -> None:
    """Raises Refused (D308) for a text of so many Markdown marks that its parser would be slow.

    `lines`: the text's lines are those of its file.
    """
    for pattern, limit in ((r"\[", BRACKETS_MAX), (r"[\[*_`<\\&|]", MARKS_MAX)):
        beyond = next(islice(re.finditer(pattern, text), limit, None), None)
        if beyond:
            line = text.count("\n", 0, beyond.start()) + 1 if lines else 0
            what = {"what": "Markdown marks or brackets", "what_vi": "dấu Markdown hoặc ngoặc vuông"}
            raise Refused(TOO_MUCH.at(name, line, limit=limit, **what))


def check_blocks(count: int, name: str) -> None:
    """Raises Refused (D308) for so many blocks."""
    if count > BLOCKS_MAX:
        raise Refused(TOO_MUCH.at(name, limit=BLOCKS_MAX, what="paragraphs", what_vi="đoạn văn"))


def check_lines(text: str, name: str) -> None:
    """Raises Refused (D308) for a Markdown text of too many lines, or of too many characters without a blank line."""
    filled = 0
    run = 0
    for number, line in enumerate(text.split("\n"), 1):
        blank = not line.strip()
        filled += not blank
        run = 0 if blank else run + len(line) + 1
        if filled > LINES_MAX:
            raise Refused(TOO_MUCH.at(name, number, limit=LINES_MAX, what="lines", what_vi="dòng"))
        check_run(run, name, number)


def check_run(size: int, name: str, line: int) -> None:
    """Raises Refused (D308) for so many characters in one paragraph."""
    if size > RUN_MAX:
        what = {"what": "characters in one paragraph", "what_vi": "ký tự trong một đoạn"}
        raise Refused(TOO_MUCH.at(name, line, limit=RUN_MAX, **what))
