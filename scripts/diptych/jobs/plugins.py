"""What plug-ins add to the engines, the checks and the formats; with none allowed, nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from diptych.checks.family import CODE, CheckFamily
from diptych.engines import registry
from diptych.engines.guarded import Guarded
from diptych.engines.protocol import Engine, EngineEntry
from diptych.jobs.formats import FORMATS, Format, Parts
from diptych.model.layout import SETTINGS
from diptych.model.problem import Problem, Refused
from diptych.reading.edition import Edition
from diptych.store import plugins

T = TypeVar("T")


def engine(name: str, environ: Mapping[str, str], path: str = SETTINGS) -> Engine:
    """The engine of this name, diptych's own or an allowed plug-in's; `path` is the file that asked for it.

    Raises Refused: there is no such engine, it may not run here, or something that it needs is missing.
    """
    entry = engine_entries(environ).get(name)
    if entry is None:
        package = None if name in registry.NAMES else plugins.offered_by(plugins.ENGINES, name)
        if package:
            raise Refused(plugins.NOT_ALLOWED.at(path, name=name, package=package))
        return registry.engine(name, environ, path)
    try:
        return Guarded(entry.build(environ, path))
    except Refused:
        raise
    except Exception as error:  # somebody else's code may do anything
        raise Refused(_broken(name, error)) from None


def engine_entries(environ: Mapping[str, str]) -> dict[str, EngineEntry]:
    """The engines of plug-ins, by name. Raises Refused (D760 to D762)."""
    found = _of_kind(plugins.ENGINES, EngineEntry, environ)
    _unique({name: entry.name for name, entry in found.items()}, registry.NAMES)
    return {entry.name: entry for entry in found.values()}


def check_families(environ: Mapping[str, str]) -> tuple[CheckFamily, ...]:
    """Raises Refused (D760 to D762)."""
    found = _of_kind(plugins.CHECKS, CheckFamily, environ)
    claimed: set[str] = set()
    for name, family in found.items():
        for rule in family.rules:
            if not CODE.fullmatch(rule.code):
                raise Refused(_wrong(name, f"the code {rule.code} is not like XHOUSE-001"))
            if rule.code in claimed:
                raise Refused(plugins.TAKEN.at(plugins.VARIABLE, name=name, claimed=rule.code))
            claimed.add(rule.code)
    return tuple(found.values())


def formats(environ: Mapping[str, str]) -> tuple[Format, ...]:
    """All formats, those of plug-ins last. Raises Refused (D760 to D762)."""
    found = _of_kind(plugins.FORMATS, Format, environ)
    _unique({name: kind.name for name, kind in found.items()}, [one.name for one in FORMATS])
    return (*FORMATS, *(replace(kind, make=_guarded(kind.name, kind.make)) for kind in found.values()))


def _of_kind(group: str, kind: type[T], environ: Mapping[str, str]) -> dict[str, T]:
    found: dict[str, T] = {}
    for name, thing in plugins.plugins(group, environ):
        if not isinstance(thing, kind):
            raise Refused(_wrong(name, f"it offers a {type(thing).__name__}, and a {kind.__name__} is expected"))
        found[name] = thing
    return found


def _unique(names: Mapping[str, str], taken: Iterable[str]) -> None:
    """Raises Refused (D762) where a plug-in claims a name that is taken."""
    seen = {*taken}
    for point, name in names.items():
        if name in seen:
            raise Refused(plugins.TAKEN.at(plugins.VARIABLE, name=point, claimed=name))
        seen.add(name)


def _guarded(name: str, make: Callable[[Path, Edition], Parts]) -> Callable[[Path, Edition], Parts]:
    def made(root: Path, edition: Edition) -> Parts:
        try:
            return [*make(root, edition)]
        except Refused:
            raise
        except Exception as error:  # somebody else's code may do anything
            raise Refused(_broken(name, error)) from None

    return made


def _broken(name: str, error: Exception) -> Problem:
    return _wrong(name, f"{type(error).__name__}: {error}")


def _wrong(name: str, reason: str) -> Problem:
    return plugins.BROKEN.at(plugins.VARIABLE, name=name, reason=reason)
