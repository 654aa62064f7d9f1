"""A top-level key of a YAML file set or replaced; every other line stays byte for byte, remarks included."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from diptych.text.yamltext import write_yaml

_KEY = re.compile(r"(?P<quote>[\"']?)(?P<key>[A-Za-z_][\w-]*)(?P=quote):(?:\s|$)")


def with_keys(text: str, new: Mapping[str, Any]) -> str:
    """The file with these keys as given, in the place where they stood, or at its end.

    `text` is a mapping that `read_yaml` takes. A value is plain data, as `write_yaml` takes it.
    """
    lines = re.split(r"(?<=\n)", text)
    if lines[-1]:
        lines[-1] += "\n"
    waiting = {key: write_yaml({key: value}) for key, value in new.items()}
    out: list[str] = []
    dropping = False
    for line in lines:
        found = _KEY.match(line)
        if found:
            dropping = found["key"] in new
            if dropping:
                out.append(waiting.pop(found["key"], ""))
        if not (dropping and (found or _belongs(line))):
            out.append(line)
    return "".join([*out, *waiting.values()])


def _belongs(line: str) -> bool:
    """Whether a line that begins no key is part of the value before it: an item, or indented. Empty lines and remarks
    at the margin stay, inside a value too."""
    return line[:1] in " \t-" and bool(line.strip())
