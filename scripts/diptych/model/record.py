"""`article.yml`: the record of an article, what a librarian would write on its card."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field

from diptych.model.fields import STRICT, BlockId, Code, Day, Language, OneLine, OriginalFile, Sha256, Slug, Url


@dataclass(frozen=True, slots=True)
class Original:
    """The file as received. It is written once and then only read."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    file: Annotated[OriginalFile, Field(description="Its name in the article's folder.")]
    bytes: Annotated[int, Field(ge=1, description="Its length in bytes.")]
    sha256: Annotated[Sha256, Field(description="The SHA-256 of its bytes.")]


@dataclass(frozen=True, slots=True)
class Credits:
    """Who made a translation."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    translators: Annotated[
        tuple[OneLine, ...], Field(description="The people who translated, as they wish to be named.")
    ] = ()
    reviewers: Annotated[
        tuple[OneLine, ...], Field(description="The people who read the translation against the source.")
    ] = ()


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Why the archive no longer shows a text."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    date: Annotated[Day, Field(description="When the text was withdrawn.")]
    reason: Annotated[
        Mapping[Language, OneLine], Field(min_length=1, description="Why, in each language; pages say so.")
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A warning of `check` that a person has judged."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    rule: Annotated[Code, Field(description="The code of the warning.")]
    block: Annotated[BlockId, Field(description="The block that it is about.")]
    language: Annotated[Language, Field(description="The language of the text in which it was found.")]
    reason: Annotated[OneLine, Field(description="Why it is right as it stands.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    language: Annotated[Language, Field(description="The language of the source text, as a BCP 47 tag.")]
    title_supplied: Annotated[
        bool, Field(description="true where the text came without a title and this archive gave it one; pages say so.")
    ] = False
    published: Annotated[Day | None, Field(description="When the source was published; a year or a month will do.")] = (
        None
    )
    publisher: Annotated[OneLine | None, Field(description="Who published it.")] = None
    author: Annotated[OneLine | None, Field(description="Who wrote it.")] = None
    source_url: Annotated[Url | None, Field(description="Where it was published.")] = None
    archived_url: Annotated[Url | None, Field(description="Where a copy of that page is kept.")] = None
    rights: Annotated[OneLine | None, Field(description="The licence or the holder of the rights.")] = None
    publish: Annotated[
        Literal["full", "excerpt", "record"],
        Field(description="What pages show: the full text, its first paragraphs with the link, or only this record."),
    ] = "full"
    withdrawn: Annotated[
        Withdrawal | None, Field(description="That the text was taken out; `diptych withdraw` writes it.")
    ] = None
    aliases: Annotated[
        tuple[Slug, ...], Field(description="Ids that the article had before: their addresses lead here.")
    ] = ()
    topics: Annotated[tuple[Slug, ...], Field(description="Topics, by their ids in archive.yml.")] = ()
    translations: Annotated[
        Mapping[Language, Credits], Field(description="The translations by language, each with its credits.")
    ] = field(default_factory=dict)
    added: Annotated[Day | None, Field(description="When the article came into the archive.")] = None
    original: Annotated[Original | None, Field(description="The file as received.")] = None
    left_out: Annotated[
        tuple[str, ...], Field(description="Page furniture that the import left out of the text, as it stood.")
    ] = ()
    silenced: Annotated[
        tuple[Silence, ...], Field(description="Warnings that were judged: one rule for one block each.")
    ] = ()
