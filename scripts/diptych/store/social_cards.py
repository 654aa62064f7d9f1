"""The card pictures of articles: drawn by Typst, each once, in a folder that holds nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from diptych.model.generated import is_generated
from diptych.model.layout import DOCS
from diptych.model.problem import Problem
from diptych.store.aside import move_aside, told
from diptych.store.build_cache import CARDS, digest, key, read_made, write_made
from diptych.store.files import write

_AT_ONCE = 100  # pictures that are drawn before they are written
_PIXELS_PER_INCH = 144.0  # 1200 by 630 pixels, as those who show cards ask for


def write_cards(root: Path, drawing: str, cards: Mapping[str, str]) -> list[Problem]:
    """Draws the pictures that are not there as they were drawn, takes those away that nothing asks for.

    `drawing` is the Typst source, `cards` are (path below `docs/`: what it says, as JSON). Gives what stood in their
    place. Raises Refused (D701), OSError.
    """
    docs, by = root / DOCS, key(drawing)
    held = read_made(root, CARDS)
    known = read_cards(root)
    there = {path: digest((docs / path).read_bytes()) for path in {**known, **cards} if (docs / path).is_file()}
    good = {path: known[path] for path in cards if held.get("by") == by and path in known}
    wanted = [(path, said) for path, said in cards.items() if path not in good or there.get(path) != good[path]]
    altered: list[str] = []
    for some in _batched(_drawn(drawing, wanted), _AT_ONCE):
        good.update((path, digest(data)) for path, data in some)
        write_made(root, CARDS, {"by": by, "files": {**known, **good}})
        for path, data in some:
            if there.get(path) not in (None, known.get(path), good[path]):
                altered.append(f"{DOCS}/{path}")
                move_aside(root, altered[-1])
            write(docs / path, data, derived=True)
    for path in known.keys() - cards.keys():
        if there.get(path) == known[path]:
            (docs / path).unlink()
    write_made(root, CARDS, {"by": by, "files": {path: good[path] for path in cards}})
    return [*told(altered)]


def read_cards(root: Path) -> dict[str, str]:
    """The hashes of the pictures that were drawn, by path below `docs/`. Raises Refused (D701)."""
    files = read_made(root, CARDS).get("files")
    found = files.items() if isinstance(files, dict) else ()
    return {path: str(hash) for path, hash in found if is_generated(path)}


def _batched(some: Iterable[tuple[str, bytes]], size: int) -> Iterator[list[tuple[str, bytes]]]:
    left = iter(some)
    while batch := [*islice(left, size)]:
        yield batch


def _drawn(drawing: str, cards: Iterable[tuple[str, str]]) -> Iterable[tuple[str, bytes]]:
    fonts = None
    for path, said in cards:
        import typst  # here, because pictures that are there already are not drawn again

        fonts = fonts or typst.Fonts(include_system_fonts=False)
        compiler = typst.Compiler(
            drawing.encode(), font_paths=fonts, ignore_system_fonts=True, sys_inputs={"said": said}
        )
        data = compiler.compile(format="png", ppi=_PIXELS_PER_INCH)
        assert isinstance(data, bytes), "one page gives one picture"
        yield path, data
