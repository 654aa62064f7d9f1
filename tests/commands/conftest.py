from __future__ import annotations

from collections.abc import Iterator

import pytest

from engines.server import Service, service


@pytest.fixture
def server() -> Iterator[Service]:
    with service() as running:
        yield running


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pauses between requests are tested with the engines; here they only take time."""
    monkeypatch.setattr("diptych.engines.limits.Clock.sleep", lambda *_: None)
