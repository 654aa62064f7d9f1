"""A top-level key of a YAML file set or replaced; every other line stays byte for byte, remarks included."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from diptych.text.yamltext import write_yaml

_KEY = re.compile(r"([A-Za-z_][\w-]*):(?:\s|$)")


def with_keys(text: str, new: Mapping[str, Any]) -> str:
    """The file with these keys as given, in the place where they stood, or at its end.

    `text` is a mapping that `read_yaml` takes. A value is plain data, as `write_yaml` takes it.
    """
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    waiting = {key: write_yaml({key: value}) for key, value in new.items()}
    out: list[str] = []
    dropping = False
    for line in lines:
        found = _KEY.match(line)
        if found:
            dropping = found[1] in new
            if dropping:
                out.append(waiting.pop(found[1], ""))
        elif dropping and not _belongs(line):
            dropping = False
        if not dropping:
            out.append(line)
    return "".join([*out, *waiting.values()])


def _belongs(line: str) -> bool:
    """Whether a line that begins no key is part of the value before it: an item, or indented."""
    return line[:1] in " \t-" and bool(line.strip())
