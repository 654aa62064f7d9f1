"""Writes the pages in `docs/<language>/reference/` and the schemas in `docs/assets/schemas/` anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from diptych.cli.main import parser
from reference.commands import commands_page
from reference.files import LANGUAGES, files_page
from reference.problems import problems_page
from reference.schemas import KINDS, schema_text

DOCS = Path(__file__).parents[2] / "docs"


def generated() -> Iterator[tuple[str, str]]:
    """(path below `docs/`, text) of every file that is made from the code."""
    for language in LANGUAGES:
        yield f"{language}/reference/commands.md", commands_page(parser(language), language)
        yield f"{language}/reference/files.md", files_page(language)
        yield f"{language}/reference/problems.md", problems_page(language)
    for name in KINDS:
        yield f"assets/schemas/{name}.json", schema_text(name)


def main() -> None:
    for path, text in generated():
        (DOCS / path).parent.mkdir(parents=True, exist_ok=True)
        (DOCS / path).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
