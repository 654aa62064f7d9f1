"""A page written by hand as MkDocs would render it, without running anything that an archive names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, TypeAlias

import markdown
import yaml
from mkdocs.utils import meta

from diptych.text.slug import heading_id

EXTENSIONS = ("md_in_html", "tables")  # that the theme needs
_BUILT_IN = ("toc", "tables", "fenced_code")  # that MkDocs always has
# Those of two packages that are installed with the tool; another name would be imported from wherever it is found.
_KNOWN = ("markdown.extensions.", "pymdownx.")
_READS_FILES = {"pymdownx.snippets", "pymdownx.b64"}
_SHORT = {
    *("abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code", "footnotes", "legacy_attrs"),
    *("legacy_em", "md_in_html", "meta", "nl2br", "sane_lists", "smarty", "tables", "toc", "wikilinks"),
}

Extensions: TypeAlias = Mapping[str, Mapping[str, Any]]


_LOOKED_UP = object()  # stands where a tag would look something up or run it


class _Plain(yaml.SafeLoader):
    """Reads what MkDocs reads, and runs nothing."""


_Plain.add_multi_constructor("", lambda *_: _LOOKED_UP)


def extensions(config: bytes) -> Extensions:
    """The extensions that a `mkdocs.yml` names, with their options, as far as they can be had without its own code."""
    try:
        data = yaml.load(config, _Plain)
    except yaml.YAMLError:
        return {}
    named = data.get("markdown_extensions") if isinstance(data, dict) else None
    listed = named if isinstance(named, list) else [{name: of} for name, of in (named or {}).items()]
    pairs: list[tuple[object, Any]] = [
        (one, {}) if isinstance(one, str) else next(iter(one.items())) for one in listed if one
    ]
    return {str(name): _whole(options or {}) for name, options in pairs if _is_known(str(name))}


def _whole(options: Mapping[str, Any]) -> Mapping[str, Any]:
    """The options but those that hold what a tag would have looked up."""
    return {name: value for name, value in options.items() if not _is_looked_up(value)}


def _is_looked_up(value: object) -> bool:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return value is _LOOKED_UP or any(map(_is_looked_up, parts))


def _is_known(name: str) -> bool:
    return name in _SHORT or (name.startswith(_KNOWN) and name not in _READS_FILES)


def renderer(known: Extensions) -> Callable[[str], str]:
    """Makes HTML of a page's Markdown."""
    options = {**known, "toc": {"slugify": heading_id, **known.get("toc", {})}}
    made = markdown.Markdown()
    for name in dict.fromkeys((*_BUILT_IN, *EXTENSIONS, *known)):
        with suppress(ImportError, KeyError, TypeError, ValueError, AttributeError):  # MkDocs tells of it
            made.registerExtensions([name], {name: dict(options.get(name, {}))})
    return lambda text: str(made.reset().convert(text))


def parted(page: str) -> tuple[str, Mapping[str, Any]]:
    """(Markdown, front matter) as MkDocs tells them apart."""
    text, found = meta.get_data(page)
    return str(text), found
