"""A translation program on this machine, such as apertium: the text on its standard input, the answer on its output."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import PurePath

from diptych.engines.codes import three
from diptych.engines.protocol import Rejected, Transient, Unavailable, any_size, redact

_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")  # never an option, a path or a word of a shell
_VERSION_SECONDS = 10.0
_PIECE = 8  # characters from which a piece of the text is kept out of messages


class Command:
    """A program, by a command line that the keeper gives; no shell reads it.

    In it `{source}` and `{target}` stand for BCP 47 tags, `{source3}` and `{target3}` for ISO 639-3 codes.
    """

    name = "command"
    limit = 5000
    interval = 0.0
    fits: Callable[[str], bool] = staticmethod(any_size)

    def __init__(self, line: str, timeout: float = 60.0) -> None:
        """`timeout` in seconds, for one text. Raises ValueError for an empty line or an unclosed quotation mark."""
        self._words = shlex.split(line)
        if not self._words:
            raise ValueError("an empty command line")
        self._timeout = timeout
        self._running: set[subprocess.Popen[str]] = set()

    def stop(self) -> None:
        """Ends the programs that are at work now, and what they started."""
        for process in list(self._running):
            _kill(process)

    @cached_property
    def version(self) -> str:
        """The program and the first line that it says of its version; "?" where it says none."""
        program = PurePath(self._words[0]).name
        for option in ("--version", "-V"):
            try:
                said, _ = _run([self._words[0], option], "", _VERSION_SECONDS, set())
            except (Transient, Unavailable):
                continue
            first = next((line.strip() for line in said.splitlines() if line.strip()), "?")
            return redact(first if program.lower() in first.lower() else f"{program} {first}")
        return f"{program} ?"

    def translate(self, text: str, source: str, target: str) -> str:
        """Raises Transient, Rejected, Unavailable."""
        names = {"source": _tag(source), "target": _tag(target)}
        words = [self._words[0], *(_filled(word, names) for word in self._words[1:])]
        answer, _ = _run(words, text + "\n", self._timeout, self._running)
        return answer.rstrip("\r\n")


def _tag(language: str) -> str:
    if not _TAG.fullmatch(language):
        raise Rejected("not a language tag")
    return language


def _filled(word: str, names: dict[str, str]) -> str:
    for name, language in names.items():
        word = word.replace(f"{{{name}}}", language)
        if f"{{{name}3}}" in word:
            word = word.replace(f"{{{name}3}}", _three(language))
    return word


def _three(language: str) -> str:
    code = three(language)
    if not code:
        raise Rejected(f"no three-letter code is known here for {language}")
    return code


def _run(words: Sequence[str], text: str, timeout: float, running: set[subprocess.Popen[str]]) -> tuple[str, str]:
    """What a program says on its two outputs; it is in `running` meanwhile. All that it started ends with the time."""
    try:
        process = subprocess.Popen(
            words,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
    except (OSError, ValueError) as problem:
        raise Unavailable(f"the program cannot be run ({type(problem).__name__})") from None
    running.add(process)
    try:
        out, err = process.communicate(text, timeout)
    except subprocess.TimeoutExpired:
        raise Transient("no answer in time") from None
    finally:
        running.discard(process)
        _end(process)
    if process.returncode:
        first = next(iter(err.strip().splitlines()), "")
        pieces = [piece for piece in re.split(r"(?<=[.!?…])\s+|\n", text) if len(piece) > _PIECE]
        said = redact(first, text.strip(), *pieces)
        raise Transient(f"exit code {process.returncode}: {said}" if said else f"exit code {process.returncode}")
    return out, err


def _end(process: subprocess.Popen[str]) -> None:
    """Leave no program behind, neither on a timeout nor on an interrupt."""
    if process.poll() is None:
        _kill(process)
        process.communicate()


def _kill(process: subprocess.Popen[str]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
