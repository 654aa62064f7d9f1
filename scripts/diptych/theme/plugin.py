"""What MkDocs has to know to build the pages of any archive, so that its `mkdocs.yml` says only what is its own.

The only module that imports MkDocs. What the `mkdocs.yml` of an archive states itself is left as it is.
"""

from __future__ import annotations

import logging
from functools import partial

from markdown.extensions.toc import nest_toc_tokens
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page, _RelativePathTreeprocessor
from mkdocs.structure.toc import get_toc
from pathspec.gitignore import GitIgnoreSpec

from diptych.model.generated import is_generated
from diptych.store.shipped import shipped_docs
from diptych.text.html_inline import Outside
from diptych.text.html_page import Rendered, render
from diptych.text.slug import heading_id

EXTENSIONS = ("md_in_html", "tables")
RENDERED = {"fenced_code", "md_in_html", "tables", "toc"}  # the extensions that our own renderer stands for


class DiptychPlugin(BasePlugin):  # type: ignore[type-arg,no-untyped-call]  # MkDocs' own is generic over a class made dynamically
    """`plugins: [diptych]`."""

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
            page.render = partial(_render, page)  # type: ignore[method-assign]
        return page


def _stands_for(config: MkDocsConfig) -> bool:
    """Whether our renderer does what Python-Markdown would: another extension may read a page otherwise."""
    settings = {name: one for name, one in config.mdx_configs.items() if one}
    return {*config.markdown_extensions} == RENDERED and settings == {"toc": {"slugify": heading_id}}


def _render(page: Page, config: MkDocsConfig, files: Files) -> None:
    """What `Page.render` does; that does it where a page holds more than the generator writes."""
    links = _RelativePathTreeprocessor(page.file, files, config)
    try:
        rendered = _rendered(page, links)
    except Outside:
        Page.render(page, config, files)
        return
    headings = [{"level": one.level, "id": one.id, "name": one.name} for one in rendered.headings]
    page.content = rendered.html
    page.toc = get_toc(nest_toc_tokens(headings))
    page.present_anchor_ids = {*rendered.ids}
    page.links_to_anchors = links.links_to_anchors


def _rendered(page: Page, links: _RelativePathTreeprocessor) -> Rendered:
    """The page with its links resolved, and complained of, as MkDocs does it. Raises Outside."""
    if page.markdown is None or "title" not in page.meta:  # MkDocs would take the first heading for the title
        raise Outside(page.file.src_uri)
    return render(page.markdown, links.path_to_url)
