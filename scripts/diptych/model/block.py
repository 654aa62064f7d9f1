"""Blocks: a document cut into paragraphs, headings, lists … without losing a byte."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from diptych.model.content import Content, Paragraph


class Kind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    LIST = "list"
    QUOTATION = "quotation"
    TABLE = "table"
    CODE = "code"
    IMAGE = "image"
    NOTE = "note"
    RULE = "rule"
    MARK = "mark"  # `<!-- p7: missing -->` or `<!-- p7: omitted -->`, in the place of a translation


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block as it stands in its file."""

    kind: Kind
    text: str  # as written, without the line end that closes it
    line: int  # of its first line in the file, from 1
    hash: str  # of its text in NFC, LF, trimmed
    content: Content = field(default=Paragraph(()), compare=False, repr=False)  # what it says; a mark says nothing
    marks: str = ""  # the id of the source block that a mark stands for
    omitted: bool = False  # a mark that says: a person left this out on purpose


@dataclass(frozen=True, slots=True)
class Document:
    """A text as blocks and what stands between them: `gaps[0] blocks[0] gaps[1] … blocks[-1] gaps[-1]`.

    Gaps hold white space only: no text can hide in one.
    """

    blocks: tuple[Block, ...]
    gaps: tuple[str, ...]
