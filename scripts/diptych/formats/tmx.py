"""TMX 1.4, the translation memory of other tools: written for them, and read.

A unit that came back and is no whole block here cannot be put in its place.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from diptych.exchange.language_tag import tag
from diptych.exchange.reference import LABEL, read_ref
from diptych.exchange.translation_units import wanted_states
from diptych.exchange.xml import child, line, local, text_in
from diptych.model.exchange import Returned
from diptych.model.rights import stated_rights
from diptych.reading.edition import Edition
from diptych.reading.facing import Facing
from diptych.reading.segment_pairs import Unit, pairings, units
from diptych.text.normal import FORBIDDEN
from diptych.text.xmltext import LANG, Writer, pieces

_HEADER = {
    "creationtool": "Diptych",
    "creationtoolversion": "1",
    "segtype": "block",
    "o-tmf": "Diptych",
    "adminlang": "en",
    "srclang": "*all*",
    "datatype": "plaintext",
}


def tmx(edition: Edition) -> Iterator[str]:
    """The file in pieces: a unit for each sentence that surely faces one, else for each block. Raises TooDeep."""
    return pieces(lambda out: _document(out, edition))


def _document(out: Writer, edition: Edition) -> Iterator[None]:
    wanted = wanted_states(edition.only)
    out.write_doctype('<!DOCTYPE tmx SYSTEM "tmx14.dtd">')
    with out.element("tmx", {"version": "1.4"}):
        out.write("\n", etree.Element("header", _HEADER), "\n")
        with out.element("body"):
            out.write("\n")
            for facing in pairings(edition):
                rights = stated_rights(facing.article.record, edition.reader.archive.settings)
                for unit in (one for one in units(facing) if one.row.state in wanted):
                    for element in _elements(facing, unit, rights):
                        out.write(element, "\n")
                    yield  # a piece may end here
        out.write("\n")


def _elements(facing: Facing, unit: Unit, rights: str | None) -> Iterator[etree._Element]:
    """A `<tu>` for each pair of sentences, or for the block."""
    if not facing.translation:
        return
    source, target = facing.original.language, facing.translation.language
    blocks = "+".join(unit.row.ids) or (unit.row.entry.id if unit.row.entry else "x")
    day = (unit.row.entry.date or "") if unit.row.entry else ""
    changed = {"changedate": f"{day.replace('-', '')}T000000Z"} if len(day) == 10 else {}
    props = {"article": facing.article.id, "block": blocks, "state": unit.row.state.value, "origin": unit.origin}
    props |= {"rights": rights} if rights else {}
    for number, bead in enumerate(unit.beads, 1):
        name = f"{facing.article.id}/{target}/{blocks}{'.title' if unit.kind == 'title' else ''}.{number}"
        kind = "sentence" if bead.is_sentence else "paragraph"
        element = etree.Element("tu", {"tuid": name, "segtype": kind, "srclang": source, **changed})
        for key, value in props.items():
            _leaf(element, "prop", value).set("type", f"x-{key}")
        for language, words in ((source, bead.source), (target, bead.target)):
            _leaf(etree.SubElement(element, "tuv", {LANG: language}), "seg", words)
        yield element


def _leaf(parent: etree._Element, name: str, text: str) -> etree._Element:
    made = etree.SubElement(parent, name)
    made.text = FORBIDDEN.sub("\ufffd", text)
    return made


def read_tmx(root: etree._Element) -> Iterator[Returned]:
    """A unit for each pair of languages of each `<tu>`, from the unit's source language to its others."""
    header = child(root, "header")
    everywhere = tag((header.get("srclang") if header is not None else "") or "")
    for unit in root.iter():
        if local(unit) == "tu":
            yield from _pairs(unit, everywhere)


def _pairs(unit: etree._Element, everywhere: str) -> Iterator[Returned]:
    props = {one.get("type") or "": one.text or "" for one in unit if local(one) == "prop"}
    texts: dict[str, str] = {}
    for variant in (one for one in unit if local(one) == "tuv"):
        segment = child(variant, "seg")
        language = tag(variant.get(LANG) or variant.get("lang") or "")
        texts.setdefault(language, text_in(segment) if segment is not None else "")
    source = tag(unit.get("srclang") or everywhere)
    source = source if source in texts else next(iter(texts), "")
    for language, text in texts.items():
        if language != source:
            yield Returned(
                line=line(unit),
                source=texts[source],
                target=text,
                ref=read_ref(props.get(LABEL, "")),
                article=props.get("x-article", ""),
                block=props.get("x-block", ""),
                source_language=source,
                target_language=language,
                unfinished=props.get("x-state") in ("machine", "outdated"),
            )
