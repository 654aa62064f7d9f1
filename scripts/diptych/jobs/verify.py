"""`verify`: fixity of originals, of what ledgers say of the texts, and of all that the build wrote."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from diptych.checks.ledgers import check_ledgers
from diptych.jobs.check import with_line
from diptych.model.layout import DOCS
from diptych.model.problem import Problem
from diptych.reading.article import read_article
from diptych.store import fixity, manifest, originals
from diptych.store.archive import load
from diptych.store.made_files import read_hashes
from diptych.store.mkdocs import read_published
from diptych.store.social_cards import read_cards


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    originals: int  # that a record names
    without: int  # articles that came without a file
    translations: int
    pages: int  # that the last build wrote
    problems: tuple[Problem, ...]  # by file and line


def verify(root: Path) -> Verified:
    """Reads every file whose bytes are on record, and changes nothing. Raises Refused, OSError."""
    archive = load(root)
    recorded = sum(article.record.original is not None for article in archive.articles)
    problems = [
        *archive.problems,
        *originals.verify(root, archive),
        *(with_line(root, one) for article in archive.articles for one in check_ledgers(read_article(article))),
        *manifest.verify(root, root / DOCS),
        *fixity.altered(root / DOCS, {**read_hashes(root), **read_cards(root)}),
        *fixity.altered_site(root, read_published(root)),
    ]
    return Verified(
        originals=recorded,
        without=len(archive.articles) - recorded,
        translations=sum(len(article.translations) for article in archive.articles),
        pages=len(manifest.read_manifest(root)),
        problems=tuple(sorted(problems, key=lambda problem: (problem.path, problem.line, problem.rule.code))),
    )
