"""What a reader should see of a text, told by the model alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from diptych.model.content import CodeBlock, Content, Items, Note, Quotation, lines
from diptych.model.inline import Image, Inline, Link, NoteMark, Parent, plain
from diptych.text.normal import FORBIDDEN
from diptych.text.parse import content, split
from pages.oracle import squeezed


def shown_blocks(text: str) -> list[str]:
    """The visible text of each block of a text that holds any, without white space."""
    blocks = [content(block.text) for block in split(text).blocks]
    numbers = note_numbers(blocks)
    return [shown for block in blocks if (shown := block_text(block, numbers))]


def note_numbers(blocks: Sequence[Content]) -> dict[str, int]:
    labels = dict.fromkeys(block.label for block in blocks if isinstance(block, Note))
    return {label: number for number, label in enumerate(labels, 1)}


def block_text(block: Content, numbers: Mapping[str, int]) -> str:
    return FORBIDDEN.sub("\ufffd", squeezed("".join(_pieces(block, numbers))))


def _pieces(block: Content, numbers: Mapping[str, int]) -> Iterator[str]:
    match block:
        case CodeBlock(text):
            yield text
        case Items():
            yield from (piece for item in block.items for part in item for piece in _pieces(part, numbers))
        case Quotation():
            yield from (piece for part in block.content for piece in _pieces(part, numbers))
        case _:
            yield from (_shown(node, numbers) for line in lines(block) for node in line)


def _shown(node: Inline, numbers: Mapping[str, int]) -> str:
    match node:
        case NoteMark(label):
            return str(numbers.get(label, label))
        case Image(src, alt):
            return alt or src
        case Link(href, ()):
            return href
    if isinstance(node, Parent):
        return "".join(_shown(child, numbers) for child in node.children)
    return plain((node,))
