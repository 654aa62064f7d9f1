"""Which wording is shown in a language, where something is worded in several."""

from __future__ import annotations

from collections.abc import Mapping

from diptych.model.term import GlossaryTerm, Wording


def worded(words: Mapping[str, str], language: str) -> tuple[str, str] | None:
    """What is said in a language, or else in the first that there is: (its language, the words)."""
    found = language if language in words else next(iter(words), None)
    return (found, words[found]) if found else None


def heading(term: GlossaryTerm, language: str) -> tuple[str, Wording]:
    """The wording that heads a term in a language, and the language that it is in."""
    spoken = language if language in term.languages else next(iter(term.languages))
    return spoken, term.languages[spoken]
