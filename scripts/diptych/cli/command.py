"""What a command is: its name, what it is for in both languages, its arguments, and what it does."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from dataclasses import dataclass

FAILED = 1

Both = Callable[[str, str], str]  # (English, Vietnamese): the one in which help is given


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    name: str
    english: str  # what it does, beginning with a verb
    vietnamese: str
    declare: Callable[[argparse.ArgumentParser, Both], None]
    run: Callable[[argparse.Namespace, str, Mapping[str, str]], int]  # (options, language, environ): the exit code
    anywhere: Callable[[argparse.Namespace], bool] = lambda _: False  # whether it needs no archive


def format_help(both: Both) -> str:
    """What `--format` is for."""
    return both("for people or for machines", "cho người đọc hay cho máy")


def whole_number(text: str) -> int:
    """An argument that is a number of things."""
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number")
    return int(text)
