"""The `mkdocs.yml` of an archive brought from the form that 0.1.0 wrote to today's; what people added to it stays."""

from __future__ import annotations

import re

from diptych.model.layout import CONFIG
from diptych.model.problem import Refused, Severity, rule

OTHER_THEME = rule(
    "D740",
    Severity.ERROR,
    "the theme named here is neither the one that 0.1.0 wrote nor `diptych`, so the file cannot be brought up to date",
    "Write `theme: {{name: diptych}}` and `plugins: [diptych]`, then run the command again; nothing was changed.",
    "giao diện ghi ở đây không phải của bản 0.1.0, cũng không phải `diptych`, nên không cập nhật được tệp này",
    "Hãy ghi `theme: {{name: diptych}}` và `plugins: [diptych]` rồi chạy lại lệnh; chưa thay đổi gì.",
)

# What 0.1.0 wrote and the theme and its plugin now say.
_GONE = (
    "docs_dir: docs\n",
    "site_dir: site\n",
    "use_directory_urls: true\n",
    "nav:\n  - index.md\n",
    "not_in_nav: |\n  /*/\n",
    "markdown_extensions:\n  - md_in_html\n  - tables\n  - toc:\n"
    "      slugify: !!python/name:diptych.text.slug.heading_id\n",
    "validation:\n  anchors: warn\n",
)
_STYLES = ("assets/fonts.css", "assets/diptych.css", "assets/lists.css")
_THEME = re.compile(r"(?m)^theme:\n((?:[ \t]+.*\n|[ \t]*\n)+)")
_OLD = re.compile(r"(?m)^\s+(?:name: material|custom_dir: overrides|language: en|font: false)\n")


def upgraded(text: str, overrides: bool, document: bool) -> str:
    """The file with the theme `diptych`.

    `overrides` says whether the archive keeps parts of the theme that it has changed, `document` whether the whole
    document (`main.html`) is among them: the one of 0.1.0 takes its style sheets from this file.

    Raises Refused (D740).
    """
    if re.search(r"(?m)^theme:\s*(?:diptych|\{name: diptych\})|^\s+name: diptych\s*$", text):
        return text
    text = text if text.endswith("\n") else f"{text}\n"
    found = _THEME.search(text)
    if not found or "name: material\n" not in found[1]:
        line = text[: text.index("\ntheme:") + 1].count("\n") + 1 if "\ntheme:" in text else 1
        raise Refused(OTHER_THEME.at(CONFIG, line))
    own = "  custom_dir: overrides\n" if overrides else ""
    text = text.replace(found[0], f"theme:\n  name: diptych\n{own}{_OLD.sub('', found[1])}")
    for part in _GONE:  # whole blocks only: what people added to one keeps it
        text = re.sub(rf"\n{re.escape(part)}(?=\S|\Z)", "\n", text)
    for style in () if document else _STYLES:
        text = text.replace(f"  - {style}\n", "")
    text = re.sub(r"(?m)^extra_css:\n(?![ \t]+-|- )", "", text)
    return _with_plugin(text)


def _with_plugin(text: str) -> str:
    if re.search(r"(?m)^plugins: \[\]\n", text):
        return re.sub(r"(?m)^plugins: \[\]\n", "plugins:\n  - diptych\n", text)
    if re.search(r"(?m)^plugins:\n", text):
        return re.sub(r"(?m)^plugins:\n", "plugins:\n  - diptych\n", text)
    if found := re.search(r"(?m)^plugins: \[(.*)\]\n", text):
        return text.replace(found[0], f"plugins: [diptych, {found[1]}]\n")
    return f"{text}plugins:\n  - diptych\n"
