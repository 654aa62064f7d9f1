"""How problems and results are shown to people, in their language.

Every command imports this before it knows what it is asked; so what takes long to import is imported where it is used.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diptych.cli.advice import followed_here
from diptych.cli.words import engine_said, say
from diptych.model.problem import Problem, Rule, general
from diptych.text.normal import FORBIDDEN, spelled

if TYPE_CHECKING:
    from tqdm import tqdm

    from diptych.exchange.match import NotTaken
    from diptych.jobs.status import Line
    from diptych.jobs.translate import Missing

LANGUAGES = ("en", "vi")
_ALIKE = 3  # warnings that say the same: from so many on they are shown as one
_PLACES = 3  # beside the first


def chosen_language(asked: str | None, environ: Mapping[str, str]) -> str:
    """The language of messages: as asked, or that of the environment, or English."""
    if asked in LANGUAGES:
        return asked
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environ.get(name):
            return "vi" if value.startswith("vi") else "en"
    return "en"


def problem_text(problem: Problem, language: str, archive: Path) -> str:
    """`path:line: code: what is wrong`, and what to do on a line of its own."""
    return f"{_place(problem)}: {_told(problem, language)}\n    {_hint(problem, language, archive)}"


def alike_text(alike: Sequence[Problem], language: str, archive: Path) -> str:
    """Several problems that say the same: the first as `problem_text` has it, with the next places and their number."""
    first, *others = alike
    places = ", ".join(map(_place, others[:_PLACES])) + (", …" if len(others) > _PLACES else "")
    hints = {_hint(problem, language, archive) for problem in alike}
    hint = hints.pop() if len(hints) == 1 else followed_here(general(first.rule.hint[language]), archive)
    also = say(language, "alike", n=len(others), places=places)
    return f"{_place(first)}: {_told(first, language)} {also}\n    {hint}"


def _place(problem: Problem) -> str:
    path = visible(problem.path)
    return f"{path}:{problem.line}" if problem.line else path


def _told(problem: Problem, language: str) -> str:
    """The code and what is wrong."""
    kind = "" if problem.is_error else f"{_severity(problem.rule, language)}: "
    return f"{problem.rule.code}: {kind}{problem.rule.message[language].format(**_visible_values(problem))}"


def _hint(problem: Problem, language: str, archive: Path) -> str:
    """What to do, from where the reader stands."""
    return followed_here(problem.rule.hint[language].format(**_visible_values(problem)), archive)


def _visible_values(problem: Problem) -> Mapping[str, str]:
    return {name: visible(value) for name, value in problem.values.items()}


def rule_text(explained: Rule, language: str) -> str:
    """What a code means: the problem, what to do, and an example where there is one; `…` for what was found."""
    kind = f"{_severity(explained, language)}: "
    lines = [
        f"{explained.code}: {kind}{general(explained.message[language])}",
        f"    {general(explained.hint[language])}",
    ]
    if example := explained.examples.get(language):
        shown = {"source": example.source, "bad": example.bad, "good": example.good}
        for key, text in shown.items():
            if text:
                lines += ["", say(language, key), *(f"    {line}".rstrip() for line in spelled(text).split("\n"))]
    return "\n".join(lines)


def _severity(of: Rule, language: str) -> str:
    from diptych.locale.words import severity_word

    return severity_word(of.severity, language)


def visible(text: str) -> str:
    """Text on one line, without a character that a terminal would obey or hide."""
    seen = FORBIDDEN.sub(lambda found: found.group().encode("unicode_escape").decode(), text)
    return seen.replace("\n", "\\n").replace("\r", "\\r")


def problem_data(problem: Problem, language: str) -> dict[str, object]:
    return {
        "code": problem.rule.code,
        "severity": problem.rule.severity.value,
        "path": problem.path,
        "line": problem.line,
        "message": problem.rule.message[language].format(**problem.values),
        "hint": problem.rule.hint[language].format(**problem.values),
    }


def problem_annotation(problem: Problem, language: str) -> str:
    """A workflow command that marks the line in a pull request."""
    data = problem_data(problem, language)
    place = f"file={_property(problem.path)},line={problem.line or 1},title={problem.rule.code}"
    text = f"{data['message']}\n{data['hint']}"
    return f"::{problem.rule.severity.value} {place}::{_escaped(text)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def show_problems(problems: Iterable[Problem], language: str, archive: Path) -> bool:
    """Prints problems to the error stream, by file and line; says whether one of them is an error.

    Of warnings that say the same in many places only the first is shown at length.
    """
    alike: dict[object, list[Problem]] = {}
    for at, problem in enumerate(sorted(problems, key=lambda problem: (problem.path, problem.line))):
        alike.setdefault(at if problem.is_error else _told(problem, language), []).append(problem)
    found = [group for same in alike.values() for group in ([same] if len(same) >= _ALIKE else [[one] for one in same])]
    for group in sorted(found, key=lambda group: (group[0].path, group[0].line)):
        several = len(group) > 1
        told = alike_text(group, language, archive) if several else problem_text(group[0], language, archive)
        print(told, file=sys.stderr)
    return any(group[0].is_error for group in found)


def missing_lines(missing: Sequence[Missing], language: str) -> Iterator[str]:
    """What is still missing and why: a line for the blocks of a translation that lack for the same reason."""
    alike: dict[tuple[str, str, str], list[str]] = {}
    for one in missing:
        reasons = "; ".join(dict.fromkeys(_why(why.engine, why.code, why.message, language) for why in one.reasons))
        alike.setdefault((one.article, one.language, reasons or say(language, "no_engine")), []).append(one.block)
    for (article, target, reasons), blocks in alike.items():
        shown = ", ".join(sorted(blocks, key=lambda name: int(name[1:])))
        yield say(language, "missing", article=article, language=target, blocks=shown, reasons=reasons)


def _why(engine: str, code: str, message: str, language: str) -> str:
    """`engine: why (in the engine's words)`."""
    told = f" ({engine_said(language, message)})" if message and code != "budget" else ""
    return f"{engine}: {say(language, f'why_{code}')}{told}".removeprefix(": ")


def not_taken_lines(not_taken: Sequence[NotTaken], file: str, language: str) -> Iterator[str]:
    """What an import left, and why; of a conflict both wordings."""
    from diptych.exchange.match import Why

    for one in not_taken:
        place = visible(f"{file}:{one.line}" if one.line else file)
        named = {name: visible(getattr(one.left, name)) or "?" for name in ("article", "language", "block")}
        yield say(language, "not_taken", place=place, **named, why=say(language, f"left_{one.left.why.value}"))
        if one.left.why is Why.CONFLICT:
            yield say(language, "not_taken_here", text=visible(one.left.here))
        yield say(language, "not_taken_given", text=visible(one.given))


def status_table(lines: Sequence[Line], language: str) -> str:
    """A table with a row for each translation: the article, its languages, and the blocks in each state."""
    from diptych.locale.words import state_word
    from diptych.model.ledger import State

    if not lines:
        return say(language, "no_articles", add="diptych add FILE --lang LANG")
    gone = any(line.orphans for line in lines)
    states = [state for state in State if state is not State.OMITTED or any(line.states[state] for line in lines)]
    head = ["id", "", *(state_word(language, state) for state in states), *([say(language, "orphans")] if gone else [])]
    counts = [[*(line.states[state] for state in states), *([line.orphans] if gone else [])] for line in lines]
    names = [[line.article, f"{line.source} → {line.target}"] for line in lines]
    if len(lines) > 1:
        names.append([say(language, "total"), ""])
        counts.append([sum(column) for column in zip(*counts, strict=True)])
    rows = [[*name, *(str(number or "·") for number in row)] for name, row in zip(names, counts, strict=True)]
    widths = [max(len(row[at]) for row in [head, *rows]) for at in range(len(head))]
    return "\n".join(
        "  ".join(text.ljust(width) if at < 2 else text.rjust(width) for at, (text, width) in enumerate(cells)).rstrip()
        for cells in (list(zip(row, widths, strict=True)) for row in [head, *rows])
    )


def status_data(lines: Sequence[Line]) -> str:
    from diptych.model.ledger import State

    return json.dumps(
        {
            "translations": [
                {
                    "id": line.article,
                    "title": line.title,
                    "source": line.source,
                    "target": line.target,
                    "blocks": {state.value: line.states[state] for state in State},
                    "orphans": line.orphans,
                }
                for line in lines
            ]
        },
        ensure_ascii=False,
        indent=2,
    )


def progress(total: int) -> Callable[[], None]:
    """A bar on a terminal; a plain line now and then elsewhere."""
    if not total:
        return lambda: None
    if sys.stderr.isatty():
        from tqdm import tqdm

        bar = tqdm(total=total, file=sys.stderr, leave=False)
        return lambda: _advance(bar)
    return _PlainLines(total).tick


def _advance(bar: tqdm[Any]) -> None:
    bar.update()
    if bar.n == bar.total:
        bar.close()


class _PlainLines:
    def __init__(self, total: int) -> None:
        self.total = total
        self.done = 0

    def tick(self) -> None:
        self.done += 1
        if self.done == self.total or self.done % max(1, self.total // 10) == 0:
            print(f"{self.done}/{self.total}", file=sys.stderr, flush=True)


def quiet_pipe() -> None:
    """A reader that stops early, such as `head`, is no error."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
