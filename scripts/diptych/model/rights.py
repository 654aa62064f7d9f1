"""Under which rights a text stands: those that its record states; nobody else's text is given the archive's licence."""

from __future__ import annotations

from diptych.model.record import Record
from diptych.model.settings import Settings


def is_received(record: Record, settings: Settings) -> bool:
    """Whether a text came from elsewhere: as a file or a page, or published by others than the archive."""
    elsewhere = record.publisher is not None and record.publisher not in settings.name.values()
    return bool(record.original or record.source_url or record.archived_url or elsewhere)


def stated_rights(record: Record, settings: Settings) -> str | None:
    """The rights of an article, None where nothing states them.

    The archive's own licence holds for what the archive itself wrote, never for a text that came from elsewhere.
    """
    return record.rights or (None if is_received(record, settings) else settings.rights)


def translation_rights(record: Record, settings: Settings) -> str | None:
    """The rights of a translation that was made here: the article's, else the archive's own for its own work."""
    return record.rights or settings.rights
