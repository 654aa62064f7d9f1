"""Trees written as the Markdown of the archive's own files: few escapes, for people to read and edit.

Law: `content(write(x)) == x` for every tree that can be written; `proved` checks it each time and says when not.
"""

from __future__ import annotations

import re

from diptych.model.content import (
    Caption,
    CodeBlock,
    Content,
    Figure,
    Heading,
    Items,
    Note,
    OneLine,
    Paragraph,
    Quotation,
    Rule,
    Table,
)
from diptych.model.inline import (
    Break,
    Code,
    Emphasis,
    Image,
    Inline,
    Line,
    Link,
    NoteMark,
    Strong,
    Text,
    plain,
)
from diptych.text.parse import TooDeep, content

# Marks that mean something anywhere in a line …
_ESCAPE = re.compile(r"([\\`*_\[\]<])|&(?=#?\w+;)")
# … and those that mean something only where a line begins.
_LINE_START = re.compile(
    r"(?P<mark>#{1,6}(?=\s|$)|>|[+-](?=\s|$)|(?:-[ \t]*){2,}$|=+[ \t]*$|~~~|\|)|(?P<number>\d{1,9})[.)](?=\s|$)"
)
_PLAIN_UNDERSCORE = re.compile(r"(?<=[^\W_])\\_(?=[^\W_])")


class NotWritable(ValueError):
    """This tree has no Markdown that reads back as itself."""


def proved(block: Content) -> str:
    """`write`, checked by reading the result back.

    Raises NotWritable.
    """
    text = write(block)
    try:
        if content(text) == block:
            return text
    except TooDeep:
        pass
    raise NotWritable(text)


def write(block: Content) -> str:
    """The Markdown of a block, without a closing line end."""
    match block:
        case CodeBlock():
            fence = "`" * max(3, 1 + _longest_run(block.text))
            return f"{fence}\n{block.text}{fence}"
        case Rule():
            return "---"
        case Table():
            return _table(block)
        case Items():
            marks = ("- " if block.start is None else f"{block.start + n}. " for n in range(len(block.items)))
            return "\n".join(_hang(item, mark) for item, mark in zip(block.items, marks, strict=True))
        case Quotation():
            body = "\n\n".join(write(part) for part in block.content)
            return "\n".join(f"> {line}".rstrip() for line in body.split("\n"))
    return _line_block(block)


def _line_block(block: OneLine) -> str:
    match block:
        case Heading():
            return f"{'#' * block.level} {_one_line(block.line)}".rstrip()
        case Paragraph():
            return write_line(block.line)
        case Caption():
            return f"*{write_line(block.line)}*"
        case Note():
            return f"[^{block.label}]: {write_line(block.line)}"
        case Figure():
            return _image(block.src, plain(block.line))


def write_line(line: Line) -> str:
    """The Markdown of a line of text; a break becomes a line end."""
    text = "".join(_inline(node) for node in line)
    return "\n".join(_guard(part) for part in text.split("\n"))


def _inline(node: Inline) -> str:
    match node:
        case Text(text):
            return _PLAIN_UNDERSCORE.sub("_", _escaped(text))
        case Break():
            return "\\\n"
        case Code(text):
            return _code(text)
        case Emphasis(children):
            return f"*{_inside(children)}*"
        case Strong(children):
            return f"**{_inside(children)}**"
        case Link(href, children):
            return f"[{_inside(children)}]({_target(href)})"
        case Image(src, alt):
            return _image(src, alt)
        case NoteMark(label):
            return f"[^{label}]"
        case _:
            return _inside(node.children)


def _inside(children: Line) -> str:
    return "".join(_inline(child) for child in children)


def _image(src: str, alt: str) -> str:
    return f"![{_escaped(alt)}]({_target(src)})"


def _escaped(text: str) -> str:
    return _ESCAPE.sub(r"\\\g<0>", text)


def _guard(line: str) -> str:
    """A line of text that would begin a heading, a list, a quotation … is kept text by one backslash."""
    found = _LINE_START.match(line)
    if not found:
        return line
    if found["mark"]:
        return "\\" + line
    return f"{found['number']}\\{line[len(found['number']) :]}"


def _one_line(line: Line) -> str:
    return re.sub(r"(?<!\\)(#+)$", r"\\\1", write_line(line))


def _code(text: str) -> str:
    fence = "`" * (1 + _longest_run(text))
    pad = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall(r"`+", text)), default=0)


def _target(href: str) -> str:
    return f"<{href}>" if re.search(r"[\s()]", href) or not href else href


def _hang(item: tuple[Content, ...], mark: str) -> str:
    body = "\n\n".join(write(part) for part in item).split("\n")
    indent = " " * len(mark)
    return "\n".join([mark + body[0], *((indent + line).rstrip() for line in body[1:])]).rstrip()


def _table(table: Table) -> str:
    marks = {"": "---", "left": ":--", "center": ":-:", "right": "--:"}
    rows = ["| " + " | ".join(write_line(cell).replace("|", "\\|") for cell in row) + " |" for row in table.rows]
    rows.insert(1, "| " + " | ".join(marks[side] for side in table.align) + " |")
    return "\n".join(rows)
