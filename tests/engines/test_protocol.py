"""What an engine's error may say."""

from __future__ import annotations

import pytest

from diptych.engines.protocol import LONGEST_MESSAGE, Unavailable, redact

KEY = "canary key/7f3a"


@pytest.mark.parametrize(
    "message",
    [
        f"refused: {KEY}",
        "refused: canary%20key/7f3a",
        "GET https://a.example/v2/translate?auth_key=canary&text=x failed",
        "api_key=canary7f3a is wrong",
        "Ocp-Apim-Subscription-Key: canary",
        '"token": canary',
    ],
)
def test_a_key_is_in_no_message(message: str) -> None:
    assert "canary" not in redact(message, KEY)


def test_a_message_is_one_short_line() -> None:
    error = Unavailable("first\n\tsecond " + "x" * 500)
    assert str(error).startswith("first second x")
    assert len(str(error)) == LONGEST_MESSAGE


def test_an_ordinary_message_stays() -> None:
    assert redact("HTTP 503 from the service", "Hà Nội", "") == "HTTP 503 from the service"
