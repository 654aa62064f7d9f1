"""What the tool brings along beside its code: inside an installed package, at the top of a checkout."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import diptych
from diptych.model.layout import DOCS

PACKAGE = Path(diptych.__file__).parent
CHECKOUT = PACKAGE.parents[1]
FOLDER = "shipped"  # inside the package, where `setup.py` puts it
LOCK = "requirements.lock"
LICENCE = "LICENSE"
# The guide and what it shows; generated pages of a checkout's own archive lie beside it.
_DOCS = ("*/guide/*.md", "*/develop/*.md", "*/reference/*.md", "assets/*.png", "assets/schemas/*.json")


def shipped(name: str) -> Path:
    """Where a file or folder lies: `requirements.lock`, `LICENSE`, `docs`."""
    inside = PACKAGE / FOLDER / name
    return inside if inside.exists() else CHECKOUT / name


def shipped_docs() -> Iterator[tuple[str, Path]]:
    """The pages of the guide and the reference with what they show: (path below `docs/`, file)."""
    folder = shipped(DOCS)
    for pattern in _DOCS:
        yield from ((path.relative_to(folder).as_posix(), path) for path in sorted(folder.glob(pattern)))
