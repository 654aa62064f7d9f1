"""What MkDocs has to know to build the pages of any archive, so that its `mkdocs.yml` says only what is its own.

The only module that imports MkDocs. What the `mkdocs.yml` of an archive states itself is left as it is.
"""

from __future__ import annotations

import logging
import posixpath
import re
from collections.abc import Callable
from functools import partial

from markdown.extensions.toc import nest_toc_tokens
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page, _RelativePathTreeprocessor
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_relative_url
from pathspec.gitignore import GitIgnoreSpec

from diptych.model.generated import is_generated
from diptych.store.shipped import shipped_docs
from diptych.text.html_inline import Outside
from diptych.text.html_page import Rendered, render
from diptych.text.slug import heading_id

EXTENSIONS = ("md_in_html", "tables")
RENDERED = {"fenced_code", "md_in_html", "tables", "toc"}  # the extensions that our own renderer stands for

_PLAIN = re.compile(r"(?!/)[A-Za-z0-9_./-]+\.md")

Found = dict[tuple[str, str], File | None]  # by folder and link: the page, if it is there and published


class DiptychPlugin(BasePlugin):  # type: ignore[type-arg,no-untyped-call]  # MkDocs' own is generic over a class made dynamically
    """`plugins: [diptych]`."""

    _found: Found

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Gives the settings that the generated pages stand on."""
        config.markdown_extensions += [name for name in EXTENSIONS if name not in config.markdown_extensions]
        config.mdx_configs.setdefault("toc", {}).setdefault("slugify", heading_id)
        if config.nav is None:  # articles stay out of the navigation, whose cost grows with the square of their number
            config.nav = ["index.md"]
        if config.not_in_nav is None:
            config.not_in_nav = GitIgnoreSpec.from_lines(["/*/"])
        config.validation.links.anchors = logging.WARNING
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Publishes the guide that comes with the tool, in the archive's languages, where its pages are to link one.

        A page that the archive has itself stands in the place of the tool's.
        """
        self._found = {}
        if "guide" not in config.extra:
            return files
        wanted = {*config.extra.get("names", {}), "assets"}
        for path, source in shipped_docs():
            if path.split("/")[0] in wanted and not files.get_file_from_path(path):
                files.append(File.generated(config, path, abs_src_path=str(source)))
        return files

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, **_: object) -> Page:
        """Has a generated page rendered by our own renderer, which takes a small part of Python-Markdown's time."""
        if is_generated(page.file.src_uri) and _stands_for(config):
            # MkDocs asks no plugin how a page is rendered.
            page.render = partial(_render, page, self._found)  # type: ignore[method-assign]
        return page


def _stands_for(config: MkDocsConfig) -> bool:
    """Whether our renderer does what Python-Markdown would: another extension may read a page otherwise."""
    settings = {name: one for name, one in config.mdx_configs.items() if one}
    return {*config.markdown_extensions} == RENDERED and settings == {"toc": {"slugify": heading_id}}


def _render(page: Page, found: Found, config: MkDocsConfig, files: Files) -> None:
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
