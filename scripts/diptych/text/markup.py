"""What every markup that is written needs: text on one line, attributes, the attributes of a language."""

from __future__ import annotations

import html
import re

from diptych.languages.tags import is_right_to_left
from diptych.text.normal import FORBIDDEN

_SPACES = re.compile(r"[\t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")


def clean(text: str) -> str:
    """Text on one line, without the characters that are no text: a reference such as `&#x202E;` can name one."""
    return FORBIDDEN.sub("\ufffd", _SPACES.sub(" ", text))


def attribute(name: str, value: str) -> str:
    return f' {name}="{html.escape(value)}"' if value else ""


def spoken(language: str) -> str:
    """The attributes of a text in a language."""
    direction = "rtl" if is_right_to_left(language) else ""
    return attribute("lang", language) + attribute("dir", direction)
