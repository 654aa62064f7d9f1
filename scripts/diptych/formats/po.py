"""PO, the format of GNU gettext: what Poedit, Lokalize, Weblate and Virtaal edit.

Read here rather than by polib, which opens a file where its text happens to name one, and gives up a whole file for one
broken line; a broken unit costs only itself here, and is told with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from diptych.exchange.language_tag import tag
from diptych.exchange.reference import LABEL, read_ref, write_ref
from diptych.model.exchange import Returned, Unit
from diptych.model.ledger import State

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\t": "\\t", "\r": "\\r"}
_READ = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_ESCAPED = re.compile(r"\\(x[0-9a-fA-F]{2}|[0-7]{1,3}|.)", re.DOTALL)
_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)\s*(.*)")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*+)"\s*')
_CONTEXT = re.compile(r"(?P<article>[a-z0-9-]{1,80})/(?P<block>p\d{1,6}(?:\+p\d{1,6})*)")
_UNSURE = (State.MACHINE, State.OUTDATED)  # what a translator shall look at, so what gettext calls fuzzy


def write_po(units: Iterable[Unit], source: str, target: str, day: str) -> Iterator[str]:
    """The file in pieces, for one pair of languages; `day` is that of the texts. The file ends after the last unit."""
    header = {
        "Project-Id-Version": "Diptych",
        "POT-Creation-Date": f"{day} 00:00+0000",
        "PO-Revision-Date": f"{day} 00:00+0000",
        "Last-Translator": "",
        "Language-Team": "",
        "Language": target.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Source-Language": source.replace("-", "_"),
        "X-Generator": "Diptych",
    }
    lines = "".join(f"{name}: {value}\n" for name, value in header.items())
    yield f'msgid ""\nmsgstr {_quoted(lines)}\n'
    for unit in units:
        yield "\n" + "".join(f"#. {note}\n" for note in unit.notes)
        yield f"#. {LABEL}:{write_ref(unit.ref)}\n#: {unit.place}\n"
        yield "#, fuzzy\n" if unit.state in _UNSURE and unit.target else ""
        yield f"msgctxt {_quoted(f'{unit.ref.article}/{unit.ref.block}')}\n"
        yield f"msgid {_quoted(unit.source)}\nmsgstr {_quoted(unit.target)}\n"


def _quoted(text: str) -> str:
    """A string; one of several lines begins under its keyword, as gettext writes it."""
    lines = [re.sub(r'[\\"\t\r]', lambda found: _ESCAPES[found.group()], line) for line in text.split("\n")]
    parts = [f'"{line}\\n"' for line in lines[:-1]] + ([f'"{lines[-1]}"'] if lines[-1] or len(lines) == 1 else [])
    return parts[0] if len(parts) == 1 else "\n".join(['""', *parts])


@dataclass(kw_only=True)
class _Entry:
    line: int = 0
    comments: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    strings: dict[str, list[str]] = field(default_factory=dict)
    obsolete: bool = False
    broken: int = 0  # the line where it cannot be read

    def text(self, name: str) -> str:
        return "".join(self.strings.get(name, ()))


def read_po(text: str) -> Iterator[Returned]:
    """The units of a file; one that cannot be read carries the fault `broken`."""
    header: Mapping[str, str] = {}
    for entry in _entries(text):
        if entry.obsolete or not (entry.strings or entry.broken):
            continue
        if not entry.broken and not entry.text("msgid") and "msgctxt" not in entry.strings:
            header = header or _header(entry.text("msgstr"))
            continue
        yield _returned(entry, header)


def _returned(entry: _Entry, header: Mapping[str, str]) -> Returned:
    context = _CONTEXT.fullmatch(entry.text("msgctxt"))
    plural = "msgid_plural" in entry.strings
    whole = {"msgid", "msgstr[0]" if plural else "msgstr"} <= entry.strings.keys()
    return Returned(
        line=entry.broken or entry.line,
        source=entry.text("msgid"),
        target=entry.text("msgstr"),
        ref=read_ref("".join(entry.comments)),
        article=context["article"] if context else "",
        block=context["block"] if context else "",
        source_language=tag(header.get("x-source-language", "")),
        target_language=tag(header.get("language", "")),
        unfinished="fuzzy" in entry.flags,
        fault="broken" if entry.broken or not whole else "plural" if plural else "",
    )


def _header(text: str) -> Mapping[str, str]:
    pairs = (line.partition(":") for line in text.split("\n"))
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _entries(text: str) -> Iterator[_Entry]:
    entry, current = _Entry(), ""
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.strip()
        old = line.startswith("#~")
        begins = line.startswith(("#", "msgctxt")) or (line.startswith("msgid") and not line.startswith("msgid_p"))
        full = entry.obsolete or any(name.startswith("msgstr") for name in entry.strings)
        if (not line and (entry.strings or entry.obsolete)) or (begins and full and not (old and entry.obsolete)):
            yield entry
            entry, current = _Entry(), ""
        if not line:
            continue
        entry.line = entry.line or number
        if old:
            entry.obsolete = True
        elif line.startswith("#"):
            _comment(entry, line)
        else:
            current = _string(entry, line, current, number)
    yield entry


def _comment(entry: _Entry, line: str) -> None:
    if line.startswith("#,"):
        entry.flags += [flag.strip() for flag in line[2:].split(",")]
    elif not line.startswith(("#:", "#|")):
        entry.comments.append(line[2:].strip())


def _string(entry: _Entry, line: str, current: str, number: int) -> str:
    """Takes one line of strings; gives the keyword that they belong to."""
    keyword = _KEYWORD.fullmatch(line)
    if keyword:
        current, line = keyword[1], keyword[2]
        if current in entry.strings:
            entry.broken = entry.broken or number
        entry.strings.setdefault(current, [])
    pieces = _pieces(line)
    if not current or not pieces:
        entry.broken = entry.broken or number
    else:
        entry.strings[current] += [_ESCAPED.sub(_unescaped, piece) for piece in pieces]
    return current


def _pieces(line: str) -> list[str]:
    """The strings of a line that holds nothing else; none where it does."""
    pieces: list[str] = []
    at = 0
    while found := _STRING.match(line, at):
        pieces.append(found[1])
        at = found.end()
    return pieces if at == len(line) else []


def _unescaped(found: re.Match[str]) -> str:
    code = found[1]
    if code[0] == "x":
        return chr(int(code[1:], 16))
    if code[0].isdigit():
        return chr(int(code, 8)) if set(code) <= set("01234567") else code
    return _READ.get(code, code)
