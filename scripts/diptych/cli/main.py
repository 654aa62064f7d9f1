"""`diptych`: the commands.

Exit codes: 0 all is well; 1 something is wrong or still missing, and was said; 2 the command was used wrongly;
130 interrupted.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from io import TextIOWrapper
from pathlib import Path

from diptych import VERSION
from diptych.cli.command import FAILED, Command
from diptych.cli.commands import COMMANDS
from diptych.cli.parser import VietnameseParser
from diptych.cli.show import LANGUAGES, chosen_language, quiet_pipe, show_problems, visible
from diptych.cli.words import say
from diptych.jobs.door import enter
from diptych.model.problem import Refused
from diptych.text.near import did_you_mean

WRONG_USE = 2
INTERRUPTED = 130


def entry(arguments: Sequence[str] | None = None) -> None:
    """The program: these arguments, or those of the command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal of another encoding shows the rest, rather than nothing
            stream.reconfigure(errors="backslashreplace")
    code = run(sys.argv[1:] if arguments is None else arguments, os.environ)
    if code == INTERRUPTED:  # an orderly exit would wait for the threads that still hear an engine out
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)


def run(arguments: Sequence[str], environ: Mapping[str, str]) -> int:
    """One command; gives its exit code."""
    language, name = _asked(arguments, environ)
    if wrong := _no_command(name, language):
        print(wrong, file=sys.stderr)
        return WRONG_USE
    try:
        options = parser(language, name).parse_args(arguments)
    except SystemExit as asked:  # --help, --version, or wrong use, which argparse has told of
        return int(asked.code or 0)
    language = chosen_language(options.messages, environ)
    command: Command = options.command
    try:
        if not command.anywhere(options):
            options.archive = enter(options.archive)
        return command.run(options, language, environ)
    except Refused as refused:
        show_problems(refused.problems, language, options.archive)
        return FAILED
    except KeyboardInterrupt:
        print(say(language, "interrupted"), file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        quiet_pipe()
        return FAILED
    except OSError as error:
        from diptych.jobs.problems import system_problem

        show_problems([system_problem(error)], language, options.archive)
        return FAILED


def _asked(arguments: Sequence[str], environ: Mapping[str, str]) -> tuple[str, str | None]:
    """The language of help and the command's name, which are wanted before the arguments are read.

    The name is "" where nothing stands there, an option where only options do, None where that cannot be told.
    """
    early = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    early.add_argument("--messages")
    early.add_argument("--archive")
    try:
        asked, rest = early.parse_known_args(arguments)
    except argparse.ArgumentError:
        return chosen_language(None, environ), None
    name = next((word for word in rest if not word.startswith("-")), rest[0] if rest else "")
    return chosen_language(asked.messages, environ), name


def _no_command(name: str | None, language: str) -> str:
    """What is wrong with a command's name and which there are, a line each; "" where nothing is wrong with it."""
    does = {one.name: one.vietnamese if language == "vi" else one.english for one in COMMANDS}
    if name is None or name in does or name.startswith("-"):
        return ""
    wrong = say(language, "no_command", name=visible(name), **did_you_mean(name, does)) if name else ""
    width = max(map(len, does))
    return "\n".join(
        [
            f"{parser(language, '').format_usage()}diptych: {wrong or say(language, 'which_command')}",
            "",
            *(f"  {one:{width}}  {what}" for one, what in does.items()),
            "",
            say(language, "command_help"),
        ]
    )


def parser(language: str, only: str | None = None) -> argparse.ArgumentParser:
    """The whole command line, with its help in a language; with `only`, the arguments of that one command.

    What a command takes may be long to find out: `export` must know all formats.
    """

    def both(english: str, vietnamese: str) -> str:
        return vietnamese if language == "vi" else english

    about = both("An archive of translated articles that lives in git.", "Kho bài dịch lưu trong git.")
    kind = VietnameseParser if language == "vi" else argparse.ArgumentParser
    whole = kind(prog="diptych", description=about)
    shown = both("show the version and stop", "in phiên bản rồi dừng")
    whole.add_argument("--version", action="version", version=f"diptych {VERSION}", help=shown)
    folder = both("the archive's folder (here)", "thư mục của kho (thư mục hiện tại)")
    whole.add_argument("--archive", type=Path, default=Path(), metavar="DIR", help=folder)
    tongue = both("the language of messages (that of the environment)", "ngôn ngữ của thông báo (theo môi trường)")
    whole.add_argument("--messages", choices=LANGUAGES, help=tongue)
    commands = whole.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        does = both(command.english, command.vietnamese)
        one = commands.add_parser(command.name, help=does, description=f"{does[:1].upper()}{does[1:]}.")
        if only in (None, command.name):
            command.declare(one, both)
        one.set_defaults(command=command)
    return whole
