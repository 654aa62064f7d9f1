"""A program of the keeper’s own."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Mapping

from diptych.engines.keeper import needed
from diptych.engines.protocol import Engine, EngineEntry
from diptych.model.problem import Refused, Severity, rule

VARIABLE = "DIPTYCH_COMMAND"

NO_PROGRAM = rule(
    "D403",
    Severity.ERROR,
    "the engine {name} cannot run its program: {reason}",
    "Install the program, or correct the command line in {variable}.",
    "máy dịch {name} không chạy được chương trình của nó: {reason}",
    "Hãy cài chương trình đó, hoặc sửa dòng lệnh trong {variable}.",
)


def build(environ: Mapping[str, str], path: str) -> Engine:
    from diptych.engines.command import Command

    line = needed("command", VARIABLE, environ, path)
    try:
        made = Command(line)
    except ValueError as problem:
        raise Refused(NO_PROGRAM.at(path, name="command", reason=problem, variable=VARIABLE)) from None
    program = shlex.split(line)[0]
    if not shutil.which(program):
        raise Refused(NO_PROGRAM.at(path, name="command", reason=program, variable=VARIABLE))
    return made


ENGINE = EngineEntry(name="command", build=build)
