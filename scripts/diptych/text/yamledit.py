"""A top-level key of a YAML file set or replaced; all else stays byte for byte, and so does every remark.

The parser says where each key and value stands, so that the file may be laid out in any way that YAML allows: in
braces, indented, with quoted keys, ended by `...`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from diptych.text.normal import BOM
from diptych.text.yamltext import write_flow, write_yaml, yaml_events

_LINE_END = re.compile(r"\r\n|\r|\n")
# Between the words of a file stand white space, indicators and remarks, so that a `#` there begins a remark.
_REMARK = re.compile(r"(?P<before>\s*)(?P<remark>#[^\r\n\u2028\u2029]*)")
_EXPLICIT = re.compile(r"(?:[^#?]|#[^\r\n\u2028\u2029]*+)*+(?P<mark>\?)")  # the mark of `? key`
_IN_LINES = ("|", ">")  # styles of a text that stands below its key, in lines of its own
_Edit = tuple[int, int, str]  # what stands from here to there, and what takes its place


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """A key and its value: where they begin and end, and what stands between their words."""

    key: str
    start: int
    end: int
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """How the mapping of a file is written."""

    entries: tuple[_Entry, ...]
    in_braces: bool
    opened: int  # behind the brace that opens it
    closed: int  # where its last line ends
    margin: str  # a line end, and the indent of a key
    unended: bool  # whether the last value is a text in lines of its own that would take in a line end


def with_keys(text: str, new: Mapping[str, Any]) -> str:
    """The file with these keys as given, in the place where they stood, or after the last.

    A value is plain data, as `write_yaml` takes it. A text that is no mapping in YAML comes back as it is.
    """
    if text.startswith(BOM):
        return BOM + with_keys(text.removeprefix(BOM), new)
    layout = _layout(text)
    if layout is None:
        return text
    words = {key: _words(key, value, layout) for key, value in new.items()}
    here = [_replaced(text, entry, words.pop(entry.key), layout) for entry in layout.entries if entry.key in words]
    for start, end, put in sorted([*here, *_added(text, list(words.values()), layout)], reverse=True):
        text = text[:start] + put + text[end:]
    return text


def _words(key: str, value: object, layout: _Layout) -> str:
    if layout.in_braces:
        return write_flow({key: value})
    return layout.margin.join(write_yaml({key: value}).removesuffix("\n").split("\n"))


def _replaced(text: str, entry: _Entry, words: str, layout: _Layout) -> _Edit:
    found = [remark for gap in entry.gaps for remark in _REMARK.finditer(gap)]
    if layout.in_braces:
        kept = "".join(f" {remark['remark']}{layout.margin}" for remark in found)
        return entry.start, entry.end, words + kept
    lines = (remark["before"] if _LINE_END.search(remark["before"]) else layout.margin for remark in found)
    kept = "".join(line + remark["remark"] for line, remark in zip(lines, found, strict=True))
    line_end = _LINE_END.search(text, entry.end)
    end = line_end.start() if line_end else len(text)
    return entry.start, end, words + text[entry.end : end] + kept


def _added(text: str, words: list[str], layout: _Layout) -> Iterator[_Edit]:
    """New keys: behind the last one, or at the end of the lines."""
    if not words:
        return
    if layout.in_braces:
        at, before = (layout.entries[-1].end, ", ") if layout.entries else (layout.opened, "")
        yield at, at, before + ", ".join(words)
    elif layout.unended:
        at = layout.entries[0].start
        yield at, at, "".join(one + layout.margin for one in words)
    else:
        line_end, indent = layout.margin.rstrip(" "), layout.margin.lstrip("\r\n")
        before = "" if text[: layout.closed].endswith(("\n", "\r")) else line_end
        yield layout.closed, layout.closed, before + "".join(indent + one + line_end for one in words)


def _layout(text: str) -> _Layout | None:
    try:
        events = list(yaml_events(text))
    except yaml.YAMLError:
        return None
    if not any(isinstance(event, yaml.MappingStartEvent) for event in events[2:3]):
        return None
    root, end = events[2], events[-2]
    entries = tuple(_entries(text, iter(events[3:]), root.end_mark.index if root.flow_style else root.start_mark.index))
    line_end = _LINE_END.search(text)
    last = next((event for event in reversed(events) if isinstance(event, yaml.ScalarEvent)), None)
    return _Layout(
        entries=entries,
        in_braces=bool(root.flow_style),
        opened=root.end_mark.index,
        closed=end.start_mark.index if end.explicit else len(text),
        margin=(line_end.group() if line_end else "\n") + " " * (root.start_mark.column + bool(root.flow_style)),
        unended=bool(last and last.style in _IN_LINES and not text.endswith(("\n", "\r"))),
    )


def _entries(text: str, events: Iterator[Any], at: int) -> Iterator[_Entry]:
    """The entries of the mapping whose keys and values come next, the first of them somewhere behind `at`."""
    for key in events:
        if isinstance(key, yaml.MappingEndEvent):
            return
        explicit = _EXPLICIT.match(text, at, key.start_mark.index)
        start = explicit.start("mark") if explicit else key.start_mark.index
        spans = [span for event in (*_node(key, events), *_node(next(events), events)) if (span := _span(text, event))]
        at = spans[-1][1] if spans else key.end_mark.index
        ends = [start, *(end for _, end in spans)]
        gaps = tuple(text[end:begin] for end, (begin, _) in zip(ends, spans, strict=False))
        yield _Entry(key=getattr(key, "value", ""), start=start, end=at, gaps=gaps)


def _node(event: Any, events: Iterator[Any]) -> Iterator[Any]:
    """The events of one value, of which the first is given."""
    depth = 0
    while True:
        yield event
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if not depth:
            return
        event = next(events)


def _span(text: str, event: Any) -> tuple[int, int] | None:
    """Where the words or brackets of an event stand; None for one that has none."""
    start, end = event.start_mark.index, event.end_mark.index
    if getattr(event, "style", None) in _IN_LINES:
        head = _LINE_END.search(text, start)
        start, end = head.start() if head else end, start + len(text[start:end].rstrip())
    if start < end or text[start - 1 : start] == ":":
        return start, end
    return None
