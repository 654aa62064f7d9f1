"""A file as received, made into the clean source text of an article."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from diptych.importing import rules
from diptych.importing.decode import Format, Source, check_characters, decoded
from diptych.importing.degrade import fitted
from diptych.importing.draft import Draft, Part
from diptych.importing.furniture import reported
from diptych.importing.markdown import from_markdown
from diptych.importing.page import from_page
from diptych.importing.plain import from_plain
from diptych.importing.spaces import tidy
from diptych.model.content import Content, Heading
from diptych.model.inline import Line, Text, plain
from diptych.model.problem import Refused
from diptych.text.normal import normal
from diptych.text.parse import TooDeep, split

_READERS: Mapping[Format, Callable[[Source], Draft]] = {"txt": from_plain, "md": from_markdown, "html": from_page}


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """A received text, read."""

    title: Line | None  # None where the text has none and none was given
    title_supplied: bool  # the title was given, not read
    content: tuple[Content, ...]  # the blocks below the title
    markdown: str  # the whole file: `# Title` and the blocks; the blocks alone where there is no title
    left_out: tuple[str, ...]  # page furniture, in order, each piece at most 200 characters
    found: Mapping[str, str]  # what the text states: title, author, publisher, published, source_url, language
    format: Format


def take(data: bytes, name: str, title: str | None = None) -> Intake:
    """Read a received file. `name` is its file name: the extension says its format, else its first line does.

    Every letter of the text ends in the title, in the blocks or in `left_out`; a given title replaces the text's own.

    Raises Refused (D301 to D310).
    """
    source = decoded(data, name)
    draft = _READERS[source.format](source)
    given = tidy(normal(title or ""))
    check_characters(given or plain(draft.title or ()), name)
    if given:
        draft = _retitled(draft, given)
    if not any(ch.isalpha() for part in draft.parts for ch in part.markdown):
        raise Refused(rules.NO_TEXT.at(name))
    markdown, blocks = _whole(draft, name)
    return Intake(
        title=draft.title,
        title_supplied=bool(given),
        content=blocks,
        markdown=markdown,
        left_out=draft.left_out,
        found=draft.found,
        format=source.format,
    )


def _retitled(draft: Draft, given: str) -> Draft:
    own = tidy(plain(draft.title or ()))
    left_out = draft.left_out if own in ("", given) else (reported(own), *draft.left_out)
    return replace(draft, title=(Text(given),), left_out=left_out)


def _whole(draft: Draft, name: str) -> tuple[str, tuple[Content, ...]]:
    """The Markdown file, proved to read back, and its blocks.

    A received Markdown text may say something else once its blocks stand apart; then it is written anew.
    """
    head = fitted((Heading(1, draft.title),)) if draft.title else ()
    parts = head + draft.parts
    if _misread(parts):
        parts = head + fitted(part.content for part in draft.parts)
    misread = _misread(parts)
    if misread:
        raise Refused(rules.NOT_WRITABLE.at(name, block=reported(misread.markdown)))
    return _joined(parts), tuple(part.content for part in parts[len(head) :])


def _misread(parts: Sequence[Part]) -> Part | None:
    """The first part that does not read back as itself in the whole file."""
    try:
        blocks = split(_joined(parts)).blocks
    except TooDeep:
        return parts[0]
    for part, block in zip(parts, blocks, strict=False):
        if block.text != part.markdown and block.content != part.content:
            return part
    return None if len(parts) == len(blocks) else parts[-1]


def _joined(parts: Sequence[Part]) -> str:
    return "\n\n".join(part.markdown for part in parts) + "\n"
