"""Microsoft Translator, paid for by the character."""

from __future__ import annotations

from collections.abc import Mapping

from diptych.engines.keeper import needed
from diptych.engines.protocol import Engine, EngineEntry


def build(environ: Mapping[str, str], path: str) -> Engine:
    from diptych.engines import deep

    key = needed("microsoft", "MICROSOFT_API_KEY", environ, path)
    return deep.microsoft(key, environ.get("MICROSOFT_REGION", ""))


ENGINE = EngineEntry(name="microsoft", build=build, paid=True)
