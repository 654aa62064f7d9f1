"""What a reader of one format hands over: blocks with their Markdown, and what it left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from diptych.model.content import Content
from diptych.model.inline import Line


@dataclass(frozen=True, slots=True)
class Part:
    """A block, and the Markdown that reads as it."""

    content: Content
    markdown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An article as one format gives it; `title` is the title that the text itself has."""

    title: Line | None
    parts: tuple[Part, ...]
    left_out: tuple[str, ...] = ()
    found: Mapping[str, str] = field(default_factory=dict)
