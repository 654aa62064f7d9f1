"""Translations out of a file: for trials, and for what was translated elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from diptych.engines.keeper import needed
from diptych.engines.protocol import Engine, EngineEntry
from diptych.model.problem import Refused, Severity, rule

VARIABLE = "DIPTYCH_REPLAY"

NO_ANSWERS = rule(
    "D404",
    Severity.ERROR,
    "the engine {name} cannot read its file of translations: {reason}",
    "Correct the file that {variable} names.",
    "máy dịch {name} không đọc được tệp bản dịch của nó: {reason}",
    "Hãy sửa lại tệp được nêu trong {variable}.",
)


def build(environ: Mapping[str, str], path: str) -> Engine:
    from diptych.engines.replay import Replay

    file = Path(needed("replay", VARIABLE, environ, path))
    try:
        return Replay(file)
    except (OSError, ValueError) as problem:
        raise Refused(NO_ANSWERS.at(path, name="replay", reason=problem, variable=VARIABLE)) from None


ENGINE = EngineEntry(name="replay", build=build)
