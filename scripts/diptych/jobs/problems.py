"""Every problem that commands can tell of, in one list."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from types import ModuleType

import diptych
from diptych.model.problem import Problem, Refused, Rule, Severity, rule
from diptych.store import cache, files
from diptych.text.near import did_you_mean

# Where modules may declare rules: each is declared where what it tells of is found.
_PACKAGES = ("text", "store", "checks", "engines.entries", "exchange", "importing", "jobs")
_MODULES = (
    "engines.keeper",
    "engines.registry",
)  # the other modules of engines bring the packages of services with them

NO_CODE = rule(
    "D691",
    Severity.ERROR,
    "there is no problem with the code `{code}`{near}",
    "The codes stand on the page “Problems and what to do”.",
    "không có vấn đề nào mang mã `{code}`{near_vi}",
    "Các mã nằm ở trang “Các lỗi và cách xử lý”.",
)


def _modules() -> Iterator[ModuleType]:
    for package in _PACKAGES:
        found = import_module(f"{diptych.__name__}.{package}")
        yield from (import_module(one.name) for one in walk_packages(found.__path__, f"{found.__name__}."))
    yield from (import_module(f"{diptych.__name__}.{name}") for name in _MODULES)


def rules() -> tuple[Rule, ...]:
    """By their codes."""
    scopes = (*map(vars, _modules()), {"": NO_CODE})
    found = {one.code: one for scope in scopes for one in scope.values() if isinstance(one, Rule)}
    return tuple(sorted(found.values(), key=lambda one: one.code))


def system_problem(error: OSError) -> Problem:
    """What the system says when a file cannot be read or written (D203, D706)."""
    return cache.unwritable(error) or files.unreadable(error, str(error.filename or "?"))


def _declared(code: str) -> Rule | None:
    """The rule of a code from the one module whose source names it; to import them all takes a second."""
    for name, source in _sources():
        if f'"{code}"' in source:
            values = vars(import_module(name)).values()
            if found := next((one for one in values if isinstance(one, Rule) and one.code == code), None):
                return found
    return None


def _sources() -> Iterator[tuple[str, str]]:
    """The names of the modules that may declare rules, and their texts: a package's own modules are not imported."""
    root = Path(diptych.__file__).parent
    for name in (*_PACKAGES, *_MODULES):
        place = root.joinpath(*name.split("."))
        for file in sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]:
            parts = file.relative_to(root).with_suffix("").parts
            yield ".".join([diptych.__name__, *parts]).removesuffix(".__init__"), file.read_text(encoding="utf-8")


def explained(code: str) -> Rule:
    """The rule of a code. Raises Refused."""
    found = _declared(code.upper()) or next((one for one in rules() if one.code == code.upper()), None)
    if not found:
        raise Refused(NO_CODE.at("--explain", code=code, **did_you_mean(code, (one.code for one in rules()))))
    return found
