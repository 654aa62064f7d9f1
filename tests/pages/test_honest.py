"""Law 5: what is published is honest. Each block says its state, each text its language, no page claims a language it
is not in, and no word is shown that may not be."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from diptych.locale.words import STATES, say, state_sentence, state_word
from diptych.model.archive import Archive
from diptych.model.article import Article
from diptych.model.bitext import Row
from diptych.model.ledger import State
from diptych.store.archive import load
from diptych.text.bitext import Reading, read_bitext
from diptych.text.parse import split
from pages.archives import built_once
from pages.expected import shown_blocks
from pages.honest import honest_archive
from pages.oracle import parsed, squeezed, text_of

LANGUAGES = ("vi", "en")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_once(tmp_path_factory, "honest", honest_archive)


@pytest.fixture(scope="module")
def archive(root: Path) -> Archive:
    return load(root)


class Page:
    """A built page as a browser holds it."""

    def __init__(self, path: Path) -> None:
        self.tree = parsed(path.read_text(encoding="utf-8"))
        self.main = next(self.tree.iter("main"))
        self.parents = {child: parent for parent in self.tree.iter() for child in parent}

    @property
    def text(self) -> str:
        return squeezed(text_of(self.main))

    def by_id(self, name: str) -> Any:
        (found,) = [element for element in self.tree.iter() if element.get("id") == name]
        return found

    def by_class(self, name: str) -> list[Any]:
        return [element for element in self.main.iter() if name in str(element.get("class", "")).split()]

    def row(self, name: str) -> Any:
        """What bears the state of a block: the element with its id, or the one around that."""
        element = self.by_id(name)
        while element.get("data-state") is None:
            element = self.parents[element]
        return element

    def spoken(self, text: str) -> set[str]:
        """The languages in which a text stands in the main part, by the nearest `lang` around it."""
        return {self.language(element) for element in self._deepest(self.main, squeezed(text))}

    def _deepest(self, element: Any, text: str) -> Iterator[Any]:
        if text in squeezed(text_of(element)):
            inner = [found for child in element for found in self._deepest(child, text)]
            yield from inner or [element]

    def language(self, element: Any) -> str:
        while element.get("lang") is None:
            element = self.parents[element]
        return str(element.get("lang"))

    def head(self, tag: str, name: str, value: str, wanted: str) -> list[str]:
        return [e.get(wanted) for e in self.tree.iter(tag) if e.get(name) == value and e.get(wanted) is not None]


@cache
def page(root: Path, path: str) -> Page:
    return Page(root / "site" / path / "index.html")


def article_pages(root: Path, archive: Archive) -> Iterator[tuple[Article, str, Page]]:
    for article in archive.articles:
        for language in LANGUAGES:
            yield article, language, page(root, f"{language}/articles/{article.id}")


def facing(article: Article, language: str) -> tuple[str, Reading]:
    """The translation that a page shows: the page's own, or the first that the record or the site lists."""
    order = [language, *article.record.translations, *LANGUAGES, *article.translations]
    tag = next((tag for tag in order if tag in article.translations), "")
    return tag, read_bitext(article, tag)


def wordings(reading: Reading, row: Row) -> list[list[str]]:
    """The visible text of a row's blocks in the original and in the translation."""
    place = dict(zip(reading.source.ids, reading.source.blocks, strict=True))
    texts = [place[name].text for name in row.ids], [reading.target.blocks[at].text for at in row.targets]
    return [[block for text in side for block in shown_blocks(text)] for side in texts]


# States.


def test_every_block_has_its_state_as_the_model_derives_it(root: Path, archive: Archive) -> None:
    for article, language, built in article_pages(root, archive):
        _, reading = facing(article, language)
        if article.record.publish == "full":
            for row in reading.bitext.rows:
                for name in row.ids:
                    assert built.row(name).get("data-state") == row.state.value, (article.id, language, name)


def test_the_reader_is_told_every_state_but_reviewed(root: Path) -> None:
    for language in LANGUAGES:
        built = page(root, f"{language}/articles/states")
        said = {name: squeezed(text_of(built.row(name))) for name in ("p2", "p3", "p4", "p5", "p6", "p7", "p8")}
        words = {state: squeezed(state_word(language, state)) for state in State}
        assert words[State.EDITED] in said["p3"]
        assert words[State.MACHINE] in said["p4"]
        assert words[State.OUTDATED] in said["p5"]
        assert words[State.MISSING] in said["p6"]
        assert words[State.OUTDATED] in said["p7"]
        assert words[State.EDITED] in said["p8"]
        assert not [word for word in words.values() if word in said["p2"]]


def test_an_outdated_draft_is_still_said_to_be_a_machines(root: Path) -> None:
    for language in LANGUAGES:
        built = page(root, f"{language}/articles/states")
        draft, persons = (squeezed(text_of(built.row(name))) for name in ("p5", "p7"))
        assert squeezed(state_word(language, State.MACHINE)) in draft
        assert squeezed(state_word(language, State.MACHINE)) not in persons


def test_the_status_counts_the_states_and_names_the_engines_of_unread_drafts(root: Path) -> None:
    for language in LANGUAGES:
        text = page(root, f"{language}/articles/states").text
        for state, count in ((State.REVIEWED, 2), (State.EDITED, 2), (State.OUTDATED, 2), (State.MISSING, 1)):
            assert squeezed(state_sentence(language, state, count, 8, "")) in text
        assert squeezed(state_sentence(language, State.MACHINE, 1, 8, "engine-b")) in text


def test_a_translation_that_is_all_reviewed_says_nothing_of_states(root: Path) -> None:
    for language in LANGUAGES:
        built = page(root, f"{language}/articles/reviewed")
        assert not built.by_class("dt-status")
        assert not built.by_class("dt-state")


def test_a_missing_block_says_so_and_the_original_stands_there(root: Path, archive: Archive) -> None:
    states = next(article for article in archive.articles if article.id == "states")
    original = squeezed(split(states.text).blocks[5].text)
    for language in LANGUAGES:
        built = page(root, f"{language}/articles/states")
        said = squeezed(text_of(built.row("p6")))
        assert original in said
        assert squeezed(say(language, "not_translated")) in said


def test_a_missing_title_says_so_and_the_originals_stands_there(root: Path) -> None:
    built = page(root, "en/articles/title-missing")
    (heading,) = built.main.iter("h1")
    assert text_of(heading) == "states title vi"
    assert built.language(heading) == "vi"
    assert squeezed(say("en", "title_state", state=state_word("en", State.MISSING))) in built.text


def test_a_page_always_has_one_title(root: Path, archive: Archive) -> None:
    for article, language, built in article_pages(root, archive):
        assert len(list(built.tree.iter("h1"))) == 1, (article.id, language)
    assert text_of(next(page(root, "vi/articles/untitled").tree.iter("h1"))) == "untitled"


def test_a_title_that_the_archive_gave_is_said_to_be_so(root: Path, archive: Archive) -> None:
    for article, language, built in article_pages(root, archive):
        said = squeezed(say(language, "title_supplied")) in built.text
        assert said == article.record.title_supplied, (article.id, language)


def test_orphans_are_not_published(root: Path) -> None:
    for language in LANGUAGES:
        assert "zqgiauqz" not in page(root, f"{language}/articles/states").text


# Merged, split and added blocks.


def test_merged_and_split_blocks_share_a_row(root: Path, archive: Archive) -> None:
    article = next(article for article in archive.articles if article.id == "beads")
    for language in LANGUAGES:
        built = page(root, f"{language}/articles/beads")
        _, reading = facing(article, language)
        for row in reading.bitext.rows[1:]:
            said = squeezed(text_of(built.row(row.ids[0]))) if row.ids else built.text
            assert all(text in said for side in wordings(reading, row) for text in side), row
        assert built.row("p2") is built.row("p3")


def test_what_a_translation_adds_is_said_to_be_added(root: Path) -> None:
    for language in LANGUAGES:
        built = page(root, f"{language}/articles/beads")
        (note,) = built.by_class("dt-missing")
        assert text_of(note) == say(language, "added")
        assert built.language(note) == language


# Languages.


def test_every_block_stands_in_its_own_language(root: Path, archive: Archive) -> None:
    for article, language, built in article_pages(root, archive):
        if article.record.publish != "full":
            continue
        tag, reading = facing(article, language)
        for row in reading.bitext.rows:
            for spoken, texts in zip((article.record.language, tag), wordings(reading, row), strict=True):
                for text in texts:
                    assert built.spoken(text) == {spoken}, (article.id, language, text)


def test_a_page_is_in_its_own_language(root: Path) -> None:
    for path in (root / "site").rglob("index.html"):
        parts = path.relative_to(root / "site").parts
        html = parsed(path.read_text(encoding="utf-8"))
        assert html.get("lang") == (parts[0] if parts[0] in LANGUAGES else "vi"), path


def test_the_words_of_the_interface_are_in_the_pages_language(root: Path, archive: Archive) -> None:
    for article, language, built in article_pages(root, archive):
        for words in [say(language, "language"), say(language, "not_translated"), say(language, "source_link")]:
            assert built.spoken(words) <= {language}, (article.id, language, words)
        for state in State:
            for element in built.by_class("dt-state"):
                if text_of(element) == STATES[language][state][0]:
                    assert built.language(element) == language


def test_lists_mark_titles_and_names_in_other_languages(root: Path) -> None:
    for language in LANGUAGES:
        for path in (f"{language}/articles", language):
            built = page(root, path)
            assert built.spoken("Español") <= {"es"}
            assert built.spoken("Tiếng Việt") <= {"vi"}
            assert built.spoken("English") <= {"en"}
        assert page(root, f"{language}/articles").spoken("foreign title es") == {"es"}


def test_text_that_runs_from_right_to_left_says_so(root: Path) -> None:
    built = page(root, "en/articles/arabic")
    texts = [element for element in built.by_class("dt-text") if element.get("lang") == "ar"]
    assert texts
    assert {element.get("dir") for element in texts} == {"rtl"}


ADDRESS = "https://diptych.example"
# article: (the canonical page's language, the languages that it can be read in)
READ = {
    "states": ("vi", ["vi", "en"]),
    "alone": ("vi", ["vi"]),
    "few": ("vi", ["vi"]),
    "spanish": ("en", ["en"]),
    "foreign": ("vi", []),
    "listed": ("vi", ["vi"]),
    "record": ("vi", ["vi", "en"]),
}


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_claims_a_language_that_it_is_not_in(root: Path, name: str, language: str) -> None:
    canonical, read = READ[name]
    built = page(root, f"{language}/articles/{name}")
    here = language in read
    assert built.head("meta", "name", "robots", "content") == ([] if here else ["noindex"])
    pointed = language if here else canonical
    assert built.head("link", "rel", "canonical", "href") == [f"{ADDRESS}/{pointed}/articles/{name}/"]
    alternates = built.head("link", "rel", "alternate", "hreflang")
    assert alternates == ([*read, "x-default"] if here else [])


def test_a_page_without_a_text_in_its_language_says_so(root: Path) -> None:
    notice = "This article has not been translated into English yet. The original stands here, in Vietnamese."
    assert squeezed(notice) in page(root, "en/articles/alone").text
    assert squeezed(say("vi", "no_translation")) in page(root, "vi/articles/alone").text
    notice = "Bài này chưa có bản dịch tiếng Việt. Dưới đây là nguyên bản tiếng Tây Ban Nha."
    for name in ("spanish", "foreign"):
        assert squeezed(notice) in page(root, f"vi/articles/{name}").text


def test_the_original_faces_the_translation_that_its_record_lists_first(root: Path) -> None:
    assert page(root, "vi/articles/listed").spoken("listed paragraph fr number 2.") == {"fr"}
    assert not page(root, "vi/articles/listed").spoken("listed paragraph es number 2.")


# Rights.


def test_no_file_holds_a_word_that_may_not_be_shown(root: Path) -> None:
    for folder in ("docs", "site"):
        for path in (root / folder).rglob("*"):
            if path.is_file():
                assert b"zqgiauqz" not in path.read_bytes(), path


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_excerpt_is_the_title_and_two_blocks_with_the_way_to_the_rest(root: Path, language: str) -> None:
    built = page(root, f"{language}/articles/excerpt")
    for tag in LANGUAGES:
        for text in (f"excerpt title {tag}", *(f"excerpt paragraph {tag} number {n}." for n in (2, 3))):
            assert squeezed(text) in built.text
    assert squeezed(say(language, "excerpt")) in built.text
    assert "https://a.example/excerpt" in [element.get("href") for element in built.main.iter("a")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_record_is_the_titles_and_what_is_known(root: Path, language: str) -> None:
    built = page(root, f"{language}/articles/record")
    assert squeezed("record title vi") in built.text
    assert squeezed("record title en") in built.text
    assert squeezed("Báo record") in built.text
    assert squeezed(say(language, "record")) in built.text
    assert not built.by_class("dt-row")
    assert "https://a.example/record" in [element.get("href") for element in built.main.iter("a")]


def test_a_term_that_only_stands_where_nobody_may_read_occurs_nowhere(root: Path) -> None:
    for language in LANGUAGES:
        assert squeezed(say(language, "occurs_nowhere")) in page(root, f"{language}/glossary/tu-3").text


def test_the_table_above_is_of_real_articles(archive: Archive) -> None:
    assert set(READ) <= {article.id for article in archive.articles}
    assert not [problem for problem in archive.problems if problem.is_error]
