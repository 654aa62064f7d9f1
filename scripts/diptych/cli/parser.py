"""The command line's own words in Vietnamese: argparse says in English how a command was used wrongly."""

from __future__ import annotations

import argparse
import re
import sys
from typing import NoReturn

# What argparse says of wrong use (Python 3.11 to 3.13), in Vietnamese.
_SAID = (
    (r"the following arguments are required: (.*)", r"thiếu tham số bắt buộc: \1"),
    (r"unrecognized arguments: (.*)", r"không có tham số này: \1"),
    (
        r"argument (.*): invalid choice: (.*) \(choose from (.*)\)",
        r"tham số \1: không có lựa chọn \2 (chọn một trong: \3)",
    ),
    (r"argument (.*): expected one argument", r"tham số \1: thiếu giá trị"),
    (r"argument (.*): expected at least one argument", r"tham số \1: cần ít nhất một giá trị"),
    (r"argument (.*): not allowed with argument (.*)", r"tham số \1: không dùng cùng \2"),
    (r"argument (.*): ignored explicit argument (.*)", r"tham số \1: không nhận giá trị \2"),
    (r"argument (.*): (.*) is not a whole number", r"tham số \1: \2 không phải số nguyên"),
    (r"ambiguous option: (.*) could match (.*)", r"tùy chọn \1 chưa rõ: có thể là \2"),
    (r"one of the arguments (.*) is required", r"cần một trong các tham số \1"),
)


class VietnameseParser(argparse.ArgumentParser):
    """A parser that speaks Vietnamese."""

    def __init__(self, **more: object) -> None:
        super().__init__(**{**more, "add_help": False})  # type: ignore[arg-type] # as argparse itself hands them on
        self._positionals.title, self._optionals.title = "tham số", "tùy chọn"
        self.add_argument("-h", "--help", action="help", help="hiện phần trợ giúp này rồi dừng")

    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", "cách dùng: ", 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", "cách dùng: ", 1)

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {in_vietnamese(message)}\n")


def in_vietnamese(message: str) -> str:
    """What argparse says, in Vietnamese where its words are known."""
    for english, vietnamese in _SAID:
        if found := re.fullmatch(english, message, re.DOTALL):
            return found.expand(vietnamese)
    return message
