"""`check`: everything that is wrong with an archive, without network or keys."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial, reduce
from pathlib import Path
from typing import Any

from diptych.checks import article as checks
from diptych.checks import ledgers, records, references, structure, suppressions
from diptych.checks.article import Around, around
from diptych.checks.family import CheckFamily
from diptych.jobs.pages import check_pages
from diptych.jobs.selection import select
from diptych.model.archive import Archive
from diptych.model.article import Article
from diptych.model.layout import SETTINGS, article_of, review_path
from diptych.model.problem import Problem, Refused
from diptych.model.settings import Settings
from diptych.reading.article import ReadArticle, read_article
from diptych.store.archive import article_ids, load
from diptych.store.files import read
from diptych.store.git import at_commit, changed, commit
from diptych.store.mkdocs import agreed, linked
from diptych.store.names import check_names
from diptych.store.originals import verify
from diptych.text.ledgerfile import LIMIT, read_reviews
from diptych.text.schema import read as read_schema
from diptych.text.yamltext import Tree, read_yaml

# From so many articles on, starting processes costs less than it saves.
MANY = 200
_CHUNK = 32  # articles that are handed to a process at once


@dataclass(frozen=True, slots=True)
class Checked:
    problems: tuple[Problem, ...]  # by file, line and code
    articles: tuple[Article, ...]  # that were looked at


@dataclass(frozen=True, slots=True)
class _Scope:
    """What is looked at, where that is not everything."""

    articles: frozenset[str]
    files: frozenset[str]  # beside those of the articles

    def holds(self, path: str) -> bool:
        return path in self.files or article_of(path) in self.articles


def check(
    root: Path,
    ids: Sequence[str] = (),
    changed_from: str | None = None,
    families: tuple[CheckFamily, ...] = (),
) -> Checked:
    """All problems; of some articles only, where ids are given.

    With `changed_from`, a revision of git, only what has changed since is looked at; a change of the settings may
    concern all. That the tool's files lag behind an edit (D242) is then told only where such a file has changed.
    `families` are the checks of plug-ins.

    Raises Refused where there is no article of such an id, or git cannot say what has changed.
    """
    files = None if changed_from is None else changed(root, commit(root, changed_from))
    scope = None if files is None else _scope(files)
    if ids:
        scope = _Scope(frozenset(ids) & scope.articles if scope else frozenset(ids), frozenset())
    try:
        archive = load(root, scope.articles if scope else None)
    except Refused as refused:
        return Checked(refused.problems, ())
    if ids and not frozenset(ids) <= article_ids(root):
        select(load(root), [name for name in ids if name not in article_ids(root)])
    problems = [*archive.problems, *prove(root, archive), *linked(root)]
    problems += _of_articles(root, archive, families)
    problems += (with_line(root, problem) for problem in records.check_rights(archive.articles, archive.settings))
    problems += check_names(root)
    problems += check_pages(root, archive.settings, scope.holds if scope else lambda _: True)
    if changed_from is not None:
        problems += _of_reviews(root, archive, commit(root, changed_from))
    if scope:
        problems = [problem for problem in problems if scope.holds(problem.path)]
    if files is not None:  # who edits in a browser cannot run the tool, and whoever merges has it done
        problems = [one for one in problems if one.rule is not ledgers.NOT_SETTLED or one.path in files]
    return Checked(tuple(sorted(problems, key=lambda one: (one.path, one.line, one.rule.code))), archive.articles)


def _scope(files: frozenset[str]) -> _Scope | None:
    ids = frozenset(article for file in files if (article := article_of(file)))
    return None if SETTINGS in files else _Scope(ids, files)


def _of_reviews(root: Path, archive: Archive, since: str) -> Iterator[Problem]:
    """New reviews against the list of reviewers as it was: nobody names themselves a reviewer in the same change."""
    settings = at_commit(root, since, SETTINGS)
    allowed = read_schema(read_yaml(settings, SETTINGS), Settings, SETTINGS).reviewers if settings else ()
    for article in archive.articles if allowed else ():
        before = {}
        for language in article.translations:
            path = review_path(article.id, language)
            before[language] = read_reviews(at_commit(root, since, path), path)
        yield from ledgers.new_reviews(article, before, allowed)


def prove(root: Path, archive: Archive) -> Iterator[Problem]:
    """What is wrong with the glossary, the originals and the settings: what is not an article's own."""
    yield from (with_line(root, problem) for problem in references.check_archive(archive))
    yield from verify(root, archive)
    yield from agreed(root, archive.settings)


def errors(root: Path, archive: Archive) -> Iterator[Problem]:
    """What is so wrong that a build has to tell of it, but for what `article_errors` finds."""
    return (problem for problem in prove(root, archive) if problem.is_error)


def article_errors(root: Path, settings: Settings, read: ReadArticle) -> Iterator[Problem]:
    """What is so wrong with an article that a build has to tell of it."""
    return (with_line(root, one) for one in structure.check_article(read, settings) if one.is_error)


def _of_articles(root: Path, archive: Archive, families: tuple[CheckFamily, ...]) -> Iterator[Problem]:
    """The problems of every article; a large archive's are looked for in as many processes as there are cores."""
    check_one = partial(_listed, around(archive.settings, archive.terms, article_ids(root), families))
    if len(archive.articles) < MANY or not _travels(families):
        found = [check_one(article) for article in archive.articles]
    else:
        from diptych.store.pool import workers  # here, because few archives are as large

        with workers(len(archive.articles) // _CHUNK + 1) as pool:
            found = [*pool.map(check_one, archive.articles, chunksize=_CHUNK)]
    for problems in found:
        yield from (with_line(root, problem) for problem in problems)


def _travels(families: tuple[CheckFamily, ...]) -> bool:
    """Whether processes can be handed the checks of plug-ins: a function without a name cannot leave its own."""
    try:
        pickle.dumps(families)
    except Exception:  # somebody else's objects may refuse in any way
        return False
    return True


def _listed(known: Around, article: Article) -> tuple[Problem, ...]:
    return tuple(checks.check(read_article(article), known))


def with_line(root: Path, problem: Problem) -> Problem:
    """The problem with its line, where that is a line of a YAML file and was not known when it was found."""
    where = _WHERE.get(problem.rule.code)
    if not where:
        return problem
    tree = read_yaml(read(root / problem.path, problem.path, LIMIT), problem.path, LIMIT)
    return replace(problem, line=where(tree, problem.values))


def _of_value(key: str) -> Callable[[Tree, Mapping[str, str]], int]:
    """The line of the first value that a problem's value `key` quotes."""

    def line(tree: Tree, values: Mapping[str, str]) -> int:
        lines = (line for path, line in tree.lines.items() if reduce(_at, path, tree.data) == values[key])
        return next(lines, 0)

    return line


def _at(data: Any, key: str | int) -> Any:
    return data[key]


_WHERE: Mapping[str, Callable[[Tree, Mapping[str, str]], int]] = {
    references.UNKNOWN_TERM.code: _of_value("name"),
    references.UNKNOWN_TOPIC.code: _of_value("name"),
    references.TWO_TERMS.code: _of_value("form"),
    references.UNKNOWN_FORGE.code: _of_value("repository"),
    records.NO_RIGHTS.code: lambda tree, _: tree.line(("language",)),
    records.NO_TRANSLATORS.code: lambda tree, values: tree.line(("translations", values["language"])),
    ledgers.ALTERED.code: _of_value("sum"),
    suppressions.STALE.code: lambda tree, values: tree.line(("silenced", int(values["entry"]) - 1)),
}
