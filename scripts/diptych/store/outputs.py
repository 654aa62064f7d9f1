"""All that a build writes below `docs/`: pages and card pictures, and nothing of others' in their places."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from diptych.model.layout import DOCS
from diptych.model.problem import Problem
from diptych.store.aside import set_aside, strangers
from diptych.store.manifest import write_pages
from diptych.store.social_cards import write_cards


def write_outputs(
    root: Path, drawing: str, pages: Mapping[str, bytes], cards: Mapping[str, str], files: Collection[str]
) -> tuple[list[Problem], int]:
    """Makes what is generated be this and nothing else: (what stood in its way, how many pages changed).

    `cards` are what pictures say, by path, as JSON, and `drawing` draws them; `files` are the paths of the files to
    take away, which are there. All paths are below `docs/`, which holds no symbolic link. Raises Refused (D701),
    OSError.
    """
    told, changed = write_pages(root, root / DOCS, pages)
    told += write_cards(root, drawing, cards)
    strange = [*strangers(root / DOCS, {*pages, *cards, *files})]
    return [*told, *set_aside(root, strange)], changed
