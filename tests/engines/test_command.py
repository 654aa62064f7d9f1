"""Local programs as engines, and answers from a file."""

from __future__ import annotations

import json
import shlex
import sys
import time
from pathlib import Path

import pytest

from diptych.engines.command import Command
from diptych.engines.protocol import EngineError, Rejected, Transient, Unavailable
from diptych.engines.replay import COLUMNS, Replay
from need import need_program

TEXT = "El presidente anunció medidas. Nadie lo esperaba."


def python(code: str, *words: str, timeout: float = 10.0) -> Command:
    return Command(shlex.join([sys.executable, "-c", code, *words]), timeout)


def test_a_program_gets_the_text_and_the_languages() -> None:
    engine = python(
        "import sys; print(*sys.argv[1:], sys.stdin.read().strip())",
        "{source}-{target}",
        "{source3}-{target3}",
        "$HOME;",
    )
    assert engine.translate("Xin chào", "vi-VN", "en") == "vi-VN-en vie-eng $HOME; Xin chào"
    assert engine.version.endswith(f"Python {sys.version.split()[0]}")  # `python3 Python 3.11` where it is called so


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("import sys; sys.exit('no mode for: ' + sys.stdin.read())", Transient),
        ("import time; time.sleep(60)", Transient),
        ("import os; os.abort()", Transient),
    ],
)
def test_a_failing_program_is_transient_and_tells_no_text(code: str, error: type[EngineError]) -> None:
    with pytest.raises(error) as told:
        python(code, timeout=0.2).translate(TEXT, "es", "en")
    assert "presidente" not in str(told.value)


def test_what_a_program_started_ends_with_it() -> None:
    engine = python("import subprocess; subprocess.run(['sleep', '60'])", timeout=0.2)
    start = time.monotonic()
    with pytest.raises(Transient):
        engine.translate(TEXT, "es", "en")
    assert time.monotonic() - start < 30


def test_a_missing_program_is_unavailable() -> None:
    engine = Command("no-such-program {source}")
    with pytest.raises(Unavailable):
        engine.translate(TEXT, "es", "en")
    assert engine.version == "no-such-program ?"


@pytest.mark.parametrize("tag", ["--help", "../x", "", "vi;rm"])
def test_a_language_is_never_an_option_or_a_path(tag: str) -> None:
    with pytest.raises(Rejected):
        python("print(1)", "{source}").translate(TEXT, tag, "en")


@pytest.mark.parametrize("line", ["", "  ", "apertium 'spa"])
def test_a_broken_command_line_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Command(line)


def test_apertium_translates() -> None:
    need_program("apertium")
    engine = Command("apertium -u {source3}-{target3}")
    assert engine.translate("El gobierno anunció medidas.", "es", "en") == "The government announced measures."
    assert engine.version.startswith("Apertium ")


@pytest.mark.parametrize("suffix", ["tsv", "jsonl"])
def test_replay_answers_from_a_file(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"answers.{suffix}"
    row = ("vi", "en", "Cửa hậu", "Backdoor")
    lines = {
        "tsv": "\t".join(COLUMNS) + "\n" + "\t".join(row) + "\n",
        "jsonl": json.dumps(dict(zip(COLUMNS, row, strict=True))) + "\n\n",
    }
    file.write_text(lines[suffix], encoding="utf-8")
    engine = Replay(file)
    assert (engine.name, engine.translate(" Cửa hậu\n", "vi", "en")) == ("replay", "Backdoor")
    for text, target in [("Cửa", "en"), ("Cửa hậu", "fr")]:
        with pytest.raises(Rejected, match="not in the file"):
            engine.translate(text, "vi", target)


@pytest.mark.parametrize(
    ("name", "content"), [("a.tsv", "source\ttarget\nvi\ten\n"), ("a.jsonl", '{"source": "vi"}'), ("a.jsonl", "x")]
)
def test_a_file_of_another_form_is_refused(tmp_path: Path, name: str, content: str) -> None:
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=r"line \d"):
        Replay(file)
