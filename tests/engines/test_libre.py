"""LibreTranslate's interface: a real engine behind a server of its shape, and each of its failures."""

from __future__ import annotations

import json
import subprocess

import pytest

from diptych.engines.libre import LibreTranslate
from diptych.engines.protocol import EngineError, Rejected, Transient, Unavailable
from diptych.engines.web import Timeouts
from engines.server import Act, Answer, Asked, Service, english
from need import need_program


def told(answer: object, status: int = 200) -> Act:
    return lambda _: Answer(json.dumps(answer), status, {"Content-Type": "application/json"})


def echo(asked: Asked) -> Answer:
    return told({"translatedText": english(json.loads(asked.body)["q"])})(asked)


def test_the_text_goes_in_the_body_and_the_key_too(server: Service) -> None:
    server.plays(echo)
    engine = LibreTranslate(address=server.url("/"), key="canary")
    assert engine.translate("Xin chào", "vi-VN", "en") == "In English: Xin chào"
    (asked,) = server.asked
    assert (asked.method, asked.path, asked.query) == ("POST", "/translate", {})
    assert json.loads(asked.body) == {
        "q": "Xin chào",
        "source": "vi",
        "target": "en",
        "format": "text",
        "api_key": "canary",
    }


@pytest.mark.parametrize(
    ("act", "error"),
    [
        (told({"error": "Invalid API key: canary"}, 403), Unavailable),
        (told({"error": "Too many requests"}, 429), Transient),
        (told({"error": "vi is not supported"}, 400), Rejected),
        (told({"error": "…"}, 500), Transient),
        (told({"error": "slow down"}), Transient),
        (told(["x"]), Transient),
        (told({"translatedText": None}), Rejected),
        (lambda _: Answer("<html>nginx</html>"), Transient),
        (lambda _: Answer("{}", after=1.0), Transient),
    ],
)
def test_each_failure_is_told_without_the_key(server: Service, act: Act, error: type[EngineError]) -> None:
    server.plays(act)
    engine = LibreTranslate(address=server.url(""), key="canary", timeouts=Timeouts(read=0.3, whole=0.5))
    with pytest.raises(error) as problem:
        engine.translate("Xin chào", "vi", "en")
    assert "canary" not in str(problem.value)


def test_a_real_engine_behind_its_interface(server: Service) -> None:
    program = need_program("apertium")

    def apertium(asked: Asked) -> Answer:
        wanted = json.loads(asked.body)
        done = subprocess.run([program, "-u", "spa-eng"], input=wanted["q"], capture_output=True, text=True, check=True)
        return told({"translatedText": done.stdout})(asked)

    server.plays(apertium)
    answer = LibreTranslate(address=server.url("")).translate("El presidente habló ayer.", "es", "en")
    assert "president" in answer
