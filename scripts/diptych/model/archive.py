"""An archive as it was read: what can be published, and every problem that was found on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from diptych.model.article import Article
from diptych.model.problem import Problem
from diptych.model.settings import Settings
from diptych.model.term import GlossaryTerm


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    settings: Settings
    articles: tuple[Article, ...]  # by id; those with an unreadable file are left out
    terms: Mapping[str, GlossaryTerm]  # by id
    problems: tuple[Problem, ...]
