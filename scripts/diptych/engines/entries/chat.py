"""A language model that is asked through a chat service."""

from __future__ import annotations

from collections.abc import Mapping

from diptych.engines.keeper import needed
from diptych.engines.protocol import Engine, EngineEntry


def build(environ: Mapping[str, str], path: str) -> Engine:
    from diptych.engines.chat import Chat

    address, model = (needed("chat", name, environ, path) for name in ("DIPTYCH_CHAT_URL", "DIPTYCH_CHAT_MODEL"))
    return Chat(address=address, model=model, key=environ.get("DIPTYCH_CHAT_KEY", "").strip())


ENGINE = EngineEntry(name="chat", build=build, paid=True)
