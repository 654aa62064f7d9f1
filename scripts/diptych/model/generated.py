"""Which paths below `docs/` belong to the build: it writes no others, deletes no others, and git ignores them.

`tests/commands/test_generated.py` holds the generator and `.gitignore` to this list.
"""

from __future__ import annotations

import re

_LANGUAGE = r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"
_PAGES = r"(?:[A-Za-z0-9-]+/)*[A-Za-z0-9-]+\.md"
_FILE = r"[a-z0-9][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+)+"
_PICTURE = r"[a-z0-9-]+\.[0-9a-f]{12}\.png"

# A path or, ending in a slash, a folder that holds nothing else; `*` is a language. What the folder's files are called.
_SHAPES = {
    "index.md": "",
    "numbers.json": "",
    "*/index.md": "",
    "*/numbers.md": "",
    "*/people.md": "",
    "*/feed.xml": "",
    "*/articles/": _PAGES,
    "*/glossary/": _PAGES,
    "downloads/": rf"(?:articles|archive)/{_FILE}",
    "assets/cards/": _PICTURE,
}
IGNORED = tuple(f"/docs/{shape}" for shape in _SHAPES)  # as `.gitignore` names them
_PATH = re.compile("|".join(re.escape(shape).replace(r"\*", _LANGUAGE) + names for shape, names in _SHAPES.items()))

# In its folders whatever stands there is the generator's, or nobody's.
_PLACE = re.compile(
    "|".join(re.escape(shape).replace(r"\*", _LANGUAGE) + ".*" * shape.endswith("/") for shape in _SHAPES), re.DOTALL
)


def is_reserved(path: str) -> bool:
    """Whether only the build may write at a path below `docs/`, whatever its name."""
    return bool(_PLACE.fullmatch(path))


def is_generated(path: str) -> bool:
    """Whether a path below `docs/` is of a shape that the build writes: plain, relative, without `..`."""
    return bool(_PATH.fullmatch(path))
