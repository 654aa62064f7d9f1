"""A small archive whose site the real MkDocs builds."""

from __future__ import annotations

from pathlib import Path

from commands.archive import Archive, two_articles
from pages import archives


def with_theme(root: Path) -> Archive:
    """Two articles in a folder that holds all that MkDocs needs; nothing is built yet."""
    archive = two_articles(root)
    archives.with_theme(root)
    for language in ("vi", "en"):
        archive.write(f"docs/{language}/guide/index.md", "# Guide\n")  # which every page links at its foot
    return archive


def pages(archive: Archive) -> dict[str, bytes]:
    """The HTML pages of the published site."""
    return {name: data for name, data in archive.files("site").items() if name.endswith(".html")}
