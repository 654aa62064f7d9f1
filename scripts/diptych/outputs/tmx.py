"""TMX 1.4: the translation memory that other tools read."""

from __future__ import annotations

import html
from collections.abc import Iterator

from diptych.outputs.edition import Edition
from diptych.outputs.pairs import Unit, pairings, units
from diptych.outputs.units import wanted_states
from diptych.reading.facing import Facing
from diptych.text.normal import FORBIDDEN

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
    '<header creationtool="Diptych" creationtoolversion="1" segtype="block" o-tmf="Diptych" adminlang="en" '
    'srclang="*all*" datatype="plaintext"/>\n<body>\n'
)


def tmx(edition: Edition) -> Iterator[str]:
    """The file in pieces: a unit for each sentence that surely faces one, else for each block. Raises TooDeep."""
    wanted = wanted_states(edition.only)
    yield _HEAD
    for facing in pairings(edition):
        for unit in units(facing):
            if unit.row.state in wanted:
                yield from _unit(facing, unit)
    yield "</body>\n</tmx>\n"


def _unit(facing: Facing, unit: Unit) -> Iterator[str]:
    if not facing.translation:
        return
    source, target = facing.original.language, facing.translation.language
    blocks = "+".join(unit.row.ids) or (unit.row.entry.id if unit.row.entry else "x")
    day = (unit.row.entry.date or "") if unit.row.entry else ""
    changed = f' changedate="{day.replace("-", "")}T000000Z"' if len(day) == 10 else ""
    rights = facing.article.record.rights
    props = {"article": facing.article.id, "block": blocks, "state": unit.row.state.value, "origin": unit.origin}
    props |= {"rights": rights} if rights else {}
    told = "".join(f'<prop type="x-{key}">{_text(value)}</prop>' for key, value in props.items())
    for number, bead in enumerate(unit.beads, 1):
        name = f"{facing.article.id}/{target}/{blocks}{'.title' if unit.kind == 'title' else ''}.{number}"
        kind = "sentence" if bead.is_sentence else "paragraph"
        pair = "".join(
            f'<tuv xml:lang="{tag}"><seg>{_text(words)}</seg></tuv>'
            for tag, words in ((source, bead.source), (target, bead.target))
        )
        yield f'<tu tuid="{name}" segtype="{kind}" srclang="{source}"{changed}>{told}{pair}</tu>\n'


def _text(text: str) -> str:
    return html.escape(FORBIDDEN.sub("\ufffd", text), quote=False)
