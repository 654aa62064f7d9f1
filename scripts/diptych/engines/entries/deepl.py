"""DeepL, paid for by the character."""

from __future__ import annotations

from collections.abc import Mapping

from diptych.engines.keeper import needed
from diptych.engines.protocol import Engine, EngineEntry


def build(environ: Mapping[str, str], path: str) -> Engine:
    from diptych.engines import deep

    return deep.deepl(needed("deepl", "DEEPL_API_KEY", environ, path))


ENGINE = EngineEntry(name="deepl", build=build, paid=True)
