"""What plug-ins add to the engines, the checks and the formats; with none allowed, nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from diptych.checks.family import CODE, CheckFamily
from diptych.engines import registry
from diptych.engines.guarded import Guarded
from diptych.engines.protocol import Engine, EngineEntry
from diptych.exchange.incoming import Incoming
from diptych.jobs import formats
from diptych.jobs.formats import Format, Parts
from diptych.model.exchange import Returned
from diptych.model.layout import SETTINGS
from diptych.model.problem import FAILS, Problem, Refused, Rule, Severity, rule
from diptych.reading.edition import Edition
from diptych.store import plugins
from diptych.text.near import did_you_mean

T = TypeVar("T")

NO_FORMAT = rule(
    "D766",
    Severity.ERROR,
    "there is no format `{name}`{near}",
    "Nothing was written. The formats are: {valid}.",
    "không có định dạng `{name}`{near_vi}",
    "Chưa ghi gì cả. Các định dạng hiện có: {valid}.",
)


def engine_entry(name: str, environ: Mapping[str, str], path: str = SETTINGS) -> EngineEntry:
    """The entry of an engine, diptych's own or an allowed plug-in's; `path` is the file that asked for it.

    Raises Refused: there is no such engine, or it may not run here.
    """
    entry = _engine_entries(environ).get(name)
    if entry:
        return entry
    if name not in registry.NAMES:
        _allowed(plugins.ENGINES, name, path)
    return registry.entry(name, path)


def _engine_entries(environ: Mapping[str, str]) -> dict[str, EngineEntry]:
    """The engines of plug-ins, by name. Raises Refused (D760 to D762)."""
    found = _of_kind(plugins.ENGINES, EngineEntry, {"name": str, "build": Callable}, environ)
    _unique([(point, entry.name) for point, entry in found], registry.NAMES)
    return {entry.name: replace(entry, build=_guarded_build(entry)) for _, entry in found}


def _guarded_build(entry: EngineEntry) -> Callable[[Mapping[str, str], str], Engine]:
    def build(environ: Mapping[str, str], path: str) -> Engine:
        try:
            return Guarded(entry.build(environ, path))
        except Refused:
            raise
        except FAILS as error:
            raise Refused(_broken(entry.name, error)) from None

    return build


def check_families(environ: Mapping[str, str]) -> tuple[CheckFamily, ...]:
    """Raises Refused (D760 to D762)."""
    found = _of_kind(plugins.CHECKS, CheckFamily, {"name": str, "rules": Iterable}, environ)
    for point, family in found:
        for one in family.rules:
            if not isinstance(one, Rule):
                raise Refused(_wrong(point, f"of its rules one is a {type(one).__name__}"))
            if not CODE.fullmatch(one.code):
                raise Refused(_wrong(point, f"the code {one.code} is not like XHOUSE-001"))
        for look in filter(None, (family.of_text, family.of_pair)):
            if not callable(look):
                raise Refused(_wrong(point, f"a {type(look).__name__} stands where a function is expected"))
    _unique([(point, one.code) for point, family in found for one in family.rules], ())
    return tuple(family for _, family in found)


def format_of(name: str, environ: Mapping[str, str]) -> Format:
    """A format, diptych's own or an allowed plug-in's. Raises Refused (D760 to D762, D764, D766)."""
    if name in formats.NAMES:
        return formats.format_of(name)
    offered = _formats(environ)
    if name not in offered:
        _allowed(plugins.FORMATS, name, "--format")
        valid = (*formats.NAMES, *offered)
        raise Refused(NO_FORMAT.at("--format", name=name, valid=", ".join(valid), **did_you_mean(name, valid)))
    return offered[name]


def readable_formats(environ: Mapping[str, str]) -> tuple[Format, ...]:
    """The formats, those of plug-ins first: TSV takes any text. Raises Refused (D760 to D762)."""
    return (*_formats(environ).values(), *formats.formats())


def _formats(environ: Mapping[str, str]) -> dict[str, Format]:
    """The formats of plug-ins, by name. Raises Refused (D760 to D762)."""
    found = _of_kind(plugins.FORMATS, Format, {"name": str, "suffix": str, "make": Callable}, environ)
    _unique([(point, kind.name) for point, kind in found], formats.NAMES)
    return {kind.name: replace(kind, make=_guarded_make(kind), read=_guarded_read(kind)) for _, kind in found}


def _guarded_make(kind: Format) -> Callable[[Path, Edition], Parts]:
    def make(root: Path, edition: Edition) -> Parts:
        try:
            made = [*kind.make(root, edition)]
            for part, data in made:
                if not (isinstance(part, str) and isinstance(data, bytes)):
                    raise TypeError(f"a part is ({type(part).__name__}, {type(data).__name__}), not (str, bytes)")
        except Refused:
            raise
        except FAILS as error:
            raise Refused(_broken(kind.name, error)) from None
        return made

    return make


def _guarded_read(kind: Format) -> Callable[[Incoming], Iterable[Returned] | None] | None:
    look = kind.read
    if look is None:
        return None

    def read(file: Incoming) -> Iterable[Returned] | None:
        try:
            found = look(file)
            units = None if found is None else [*found]
            if any(not isinstance(unit, Returned) for unit in units or ()):
                raise TypeError("what it read is not a Returned")
        except Refused:
            raise
        except FAILS as error:
            raise Refused(_broken(kind.name, error)) from None
        return units

    return read


def _allowed(group: str, name: str, path: str) -> None:
    """Raises Refused (D764) where an installed package offers this name and may not run."""
    if package := plugins.offered_by(group, name):
        raise Refused(plugins.NOT_ALLOWED.at(path, name=name, package=package))


def _of_kind(group: str, kind: type[T], fields: Mapping[str, Any], environ: Mapping[str, str]) -> list[tuple[str, T]]:
    """What plug-ins offer in a group, by the names of their entry points: of a kind, its fields of their types."""
    found: list[tuple[str, T]] = []
    for point, thing in plugins.plugins(group, environ):
        if not isinstance(thing, kind):
            raise Refused(_wrong(point, f"it offers a {type(thing).__name__}, and a {kind.__name__} is expected"))
        for field, expected in fields.items():
            if not isinstance(value := getattr(thing, field), expected):
                raise Refused(_wrong(point, f"its {field} is a {type(value).__name__}"))
        found.append((point, thing))
    return found


def _unique(claims: Iterable[tuple[str, str]], taken: Collection[str]) -> None:
    """Raises Refused (D762) where a plug-in claims a name that is taken, by diptych or by another plug-in."""
    seen = {*taken}
    for point, name in claims:
        if name in seen:
            raise Refused(plugins.TAKEN.at(plugins.VARIABLE, name=point, claimed=name))
        seen.add(name)


def _broken(name: str, error: BaseException) -> Problem:
    return _wrong(name, f"{type(error).__name__}: {error}")


def _wrong(name: str, reason: str) -> Problem:
    return plugins.BROKEN.at(plugins.VARIABLE, name=name, reason=reason)
