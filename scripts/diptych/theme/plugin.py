"""What MkDocs has to know to build the pages of any archive, so that its `mkdocs.yml` says only what is its own.

With `generated_page.py` and `rendering.py` it imports MkDocs and Python-Markdown. What the `mkdocs.yml` of an archive
states itself is left as it is.
"""

from __future__ import annotations

import logging
from functools import partial

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from pathspec.gitignore import GitIgnoreSpec

from diptych.model.generated import is_generated
from diptych.store.shipped import shipped_docs
from diptych.text.inert import is_inert_file, live, unknown_keys
from diptych.text.language import is_language
from diptych.text.slug import heading_id
from diptych.theme.generated_page import Found, render_page, stands_for
from diptych.theme.rendering import EXTENSIONS


class DiptychPlugin(BasePlugin):  # type: ignore[type-arg,no-untyped-call]  # MkDocs' own is generic over a class made dynamically
    """`plugins: [diptych]`."""

    def __init__(self) -> None:
        self._live: list[str] = []
        self._found: Found = {}

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
        if is_generated(page.file.src_uri) and stands_for(config):
            # MkDocs asks no plugin how a page is rendered.
            page.render = partial(render_page, page, self._found)  # type: ignore[method-assign]
        return page

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, **_: object) -> str:
        """Looks at what a page written by hand has become: with whatever extensions, it holds nothing live."""
        path = page.file.src_uri
        if _is_by_hand(path, config):
            found = [*unknown_keys(page.meta), *live(html)]
            self._live += [f"{path}: {found[0]} ({len(found)})"] if found else []
        return html

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Publishes none of it: raises PluginError before a page is written."""
        shown = (file for file in files if file.inclusion.value > InclusionLevel.DRAFT.value)
        published = (file.src_uri for file in shown)
        self._live += [path for path in published if _is_by_hand(path, config) and not is_inert_file(path)]
        if found := [*self._live]:
            self._live.clear()
            raise PluginError(f"what would be live on pages written by hand is not published: {', '.join(found)}")
        return env


def _is_by_hand(path: str, config: MkDocsConfig) -> bool:
    folder = path.split("/")[0]
    return (folder in config.extra.get("names", {}) or is_language(folder)) and not is_generated(path)
