"""The pages of an archive that people write by hand, checked as they would be rendered."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from diptych.checks.pages import check_file, check_page
from diptych.model.layout import CONFIG
from diptych.model.problem import Problem, Refused
from diptych.model.settings import Settings
from diptych.store.files import MB, read
from diptych.store.handwritten import handwritten
from diptych.text.archive_files import checked_text
from diptych.text.inert import is_inert_file

LIMIT = MB // 8  # rendering takes about a second for 100 KB


def check_pages(root: Path, settings: Settings, holds: Callable[[str], bool]) -> Iterator[Problem]:
    """What is live on the pages written by hand that `holds` takes, and files that a browser could run beside them."""
    paths = [path for path in handwritten(root, settings.languages) if holds(path)]
    for path in paths:
        if not is_inert_file(path):
            yield from check_file(path)
    if pages := [path for path in paths if path.endswith(".md")]:
        yield from _rendered(root, pages)


def _rendered(root: Path, paths: Sequence[str]) -> Iterator[Problem]:
    from diptych.theme.rendering import extensions, parted, renderer  # takes long to import

    render = renderer(extensions(read(root / CONFIG, CONFIG, MB) if (root / CONFIG).is_file() else b""))
    for path in paths:
        try:
            page = checked_text(read(root / path, path, LIMIT).removeprefix(BOM_UTF8), path)
        except Refused as refused:
            yield from refused.problems
        else:
            yield from check_page(path, page, *parted(page), render)
