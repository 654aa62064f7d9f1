"""Plain text as received: lines, paragraphs, perhaps a title. Nothing in it is markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from diptych.importing.credit import is_credit
from diptych.importing.decode import Source
from diptych.importing.degrade import fitted
from diptych.importing.draft import Draft
from diptych.importing.furniture import is_furniture, reported
from diptych.importing.spaces import tidy
from diptych.model.content import Caption, Content, Paragraph
from diptych.model.inline import Line, Text
from diptych.text.limits import check_blocks, check_marks, check_run

WRAP_MIN, WRAP_MAX = 40, 90  # the widths at which texts are wrapped by hand or by a mail program
WRAPPED_SHARE = 0.8  # of a wrapped text's line ends stand where the next word would not have fitted
TITLE_MAX = 150
_ENDS_SENTENCE = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")
_ITEM = re.compile(r"(?:[-*+•–—·]|\d{1,3}[.)]|[a-zđ][.)])\s")


def from_plain(source: Source) -> Draft:
    """The paragraphs of a plain text.

    Raises Refused (D308).
    """
    check_marks(source.text, source.name)
    left_out: list[str] = []
    groups = [group for group in _groups(source.text, left_out) if group]
    title = _title(groups)
    if title:
        del groups[0]
    texts = [text for group in _unwrapped(groups) for text in group]
    check_blocks(len(texts), source.name)
    check_run(max(map(len, texts), default=0), source.name, 0)
    return Draft(title=title, parts=fitted(_block(text) for text in texts), left_out=tuple(left_out))


def _groups(text: str, left_out: list[str]) -> Iterator[list[str]]:
    """The lines between blank lines, furniture taken out."""
    group: list[str] = []
    for raw in text.split("\n"):
        line = tidy(raw)
        if not line:
            yield group
            group = []
        elif is_furniture(line):
            left_out.append(reported(line))
        else:
            group.append(line)
    yield group


def _title(groups: Sequence[Sequence[str]]) -> Line | None:
    """The first line, where a blank line sets it off and it is short and no sentence."""
    if len(groups) < 2 or len(groups[0]) != 1:
        return None
    line = groups[0][0]
    if len(line) > TITLE_MAX or _ENDS_SENTENCE.search(line) or _ITEM.match(line) or is_credit(line):
        return None
    begins = next((ch for ch in line if ch.isalnum()), "")
    return (Text(line),) if begins and not begins.islower() else None


def _unwrapped(groups: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """The paragraphs of each group: its lines, or where the text was wrapped, its lines run together."""
    width = max((len(line) for group in groups for line in group), default=0)
    ends = [len(line) + 1 + len(after.split(" ", 1)[0]) > width for group in groups for line, after in pairwise(group)]
    if not WRAP_MIN <= width <= WRAP_MAX or len(groups) < 2 or sum(ends) < WRAPPED_SHARE * len(ends):
        return list(groups)
    return [_run_together(group) for group in groups]


def _run_together(group: Sequence[str]) -> Sequence[str]:
    runs: list[list[str]] = []
    for line in group:
        if runs and not _ITEM.match(line):
            runs[-1].append(line)
        else:
            runs.append([line])
    return [" ".join(run) for run in runs]


def _block(text: str) -> Content:
    line: Line = (Text(text),)
    return Caption(line) if is_credit(text) else Paragraph(line)
