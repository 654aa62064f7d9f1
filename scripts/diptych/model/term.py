"""`glossary/<id>.yml`: one glossary term in its languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field

from diptych.model.fields import STRICT, Language, OneLine, Prose, Slug, Url


@dataclass(frozen=True, slots=True)
class Wording:
    """A term in one language."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    form: Annotated[OneLine, Field(description="The form that heads the entry.")]
    definition: Annotated[Prose, Field(description="What it means, in this language.")]
    variants: Annotated[
        tuple[OneLine, ...], Field(description="Other forms that texts use: spellings, abbreviations, irregular forms.")
    ] = ()


@dataclass(frozen=True, slots=True)
class TermSource:
    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    title: Annotated[OneLine, Field(description="What the source is called.")]
    url: Annotated[Url | None, Field(description="Its permanent address.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryTerm:
    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    languages: Annotated[Mapping[Language, Wording], Field(min_length=1, description="The term in each language.")]
    domain: Annotated[Slug | None, Field(description="The topic it belongs to, by its id in archive.yml.")] = None
    see: Annotated[tuple[Slug, ...], Field(description="Related terms, by id.")] = ()
    sources: Annotated[tuple[TermSource, ...], Field(description="Where the definition can be checked.")] = ()
