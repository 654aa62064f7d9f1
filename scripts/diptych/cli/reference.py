"""The reference page of the commands, made from their parser, in both languages."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping

from diptych.outputs.page import page

# What the parser says in English, in Vietnamese.
VIETNAMESE: Mapping[str, str] = {
    "An archive of translated articles that lives in git.": "Kho bài dịch lưu trong git.",
    "the archive's folder (here)": "thư mục của kho (thư mục hiện tại)",
    "the language of messages (that of the environment)": "ngôn ngữ của thông báo (theo môi trường)",
    "show program's version number and exit": "in phiên bản rồi thoát",
    "add a received text, Markdown or HTML file as an article": "thêm tệp nhận về (văn bản, Markdown, HTML) thành bài",
    "the language of the text: vi, en, es …": "ngôn ngữ của văn bản: vi, en, es …",
    "the article's permanent id (a slug of its title)": "mã cố định của bài (lấy từ nhan đề)",
    "a title for a text that has none": "nhan đề cho văn bản không có nhan đề",
    "draft what is missing, from the memory and the engines": "dịch nháp phần còn thiếu, từ bộ nhớ rồi từ các máy dịch",
    "articles (all)": "các bài (tất cả)",
    "the language to translate into": "ngôn ngữ cần dịch sang",
    "an engine, or none; may repeat": "một máy dịch, hoặc none; dùng được nhiều lần",
    "the most characters to send to engines": "số ký tự tối đa gửi cho các máy dịch",
    "say what would be asked, and change nothing": "chỉ cho biết sẽ hỏi gì, không thay đổi gì",
    "show what the archive holds that is like what is missing": "cho xem những đoạn trong kho giống phần còn thiếu",
    "note that a person has read a translation against its source": "ghi nhận có người đã đối chiếu bản dịch",
    "the article": "mã của bài",
    "what was read: p2 p3 … (all that is translated)": "các khối đã đọc: p2 p3 … (tất cả phần đã dịch)",
    "the language of the translation": "ngôn ngữ của bản dịch",
    "who has read it, as the page shall name them": "tên người đã đọc, như sẽ ghi trên trang",
    "the articles by the state of their blocks": "các bài theo trạng thái từng khối",
    "find what is wrong, without network or keys": "tìm chỗ sai, không cần mạng hay khóa",
    "articles (the whole archive)": "các bài (cả kho)",
    "make the pages and the site": "tạo các trang và dựng trang web",
    "only the Markdown pages in docs/, not the site": "chỉ tạo các trang Markdown trong docs/, không dựng trang web",
}

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
    "choices": ("one of {choices}", "một trong {choices}"),
    "default": ("{default} where none is given", "không ghi thì là {default}"),
    "file": ("the received file: .txt, .md or .html", "tệp nhận về: .txt, .md hoặc .html"),
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
        f"{_in(parser.description or '', language)} {_say('lead', language)}",
        f"## {_say('general', language)}",
        _say("place", language),
        _table(parser, language),
    ]
    for name, help_text, command in commands(parser):
        about = _in(help_text, language)
        usage = " ".join(["diptych", name, *map(_usage, arguments(command))])
        parts += [f"## {name}", f"{about[:1].upper()}{about[1:]}.", f"```text\n{usage}\n```", _table(command, language)]
    codes = "\n".join(f"| {code} | {words[language == 'vi']} |" for code, words in _CODES.items())
    parts += [f"## {_say('codes', language)}", f"| {_say('code_head', language)} |\n| --- | --- |\n{codes}"]
    return page(_say("title", language), language, "reference", "\n\n".join(parts))


def meanings(parser: argparse.ArgumentParser) -> Iterator[str]:
    """All that a parser and its commands say of themselves in English."""
    yield parser.description or ""
    yield from (action.help for action in arguments(parser) if action.help)
    for _, help_text, command in commands(parser):
        yield help_text
        yield from (action.help for action in arguments(command) if action.help)


def commands(parser: argparse.ArgumentParser) -> Iterator[tuple[str, str, argparse.ArgumentParser]]:
    """Each command's name, its help and its own parser."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            helps = {choice.dest: choice.help or "" for choice in action._choices_actions}
            for name, command in action.choices.items():
                yield name, helps[name], command


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
    meaning = _in(action.help, language) if action.help else ""
    if not meaning:
        meaning = _say("choices" if action.choices else action.dest, language).format(
            choices=", ".join(f"`{choice}`" for choice in action.choices or ())
        )
    if action.required and action.option_strings:
        meaning += f"; {_say('required', language)}"
    if action.choices and action.default:
        meaning += f"; {_say('default', language).format(default=f'`{action.default}`')}"
    return meaning


def _in(text: str, language: str) -> str:
    return VIETNAMESE[text] if language == "vi" else text


def _say(key: str, language: str) -> str:
    return _WORDS[key][language == "vi"]
