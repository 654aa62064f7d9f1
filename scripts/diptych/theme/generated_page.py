"""A generated page rendered by our own renderer, as MkDocs has it from Python-Markdown: HTML, contents, links, ids."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable

from markdown.extensions.toc import nest_toc_tokens
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page, _RelativePathTreeprocessor
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_relative_url

from diptych.text.html_inline import Outside
from diptych.text.html_page import Rendered, render
from diptych.text.slug import heading_id

RENDERED = {"fenced_code", "md_in_html", "tables", "toc"}  # the extensions that the renderer stands for

_PLAIN = re.compile(r"(?!/)[A-Za-z0-9_./-]+\.md")

Found = dict[tuple[str, str], File | None]  # by folder and link: the page, if it is there and published


def stands_for(config: MkDocsConfig) -> bool:
    """Whether our renderer does what Python-Markdown would: another extension may read a page otherwise."""
    settings = {name: one for name, one in config.mdx_configs.items() if one}
    return {*config.markdown_extensions} == RENDERED and settings == {"toc": {"slugify": heading_id}}


def render_page(page: Page, found: Found, config: MkDocsConfig, files: Files) -> None:
    """What `Page.render` does; that does it where a page holds more than the generator writes."""
    links = _RelativePathTreeprocessor(page.file, files, config)
    try:
        rendered = _rendered(page, _resolver(links, found))
    except Outside:
        Page.render(page, config, files)
        return
    headings = [{"level": one.level, "id": one.id, "name": one.name} for one in rendered.headings]
    page.content = rendered.html
    page.toc = get_toc(nest_toc_tokens(headings))
    page.present_anchor_ids = {*rendered.ids}
    page.links_to_anchors = links.links_to_anchors


def _rendered(page: Page, resolve: Callable[[str], str]) -> Rendered:
    """Raises Outside."""
    if page.markdown is None or "title" not in page.meta:  # MkDocs would take the first heading for the title
        raise Outside(page.file.src_uri)
    return render(page.markdown, resolve)


def _resolver(links: _RelativePathTreeprocessor, found: Found) -> Callable[[str], str]:
    """MkDocs' `path_to_url`, which looks the same pages up for thousands of links, with a memory for them.

    All that MkDocs could complain of is left to it.
    """
    folder, address = posixpath.dirname(links.file.src_uri), links.file.url

    def resolve(link: str) -> str:
        path, _, anchor = link.partition("#")
        target = _published(folder, path, links.files, found) if _PLAIN.fullmatch(path) else None
        if target is None:
            return links.path_to_url(link)
        url = get_relative_url(target.url, address)
        if not anchor:
            return url
        links.links_to_anchors.setdefault(target, {}).setdefault(anchor, link)
        return f"{url}#{anchor}"

    return resolve


def _published(folder: str, path: str, files: Files, found: Found) -> File | None:
    """The page that a plain path leads to, if it is there and published."""
    if (folder, path) not in found:
        target = files.get_file_from_path(posixpath.normpath(posixpath.join(folder, path)))
        # MkDocs' own method has no annotations.
        shown = target is not None and not target.inclusion.is_excluded()  # type: ignore[no-untyped-call]
        found[folder, path] = target if shown else None
    return found[folder, path]
