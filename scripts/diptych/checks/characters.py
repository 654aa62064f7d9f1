"""Characters that nobody sees, and letters that look like others.

Bidirectional overrides and control characters are refused when a text is read (D105); what remains here is invisible
but may be text in some language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from diptych.checks.subject import Passage
from diptych.languages.tags import primary
from diptych.model.problem import Example, Problem, Severity, rule
from diptych.text import normal

INVISIBLE = rule(
    "D667",
    Severity.WARNING,
    "an invisible character ({name}) stands at “{words}” (line {lines})",
    "Delete it: retyping the words around it does.",
    "có ký tự không nhìn thấy ({name}) ở “{words}” (dòng {lines})",
    "Hãy xóa ký tự này, chẳng hạn bằng cách gõ lại mấy chữ quanh đó.",
    (
        Example("The law\u200b is in force.", "The law is in force."),
        Example("Luật\u200b đã có hiệu lực.", "Luật đã có hiệu lực."),
    ),
)
LOOK_ALIKE = rule(
    "D668",
    Severity.WARNING,
    "“{word}” mixes letters of two scripts; {name} is not what it looks like (line {lines})",
    "Type the word anew.",
    "“{word}” lẫn chữ của hai hệ chữ; {name} không phải chữ mà mắt nhìn thấy (dòng {lines})",
    "Hãy gõ lại từ này.",
    (
        Example("They use P\u0430ypal.", "They use Paypal."),
        Example("Họ dùng P\u0430ypal.", "Họ dùng Paypal."),
    ),
)

# What languages need of these: joiners, direction marks, a zero-width space between words that no space parts.
_NEEDED = {
    "\u200c\u200d": {
        "fa",
        "ar",
        "ur",
        "ps",
        "sd",
        "ug",
        "hi",
        "bn",
        "mr",
        "ne",
        "sa",
        "ta",
        "te",
        "ml",
        "kn",
        "gu",
        "pa",
        "si",
    },
    "\u061c\u200e\u200f": {"ar", "fa", "he", "ur", "ps", "sd", "ug", "yi"},
    "\u200b": {"th", "km", "lo", "my", "ja", "zh"},
}
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f]\u200d")
_LATIN = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"
_MIXED = re.compile(
    rf"(?<!\w)(?=[{_LATIN}\u0370-\u03ff\u0400-\u04ff]*[{_LATIN}])(?=[{_LATIN}\u0370-\u03ff\u0400-\u04ff]*[\u0391-\u03a9\u03b1-\u03c9\u0400-\u04ff])[{_LATIN}\u0370-\u03ff\u0400-\u04ff]{{3,}}(?!\w)"
)
_OTHER = re.compile("[\u0370-\u03ff\u0400-\u04ff]")
_AROUND = 12


def check(passage: Passage) -> Iterator[Problem]:
    language = primary(passage.language)
    for block in passage.blocks:
        own = block.text.removeprefix(normal.BOM) if block.line == 1 else block.text  # at its head it is the file's
        text = _EMOJI.sub("", own)
        for found in normal.INVISIBLE.finditer(text):
            if not any(found.group() in some and language in needing for some, needing in _NEEDED.items()):
                around = text[max(0, found.start() - _AROUND) : found.end() + _AROUND]
                words = normal.INVISIBLE.sub("", around).replace("\n", " ").strip()
                yield passage.at(INVISIBLE, found.group(), name=f"U+{ord(found.group()):04X}", words=words)
                break
    for found in _MIXED.finditer(passage.text):
        other = _OTHER.search(found.group())
        name = f"U+{ord(other.group()):04X}" if other else "?"
        yield passage.at(LOOK_ALIKE, found.group(), word=found.group(), name=name)
