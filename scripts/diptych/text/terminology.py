"""Terms across two languages: which a text uses, and whether its translation renders each as the glossary has it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from diptych.model.content import Content, lines
from diptych.model.inline import Code, Image, Inline, Line, plain, rebuild
from diptych.model.term import GlossaryTerm, Wording
from diptych.text.glossary import Glossary, find, glossary

# Words of this many letters are compared by their beginning, so that an inflected form counts as the term:
# jurisdictional, soberanías. Syllables of Vietnamese are shorter, and stay as they are.
_INFLECTED = 7
_STEM = 0.6  # of a word's letters
_WORD = re.compile(r"\w+")


class Terminology:
    """The terms of an archive. Safe between threads: what it keeps is only what it would make again."""

    def __init__(self, terms: Mapping[str, GlossaryTerm]) -> None:
        self._terms = terms
        self._glossaries: dict[str, Glossary] = {}
        self._alone: dict[tuple[str, str], Glossary] = {}

    def used(self, text: str, source: str, target: str) -> Mapping[str, str]:
        """The terms in a text that the target language has a form of: by id, as the text words them."""
        if source not in self._glossaries:
            self._glossaries[source] = glossary(self._terms, source)
        found: dict[str, str] = {}
        for hit in find(self._glossaries[source], text):
            if target in self._terms[hit.term].languages:
                found.setdefault(hit.term, text[hit.start : hit.end])
        return found

    def renderings(self, text: str, source: str, target: str) -> Mapping[str, str]:
        """How each term in a text is to be rendered: the text's wording and the target's form."""
        used = self.used(text, source, target)
        return {wording: self._terms[name].languages[target].form for name, wording in used.items()}

    def lacking(self, source_text: str, text: str, source: str, target: str) -> Iterator[tuple[str, str, str]]:
        """The terms of a source text that its translation does not render: (id, the source's wording, the form wanted).

        Any form or variant counts, inside a longer term too, inflected, and with its words apart ("sovereignty over
        data"): this is told to people, and has to be worth their time.
        """
        for name, wording in self.used(source_text, source, target).items():
            theirs = self._terms[name].languages[target]
            if not self._has(name, theirs, text, target):
                yield name, wording, theirs.form

    def _has(self, name: str, wording: Wording, text: str, language: str) -> bool:
        alone = self._alone.setdefault((name, language), glossary({name: self._terms[name]}, language))
        if next(find(alone, text), None):
            return True
        words = set(_WORD.findall(text.lower()))
        return any(_all_there(form, words) for form in (wording.form, *wording.variants))


def words_of(content: Content) -> str:
    """The words of a block in which terms are looked for: not its code, nor what its images are described by."""
    return "\n".join(plain(rebuild(line, _spoken)) for line in lines(content))


def _spoken(node: Inline) -> Line:
    return () if isinstance(node, Code | Image) else (node,)


def _all_there(form: str, words: set[str]) -> bool:
    """Whether each word of a form, or an inflection of it, is among these words, in whatever order."""
    wanted = _WORD.findall(form.lower())
    return bool(wanted) and all(
        word in words
        or (len(word) >= _INFLECTED and any(other.startswith(word[: round(len(word) * _STEM)]) for other in words))
        for word in wanted
    )
