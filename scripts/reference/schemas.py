"""JSON Schemas of the files that people write, for their editors; made from the definitions that the reader uses."""

from __future__ import annotations

import json
from collections.abc import Mapping

from diptych.model.record import Record
from diptych.model.settings import Settings
from diptych.model.term import GlossaryTerm
from diptych.text.schema import json_schema

KINDS: Mapping[str, type[object]] = {"record": Record, "settings": Settings, "term": GlossaryTerm}


def schema_text(name: str) -> str:
    """The file `docs/assets/schemas/<name>.json`."""
    return json.dumps(json_schema(KINDS[name]), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
