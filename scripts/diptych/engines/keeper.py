"""What an engine needs of its keeper: keys, addresses, programs and files, never from an archive's files."""

from __future__ import annotations

from collections.abc import Mapping

from diptych.model.problem import Refused, Severity, rule

NO_SETTING = rule(
    "D402",
    Severity.ERROR,
    "the engine {name} needs a setting that is not there",
    "Set the environment variable {variable}, or choose another engine.",
    "máy dịch {name} còn thiếu một thiết lập",
    "Hãy đặt biến môi trường {variable}, hoặc chọn máy dịch khác.",
)


def needed(name: str, variable: str, environ: Mapping[str, str], path: str) -> str:
    """The value of a variable without which the engine `name` cannot work; `path` is the file that asked for it.

    Raises Refused (D402).
    """
    value = environ.get(variable, "").strip()
    if not value:
        raise Refused(NO_SETTING.at(path, name=name, variable=variable))
    return value
