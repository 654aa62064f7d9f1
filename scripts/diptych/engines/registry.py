"""The engines by name: each is a module of `entries`, found there."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules

from diptych.engines import entries
from diptych.engines.protocol import Engine, EngineEntry
from diptych.model.layout import SETTINGS
from diptych.model.problem import Refused, Severity, rule
from diptych.text.near import did_you_mean

UNKNOWN = rule(
    "D401",
    Severity.ERROR,
    "there is no engine called `{name}`{near}",
    "The engines are: {known}.",
    "không có máy dịch nào tên là `{name}`{near_vi}",
    "Các máy dịch hiện có: {known}.",
)

NAMES = tuple(sorted(module.name for module in iter_modules(entries.__path__)))


def entry(name: str, path: str = SETTINGS) -> EngineEntry:
    """The entry of an engine; `path` is the file that asked for it. Raises Refused (D401): there is no such engine."""
    if name not in NAMES:
        raise Refused(UNKNOWN.at(path, name=name, known=", ".join(NAMES), **did_you_mean(name, NAMES)))
    found: EngineEntry = import_module(f"{entries.__name__}.{name}").ENGINE
    return found


def engine(name: str, environ: Mapping[str, str], path: str = SETTINGS) -> Engine:
    """The engine of this name, with the keeper's settings from `environ`.

    Raises Refused: there is no such engine, or a setting, a program or a file is missing.
    """
    return entry(name, path).build(environ, path)
