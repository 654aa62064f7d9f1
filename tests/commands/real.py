"""A small archive whose site the real MkDocs builds, with this repository's own theme."""

from __future__ import annotations

from pathlib import Path

from benchmarks.archives import copy_own

from commands.archive import Archive, two_articles


def with_theme(root: Path) -> Archive:
    """Two articles in a folder that holds all that MkDocs needs; nothing is built yet."""
    archive = two_articles(root)
    copy_own(root, "mkdocs.yml", "overrides", "docs/assets")
    for language in ("vi", "en"):
        archive.write(f"docs/{language}/guide/index.md", "# Guide\n")  # which every page links at its foot
    return archive


def pages(archive: Archive) -> dict[str, bytes]:
    """The HTML pages of the published site."""
    return {name: data for name, data in archive.files("site").items() if name.endswith(".html")}
