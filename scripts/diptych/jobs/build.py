"""`build`: pages from what the archive holds, then the site. No engine, no network; two phases, gather and write."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from diptych.jobs.check import prove
from diptych.model.problem import Problem
from diptych.outputs.picture import DRAWING
from diptych.outputs.searchable import Searchable
from diptych.outputs.site import site
from diptych.store.archive import load, load_settings
from diptych.store.cards import write_cards
from diptych.store.files import locked
from diptych.store.manifest import write_pages
from diptych.store.mkdocs import DOCS, build_site, linked
from diptych.store.pagefind import index

PICTURE = ".png"


@dataclass(frozen=True, slots=True)
class Built:
    articles: int
    terms: int
    pages: int
    changed: int
    site: bool  # whether MkDocs built it anew
    problems: tuple[Problem, ...]


def build(root: Path, pages_only: bool = False) -> Built:
    """Everything that can be read is published; what is wrong is a problem. `check` tells of warnings too.

    Raises Refused where nothing can be built, OSError.
    """
    load_settings(root)
    with locked(root):
        archive = load(root)
        errors = [*archive.problems, *(problem for problem in prove(root, archive) if problem.is_error)]
        searchable = Searchable(archive)
        made = dict(site(archive, searchable.article))
        pages = {path: text.encode() for path, text in made.items() if not path.endswith(PICTURE)}
        cards = {path: said for path, said in made.items() if path.endswith(PICTURE)}
        problems, changed, ran = [*linked(root)], 0, False
        if not problems:
            problems, changed = write_pages(root, root / DOCS, pages)
        if not problems:
            write_cards(root / DOCS, DRAWING, cards)
        if not problems and not pages_only:
            failed = index(root, searchable.finished())
            if not failed:
                failed, ran = build_site(root)
            problems += [failed] if failed else []
    counts = (len(archive.articles), len(archive.terms), len(pages), changed)
    return Built(*counts, ran and not problems, (*errors, *problems))
