"""What readers are told of an article's rights."""

from __future__ import annotations

from diptych.locale.words import say
from diptych.model.record import Record
from diptych.model.rights import stated_rights, translation_rights
from diptych.model.settings import Settings


def rights_words(record: Record, settings: Settings, language: str, *, translated: bool) -> str:
    """The rights in words, to stand behind their label; `translated` where a translation is shown too."""
    if stated := stated_rights(record, settings):
        return stated
    if translated and (of_translation := translation_rights(record, settings)):
        return say(language, "rights_of_translation", rights=of_translation)
    return say(language, "no_rights")


def rights_note(record: Record, settings: Settings, language: str, *, translated: bool) -> str:
    """The rights where no label says what the words are about: "CC BY 4.0", "Rights: not stated"."""
    words = rights_words(record, settings, language, translated=translated)
    return words if stated_rights(record, settings) else f"{say(language, 'rights')}: {words}"
