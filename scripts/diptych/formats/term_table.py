"""The glossary as a table: a row a term, its columns the keys of its file, those of each language beside each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from diptych.exchange.csv_table import table
from diptych.model.problem import Refused
from diptych.model.term import GlossaryTerm, TermSource, Wording
from diptych.text.normal import BOM, normal, text_hash
from diptych.text.schema import plain
from diptych.text.schema import read as read_schema
from diptych.text.yamledit import with_keys
from diptych.text.yamltext import Tree, read_yaml, write_yaml

ID, REF = "id", "ref"
_SINGLE = ("domain", "see", "sources")
_WORDING = ("form", "variants", "definition")
_COLUMN = re.compile(rf"([A-Za-z0-9-]+) ({'|'.join(_WORDING)})")
_SOURCE = re.compile(r"(?P<title>.*) <(?P<url>https?://[^\s<>]+)>")

Cells = Mapping[str, str]  # by the column's name; without the id and the ref


def columns(languages: Sequence[str]) -> tuple[str, ...]:
    """The columns of a glossary in these languages, the id first and the ref last."""
    return (ID, *(f"{tag} {key}" for tag in languages for key in _WORDING), *_SINGLE, REF)


def language_of(column: str) -> str:
    """The language whose wording stands in a column; "" where it is none of a language."""
    found = _COLUMN.fullmatch(column)
    return found[1] if found else ""


def write_terms(terms: Mapping[str, GlossaryTerm], languages: Sequence[str]) -> Iterator[str]:
    """The table in pieces, sorted by id. Lists stand in one cell, a line each."""
    yield BOM
    yield from table(_rows(terms, languages), ",")


def _rows(terms: Mapping[str, GlossaryTerm], languages: Sequence[str]) -> Iterator[Sequence[str]]:
    names = columns(languages)
    yield names
    for name, term in sorted(terms.items()):
        cells = cells_of(term)
        yield [name, *(cells.get(column, "") for column in names[1:-1]), print_of(cells)]


def cells_of(term: GlossaryTerm) -> Cells:
    """A term as the cells of its row that are not empty."""
    cells = {"domain": term.domain or "", "see": "\n".join(term.see)}
    cells["sources"] = "\n".join(f"{one.title} <{one.url}>" if one.url else one.title for one in term.sources)
    for tag, wording in term.languages.items():
        cells |= {f"{tag} form": wording.form, f"{tag} definition": wording.definition}
        cells[f"{tag} variants"] = "\n".join(wording.variants)
    return tidy(cells)


def tidy(cells: Cells) -> Cells:
    """The cells in normal form, without those that are empty."""
    found = {name: "\n".join(line.strip() for line in normal(text).split("\n")).strip() for name, text in cells.items()}
    return {name: text for name, text in found.items() if text}


def print_of(cells: Cells) -> str:
    """The identity of a term's contents, by which it is seen whether it has changed."""
    return text_hash("\n\n".join(f"{name}\n{text}" for name, text in sorted(cells.items())))


def term_of(cells: Cells, path: str) -> GlossaryTerm:
    """The term that cells hold. Raises Refused, with what is wrong in them."""
    languages: dict[str, dict[str, Any]] = {}
    for column, text in cells.items():
        if found := _COLUMN.fullmatch(column):
            value: Any = text.split("\n") if found[2] == "variants" else text
            languages.setdefault(found[1], {})[found[2]] = value
    data: dict[str, Any] = {"languages": languages}
    if "domain" in cells:
        data["domain"] = cells["domain"]
    if "see" in cells:
        data["see"] = cells["see"].split("\n")
    if "sources" in cells:
        data["sources"] = [_source(line) for line in cells["sources"].split("\n")]
    return read_schema(Tree(data), GlossaryTerm, path)


def _source(line: str) -> Mapping[str, str]:
    found = _SOURCE.fullmatch(line)
    return found.groupdict() if found else {"title": line}


def written(text: str, old: GlossaryTerm | None, new: GlossaryTerm) -> str:
    """A term's file with new contents: as few lines as possible are written anew, so that people's remarks stay.

    `text` is the file as it is, "" where there is none, and `old` what it holds.
    """
    if old is None:
        return write_yaml(plain(new))
    before, after = plain(old), plain(new)
    keys = {key: after[key] for key in after if before.get(key) != after[key]}
    for made in (_lines(text, old, new), with_keys(text, keys)):
        if _holds(made, new):
            return made
    return write_yaml(after)


def _lines(text: str, old: GlossaryTerm, new: GlossaryTerm) -> str:
    """The file with single lines replaced: the form and the definition in each language."""
    tree = read_yaml(text.encode(), "")
    lines = text.split("\n")
    for tag in old.languages.keys() & new.languages.keys():
        for key in ("form", "definition"):
            value = getattr(new.languages[tag], key)
            at = tree.line(("languages", tag, key)) - 1
            found = re.match(rf"\s+{key}:", lines[at])
            if found and value != getattr(old.languages[tag], key):
                indent = found.group()[: -len(key) - 1]
                lines[at] = indent + write_yaml({key: value}).rstrip("\n")
    return "\n".join(lines)


def _holds(text: str, term: GlossaryTerm) -> bool:
    try:
        return read_schema(read_yaml(text.encode(), ""), GlossaryTerm, "") == term
    except Refused:
        return False


def same(one: GlossaryTerm, other: GlossaryTerm) -> GlossaryTerm:
    """`one` with the exact wording of `other` wherever a cell could not tell them apart: its white space at edges."""
    languages: dict[str, Wording] = {}
    for tag, wording in one.languages.items():
        theirs = other.languages.get(tag)
        languages[tag] = theirs if theirs and _flat(theirs) == _flat(wording) else wording
    sources = other.sources if _told(one.sources) == _told(other.sources) else one.sources
    return replace(one, languages=languages, sources=sources)


def _flat(wording: Wording) -> Cells:
    return cells_of(GlossaryTerm(languages={"x": wording}))


def _told(sources: Sequence[TermSource]) -> str:
    return cells_of(GlossaryTerm(languages={}, sources=tuple(sources))).get("sources", "")
