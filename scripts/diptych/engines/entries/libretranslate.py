"""LibreTranslate, on a server of the keeper’s choice."""

from __future__ import annotations

from collections.abc import Mapping

from diptych.engines.keeper import needed
from diptych.engines.protocol import Engine, EngineEntry


def build(environ: Mapping[str, str], path: str) -> Engine:
    from diptych.engines.libre import LibreTranslate

    address = needed("libretranslate", "LIBRETRANSLATE_URL", environ, path)
    return LibreTranslate(address=address, key=environ.get("LIBRETRANSLATE_API_KEY", ""))


ENGINE = EngineEntry(name="libretranslate", build=build)
