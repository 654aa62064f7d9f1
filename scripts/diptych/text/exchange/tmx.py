"""TMX, the translation memory of other tools, read. A unit that is no whole block here cannot be put in its place."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from diptych.model.exchange import Returned
from diptych.text.exchange.ref import LABEL, read_ref
from diptych.text.exchange.tongue import tag
from diptych.text.exchange.xml import LANG, child, line, local, text_in


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
                line(unit),
                texts[source],
                text,
                read_ref(props.get(LABEL, "")),
                props.get("x-article", ""),
                props.get("x-block", ""),
                source,
                language,
                props.get("x-state") in ("machine", "outdated"),
            )
