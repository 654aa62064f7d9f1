"""An engine of a plug-in: whatever goes wrong inside becomes the engine's own failure, and no other's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from diptych.engines.protocol import Engine, EngineError, Unavailable
from diptych.model.problem import FAILS


class Guarded:
    """Stands in the place of somebody else's engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @property
    def name(self) -> str:
        return str(self._engine.name)

    @property
    def version(self) -> str:
        return str(self._engine.version)

    @property
    def limit(self) -> int:
        return int(self._engine.limit)

    @property
    def interval(self) -> float:
        return float(self._engine.interval)

    @property
    def fits(self) -> Callable[[str], bool]:
        return self._engine.fits

    def translate(self, text: str, source: str, target: str) -> str:
        """Raises Transient, Rejected, Unavailable."""
        try:
            return str(self._engine.translate(text, source, target))
        except EngineError:
            raise
        except FAILS as error:
            raise Unavailable(f"the plug-in failed: {type(error).__name__}") from None

    def __getattr__(self, name: str) -> Any:
        """What an engine may have besides: `stop`, `translate_many`."""
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self._engine, name)
