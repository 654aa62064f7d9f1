"""A YAML file cut at its keys, so that what is wrong below one key does not hide what is wrong below the next.

The cut is by lines and indentation, as people see it: a bracket or a quotation mark left open ends with its key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_KEY = re.compile(r"""(?P<indent> *)(?:"[^"]*"[ ]*|'[^']*'[ ]*|[^\s"'#&*!|>%@`\[\]{},?-][^:#]*):(?P<value>\s.*|)""")


@dataclass(frozen=True, slots=True)
class Section:
    """Some lines of a file, a key's or those before the first; `first` is the number of the first line."""

    text: str
    first: int

    @property
    def last(self) -> int:
        """The number of its last line that is not blank."""
        return self.first + self.text.rstrip().count("\n")


def sections(text: str, first: int = 1) -> Iterator[Section]:
    """A text cut before each key that stands as far to the left as its first line, where that is a key's."""
    lines = text.splitlines(keepends=True)
    left = _indent(next(filter(_says, lines), ""))
    later = [at for at, line in enumerate(lines) if left is not None and _indent(line) == left][1:]
    for at, end in pairwise([0, *later, len(lines)]):
        yield Section("".join(lines[at:end]), first + at)


def inside(section: Section) -> list[Section]:
    """The sections below a key that stands alone in its line; none where it has a value there."""
    head, _, rest = section.text.partition("\n")
    found = _key(head)
    if not found or found["value"].partition(" #")[0].strip():
        return []
    left = _indent(next(filter(_says, rest.splitlines()), ""))
    return list(sections(rest, section.first + 1)) if left is not None and left > len(found["indent"]) else []


def _says(line: str) -> bool:
    """Whether a line is neither blank nor a remark."""
    return not line.lstrip().startswith("#") and not line.isspace()


def _key(line: str) -> re.Match[str] | None:
    return _KEY.fullmatch(line.rstrip("\n"))


def _indent(line: str) -> int | None:
    """How far to the right a line's key stands; None where the line begins with none."""
    found = _key(line)
    return len(found["indent"]) if found else None
