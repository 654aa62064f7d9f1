"""LibreTranslate, by its own JSON interface.

deep-translator's adapter sends the text in the address, wants a key even where the server wants none, and knows only
17 languages; so this is a client of our own. What it sends goes to the server that the keeper named and nowhere else.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from diptych.engines.protocol import Rejected, Transient, any_size
from diptych.engines.web import Timeouts, Web
from diptych.languages.tags import primary

LIMIT = 2000  # characters a request, below the usual limit of a server of one's own
SLOW = Timeouts(read=120.0, whole=180.0)  # a model on a small machine takes its time


@dataclass(frozen=True, slots=True, kw_only=True)
class LibreTranslate:
    address: str
    key: str = ""
    timeouts: Timeouts = SLOW
    web: Web = field(init=False)
    name: str = "libretranslate"
    limit: int = LIMIT
    interval: float = 0.0
    fits: Callable[[str], bool] = any_size

    def __post_init__(self) -> None:
        object.__setattr__(self, "web", Web(self.timeouts))

    @property
    def version(self) -> str:
        """The server's own word on it is not part of the interface."""
        return "?"

    def translate(self, text: str, source: str, target: str) -> str:
        """Raises Transient, Rejected, Unavailable."""
        asked = {"q": text, "source": _code(source), "target": _code(target), "format": "text"}
        if self.key:
            asked["api_key"] = self.key
        reply = self.web.ask("POST", f"{self.address.rstrip('/')}/translate", json=asked)
        return _told(reply.text)


def _code(language: str) -> str:
    """LibreTranslate names languages by their first subtag, Chinese also by its script."""
    return language if primary(language) == "zh" else primary(language)


def _told(body: str) -> str:
    try:
        told: Any = json.loads(body)
        text = told["translatedText"]
    except (ValueError, KeyError, TypeError):
        raise Transient("an answer that is none of its interface") from None
    if not isinstance(text, str):
        raise Rejected("an answer that is no text")
    return text
