"""The reference that each unit carries through a tool, sealed so that a changed one is seen."""

from __future__ import annotations

import re
from dataclasses import astuple

from diptych.model.exchange import Ref
from diptych.text.normal import text_hash

LABEL = "x-diptych"  # what formats with fields of one's own call it

_NONE = "0"
_REF = re.compile(
    r"(?P<article>[a-z0-9-]{1,80})/(?P<language>[A-Za-z0-9-]{2,20})/(?P<block>p\d{1,6}(?:\+p\d{1,6})*)/"
    rf"(?P<source>[0-9a-f]{{32}})/(?P<target>[0-9a-f]{{32}}|{_NONE})/(?P<seal>[0-9a-f]{{8}})"
)


def write_ref(ref: Ref) -> str:
    """The reference as one word without spaces: `cua-hau/en/p7/<source hash>/<target hash or 0>/<seal>`."""
    return "/".join((ref.article, ref.language, ref.block, ref.source, ref.target or _NONE, _seal(ref)))


def read_ref(text: str) -> Ref | None:
    """The reference in a text, whatever lines a tool has broken it into; None where it or its seal is broken."""
    found = _REF.search("".join(text.split()))
    if not found:
        return None
    target = found["target"]
    ref = Ref(
        article=found["article"],
        language=found["language"],
        block=found["block"],
        source=found["source"],
        target="" if target == _NONE else target,
    )
    return ref if _seal(ref) == found["seal"] else None


def _seal(ref: Ref) -> str:
    return text_hash(" ".join(astuple(ref)))[:8]
