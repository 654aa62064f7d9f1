"""`build`: pages from what the archive holds, then the site. No engine, no network; two phases, gather and write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from diptych.jobs.check import article_errors
from diptych.jobs.check import errors as errors_of
from diptych.jobs.downloads import Progress, downloads, known, silent, still
from diptych.model.archive import Archive
from diptych.model.layout import DOCS
from diptych.model.problem import Problem, Refused
from diptych.reading.article import ReadArticle
from diptych.reading.facing import Facing
from diptych.site.all_pages import parted, site
from diptych.site.article.downloads import File
from diptych.site.article.social_card import DRAWING
from diptych.site.search_documents import Searchable
from diptych.store.archive import load, load_settings
from diptych.store.build_cache import BUILT, SOURCES, files_key, key, read_made, write_made
from diptych.store.cache import claim
from diptych.store.files import locked
from diptych.store.git import tracked
from diptych.store.mkdocs import INPUTS, MAKERS, build_site, is_as_built, linked
from diptych.store.outputs import write_outputs
from diptych.store.pagefind import index


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    articles: int
    terms: int
    pages: int
    changed: int
    site: bool  # whether MkDocs built it anew
    problems: tuple[Problem, ...]


def build(root: Path, pages_only: bool = False, progress: Progress = silent) -> Built:
    """Everything that can be read is published; what is wrong is a problem. `check` tells of warnings too.

    `progress` is told how many sets of files to take away are to be made, and then of each. With `pages_only` none is
    made; pages link those that are there and may be shown still.

    Raises Refused where nothing can be built, OSError.
    """
    load_settings(root)
    with locked(root):
        claim(root)
        if refused := [*tracked(root)]:
            raise Refused(*refused)
        sources = files_key(root, SOURCES)
        if same := _as_it_was(root, sources):
            return same
        archive = load(root)
        problems = [*linked(root)]
        files, failing = (known(root), ()) if problems else _files(root, archive, pages_only, progress)
        made, searchable, errors = _made(root, archive, files)
        errors = [*archive.problems, *errors, *failing]
        told: list[Problem] = []
        pages, cards = parted(made)
        changed, ran = 0, False
        if not problems:
            paths = {one.path for several in files.values() for one in several}
            told, changed = write_outputs(root, DRAWING, pages, cards, paths)
        read = _key(root, sources)  # before MkDocs reads: what is saved meanwhile is for the next build
        if not problems and not pages_only:
            if failed := index(root, searchable.finished()):
                problems = [failed]
            else:
                found, ran = build_site(root, pages, archive.settings.address)
                told += found if ran else ()
                problems = [] if ran else [*found]
        counts = (len(archive.articles), len(archive.terms), len(pages))
        if not pages_only and not problems:
            write_made(root, BUILT, {"sources": sources, "key": "" if errors else read, "counts": counts})
    return _built(counts, changed, ran, (*errors, *told, *problems))


def _built(counts: Sequence[int], changed: int, site: bool, problems: tuple[Problem, ...]) -> Built:
    articles, terms, pages = counts
    return Built(articles=articles, terms=terms, pages=pages, changed=changed, site=site, problems=problems)


def _as_it_was(root: Path, sources: str) -> Built | None:
    """What the last build made, where it was whole and nothing has changed since: then nothing is done again."""
    last = read_made(root, BUILT)
    if last.get("key") != _key(root, sources) or not is_as_built(root):
        return None
    articles, terms, pages = last["counts"]
    return Built(articles=articles, terms=terms, pages=pages, changed=0, site=False, problems=())


def _key(root: Path, sources: str) -> str:
    """The identity of all that a build reads, the archive's own files among it, and of what it wrote in docs/."""
    return key(sources, files_key(root, INPUTS), *(version(name) for name in MAKERS))


def _made(
    root: Path, archive: Archive, files: Mapping[str, Sequence[File]]
) -> tuple[dict[str, str], Searchable, list[Problem]]:
    """The pages by path, what the search is made from, and the errors in the archive: each article is read once."""
    searchable = Searchable(archive=archive)
    errors: list[Problem] = []

    def see(read: ReadArticle, facings: Mapping[str, Facing]) -> None:
        errors.extend(article_errors(root, archive.settings, read))
        searchable.article(facings)

    made = dict(site(archive, see, files))
    return made, searchable, [*errors, *errors_of(root, archive)]


def _files(
    root: Path, archive: Archive, pages_only: bool, progress: Progress
) -> tuple[Mapping[str, Sequence[File]], Sequence[Problem]]:
    """The files to take away, by article, and what could not be made."""
    if pages_only:
        return still(root, root / DOCS, archive), ()
    return downloads(root, root / DOCS, archive, progress)
