"""Judges of formats: whether a word of a contributor's has become a part of a file's form, told by parsing the file.

Pages are the oracle's. A judge gives what is wrong, one line each.
"""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pikepdf
import polib
from lxml import etree

from diptych.model.exchange import Unit
from diptych.text.normal import BOM
from pages.oracle import SCHEMES, TOKEN, faults, local, scheme

XHTML = frozenset(
    "a aside blockquote body br code dd dfn div dl dt em h1 h2 h3 h4 h5 h6 head header hr html img li link meta nav ol "
    "p pre section span strong sup table tbody td th thead title tr ul".split()
)
PACKAGE = frozenset(
    "package metadata identifier title creator contributor date source subject description language publisher rights "
    "meta manifest item spine itemref link container rootfiles rootfile".split()
)
COVER = frozenset("svg title rect text tspan g line path".split())
FEED = frozenset("feed id title updated published link author contributor name entry category content".split())
TMX = frozenset("tmx header body tu prop tuv seg".split())
XLIFF = frozenset(
    "xliff file header tool body trans-unit source target context-group context note".split(),
)
SITEMAP = frozenset("urlset url loc lastmod link".split())
# The kinds of nodes that the typesetter's template knows.
NODES = frozenset("br code em strong link term note again sup z h pre rule table list quote image p caption".split())
_SPOKEN = {"alt", "title", "aria-label"}
_LINE_OF_OFFLINE = re.compile(rb'diptychSearch\.take\("[\w./-]+","[A-Za-z0-9+/]*=*"\)\n')
_FORMULA = ("=", "+", "-", "@", "\t")
_LIVE_IN_PDF = ("/JavaScript", "/JS", "/Launch", "/SubmitForm", "/ImportData", "/EmbeddedFile", "/AA", "/GoToR")


def xml_faults(data: bytes, elements: frozenset[str]) -> list[str]:
    """A document must be well-formed, of known elements, and say a contributor's words as text alone."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError as error:
        return [f"not well-formed: {error}"]
    return [fault for element in root.iter() for fault in _of_element(element, elements)]


def _of_element(element: Any, elements: frozenset[str]) -> Iterator[str]:
    if not isinstance(element.tag, str):
        yield f"no element: {element}"
        return
    name = local(element.tag)
    if name not in elements:
        yield f"<{name}>"
    for key, value in ((local(key), value) for key, value in element.items()):
        if key.lower().startswith("on") or key == "style" or TOKEN.search(key):
            yield f"the attribute {key}"
        if key in ("href", "src") and scheme(value) not in SCHEMES:
            yield f"the address {value}"
        if TOKEN.search(value) and key not in _SPOKEN and not (key == "href" and scheme(value)):
            yield f'{key}="{value}"'


NAMED = {"numbers.json"}  # whose keys are names: it counts articles by publisher


def json_faults(text: str, named: bool = False) -> list[str]:
    """Data must be JSON whose keys are ours, but where they are names."""
    try:
        return [f"the key {key}" for key in _keys(json.loads(text)) if TOKEN.search(key) and not named]
    except ValueError as error:
        return [f"no JSON: {error}"]


def _keys(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        yield from data
    for part in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from _keys(part)


def lines_faults(text: str) -> list[str]:
    """JSON Lines: data in each line."""
    return [fault for line in text.removesuffix("\n").split("\n") for fault in json_faults(line)]


def table_faults(text: str, delimiter: str, rows: Sequence[Sequence[str]]) -> list[str]:
    """A table must be read, by another reader than ours, as the rows that went in, and no cell be a formula."""
    csv.field_size_limit(10_000_000)
    read = [*csv.reader(io.StringIO(text.removeprefix(BOM), newline=""), delimiter=delimiter, strict=True)]
    found = [f"a formula: {cell}" for row in read for cell in row if cell.startswith(_FORMULA)]
    bare = [[cell[1:] if re.match(r"'+[=+\-@\t]", cell) else cell for cell in row] for row in read]
    return found + [f"{one} for {other}" for one, other in _differing(bare, rows)]


def _differing(read: Iterable[Sequence[Any]], given: Iterable[Sequence[Any]]) -> Iterator[tuple[Any, Any]]:
    one, other = [*read], [*given]
    yield from ((a, b) for a, b in zip(one, other, strict=False) if [*a] != [*b])
    if len(one) != len(other):
        yield len(one), len(other)


def po_faults(data: bytes, given: Sequence[Unit]) -> list[str]:
    """PO as polib reads it: the units that went in, in their order."""
    with tempfile.NamedTemporaryFile(suffix=".po") as file:
        file.write(data)
        file.flush()
        read = polib.pofile(file.name, encoding="utf-8")
    pairs = [(entry.msgid, entry.msgstr) for entry in read]
    return [f"{one} for {other}" for one, other in _differing(pairs, [(unit.source, unit.target) for unit in given])]


def xliff_faults(data: bytes, given: Sequence[Unit]) -> list[str]:
    """XLIFF as XML: the texts that went in, in their order."""
    if found := xml_faults(data, XLIFF):
        return found
    every = [one for one in etree.fromstring(data).iter() if local(one.tag) == "trans-unit"]
    texts = [
        [{local(part.tag): part.text or "" for part in one}.get(name, "") for name in ("source", "target")]
        for one in every
    ]
    return [f"{one} for {other}" for one, other in _differing(texts, [(unit.source, unit.target) for unit in given])]


def feed_faults(data: bytes) -> list[str]:
    """A feed as XML, and the pieces of HTML that it carries."""
    if found := xml_faults(data, FEED):
        return found
    pieces = [one.text or "" for one in etree.fromstring(data).iter() if local(one.tag) == "content"]
    return [fault for piece in pieces for fault in faults(f"<!doctype html><title>x</title><body>{piece}")]


def book_faults(data: bytes) -> Iterator[tuple[str, list[str]]]:
    """Each file of a book; its chapters also as a reading system sees them that takes XHTML for HTML."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        for name in book.namelist():
            kind = name.rpartition(".")[2]
            part = book.read(name)
            if kind == "xhtml":
                words = [fault for fault in faults(part.decode()) if not fault.startswith("<img alt=")]
                yield name, [*xml_faults(part, XHTML), *words]
            elif kind in ("opf", "xml", "svg"):
                yield name, xml_faults(part, COVER if kind == "svg" else PACKAGE)
            elif TOKEN.search(part.decode("utf-8", "ignore")):
                yield name, ["holds a word of a contributor's"]


def script_faults(data: bytes) -> list[str]:
    """A script of the offline copy's index: one call with a name and base64."""
    return [] if _LINE_OF_OFFLINE.fullmatch(data) else [f"more than data: {data[:80]!r}"]


def node_faults(data: Any) -> Iterator[str]:
    """What the typesetter is given: known kinds of nodes, our own keys, addresses of known schemes."""
    if isinstance(data, list | tuple):
        for part in data:
            yield from node_faults(part)
    elif isinstance(data, Mapping):
        if "k" in data and data["k"] not in NODES:
            yield f"the kind {data['k']}"
        if data.get("k") == "link" and scheme(data["u"]) not in SCHEMES - {""}:
            yield f"the address {data['u']}"
        for key, value in data.items():
            if TOKEN.search(key):
                yield f"the key {key}"
            yield from node_faults(value)


def pdf_faults(data: bytes) -> list[str]:
    """A PDF holds nothing that runs or opens a file, and links of known schemes alone."""
    found = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for held in pdf.objects:
            if isinstance(held, pikepdf.Dictionary):
                found += [name for name in _LIVE_IN_PDF if name in held or held.get("/S") == pikepdf.Name(name)]
                address = str(held.get("/URI", "https:"))
                found += [] if scheme(address) in SCHEMES else [f"the address {address}"]
    return found


def card_faults(said: str) -> list[str]:
    """What a card picture says: our own keys, texts."""
    data = json.loads(said)
    keys = [set(data), *(set(panel) for panel in data["panels"])]
    return [str(one) for one in keys if one not in ({"panels", "archive", "foot"}, {"lang", "name", "title"})]
