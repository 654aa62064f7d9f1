"""The documentation says what the product does: all of it, in both languages, and nothing else.

The pages below `docs/<language>/reference/` and the schemas are made from the code; `make reference` writes them anew.
Every command that a text shows is parsed by the commands' own parser, every YAML file that one shows is read by the
archive's own reader.
"""

from __future__ import annotations

import json
import re
import shlex
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from diptych.cli.main import parser
from diptych.engines import entries, registry
from diptych.locale.words import state_word
from diptych.model.ledger import State
from diptych.model.record import Record
from diptych.model.settings import Settings
from diptych.model.term import GlossaryTerm
from diptych.text.ledgerfile import ReviewFile
from diptych.text.schema import read
from diptych.text.yamltext import read_yaml
from reference.__main__ import generated
from reference.commands import arguments, commands
from reference.files import LANGUAGES, VIETNAMESE, keys

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
FOLDERS = ("guide", "reference")
TOP = ("README", "CONTRIBUTING")
PAGES = sorted(path for tag in LANGUAGES for folder in FOLDERS for path in (DOCS / tag / folder).glob("**/*.md"))
TEXTS = [*PAGES, *(ROOT / f"{name}{end}" for name in TOP for end in (".md", ".vi.md")), ROOT / "CHANGELOG.md"]
KINDS = {"archive.yml": Settings, "article.yml": Record, "review.yml": ReviewFile, "glossary/": GlossaryTerm}


GENERATED = dict(generated())
each_language = pytest.mark.parametrize("language", LANGUAGES)
each_page = pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(DOCS)))
each_text = pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))


def guide(language: str, name: str) -> str:
    return (DOCS / language / "guide" / f"{name}.md").read_text(encoding="utf-8")


def blocks(text: str, kind: str) -> Iterator[str]:
    """The fenced blocks of a kind."""
    yield from re.findall(rf"^ *```{kind}\n(.*?)^ *```$", text, re.M | re.S)


@pytest.mark.parametrize("path", GENERATED)
def test_the_reference_is_what_the_code_says(path: str, save_golden: bool) -> None:
    file = DOCS / path
    if save_golden:
        file.write_text(GENERATED[path], encoding="utf-8")
    assert file.read_text(encoding="utf-8") == GENERATED[path], "make reference writes it anew"


def test_every_key_has_a_vietnamese_meaning_and_no_other_has() -> None:
    assert {(name, key) for name, inside in VIETNAMESE.items() for key in inside} == set(keys())


@each_language
def test_the_guide_shows_every_command(language: str) -> None:
    shown = "\n".join(path.read_text(encoding="utf-8") for path in PAGES if path.parent == DOCS / language / "guide")
    for name, command in commands(parser("en")):
        assert re.search(rf"diptych (?:--messages vi )?{name}\b", shown)
        for action in arguments(command):
            assert not action.option_strings or action.option_strings[-1] in shown, action


@each_language
def test_every_engine_and_its_variables_are_told(language: str) -> None:
    text = guide(language, "engines")
    source = "".join(path.read_text(encoding="utf-8") for path in Path(entries.__path__[0]).glob("*.py"))
    variables = set(re.findall(r'"([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)"', source))
    assert len(variables) >= len(registry.NAMES)
    assert not {name for name in (*registry.NAMES, *variables) if f"`{name}`" not in text}


@each_language
def test_every_state_is_told_in_the_words_of_the_pages(language: str) -> None:
    readme = (ROOT / ("README.vi.md" if language == "vi" else "README.md")).read_text(encoding="utf-8")
    for state in State:
        assert state_word(language, state) in readme
        assert f"**{state_word(language, state)}**" in guide(language, "read")


@each_language
def test_every_package_is_told(language: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.split(r"[][=<>]", line)[0] for line in project["dependencies"]}
    assert not {name for name in names if name not in guide(language, "dependencies")}


@each_language
def test_the_tests_of_the_laws_are_there(language: str) -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)`", guide(language, "architecture"))
    assert named
    assert not [path for path in named if not (ROOT / path).exists()]


def test_every_page_is_there_in_every_language() -> None:
    first, *others = (
        {str(path.relative_to(DOCS / tag)) for path in PAGES if DOCS / tag in path.parents} for tag in LANGUAGES
    )
    assert first
    assert all(first == other for other in others)


@each_page
def test_a_page_begins_with_its_title_and_language(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")
    end = lines.index("---", 1)
    matter = dict(line.split(": ", 1) for line in lines[1:end])
    assert lines[0] == "---"
    assert json.loads(matter["lang"]) == path.relative_to(DOCS).parts[0]
    assert json.loads(matter["title"])
    assert not set(json.loads(matter["title"])) & set('<>"')
    assert lines[end + 2].startswith("# ")


@each_text
def test_a_text_is_clean(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert not re.search(r"(?<![\w.])/(?:work|root|home|tmp|Users)/", text)
    assert not re.search(r"[ \t]+$", text, re.M)


@each_text
def test_links_lead_somewhere(path: Path) -> None:
    text = re.sub(r"```.*?^ *```$|`[^`\n]*`", "", path.read_text(encoding="utf-8"), flags=re.M | re.S)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"https?://|mailto:|#", target):
            continue
        found = (path.parent / target.split("#")[0]).resolve()
        assert found.exists() or _generated(found), target


def _generated(path: Path) -> bool:
    """Whether `diptych build` makes this page; the addresses that it never changes."""
    return str(path.relative_to(DOCS)) in {f"{tag}/{name}" for tag in LANGUAGES for name in GENERATED_INDEXES}


GENERATED_INDEXES = ("index.md", "articles/index.md", "glossary/index.md")


ALONE = [[name] for name, _ in commands(parser("en"))]  # a command that a sentence only names


@each_text
def test_commands_that_are_shown_are_commands(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for block in blocks(text, "(?:sh|console)") for line in block.split("\n")]
    lines += re.findall(r"`((?:\.venv/bin/)?diptych [^`]+)`", text)
    for line in lines:
        words = shlex.split(line.removeprefix("$ "), comments=True)
        while words and re.fullmatch(r"[A-Z_]+=.*", words[0]):
            del words[0]
        if words and words[0].rpartition("/")[2] == "diptych" and words[1:] not in ALONE:
            parser("en").parse_args(words[1:])


@each_text
def test_yaml_that_is_shown_can_be_read(path: Path) -> None:
    for block in blocks(path.read_text(encoding="utf-8"), "yaml"):
        name = re.match(r"# (\S+)", block)
        kind: Any = next((kind for part, kind in KINDS.items() if name and part in name[1]), None)
        assert kind, f"the first line of a YAML block names its file: {block[:60]}"
        read(read_yaml(block.encode(), "shown"), kind, "shown")
