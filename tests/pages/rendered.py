"""Generated pages read by Python-Markdown as MkDocs does it, without the rest of MkDocs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import markdown
from mkdocs.config import load_config
from mkdocs.utils.meta import get_data

from pages.archives import REPOSITORY


@cache
def _extensions() -> tuple[list[str], dict[str, Any]]:
    """The Markdown extensions that MkDocs uses with this repository's `mkdocs.yml`, with their settings."""
    config = load_config(str(REPOSITORY / "mkdocs.yml"))
    config = config.plugins.on_config(config)
    return config.markdown_extensions, config.mdx_configs


def rendered(page: str) -> tuple[str, dict[str, Any]]:
    """A generated file as (HTML of its body, front matter)."""
    body, meta = get_data(page)
    extensions, settings = _extensions()
    return markdown.markdown(body, extensions=extensions, extension_configs=settings), meta


def converted(body: str) -> tuple[str, list[tuple[int, str, str]]]:
    """Markdown as (HTML, the table of contents in order as (level, id, name))."""
    extensions, settings = _extensions()
    reader = markdown.Markdown(extensions=extensions, extension_configs=settings)
    html = reader.convert(body)
    return html, [*_flat(reader.toc_tokens)]


def _flat(tokens: list[dict[str, Any]]) -> Iterator[tuple[int, str, str]]:
    for token in tokens:
        yield token["level"], token["id"], token["name"]
        yield from _flat(token["children"])
