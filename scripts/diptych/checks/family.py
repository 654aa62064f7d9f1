"""A family of rules that comes from elsewhere: what a plug-in offers under `diptych.checks`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from diptych.checks.subject import Passage
from diptych.model.problem import FAILS, Problem, Rule, Severity, rule

CODE = re.compile(r"X[A-Z]+-[0-9]{3}")  # such as XHOUSE-001: never one of diptych's own

FAILED = rule(
    "D765",
    Severity.WARNING,
    "the check {name}, a plug-in, failed here: {reason}",
    "Tell its authors; the other checks are not touched by it.",
    "phép kiểm tra {name}, một phần bổ trợ, bị hỏng ở đây: {reason}",
    "Hãy báo cho tác giả của nó; các phép kiểm tra khác không bị ảnh hưởng.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckFamily:
    """Rules and how they are looked for. The functions are pure: passages in, problems out."""

    name: str
    rules: tuple[Rule, ...]  # with codes like XHOUSE-001
    of_text: Callable[[Passage], Iterable[Problem]] | None = None  # one block of any text
    of_pair: Callable[[Passage, Passage], Iterable[Problem]] | None = None  # (source, translation) that face each other


def text_problems(families: Iterable[CheckFamily], passage: Passage) -> Iterator[Problem]:
    for family in families:
        if family.of_text:
            yield from _guarded(family, passage, lambda look=family.of_text: look(passage))  # type: ignore[misc]


def pair_problems(families: Iterable[CheckFamily], source: Passage, target: Passage) -> Iterator[Problem]:
    for family in families:
        if family.of_pair:
            yield from _guarded(family, target, lambda look=family.of_pair: look(source, target))  # type: ignore[misc]


def _guarded(family: CheckFamily, at: Passage, look: Callable[[], Iterable[Problem]]) -> list[Problem]:
    try:
        found = [*look()]
        for one in found:
            if not (isinstance(one, Problem) and one.rule in family.rules):
                raise TypeError(f"it told {getattr(one, 'rule', one)!r:.80}, which is not a problem of its rules")
            for words in (*one.rule.message.values(), *one.rule.hint.values()):
                words.format(**one.values)
    except FAILS as error:
        return [at.at(FAILED, name=family.name, reason=f"{type(error).__name__}: {error}")]
    return found
