"""Every rule: its examples find what they say, and its folder below `cases/` holds bad and good input.

`bad/` and `good/` are folders of an article as an archive has them; `problems.txt` is what `check` says of the bad one,
and of the good one it says nothing. `settings.yml` adds to the archive's settings.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from commands.archive import SETTINGS, Archive
from diptych.checks import (
    article as checks,
)
from diptych.checks import (
    characters,
    records,
    renderings,
    suppressions,
    typography,
    wrong_language,
)
from diptych.checks.lines import inline_markup, names, numbers, omissions
from diptych.jobs.check import check
from diptych.model.article import Article, Translation
from diptych.model.problem import Example, Rule
from diptych.model.record import Credits, Record
from diptych.model.settings import Settings
from diptych.model.term import GlossaryTerm, Wording
from diptych.reading.article import read_article

CASES = Path(__file__).parent / "cases"
MODULES = (
    numbers, names, inline_markup, wrong_language, omissions, renderings, typography, characters, records, suppressions,
)  # fmt: skip
OURS = [rule for module in MODULES for rule in vars(module).values() if isinstance(rule, Rule)]
RECORDS = {"D671", "D672", "D681"}  # their examples are lines of a record
TERMS = {"backdoor": GlossaryTerm(languages={"vi": Wording("cửa hậu", "x"), "en": Wording("backdoor", "x")})}
GLOSSARY = (
    "languages:\n"
    "  vi: {form: cửa hậu, definition: Lối vào bí mật.}\n"
    "  en: {form: back door, definition: A secret way in.}\n"
)


def test_every_rule_has_a_folder_and_an_example() -> None:
    assert {path.name[:4] for path in CASES.iterdir()} == {rule.code for rule in OURS}
    assert not [rule.code for rule in OURS if set(rule.examples) != {"en", "vi"}]


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda path: path.name)
def test_the_bad_is_found_and_the_good_is_not(case: Path, tmp_path: Path, save_golden: bool) -> None:
    found = {kind: said(case, kind, tmp_path / kind) for kind in ("bad", "good")}
    expected = case / "problems.txt"
    if save_golden:
        expected.write_text(found["bad"], encoding="utf-8")
    assert found["bad"] == expected.read_text(encoding="utf-8")
    assert case.name[:4] in found["bad"]
    assert found["good"] == ""


def said(case: Path, kind: str, root: Path) -> str:
    """What `check` says of an article, a line each: the file, its line, the code and the message."""
    archive = Archive(root)
    more = (case / "settings.yml").read_text(encoding="utf-8") if (case / "settings.yml").exists() else ""
    archive.write("archive.yml", SETTINGS + more)
    archive.write("glossary/cua-hau.yml", GLOSSARY)
    for file in sorted((case / kind).iterdir()):
        archive.write(f"source_texts/bai/{file.name}", file.read_bytes())
    assert archive.run(
        "translate", "bai", "--engine", "none", "--to", "vi" if (case / kind / "en.md").exists() else "en"
    )
    lines = []
    for problem in check(archive.root).problems:
        if problem.rule.code != "D242":
            message = problem.rule.message["en"].format(**problem.values)
            lines.append(f"{problem.path}:{problem.line} {problem.rule.code} {message}\n")
    return "".join(lines)


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("rule", [rule for rule in OURS if rule.code not in RECORDS], ids=lambda rule: rule.code)
def test_an_example_shows_what_it_says(rule: Rule, language: str) -> None:
    example = rule.examples[language]
    assert found(example, example.bad, language) == {rule.code}
    assert found(example, example.good, language) == set()


def found(example: Example, text: str, language: str) -> set[str]:
    """The codes of what is found in a text of an example."""
    other = "vi" if language == "en" else "en"
    titles = {"en": "# A title\n\n", "vi": "# Nhan đề\n\n"}
    settings = Settings(
        name={"en": "x"}, languages=("vi", "en"), address="https://diptych.example/", rights="CC BY 4.0", tones="old"
    )
    if example.source:
        credits = {language: Credits(("Lan",))}
        texts = {language: Translation(titles[language] + text + "\n")}
        article = Article(
            id="trial",
            record=Record(language=other, translations=credits),
            text=titles[other] + example.source + "\n",
            known=(),
            translations=texts,
        )
    else:
        of = "vi" if "hoà" in example.bad else language
        article = Article(id="trial", record=Record(language=of), text=titles[of] + text + "\n")
    known = checks.around(settings, TERMS, frozenset({"trial"}))
    return {problem.rule.code for problem in checks.check(read_article(article), known)} - {"D242", "D225", "D226"}
