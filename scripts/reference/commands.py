"""The reference page of the commands, made from their parser, in both languages."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping

from diptych.site.markup.pieces import page

_WORDS: Mapping[str, tuple[str, str]] = {
    "title": ("The commands", "Các lệnh"),
    "lead": (
        "After `make site` the command is `.venv/bin/diptych`. It works in the archive of the current folder; "
        "`--archive` names another. `scripts/build.py` does the same as `diptych build`. How the commands are used "
        "together is told in [the guide](../guide/index.md).",
        "Sau `make site`, lệnh nằm ở `.venv/bin/diptych`. Lệnh làm việc với kho trong thư mục hiện tại; muốn chỉ kho "
        "khác thì dùng `--archive`. `scripts/build.py` làm đúng việc của `diptych build`. Cách phối hợp các lệnh có "
        "trong [phần hướng dẫn](../guide/index.md).",
    ),
    "general": ("For every command", "Chung cho mọi lệnh"),
    "place": ("These stand before the command's name.", "Những tùy chọn này đứng trước tên lệnh."),
    "head": ("Argument | Meaning", "Tham số | Ý nghĩa"),
    "required": ("required", "bắt buộc"),
    "default": ("{default} where none is given", "không ghi thì là {default}"),
    "codes": ("Exit codes", "Mã thoát"),
    "code_head": ("Code | Meaning", "Mã | Ý nghĩa"),
}
_CODES: Mapping[int, tuple[str, str]] = {
    0: ("all is well", "mọi việc ổn"),
    1: ("something is wrong or still missing; it was said", "có chỗ sai hoặc còn thiếu, đã báo ra"),
    2: ("the command was used wrongly", "dùng lệnh sai cách"),
    130: ("interrupted (Ctrl+C)", "bị ngắt (Ctrl+C)"),
}


def commands_page(parser: argparse.ArgumentParser, language: str) -> str:
    """The Markdown file of `/<language>/reference/commands/`."""
    parts = [
        f"# {_say('title', language)}",
        f"{parser.description or ''} {_say('lead', language)}",
        f"## {_say('general', language)}",
        _say("place", language),
        _table(parser, language),
    ]
    for name, command in commands(parser):
        usage = " ".join(["diptych", name, *map(_usage, arguments(command))])
        parts += [f"## {name}", command.description or "", f"```text\n{usage}\n```", _table(command, language)]
    codes = "\n".join(f"| {code} | {words[language == 'vi']} |" for code, words in _CODES.items())
    parts += [f"## {_say('codes', language)}", f"| {_say('code_head', language)} |\n| --- | --- |\n{codes}"]
    return page(_say("title", language), language, "reference", "\n\n".join(parts))


def commands(parser: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Each command's name and its own parser; of one that has others below it, each of those: `glossary suggest`."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, one in action.choices.items():
                inner = [(f"{name} {under}", command) for under, command in commands(one)]
                yield from inner or [(name, one)]


def arguments(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """The arguments of a command, its help option apart."""
    for action in parser._actions:
        if not isinstance(action, argparse._SubParsersAction | argparse._HelpAction):
            yield action


def shown(action: argparse.Action) -> str:
    """An argument as it is written on the command line."""
    value = "" if action.nargs == 0 else str(action.metavar or action.dest.upper())
    if action.choices:
        value = "{" + ",".join(map(str, action.choices)) + "}"
    if not action.option_strings:
        return f"{value} …" if action.nargs == "*" else value
    return f"{action.option_strings[-1]} {value}".strip()


def _usage(action: argparse.Action) -> str:
    needed = action.required if action.option_strings else action.nargs is None
    return shown(action) if needed else f"[{shown(action)}]"


def _table(parser: argparse.ArgumentParser, language: str) -> str:
    rows = [_say("head", language), "--- | ---"]
    rows += [f"`{shown(action)}` | {_meaning(action, language)}" for action in arguments(parser)]
    return "\n".join(f"| {row} |" for row in rows)


def _meaning(action: argparse.Action, language: str) -> str:
    meaning = action.help or ""
    if action.required and action.option_strings:
        meaning += f"; {_say('required', language)}"
    if action.choices and action.default:
        meaning += f"; {_say('default', language).format(default=f'`{action.default}`')}"
    return meaning


def _say(key: str, language: str) -> str:
    return _WORDS[key][language == "vi"]
