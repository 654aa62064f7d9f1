"""The card pictures of articles: drawn by Typst, each once, in a folder that holds nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import typst

from diptych.model.generated import is_generated
from diptych.store.files import write

_PIXELS_PER_INCH = 144.0  # 1200 by 630 pixels, as those who show cards ask for


def write_cards(docs: Path, drawing: str, cards: Mapping[str, str]) -> int:
    """Draws the pictures that are not there yet, takes those away that nothing asks for: how many were drawn.

    `drawing` is the Typst source, `cards` are (path below `docs`: what it says, as JSON). Raises OSError.
    """
    missing = {path: said for path, said in cards.items() if not (docs / path).is_file()}
    if missing:
        for path, data in _drawn(drawing, missing.items()):
            write(docs / path, data, derived=True)
    folders = {(docs / path).parent for path in cards} or {docs / "assets" / "cards"}
    for folder in folders:
        for file in folder.glob("*.png") if folder.is_dir() else ():
            path = file.relative_to(docs).as_posix()
            if is_generated(path) and path not in cards:
                file.unlink()
    return len(missing)


def _drawn(drawing: str, cards: Iterable[tuple[str, str]]) -> Iterable[tuple[str, bytes]]:
    fonts = typst.Fonts(include_system_fonts=False)
    for path, said in cards:
        compiler = typst.Compiler(
            drawing.encode(), font_paths=fonts, ignore_system_fonts=True, sys_inputs={"said": said}
        )
        data = compiler.compile(format="png", ppi=_PIXELS_PER_INCH)
        assert isinstance(data, bytes), "one page gives one picture"
        yield path, data
