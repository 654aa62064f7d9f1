"""Strict YAML: the few forms that people write by hand, each value with its line.

No aliases, anchors, tags, merge keys or duplicate keys, one document, at most 64 KB and 12 levels; every scalar stays
the string that was written (`no`, `0123`, `12:30:45` too), so that what a field means is decided by its definition.
Measured: an alias bomb of 324 bytes took a MkDocs build to a MemoryError, a merge-key chain of 673 bytes to 1.7 s.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from diptych.model.problem import Problem, Refused, Severity, rule
from diptych.text.normal import forbidden, normal
from diptych.text.yaml_sections import Section, inside, sections

MAX_BYTES = 64 * 1024
MAX_DEPTH = 12
MAX_TOLD = 20  # of the problems of one file: who has mended these is told of the rest

TOO_LARGE = rule(
    "D101",
    Severity.ERROR,
    "the file has {bytes} bytes; at most {limit} are read",
    "Move long text into the article's Markdown file.",
    "tệp dài {bytes} byte, trong khi chỉ đọc tối đa {limit} byte",
    "Hãy chuyển phần văn bản dài sang tệp Markdown của bài.",
)
NOT_YAML = rule(
    "D102",
    Severity.ERROR,
    "this is not valid YAML: {reason}",
    "Write `key: value` lines; put text that holds `: ` or `#`, or begins with a special character, in double quotes.",
    "đây không phải YAML hợp lệ: {reason}",
    "Hãy viết từng dòng `khóa: giá trị`; đặt trong ngoặc kép những đoạn có `: `, `#` hoặc mở đầu bằng ký tự đặc biệt.",
)
NOT_ALLOWED = rule(
    "D103",
    Severity.ERROR,
    "{what} is not allowed here",
    "Write the value out in full.",
    "không được dùng {what_vi} ở đây",
    "Hãy viết đầy đủ giá trị.",
)
DUPLICATE_KEY = rule(
    "D104",
    Severity.ERROR,
    "the key `{key}` stands here a second time (first in line {first})",
    "Keep one of the two.",
    "khóa `{key}` bị lặp (lần đầu ở dòng {first})",
    "Hãy giữ lại một trong hai.",
)
NOT_TEXT = rule(
    "D105",
    Severity.ERROR,
    "{what}, which no text may hold",
    "Save the file as UTF-8 and delete the character.",
    "có {what}, điều mà văn bản không được phép chứa",
    "Hãy lưu tệp ở dạng UTF-8 và xóa ký tự đó.",
)


@dataclass(frozen=True, slots=True)
class Tree:
    """A YAML document: plain data (dict, list, str, None) and the line of each value by its path."""

    data: Any
    lines: Mapping[tuple[str | int, ...], int] = field(default_factory=dict)

    def line(self, path: Sequence[str | int]) -> int:
        """The line of the value at a path, or of the nearest thing around it; 1 at the least."""
        at = tuple(path)
        while at and at not in self.lines:
            at = at[:-1]
        return self.lines.get(at, 1)


def read_text(data: bytes, path: str) -> str:
    """Bytes as text in normal form.

    Raises Refused (D105) for bytes that are not UTF-8 and for characters that are never text.
    """
    try:
        text = normal(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Refused(NOT_TEXT.at(path, line, what=f"byte 0x{data[error.start]:02X}")) from None
    if problems := tuple(NOT_TEXT.at(path, line, what=name) for line, name in forbidden(text)):
        raise Refused(*problems)
    return text


def read_yaml(data: bytes, path: str, limit: int = MAX_BYTES) -> Tree:
    """A YAML file's bytes as a tree; `limit` is larger only for files that the tool itself keeps.

    Raises Refused with every problem that can be told apart.
    """
    tree, problems = read_partly(data, path, limit)
    if problems:
        raise Refused(*problems)
    return tree


def read_partly(data: bytes, path: str, limit: int = MAX_BYTES) -> tuple[Tree, Sequence[Problem]]:
    """A tree and what is wrong in the file; where something is, the tree holds the top-level keys that are right.

    Raises Refused where the bytes are too many or no text.
    """
    if len(data) > limit:
        raise Refused(TOO_LARGE.at(path, bytes=len(data), limit=limit))
    text = read_text(data, path)
    whole = _Reader(path, Section(text, 1))
    tree = whole.read()
    if not whole.problems:
        return tree, ()
    right, problems = _read_apart(text, path)
    return right, problems or whole.problems


def _read_apart(text: str, path: str) -> tuple[Tree, Sequence[Problem]]:
    """A text that is wrong somewhere, read key by key."""
    data: dict[str, Any] = {}
    lines: dict[tuple[str | int, ...], int] = {}
    seen: dict[str, int] = {}
    problems: list[Problem] = []
    for section in sections(text):
        reader = _Reader(path, section)
        found = reader.read().data
        for key in found if isinstance(found, dict) else ():
            line = reader.lines[key,]
            if line != seen.setdefault(key, line):
                reader.problems.append(DUPLICATE_KEY.at(path, line, key=key, first=seen[key]))
        problems += _closest(reader, section)
        if not reader.problems and isinstance(found, dict):
            data |= found
            lines |= reader.lines
        if len(problems) >= MAX_TOLD:
            break
    return Tree(data, lines), problems[:MAX_TOLD]


def _closest(reader: _Reader, section: Section) -> Sequence[Problem]:
    """The problems of a section; where it cannot be read to its end, those of the sections inside it."""
    if reader.depth == MAX_DEPTH or not any(problem.rule is NOT_YAML for problem in reader.problems):
        return reader.problems
    within: list[Problem] = []
    for part in inside(section):
        deeper = _Reader(reader.path, part, reader.depth + 1)
        deeper.read()
        within += _closest(deeper, part)
    return within if any(problem.rule is NOT_YAML for problem in within) else reader.problems


def yaml_events(text: str) -> Iterator[Any]:
    """What PyYAML's parser finds in a text without byte-order mark, each with its marks. Raises yaml.YAMLError."""
    return iter(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))


class _Reader:
    """Composes data from parser events; PyYAML's own composer would resolve what must be refused."""

    def __init__(self, path: str, section: Section, depth: int = 0) -> None:
        self.path = path
        self.section = section
        self.depth = depth  # of the section in the file
        self.problems: list[Problem] = []
        self.lines: dict[tuple[str | int, ...], int] = {}
        self.events: Iterator[Any] = iter(())

    def read(self) -> Tree:
        """The section's tree; an empty one, and a problem more, where it cannot be read to its end."""
        try:
            return self.document()
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = min(self.section.first + mark.line, self.section.last) if mark else self.section.first
            self.problems.append(NOT_YAML.at(self.path, line, reason=getattr(error, "problem", None) or str(error)))
            return Tree(None)

    def document(self) -> Tree:
        self.events = yaml_events(self.section.text)
        data = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if data is not None:
                    self.refuse(event, "a second document", "tài liệu thứ hai")
                data = self.value(next(self.events), ())
        return Tree(data, self.lines)

    def line(self, event: Any) -> int:
        return int(event.start_mark.line) + self.section.first

    def refuse(self, event: Any, what: str, what_vi: str) -> None:
        self.problems.append(NOT_ALLOWED.at(self.path, self.line(event), what=what, what_vi=what_vi))

    def value(self, event: Any, path: tuple[str | int, ...]) -> Any:
        self.lines[path] = self.line(event)
        if isinstance(event, yaml.AliasEvent):
            self.refuse(event, f"an alias (*{event.anchor})", f"bí danh (*{event.anchor})")
            return None
        if getattr(event, "anchor", None):
            self.refuse(event, f"an anchor (&{event.anchor})", f"mỏ neo (&{event.anchor})")
        if getattr(event, "tag", None):
            self.refuse(event, f"a tag ({event.tag})", f"thẻ ({event.tag})")
        if self.depth + len(path) > MAX_DEPTH:
            raise yaml.MarkedYAMLError(problem=f"nested deeper than {MAX_DEPTH} levels", problem_mark=event.start_mark)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(path)
        return self.scalar(event)

    def scalar(self, event: Any) -> str | None:
        for _, name in forbidden(event.value):
            self.problems.append(NOT_TEXT.at(self.path, self.line(event), what=name))
        return None if event.value == "" and not event.style else str(event.value)

    def mapping(self, path: tuple[str | int, ...]) -> dict[str, Any]:
        out: dict[str, Any] = {}
        own_line = self.lines[path]
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.value(event, path)
            self.lines[path] = own_line
            if key == "<<" and not event.style:
                self.refuse(event, "a merge key (<<)", "khóa trộn (<<)")
            if not isinstance(key, str):
                self.refuse(event, "a key that is not a word", "khóa không phải là chữ")
                key = "?"
            here = (*path, key)
            if key in out:
                first = self.lines[here]
                self.problems.append(DUPLICATE_KEY.at(self.path, self.line(event), key=key, first=first))
            line = self.line(event)
            out[key] = self.value(next(self.events), here)
            self.lines[here] = line
        return out

    def sequence(self, path: tuple[str | int, ...]) -> list[Any]:
        out: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            out.append(self.value(event, (*path, len(out))))
        return out


def write_yaml(data: Any, spaced: str = "") -> str:
    """Plain data as YAML that `read_yaml` gives back as the same data.

    Scalars are strings; keys keep their order; None-valued and empty entries are left out by the caller. `spaced` names
    a top-level list whose entries are set apart by blank lines, so that git merges changes of neighbours.
    """
    if not spaced:
        return _dump(data)
    head = _dump({key: value for key, value in data.items() if key != spaced}) if len(data) > 1 else ""
    entries = "\n".join(_dump([entry]) for entry in data[spaced])
    return f"{head}{spaced}:\n{entries}" if entries else f"{head}{spaced}: []\n"


def write_flow(data: Mapping[str, Any]) -> str:
    """The entries of a mapping as they stand between braces, in one line."""
    return _dump(data, in_braces=True).strip().removeprefix("{").removesuffix("}")


class _Dumper(yaml.SafeDumper):
    """Quotes what the strict reader or a person could misread."""


def _string(dumper: Any, value: str) -> yaml.ScalarNode:
    value = unicodedata.normalize("NFC", value)  # as it will be read: the Greek varia, say, is then a backtick
    resolved = dumper.resolve(yaml.ScalarNode, value, (True, False))
    dated = resolved == "tag:yaml.org,2002:timestamp" or value.isdecimal()
    plain = "\n" not in value and (resolved == "tag:yaml.org,2002:str" or dated)
    # A plain scalar has no tag of its own; naming the resolved one keeps the emitter from quoting a date or number.
    return yaml.ScalarNode(resolved if dated else "tag:yaml.org,2002:str", value, style=None if plain else '"')


_Dumper.add_representer(str, _string)


def _dump(data: Any, in_braces: bool = False) -> str:
    return yaml.dump(
        data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1_000_000, default_flow_style=in_braces
    )
