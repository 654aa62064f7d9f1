"""The pages that people write into `docs/<language>/`, and what they put beside them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from diptych.model.generated import is_generated
from diptych.model.layout import DOCS


def handwritten(root: Path, languages: Sequence[str]) -> Iterator[str]:
    """The paths, relative to the archive, of files that MkDocs would publish beside the generated ones, by name.

    A symbolic link is a problem of its own and is not followed.
    """
    for language in languages:
        for folder, folders, names in os.walk(root / DOCS / language):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(name for name in names if not name.startswith(".")):
                path = Path(folder, name)
                inside = path.relative_to(root / DOCS).as_posix()
                if not path.is_symlink() and not is_generated(inside):
                    yield f"{DOCS}/{inside}"
