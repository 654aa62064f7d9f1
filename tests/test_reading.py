"""An article is read once: whatever a command makes of it, each text is parsed once and each pair is faced once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from markdown_it.token import Token

from diptych.jobs.build import build
from diptych.jobs.check import check
from diptych.jobs.downloads import downloads
from diptych.jobs.status import status
from diptych.jobs.verify import verify
from diptych.model.article import Article, Translation
from diptych.model.bitext import Bitext, Source
from diptych.model.block import Document
from diptych.model.record import Credits, Record
from diptych.reading.article import read_article
from diptych.store.archive import load
from diptych.text import bitext, parse
from diptych.text.facing import Knowledge, face
from pages.archives import SETTINGS, ledger, with_theme, written

ARTICLES = 12  # with two translations each: more texts than `split` remembers
LANGUAGES = ("en", "fr")


def text(number: int, language: str) -> str:
    return f"# {language} {number}\n\n*By {number}*\n\nWords in {language}: {number}.\n\n- One\n- Of {language}\n"


@dataclass
class Counts:
    parsed: Counter[str] = field(default_factory=Counter)  # texts, blocks and lines that were handed to the parser
    faced: Counter[str] = field(default_factory=Counter)  # the translations that were faced with their source


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counts]:
    """What the parser and the alignment are asked for from now on."""
    made = Counts()
    tokens = parse._tokens

    def counted_tokens(text: str) -> list[Token]:
        made.parsed[text] += 1
        return tokens(text)

    def counted_face(source: Source, target: Document, known: Knowledge, ratio: float) -> Bitext:
        made.faced[parse.join(target)] += 1
        return face(source, target, known, ratio)

    monkeypatch.setattr(parse, "_tokens", counted_tokens)
    monkeypatch.setattr(bitext, "face", counted_face)
    parse.split.cache_clear()
    yield made
    parse.split.cache_clear()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive whose first article is translated by a machine, the others by hand."""
    files: dict[str, str] = {}
    for number in range(ARTICLES):
        home = f"source_texts/bai-{number}"
        files[f"{home}/article.yml"] = "language: vi\ntranslations: {en: {}, fr: {}}\n"
        files |= {f"{home}/{language}.md": text(number, language) for language in ("vi", *LANGUAGES)}
    drafted = ledger(text(0, "vi"), text(0, "en"), machine=True, engine="replay", version="1")
    files["source_texts/bai-0/en.ledger.yml"] = drafted
    return with_theme(written(tmp_path, files))


def once(languages: tuple[str, ...]) -> Counter[str]:
    return Counter(text(number, language) for number in range(ARTICLES) for language in languages)


JOBS: dict[str, Callable[[Path], object]] = {
    "build": lambda root: build(root, pages_only=True),
    "check": check,
    "status": status,
    "verify": verify,
}


@pytest.mark.parametrize("job", JOBS.values(), ids=JOBS)
def test_a_command_parses_each_text_and_faces_each_pair_once(
    root: Path, counts: Counts, job: Callable[[Path], object]
) -> None:
    job(root)
    assert counts.parsed == once(("vi", *LANGUAGES))
    assert counts.faced == once(LANGUAGES)


def test_all_files_of_an_article_are_made_from_one_reading(root: Path, counts: Counts) -> None:
    asked = {**SETTINGS, "downloads": {"articles": ["txt", "epub", "tmx", "jsonl"]}}
    archive = load(written(root, {"archive.yml": asked}), {"bai-1"})
    files, problems = downloads(root, root / "docs", archive)
    assert not problems
    assert {file.format for file in files["bai-1"]} == {"txt", "epub", "tmx", "jsonl"}
    assert counts.faced == Counter(text(1, language) for language in LANGUAGES)


def test_a_translation_is_read_when_it_is_first_asked_for(counts: Counts) -> None:
    texts = {language: Translation(text(1, language)) for language in LANGUAGES}
    read = read_article(
        Article(
            id="bai",
            record=Record(language="vi", translations={"en": Credits()}),
            text=text(1, "vi"),
            known=(),
            translations=texts,
        )
    )
    assert not counts.faced
    assert read.reading("en") is read.reading("en")
    assert not read.reading("de").target.blocks  # nothing there: all is missing
    assert counts.faced == {text(1, "en"): 1, "": 1}
