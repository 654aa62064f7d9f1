"""`serve`: the site on this machine while somebody writes; what is saved is made anew, and the browser shows it.

Everything is read once. After that only the article that was saved is read and made again; what many pages share
(lists, terms, numbers) is folded from what all articles gave, and only the files that differ are written.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from diptych.jobs.check import article_errors, errors
from diptych.jobs.downloads import known
from diptych.model.archive import Archive
from diptych.model.article import Article
from diptych.model.layout import ARTICLES, CONFIG, DOCS, GLOSSARY, OVERRIDES, SETTINGS, article_of
from diptych.model.problem import Problem, Refused
from diptych.reading.article import read_article
from diptych.reading.facing import Reader, faced
from diptych.site.all_pages import folded, parted
from diptych.site.article.social_card import DRAWING
from diptych.site.contribution import Gathered, gathered
from diptych.site.search_documents import Searchable
from diptych.store.archive import load, load_article
from diptych.store.cache import archive_cache, claim
from diptych.store.files import BUSY, locked, unreadable
from diptych.store.git import tracked
from diptych.store.manifest import write_changed
from diptych.store.mkdocs import FAILED, PREVIEW, Renderer, linked, put_index
from diptych.store.outputs import write_outputs
from diptych.store.pagefind import index
from diptych.store.preview import preview
from diptych.store.social_cards import write_cards
from diptych.store.watch import batch, watched

WAIT = 0.2  # seconds


@dataclass(frozen=True, slots=True)
class Saved:
    """What happened when something was saved."""

    paths: Sequence[str]
    changed: int  # pages
    problems: tuple[Problem, ...]


@dataclass(slots=True, kw_only=True)
class _Kept:
    """The site as it was made last."""

    archive: Archive
    reader: Reader
    articles: dict[str, Gathered] = field(default_factory=dict)
    made: dict[str, str] = field(default_factory=dict)  # by path below docs/


def serve(
    root: Path,
    port: int,
    ready: Callable[[str], None],
    say: Callable[[Saved], None],
    word: Callable[[Problem], str],
) -> None:
    """Serves until it is interrupted. `ready` is told the address, `say` of each time that something was saved; `word`
    says what pages show of a problem.

    Search finds what was there when it began. Raises Refused where the archive cannot be read at the start, OSError.
    """
    with watched(root) as changes:
        kept, problems = _whole(root)
        renderer = Renderer(root)
        try:
            problems += _rendered(root, renderer, False)
            with preview(archive_cache(root) / PREVIEW, port) as server:
                say(Saved((), len(kept.made), tuple(problems)))
                ready(server.address)
                while True:
                    paths = batch(changes)
                    kept, saved = _again(root, kept, paths, renderer)
                    if saved and any(problem.rule is BUSY for problem in saved.problems):
                        time.sleep(WAIT)  # another command is writing; then it is this one's turn
                        for path in paths:
                            changes.put(path)
                        continue
                    if saved:
                        say(saved)
                        server.tell([word(problem) for problem in saved.problems if problem.is_error])
        finally:
            renderer.close()


def _whole(root: Path) -> tuple[_Kept, list[Problem]]:
    """The archive read and its pages written. Raises Refused, OSError."""
    with locked(root):
        claim(root)
        if problems := [*tracked(root), *linked(root)]:
            raise Refused(*problems)
        archive = load(root)
        kept = _Kept(archive=archive, reader=Reader(archive))
        searchable, files = Searchable(archive=archive), known(root)
        wrong: list[Problem] = []
        for article in archive.articles:
            read = read_article(article)
            wrong += article_errors(root, archive.settings, read)
            facings = faced(kept.reader, read)
            searchable.article(facings)
            kept.articles[article.id] = gathered(kept.reader, facings, files.get(article.id, ()))
        kept.made = _folded(root, kept)
        pages, cards = parted(kept.made)
        paths = {one.path for several in files.values() for one in several}
        told, _ = write_outputs(root, DRAWING, pages, cards, paths)
        failed = index(root, searchable.finished())
    return kept, [*archive.problems, *told, *wrong, *errors(root, archive), *([failed] if failed else [])]


def _again(root: Path, kept: _Kept, paths: frozenset[str], renderer: Renderer) -> tuple[_Kept, Saved | None]:
    """What was saved, made again; None where it was nothing of ours, or our own writing."""
    ours = {path for path in paths if path.removeprefix(f"{DOCS}/") not in kept.made}
    if not ours:
        return kept, None
    try:
        new, problems = _read(root, kept, ours)
        changed, told = _published(root, kept, new) if new is not kept else (0, [])
        problems += told
    except Refused as refused:
        return kept, Saved(sorted(ours), 0, refused.problems)
    except (FileNotFoundError, NotADirectoryError):  # a folder that is being moved: its last event is still to come
        return kept, None
    except OSError as error:
        return kept, Saved(sorted(ours), 0, (unreadable(error, str(error.filename or DOCS)),))
    whole = any(path == CONFIG or path.startswith(f"{OVERRIDES}/") for path in ours)
    if changed or whole or any(path.startswith(f"{DOCS}/") for path in ours):
        problems += _rendered(root, renderer, not whole)
    return new, Saved(sorted(ours), changed, tuple(problems))


def _read(root: Path, kept: _Kept, paths: Iterable[str]) -> tuple[_Kept, list[Problem]]:
    """The archive with what was saved read again. Raises Refused, OSError."""
    if any(path == SETTINGS or path.startswith(f"{GLOSSARY}/") for path in paths):
        return _whole(root)
    names = sorted({article for path in paths if (article := article_of(path))})
    names = [name for name in names if not name.startswith(".")]
    if not names:
        return kept, []
    articles = {article.id: article for article in kept.archive.articles}
    fresh, problems = _fresh(root, names)
    for name in names:
        if not (root / ARTICLES / name).is_dir():
            articles.pop(name, None)
    articles.update(fresh)
    archive = replace(kept.archive, articles=tuple(articles[name] for name in sorted(articles)), problems=())
    reader = Reader(archive, kept.reader.glossaries)
    held = {name: one for name, one in kept.articles.items() if name in articles}
    files = known(root)
    for name, one in fresh.items():
        read = read_article(one)
        problems += article_errors(root, archive.settings, read)
        held[name] = gathered(reader, faced(reader, read), files.get(name, ()))
    new = _Kept(archive=archive, reader=reader, articles={name: held[name] for name in sorted(held)})
    new.made = _folded(root, new)
    return new, [*problems, *errors(root, replace(archive, articles=tuple(fresh.values())))]


def _fresh(root: Path, names: Iterable[str]) -> tuple[dict[str, Article], list[Problem]]:
    """The articles as they stand now, and what is wrong with those that cannot be read: they stay as they were."""
    fresh: dict[str, Article] = {}
    problems: list[Problem] = []
    for name in names:
        if (root / ARTICLES / name).is_dir():
            try:
                fresh[name] = load_article(root, name)
            except Refused as refused:
                problems += refused.problems
    return fresh, problems


def _folded(root: Path, kept: _Kept) -> dict[str, str]:
    return dict(folded(kept.archive, [*kept.articles.values()], known(root).get("", ())))


def _published(root: Path, kept: _Kept, new: _Kept) -> tuple[int, list[Problem]]:
    """Writes the pages that differ: (how many, what stood in their way). Raises Refused, OSError."""
    old, now = kept.made, new.made
    differing, drawn = parted({path: text for path, text in now.items() if old.get(path) != text})
    gone, undrawn = parted({path: text for path, text in old.items() if path not in now})
    if not differing and not gone:
        return 0, []
    with locked(root):
        told = write_changed(root, root / DOCS, differing, [*gone])
        if drawn or undrawn:
            told += write_cards(root, DRAWING, parted(now)[1])
    return len(differing) + len(gone), told


def _rendered(root: Path, renderer: Renderer, changed: bool) -> list[Problem]:
    words = renderer.render(changed)
    if not changed:
        put_index(root, archive_cache(root) / PREVIEW)
    return [FAILED.at(CONFIG, words=words)] if words else []
