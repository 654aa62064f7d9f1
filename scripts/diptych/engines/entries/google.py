"""Google Translate, as its public page answers."""

from __future__ import annotations

from collections.abc import Mapping

from diptych.engines.protocol import Engine, EngineEntry


def build(environ: Mapping[str, str], _path: str) -> Engine:
    from diptych.engines import deep

    return deep.google(environ.get("DIPTYCH_GOOGLE_URL", ""))


ENGINE = EngineEntry(name="google", build=build)
