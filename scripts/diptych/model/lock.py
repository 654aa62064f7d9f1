"""The lock of an archive: which tool keeps it, and what the tool wrote into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Lock:
    version: str
    wheel: str  # the SHA-256 of the tool's wheel
    files: Mapping[str, str] = field(default_factory=dict)  # the SHA-256 of each file as the tool wrote it, by path
