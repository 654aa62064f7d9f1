"""Language tags as other programs write them: `pt_BR`, `EN-us`."""

from __future__ import annotations

import re

from diptych.languages.tags import primary


def tag(written: str) -> str:
    """The tag in the spelling of BCP 47; what is no tag comes back trimmed."""
    parts = re.split(r"[-_]", written.strip().split(".")[0])
    return "-".join([parts[0].lower(), *(_part(part) for part in parts[1:])])


def _part(part: str) -> str:
    if len(part) == 4:
        return part.title()
    return part.upper() if len(part) == 2 else part


def alike(one: str, other: str) -> bool:
    """Whether two tags name one language, whatever its region or script."""
    return primary(one) == primary(other)
