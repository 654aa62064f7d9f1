"""XLIFF: 1.2 is written, which OmegaT, Weblate, Trados and memoQ all read; 1.x and 2.x are read.

A unit holds the block's Markdown as plain text: nothing has to be put back, so no tool can lose it. Codes that a tool
has added and that stand for something else cannot be written as Markdown, and their unit is not taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, groupby

from lxml import etree

from diptych.exchange.language_tag import tag
from diptych.exchange.reference import LABEL, read_ref, write_ref
from diptych.exchange.xml import child, line, local, text_in
from diptych.model.exchange import Returned, Unit
from diptych.model.ledger import State
from diptych.text.xmltext import NOTHING, SPACE, Writer, pieces

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
# `xml` needs no declaration, but without one lxml's writer gives `xml:space` a made-up prefix, which no parser takes.
_PREFIXES = {None: NAMESPACE, "xml": "http://www.w3.org/XML/1998/namespace"}
# A tool that knows no states leaves these as they are, so none of them may say that work is left: see `_unfinished`.
_STATES = {
    State.REVIEWED: {"state": "final"},
    State.EDITED: {"state": "translated"},
    State.OUTDATED: {"state": "translated"},
    State.MACHINE: {"state": "translated", "state-qualifier": "mt-suggestion"},
}
# What stands for something that is not in the file; in 1.2 some elements hold the code that they stand for.
_NO_TEXT = {"x", "bx", "ex", "g", "pc", "sc", "ec", "cp"}
_CODED = {"ph", "it", "bpt", "ept"}


def write_xliff(units: Iterable[Unit]) -> Iterator[str]:
    """The file in pieces: a `<file>` for each article and language. Units of one article stand together."""
    return pieces(lambda out: _document(out, units))


def _document(out: Writer, units: Iterable[Unit]) -> Iterator[None]:
    with out.element(_name("xliff"), {"version": "1.2"}, _PREFIXES):
        out.write("\n")
        for (article, language), some in groupby(units, lambda unit: (unit.ref.article, unit.ref.language)):
            yield from _file(out, article, language, some)


def _file(out: Writer, article: str, language: str, units: Iterator[Unit]) -> Iterator[None]:
    first = next(units)
    named = {"original": article, "source-language": first.source_language, "target-language": language}
    with out.element(_name("file"), {**named, "datatype": "plaintext", SPACE: "preserve"}):
        out.write("\n")
        with out.element(_name("header")), out.element(_name("tool"), {"tool-id": "diptych", "tool-name": "Diptych"}):
            pass
        out.write("\n")
        with out.element(_name("body")):
            out.write("\n")
            for unit in chain((first,), units):
                _unit(out, unit)
                yield  # a piece may end here
        out.write("\n")
    out.write("\n")


def _unit(out: Writer, unit: Unit) -> None:
    named = {"id": unit.ref.block, "resname": f"{unit.ref.article}/{unit.ref.block}"}
    approved = {"approved": "yes"} if unit.state is State.REVIEWED else {}
    path, _, number = unit.place.rpartition(":")
    with out.element(_name("trans-unit"), {**named, **approved, SPACE: "preserve"}):
        out.write("\n")
        _leaf(out, "source", unit.source)
        out.write("\n")
        if unit.target:
            _leaf(out, "target", unit.target, _STATES.get(unit.state, {}))
            out.write("\n")
        with out.element(_name("context-group"), {"name": "diptych", "purpose": "information"}):
            for kind, text in ((LABEL, write_ref(unit.ref)), ("sourcefile", path), ("linenumber", number)):
                _leaf(out, "context", text, {"context-type": kind})
        out.write("\n")
        for note in unit.notes:
            _leaf(out, "note", note)
            out.write("\n")
    out.write("\n")


def _leaf(out: Writer, name: str, text: str, attributes: Mapping[str, str] = NOTHING) -> None:
    with out.element(_name(name), attributes):
        out.write(text)


def _name(local_name: str) -> str:
    return f"{{{NAMESPACE}}}{local_name}"


def read_xliff(root: etree._Element) -> Iterator[Returned]:
    """The units of a document of version 1.x or 2.x."""
    second = root.get("version", "").startswith("2")
    for file in (one for one in root if local(one) == "file"):
        pair = root if second else file
        names = ("srcLang", "trgLang") if second else ("source-language", "target-language")
        source, target = (tag(pair.get(name) or "") for name in names)
        for element in file.iter():
            if local(element) == ("unit" if second else "trans-unit"):
                yield _returned(element, file.get("original") or "", source, target, second)


def _returned(unit: etree._Element, article: str, source_language: str, target_language: str, second: bool) -> Returned:
    texts, states = _segments(unit) if second else _whole(unit)
    faults = [fault for _, fault in texts if fault]
    refs = (read_ref(text) for text in ["".join(_told(unit))] if text)
    return Returned(
        line=line(unit),
        source=texts[0][0],
        target=texts[1][0],
        ref=next(refs, None),
        article=article,
        block=unit.get("id") or "",
        source_language=source_language,
        target_language=target_language,
        unfinished=any(map(_unfinished, states)),
        fault=faults[0] if faults else "",
    )


def _told(unit: etree._Element) -> Iterator[str]:
    """Where our reference may stand: a context of 1.2; notes and metadata, where converters to 2.x put it."""
    for element in unit.iter():
        if local(element) in ("context", "note", "meta", "prop") and element.text:
            yield f" {element.text} "


Texts = tuple[tuple[str, str], tuple[str, str]]  # (source, fault), (target, fault)


def _whole(unit: etree._Element) -> tuple[Texts, list[str]]:
    source, target = child(unit, "source"), child(unit, "target")
    states = [target.get("state") or ""] if target is not None else []
    return (_flat(source), _flat(target)), states


def _segments(unit: etree._Element) -> tuple[Texts, list[str]]:
    """A unit of 2.x: its segments, and what is ignored between them, one after the other."""
    sources, targets, states, bare = [], [], [], False
    for part in (one for one in unit if local(one) in ("segment", "ignorable")):
        source, target = child(part, "source"), child(part, "target")
        sources.append(_flat(source))
        if local(part) == "segment":
            states.append(part.get("state") or "")
            bare = bare or target is None
        targets.append(_flat(target) if target is not None or local(part) == "segment" else sources[-1])
    if bare:
        targets = []
    texts = tuple(
        ("".join(text for text, _ in some), next((f for _, f in some if f), "")) for some in (sources, targets)
    )
    return (texts[0], texts[1]), [state for state in states if state == "initial"] if not bare else []


def _flat(element: etree._Element | None) -> tuple[str, str]:
    """The text in an element, and `codes` where something in it is no text."""
    if element is None:
        return "", ""
    lost = any(local(one) in _NO_TEXT or (local(one) in _CODED and not one.text) for one in element.iter())
    return text_in(element), "codes" if lost else ""


def _unfinished(state: str) -> bool:
    return state in ("new", "initial") or state.startswith("needs-")
