"""`archive.yml`: the settings of an archive. Nothing here can name a program, a key or an engine's address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field

from diptych.model.fields import STRICT, Branch, Language, OneLine, Prose, Slug, Url

Made = Literal["pdf", "epub", "txt", "tmx", "jsonl"]


@dataclass(frozen=True, slots=True)
class Downloads:
    """The files that the site offers to take away."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    articles: Annotated[tuple[Made, ...], Field(description="The formats of each article.")] = ()
    archive: Annotated[tuple[Made, ...], Field(description="The formats of the whole archive in one file.")] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    name: Annotated[Mapping[Language, OneLine], Field(min_length=1, description="The archive's name in each language.")]
    languages: Annotated[
        tuple[Language, ...],
        Field(min_length=1, description="The languages of the site; the first is the archive's own."),
    ]
    address: Annotated[Url, Field(description="Where the site is published; canonical addresses begin with it.")]
    description: Annotated[Mapping[Language, Prose], Field(description="What the archive is, for its home pages.")] = (
        field(default_factory=dict)
    )
    rights: Annotated[
        OneLine | None, Field(description="The licence of what the archive itself wrote, where a record names none.")
    ] = None
    repository: Annotated[
        Url | None,
        Field(description="The archive's page on its git host; readers then find links to edit and to suggest there."),
    ] = None
    forge: Annotated[
        Literal["github", "gitlab", "gitea"] | None,
        Field(description="What that host runs, where its name does not tell; Forgejo is written gitea."),
    ] = None
    branch: Annotated[Branch, Field(description="The branch that edits go to.")] = "main"
    reviewers: Annotated[
        tuple[OneLine, ...],
        Field(
            description="Who may record reviews; `check --changed-from` holds new reviews against this list as it was."
        ),
    ] = ()
    engines: Annotated[
        tuple[OneLine, ...], Field(description="The translation engines to ask, in this order, by name.")
    ] = ()
    style: Annotated[
        Mapping[Language, Prose],
        Field(description="How drafts in each language are to be written, for engines that read it."),
    ] = field(default_factory=dict)
    topics: Annotated[
        Mapping[Slug, Mapping[Language, OneLine]], Field(description="The topics and what each is called.")
    ] = field(default_factory=dict)
    downloads: Annotated[
        Downloads, Field(description="The files that the site offers to take away; `build` makes them.")
    ] = field(default_factory=Downloads)
    tones: Annotated[
        Literal["old", "new"] | None,
        Field(description="Where Vietnamese words have their tone mark: old (hòa, thủy) or new (hoà, thuỷ)."),
    ] = None
