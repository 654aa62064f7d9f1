"""JSON Lines: an edition's articles and the blocks that face each other, an object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from diptych.model.rights import stated_rights
from diptych.reading.edition import Edition
from diptych.reading.facing import Facing
from diptych.reading.segment_pairs import Unit, pairings, record_title, units


def jsonl(edition: Edition) -> Iterator[str]:
    """The lines. Each pair of an article and a translation begins with a line about the article. Raises TooDeep."""
    for facing in pairings(edition):
        yield _line(_article(edition, facing))
        for unit in units(facing):
            yield _line(_block(facing, unit))


def _line(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False) + "\n"


def _languages(facing: Facing) -> Mapping[str, str]:
    target = facing.translation.language if facing.translation else ""
    return {"article": facing.article.id, "source": facing.original.language, "target": target}


def _article(edition: Edition, facing: Facing) -> Mapping[str, Any]:
    record, languages = facing.article.record, _languages(facing)
    credits = record.translations.get(languages["target"])
    return {
        "type": "article",
        **languages,
        "source_title": record_title(facing, languages["source"]),
        "target_title": record_title(facing, languages["target"]),
        "author": record.author,
        "publisher": record.publisher,
        "published": record.published,
        "source_url": record.source_url,
        "rights": stated_rights(record, edition.reader.archive.settings),
        "publish": record.publish,
        "topics": [*record.topics],
        "translators": [*credits.translators] if credits else [],
        "reviewers": [*credits.reviewers] if credits else [],
    }


def _block(facing: Facing, unit: Unit) -> Mapping[str, Any]:
    return {
        "type": "block",
        **_languages(facing),
        "blocks": [*unit.row.ids],
        "kind": unit.kind,
        "state": unit.row.state.value,
        "origin": unit.origin or None,
        "source_text": unit.source or None,
        "target_text": unit.target or None,
        "beads": [{"source": bead.source, "target": bead.target, "sentence": bead.is_sentence} for bead in unit.beads],
    }
