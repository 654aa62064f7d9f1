"""Lines and blocks as plain text."""

from __future__ import annotations

from collections.abc import Sequence

from diptych.model.content import CodeBlock, Content, Heading, Items, Note, Quotation, Rule, Table
from diptych.model.inline import Image, Inline, Line, NoteMark, Text, plain, rebuild

RULE = "* * *"


def text_of(line: Line) -> str:
    """The visible text of a line, the marks of its notes with it."""

    def marked(node: Inline) -> Line:
        match node:
            case NoteMark(label):
                return (Text(f"[{label}]"),)
            case Image(src, alt):
                return (Text(alt or src),)
            case _:
                return (node,)

    return plain(rebuild(line, marked))


def block_text(block: Content) -> str:
    """One block as lines of text."""
    match block:
        case CodeBlock(text):
            return "\n".join(f"    {line}".rstrip() for line in text.rstrip("\n").split("\n"))
        case Rule():
            return RULE
        case Table(_, rows):
            return "\n".join(" | ".join(text_of(cell) for cell in row) for row in rows)
        case Items(start, items):
            marks = ["- "] * len(items) if start is None else [f"{start + at}. " for at in range(len(items))]
            return "\n".join(_indented(mark, item) for mark, item in zip(marks, items, strict=True))
        case Quotation(content):
            return "\n".join(f"> {line}".rstrip() for line in _together(content).split("\n"))
        case Note(label, line):
            return f"[{label}] {text_of(line)}"
        case Heading(_, line):
            return text_of(line)
        case _:
            return text_of(block.line)


def _indented(mark: str, item: Sequence[Content]) -> str:
    first, *rest = _together(item).split("\n")
    return "\n".join([mark + first, *(" " * len(mark) + line if line else "" for line in rest)])


def _together(parts: Sequence[Content]) -> str:
    return "\n\n".join(block_text(part) for part in parts)
