"""The files that readers take away from the site: made when what they hold has changed, several at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diptych.jobs.formats import Format, format_of
from diptych.model.archive import Archive
from diptych.model.article import Article
from diptych.model.layout import DOCS
from diptych.model.problem import Problem, Refused
from diptych.reading.article import read_article
from diptych.reading.edition import Edition, Scope, voices
from diptych.reading.facing import Facing, Reader, faced, texts_of
from diptych.site.article.downloads import File
from diptych.store import aside
from diptych.store.build_cache import DOWNLOADS, digest, key, write_made
from diptych.store.files import write
from diptych.store.made_files import FOLDER, read_hashes, read_made_files

if TYPE_CHECKING:
    from concurrent.futures import Executor

WHOLE = ""  # the name under which the files of the whole archive are listed
FEW = 4  # articles that are made sooner than processes for them are started

Progress = Callable[[int], Callable[[], None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """What one process makes: the files of an article, or one kind of file of the whole archive."""

    name: str
    articles: tuple[Article, ...]
    formats: tuple[str, ...]
    key: str


@dataclass(frozen=True, slots=True)
class _Result:
    name: str
    files: list[tuple[str, tuple[str, ...], str, bytes]] = field(default_factory=list)  # (format, languages, path, …)
    problems: list[Problem] = field(default_factory=list)


def silent(_: int) -> Callable[[], None]:
    """Nobody waits to hear how far the work is."""
    return lambda: None


def downloads(
    root: Path, docs: Path, archive: Archive, progress: Progress = silent, executor: Executor | None = None
) -> tuple[Mapping[str, Sequence[File]], Sequence[Problem]]:
    """Makes the files that `archive.yml` asks for: (the files by article, those of the whole under ""; problems).

    A file that cannot be made is a problem, and is not there. Files of ours that nothing asks for any more are taken
    away. `executor` makes several at a time; without one, processes of this machine do. Raises OSError.
    """
    held = read_made_files(root)
    tasks = {task.name: task for task in _tasks(archive)}
    made = {name: old for name, old in held.items() if name in tasks and _stands(docs, old, tasks[name])}
    todo = [task for name, task in tasks.items() if name not in made]
    problems: list[Problem] = []
    told: list[str] = []
    known = read_hashes(root)
    if not todo and made == held:
        return _listed(made), problems
    try:
        for result in _results(archive, todo, progress, executor):
            for _, _, path, data in result.files:
                told += _written(root, path, data, known.get(path))
            files = [[kind, [*tags], path, len(data), digest(data)] for kind, tags, path, data in result.files]
            made[result.name] = {"key": "" if result.problems else tasks[result.name].key, "files": files}
            problems += result.problems
        _take_away(docs, held, made)
    except BaseException:  # what is not made yet is made by the next build
        made = {**{name: {**old, "key": ""} for name, old in held.items()}, **made}
        raise
    finally:
        write_made(root, DOWNLOADS, made)
    return _listed(made), [*problems, *aside.told(told)]


def _written(root: Path, path: str, data: bytes, known: str | None) -> list[str]:
    """Writes a file; another's in its place is moved aside, and named. Raises OSError."""
    file = root / DOCS / path
    moved = []
    if file.is_file() and digest(old := file.read_bytes()) != known and old != data:
        moved = [f"{DOCS}/{path}"]
        aside.move_aside(root, moved[0])
    write(file, data, derived=True)
    return moved


def known(root: Path) -> Mapping[str, Sequence[File]]:
    """The files that are there, as the last build made them."""
    return _listed(read_made_files(root))


def still(root: Path, docs: Path, archive: Archive) -> Mapping[str, Sequence[File]]:
    """The files that are there, where none is made: what may hold words that may not be shown any more is taken away.

    Raises OSError.
    """
    held = read_made_files(root)
    tasks = {task.name: task for task in _tasks(archive)} if held else {}
    made = {name: old for name, old in held.items() if name in tasks and _is_free(docs, old, tasks[name])}
    if made != held:
        _take_away(docs, held, made)
        write_made(root, DOWNLOADS, made)
    return _listed(made)


def _is_free(docs: Path, old: Mapping[str, Any], task: _Task) -> bool:
    return all(one.record.publish == "full" for one in task.articles) or _stands(docs, old, task)


def _listed(made: Mapping[str, Any]) -> Mapping[str, Sequence[File]]:
    out: dict[str, list[File]] = {}
    for name in sorted(made):
        files = [
            File(format=kind, languages=tuple(tags), path=path, size=size)
            for kind, tags, path, size, _ in made[name]["files"]
        ]
        out.setdefault(name if not name.startswith("/") else WHOLE, []).extend(files)
    return out


def _tasks(archive: Archive) -> Iterator[_Task]:
    settings = archive.settings
    around = repr((settings, sorted(archive.terms.items())))
    prints = {}
    for article in archive.articles:  # of one that may not be shown, the books print the record
        prints[article.id] = hashlib.sha256(repr(article).encode("utf-8", "surrogatepass")).hexdigest()
        if article.record.publish != "record" and (wanted := settings.downloads.articles):
            yield _Task(
                name=article.id, articles=(article,), formats=tuple(wanted), key=key(around, prints[article.id])
            )
    ordered = tuple(sorted(archive.articles, key=lambda one: (one.record.published or "", one.id)))
    for kind in settings.downloads.archive if archive.articles else ():
        yield _Task(name=f"/{kind}", articles=ordered, formats=(kind,), key=key(around, *prints.values()))


def _stands(docs: Path, old: Mapping[str, Any], task: _Task) -> bool:
    """Whether the files of a task are there as they were made."""
    try:
        return old["key"] == task.key and all(
            digest((docs / path).read_bytes()) == hash for *_, path, _, hash in old["files"]
        )
    except OSError:
        return False


def _take_away(docs: Path, held: Mapping[str, Any], made: Mapping[str, Any]) -> None:
    kept = {path for one in made.values() for *_, path, _, _ in one["files"]}
    for one in held.values():
        for *_, path, _, hash in one["files"]:
            file = docs / path
            if path not in kept and file.is_file() and digest(file.read_bytes()) == hash:
                file.unlink()


def _results(
    archive: Archive, todo: Sequence[_Task], progress: Progress, executor: Executor | None
) -> Iterator[_Result]:
    tick = progress(len(todo))
    settings = Archive(
        settings=archive.settings, articles=(), terms=archive.terms, problems=()
    )  # what every file needs of the archive, sent once
    if executor is None and len(todo) <= FEW:
        reader = Reader(settings)
        for task in todo:
            yield _make(reader, task)
            tick()
        return
    from concurrent.futures import as_completed  # here, because most builds make few files or none

    from diptych.store.pool import workers

    with nullcontext(executor) if executor else workers(len(todo), _begin, settings) as started:
        futures = [started.submit(_make_in_process, settings if executor else None, task) for task in todo]
        for future in as_completed(futures):
            yield future.result()
            tick()


_reader: list[Reader] = []  # of this process


def _begin(settings: Archive) -> None:
    _reader[:] = [Reader(settings)]


def _make_in_process(settings: Archive | None, task: _Task) -> _Result:
    if settings is not None:
        _begin(settings)
    return _make(_reader[0], task)


def _make(reader: Reader, task: _Task) -> _Result:
    """All files of a task; a format that fails is a problem, the others are made."""
    result = _Result(task.name)
    kinds = {name: format_of(name) for name in task.formats}
    held = _facings(reader, task)
    for name in task.formats:
        for edition in _editions(reader, task, kinds[name], held):
            try:
                parts = [*kinds[name].make(Path(), edition)]
            except Refused as refused:
                result.problems.extend(refused.problems)
                continue
            languages = _languages(edition, kinds[name])
            for part, data in parts:
                path = _path(edition, kinds[name], languages, part)
                result.files.append((name, languages, path, data))
    return result


def _facings(reader: Reader, task: _Task) -> dict[str, Facing]:
    """The article by all languages that it is in, read once for all of its files; of the whole archive nothing."""
    if task.name.startswith("/"):
        return {}
    (article,) = task.articles
    return dict(faced(reader, read_article(article), [article.record.language, *article.translations]))


def _editions(reader: Reader, task: _Task, kind: Format, held: dict[str, Facing]) -> Iterator[Edition]:
    """An article in each language that it can be read in, and facing each translation; the archive likewise."""
    if task.name.startswith("/"):
        yield from _wholes(reader, task, kind)
        return
    (article,) = task.articles
    if kind.pairs:
        if article.translations:
            yield Edition(reader=reader, articles=task.articles, scope=Scope.ARTICLES, name=article.id, held=held)
        return
    texts = held[article.record.language].texts
    for language in texts:
        yield Edition(
            reader=reader, articles=task.articles, scope=Scope.ARTICLES, name=article.id, lang=language, held=held
        )
    for language in texts[1:]:
        yield Edition(
            reader=reader, articles=task.articles, scope=Scope.ARTICLES, name=article.id, to=language, held=held
        )


def _wholes(reader: Reader, task: _Task, kind: Format) -> Iterator[Edition]:
    settings = reader.archive.settings
    texts = [] if kind.pairs else [(one, texts_of(read_article(one), settings)) for one in task.articles]
    for language in settings.languages:
        if having := tuple(one for one, there in texts if language in there):
            yield Edition(reader=reader, articles=having, scope=Scope.ARCHIVE, name="", lang=language)
    if any(article.translations for article in task.articles):
        yield Edition(reader=reader, articles=task.articles, scope=Scope.ARCHIVE, name="")


def _languages(edition: Edition, kind: Format) -> tuple[str, ...]:
    if edition.lang:
        return (edition.lang,)
    if edition.is_one and not kind.pairs:
        return tuple(side.language for side in voices(edition, edition.facing))
    return edition.reader.archive.settings.languages


def _path(edition: Edition, kind: Format, languages: Sequence[str], part: str) -> str:
    """`downloads/articles/cua-hau.vi-en.epub`, `downloads/archive/archive.vi.pdf`."""
    tags = "" if kind.pairs else "." + "-".join(languages)
    if edition.scope is Scope.ARCHIVE:
        return f"{FOLDER}/archive/archive{tags}{part}{kind.suffix}"
    return f"{FOLDER}/articles/{edition.name}{tags}{part}{kind.suffix}"
