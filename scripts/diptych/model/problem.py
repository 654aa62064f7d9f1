"""Problems as data: a rule with a permanent code, a place, and the values that its message names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters; the values are those of GitHub's annotations."""

    ERROR = "error"  # something cannot be read or published as it should: the exit code is 1
    WARNING = "warning"  # the translation may be wrong
    NOTICE = "notice"  # the text is right, and could be set better


@dataclass(frozen=True, slots=True)
class Example:
    """A text in which a rule finds something, and the same text mended; tests hold both.

    A rule of one text has no source. A rule of two texts has the source that the translation is made from: Vietnamese
    where the example is English, English where it is Vietnamese.
    """

    bad: str
    good: str
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One thing that can be wrong. Declared where it is found; a code is never given to another rule.

    `message` says in each language what was found and what was expected, `hint` what to do. Both are format strings
    over the problem's values.
    """

    code: str  # D and three digits
    severity: Severity
    message: Mapping[str, str]  # "en" and "vi"
    hint: Mapping[str, str]
    examples: Mapping[str, Example] = field(default_factory=dict)  # "en" and "vi", where there are any

    def at(self, path: str, line: int = 0, /, **values: object) -> Problem:
        """A problem of this rule; `path` is relative to the archive, `line` 0 where the whole file is meant."""
        return Problem(rule=self, path=path, line=line, values={key: str(value) for key, value in values.items()})


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    rule: Rule
    path: str
    line: int
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_error(self) -> bool:
        return self.rule.severity is Severity.ERROR


FAILS = (Exception, SystemExit)  # whatever a plug-in's code may do, but for heeding that the program is to end


class Refused(Exception):
    """Input that cannot be taken; carries every problem found, so that all are shown together."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(f"{problem.rule.code} {problem.path}:{problem.line}" for problem in problems))
        self.problems = problems


def rule(
    code: str,
    severity: Severity,
    en: str,
    en_hint: str,
    vi: str,
    vi_hint: str,
    examples: tuple[Example, Example] | None = None,
) -> Rule:
    """A rule from its two languages, English first."""
    shown = dict(zip(("en", "vi"), examples or (), strict=False))
    return Rule(
        code=code, severity=severity, message={"en": en, "vi": vi}, hint={"en": en_hint, "vi": vi_hint}, examples=shown
    )


class _Dots(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "" if name in ("near", "near_vi") else "…"


def general(text: str) -> str:
    """A rule's message or hint with `…` for whatever it would name, and without “did you mean”."""
    return text.format_map(_Dots())
