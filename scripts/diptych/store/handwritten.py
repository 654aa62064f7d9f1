"""The pages that people write into `docs/<language>/`, and what they put beside them."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path

from diptych.model.generated import is_generated
from diptych.model.layout import DOCS
from diptych.text.language import is_language


def handwritten(root: Path, languages: Collection[str]) -> Iterator[str]:
    """The paths, relative to the archive, of files that MkDocs would publish beside the generated ones, by name.

    They lie in the folders of `languages` and of any other language. A symbolic link is a problem of its own and is
    not followed.
    """
    there = [path.name for path in (root / DOCS).iterdir()] if (root / DOCS).is_dir() else []
    for language in sorted(name for name in there if name in languages or is_language(name)):
        for folder, folders, names in os.walk(root / DOCS / language):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(name for name in names if not name.startswith(".")):
                path = Path(folder, name)
                inside = path.relative_to(root / DOCS).as_posix()
                if not path.is_symlink() and not is_generated(inside):
                    yield f"{DOCS}/{inside}"
