"""Generated pages read by Python-Markdown as MkDocs does it, without the rest of MkDocs."""

from __future__ import annotations

from functools import cache
from typing import Any

import markdown
import yaml
from mkdocs.utils.meta import get_data
from mkdocs.utils.yaml import get_yaml_loader

from pages.archives import REPOSITORY


@cache
def _extensions() -> tuple[list[str], dict[str, Any]]:
    """The Markdown extensions of `mkdocs.yml`, with their settings."""
    found = yaml.load((REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8"), get_yaml_loader())["markdown_extensions"]
    settings = {name: value for entry in found if isinstance(entry, dict) for name, value in entry.items()}
    return [next(iter(entry)) if isinstance(entry, dict) else entry for entry in found], settings


def rendered(page: str) -> tuple[str, dict[str, Any]]:
    """A generated file as (HTML of its body, front matter)."""
    body, meta = get_data(page)
    extensions, settings = _extensions()
    return markdown.markdown(body, extensions=extensions, extension_configs=settings), meta
