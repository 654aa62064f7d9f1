"""Problems as data: a rule with a permanent code, a place, and the values that its message names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be wrong. Declared where it is found; a code is never given to another rule.

    `message` says in each language what was found and what was expected, `hint` what to do. Both are format strings
    over the problem's values.
    """

    code: str  # D and three digits
    severity: Severity
    message: Mapping[str, str]  # "en" and "vi"
    hint: Mapping[str, str]

    def at(self, path: str, line: int = 0, /, **values: object) -> Problem:
        """A problem of this rule; `path` is relative to the archive, `line` 0 where the whole file is meant."""
        return Problem(self, path, line, {key: str(value) for key, value in values.items()})


@dataclass(frozen=True, slots=True)
class Problem:
    rule: Rule
    path: str
    line: int
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_error(self) -> bool:
        return self.rule.severity is Severity.ERROR


class Refused(Exception):
    """Input that cannot be taken; carries every problem found, so that all are shown together."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(f"{problem.rule.code} {problem.path}:{problem.line}" for problem in problems))
        self.problems = problems


def rule(code: str, severity: Severity, en: str, en_hint: str, vi: str, vi_hint: str) -> Rule:
    """A rule from its two languages."""
    return Rule(code, severity, {"en": en, "vi": vi}, {"en": en_hint, "vi": vi_hint})
