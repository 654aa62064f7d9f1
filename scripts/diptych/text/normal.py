"""The normal form of text, its hash, and the characters that no text of an archive may hold."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

BOM = "\ufeff"
MOST_TOLD = 20  # places of one file that are told
HASH_LENGTH = 32  # hexadecimal digits: 128 bits

# C0 and C1 controls, the bidirectional overrides and isolates, noncharacters, lone surrogates. Tab and line ends are
# text; zero-width joiners are letters of several languages.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


# Soft hyphen, fillers, zero-width spaces and joiners, direction marks, word joiner and the like, tags: text in some
# language, and seen in none.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0\U000e0000-\U000e007f]"
)

_REFERENCE = re.compile(r"&#(?:[xX](?P<hex>[0-9a-fA-F]{1,6})|(?P<decimal>[0-9]{1,7}));")


def normal(text: str) -> str:
    """NFC, LF line ends, no byte-order mark: what is compared, hashed and published."""
    return unicodedata.normalize("NFC", unix(text))


def unix(text: str) -> str:
    """LF line ends and no byte-order mark, whatever an editor saved: the same characters otherwise."""
    return text.removeprefix(BOM).replace("\r\n", "\n").replace("\r", "\n")


def text_hash(text: str) -> str:
    """The identity of a text: SHA-256 over its normal form, trimmed; the first 32 hexadecimal digits."""
    return hashlib.sha256(normal(text).strip().encode("utf-8", "surrogatepass")).hexdigest()[:HASH_LENGTH]


def forbidden(text: str) -> Iterator[tuple[int, str]]:
    """Where a text holds a character that is never text: (line from 1, its name as U+XXXX)."""
    line, at = 1, 0
    for match in islice(FORBIDDEN.finditer(text), MOST_TOLD):
        line, at = line + text.count("\n", at, match.start()), match.start()
        yield line, f"U+{ord(match.group()):04X}"


def forbidden_references(text: str) -> Iterator[tuple[int, str]]:
    """Where a Markdown text names such a character by its number, as `&#x202E;`."""
    found = (match for match in _REFERENCE.finditer(text) if _is_forbidden(match))
    line, at = 1, 0
    for match in islice(found, MOST_TOLD):
        line, at = line + text.count("\n", at, match.start()), match.start()
        yield line, match.group()


def _is_forbidden(reference: re.Match[str]) -> bool:
    number = int(reference["hex"], 16) if reference["hex"] else int(reference["decimal"])
    return number == 0 or number > 0x10FFFF or FORBIDDEN.match(chr(number)) is not None


def one_space(text: str) -> str:
    """White space collapsed to single spaces and trimmed; a no-break space stays what it is."""
    return re.sub(r"[ \t\n]+", " ", text).strip(" ")


def spelled(text: str) -> str:
    """Text with the invisible characters written out, as [U+200B]."""
    return INVISIBLE.sub(lambda found: f"[U+{ord(found.group()):04X}]", text)
