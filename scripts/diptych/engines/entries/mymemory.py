"""MyMemory, a public translation memory with a machine behind it."""

from __future__ import annotations

from collections.abc import Mapping

from diptych.engines.protocol import Engine, EngineEntry


def build(environ: Mapping[str, str], _path: str) -> Engine:
    from diptych.engines import deep

    return deep.mymemory(environ.get("MYMEMORY_EMAIL", ""))


ENGINE = EngineEntry(name="mymemory", build=build)
