"""Plug-ins: installed packages that offer an engine, a check or a format through an entry point.

Their code runs only where the environment variable `DIPTYCH_PLUGINS` names the package: no file of an archive can.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib.metadata import EntryPoint, entry_points

from diptych.model.problem import FAILS, Refused, Severity, rule

VARIABLE = "DIPTYCH_PLUGINS"
ENGINES, CHECKS, FORMATS = GROUPS = ("diptych.engines", "diptych.checks", "diptych.formats")

NOT_INSTALLED = rule(
    "D760",
    Severity.ERROR,
    f"{VARIABLE} names `{{name}}`, but no installed package of that name offers an engine, a check or a format",
    f"Install the package beside diptych, correct the name, or take it out of {VARIABLE}. Nothing was done.",
    f"{VARIABLE} nêu `{{name}}`, nhưng không gói nào đã cài có tên ấy và cung cấp máy dịch, phép kiểm tra, định dạng",
    f"Hãy cài gói ấy cùng chỗ với diptych, sửa tên, hoặc bỏ nó khỏi {VARIABLE}. Chưa làm gì cả.",
)
BROKEN = rule(
    "D761",
    Severity.ERROR,
    "the plug-in `{name}` cannot be used: {reason}",
    f"Tell its authors, or take its package out of {VARIABLE}. Nothing was done.",
    "không dùng được phần bổ trợ `{name}`: {reason}",
    f"Hãy báo cho tác giả của nó, hoặc bỏ gói của nó khỏi {VARIABLE}. Chưa làm gì cả.",
)
TAKEN = rule(
    "D762",
    Severity.ERROR,
    "the plug-in `{name}` claims `{claimed}`, which is taken already",
    f"A plug-in needs a name and codes of its own. Take its package out of {VARIABLE}. Nothing was done.",
    "phần bổ trợ `{name}` đòi dùng `{claimed}`, vốn đã có chủ",
    f"Phần bổ trợ phải có tên và mã riêng. Hãy bỏ gói của nó khỏi {VARIABLE}. Chưa làm gì cả.",
)
NOT_ALLOWED = rule(
    "D764",
    Severity.ERROR,
    "`{name}` is a plug-in of the installed package `{package}`, which may not run here",
    f"If you trust the package, allow it in your own environment: {VARIABLE}={{package}}.",
    "`{name}` là phần bổ trợ của gói đã cài `{package}`, hiện chưa được phép chạy ở đây",
    f"Nếu tin gói này, hãy cho phép trong môi trường của bạn: {VARIABLE}={{package}}.",
)


def plugins(group: str, environ: Mapping[str, str]) -> Iterator[tuple[str, object]]:
    """What the packages that are allowed offer in a group: (name of the entry point, the object it leads to).

    Raises Refused (D760, D761).
    """
    allowed = {_normal(name): name for name in environ.get(VARIABLE, "").split(",") if name.strip()}
    if not allowed:
        return
    found = [point for each in GROUPS for point in entry_points(group=each) if _package(point) in allowed]
    if missing := {*allowed} - {_package(point) for point in found}:
        raise Refused(*(NOT_INSTALLED.at(VARIABLE, name=allowed[name].strip()) for name in sorted(missing)))
    for point in found:
        if point.group == group:
            yield point.name, _loaded(point)


def offered_by(group: str, name: str) -> str | None:
    """The installed package that offers something of this name, allowed or not."""
    return next((_package(point) for point in entry_points(group=group, name=name)), None)


def _loaded(point: EntryPoint) -> object:
    try:
        return point.load()
    except FAILS as error:
        raise Refused(BROKEN.at(VARIABLE, name=point.name, reason=f"{type(error).__name__}: {error}")) from None


def _package(point: EntryPoint) -> str:
    return _normal(point.dist.name if point.dist else "")


def _normal(name: str) -> str:
    """The name of a package as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name.strip()).lower()
