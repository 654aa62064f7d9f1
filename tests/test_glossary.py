"""Glossary terms in text: what is marked, and the laws that hold of any text and any terms."""

from __future__ import annotations

import time
from random import Random

import pytest
from benchmarks import annotation
from benchmarks.annotation import terms_of
from hypothesis import given
from hypothesis import strategies as st

from diptych.model.inline import Break, Code, Emphasis, Image, Line, Link, NoteMark, Strong, Term, Text, plain, walk
from diptych.model.term import GlossaryTerm, Wording
from diptych.text.glossary import annotate, bare, find, glossary
from trees import HOSTILE, SYLLABLES, lines

CASES = list(annotation.cases())


def test_the_table_has_two_hundred_texts() -> None:
    assert len({(case.forms, case.marked) for case in CASES}) >= 200


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.line}-{case.language}")
def test_what_is_found(case: annotation.Case) -> None:
    assert annotation.shown(case) == case.marked


# Where terms are marked.

TERMS = glossary(terms_of("cửa hậu = backdoor ; dữ liệu ; an ninh ; an ninh dữ liệu", "vi"), "vi")
FOUND = Term("cua-hau", (Text("cửa hậu"),))


@pytest.mark.parametrize(
    "line",
    [
        (Code("cửa hậu"),),
        (Link("https://a.example", (Text("cửa hậu"),)),),
        (Link("https://a.example", (Strong((Text("cửa hậu"),)),)),),
        (Image("https://a.example/i.png", "cửa hậu"),),
        (Text("cửa "), Emphasis((Text("hậu"),))),
        (Text("cửa hậ"), Emphasis((Text("u"),))),
        (Emphasis((Text("cửa hậu"),)), Text("xyz")),
        (Text("cửa"), Code(" "), Text("hậu")),
        (Text("cửa"), Break(), Text("hậu")),
        (Emphasis((Text("an ninh"),)), Text(" dữ liệu")),
    ],
    ids=repr,
)
def test_never_in_code_links_or_pictures_and_never_a_part_of_what_markup_cuts(line: Line) -> None:
    assert annotate(TERMS, line, set()) == line


def test_marks_stand_inside_emphasis_and_beside_notes() -> None:
    line = (Strong((Text("Một cửa hậu"),)), Text(", dữ liệu"), NoteMark("1"))
    assert annotate(TERMS, line, set()) == (
        Strong((Text("Một "), FOUND)),
        Text(", "),
        Term("du-lieu", (Text("dữ liệu"),)),
        NoteMark("1"),
    )


def test_once_a_section() -> None:
    seen: set[str] = set()
    line = (Text("cửa hậu, backdoor"),)
    assert annotate(TERMS, line, seen) == (FOUND, Text(", backdoor"))
    assert annotate(TERMS, line, seen) == line
    assert seen == {"cua-hau"}
    seen.clear()
    assert annotate(TERMS, line, seen)[0] == FOUND


def test_a_form_of_two_terms_belongs_to_the_first_by_id() -> None:
    both = {
        "b": GlossaryTerm(languages={"en": Wording("key", "…")}),
        "a": GlossaryTerm(languages={"en": Wording("lock", "…", ("Keys",))}),
    }
    assert [hit.term for hit in find(glossary(both, "en"), "key keys lock")] == ["b", "a", "a"]


# Laws, of any terms and any line.

FORMS = st.lists(st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=3).map(" ".join), min_size=1, max_size=8)


def terms_from(forms: list[str], language: str) -> dict[str, GlossaryTerm]:
    return {
        f"t{n}": GlossaryTerm(languages={language: Wording(form, "…")}) for n, form in enumerate(dict.fromkeys(forms))
    }


@given(lines(HOSTILE), FORMS, st.sampled_from(["vi", "en"]))
def test_annotating_adds_only_marks(line: Line, forms: list[str], language: str) -> None:
    marked = annotate(glossary(terms_from(forms, language), language), line, set())
    assert plain(marked) == plain(line)
    assert bare(marked) == line


@given(lines(HOSTILE), FORMS)
def test_annotating_twice_is_annotating_once(line: Line, forms: list[str]) -> None:
    terms = glossary(terms_from(forms, "vi"), "vi")
    marked = annotate(terms, line, set())
    assert annotate(terms, marked, set()) == marked


@given(lines(HOSTILE), FORMS)
def test_a_term_is_marked_once_and_never_inside_another_mark(line: Line, forms: list[str]) -> None:
    marked = annotate(glossary(terms_from(forms, "vi"), "vi"), line, set())
    names = [node.id for node in walk(marked) if isinstance(node, Term)]
    assert len(names) == len(set(names))
    closed = [node for node in walk(marked) if isinstance(node, Term | Link)]
    assert not [inner for node in closed for inner in walk(node.children) if isinstance(inner, Term)]


@given(lines(HOSTILE), FORMS, st.randoms())
def test_the_order_of_terms_does_not_matter(line: Line, forms: list[str], random: Random) -> None:
    terms = terms_from(forms, "vi")
    shuffled = list(terms.items())
    random.shuffle(shuffled)
    assert annotate(glossary(terms, "vi"), line, set()) == annotate(glossary(dict(shuffled), "vi"), line, set())


@given(HOSTILE, FORMS)
def test_what_is_found_is_the_longest_form_at_its_place(text: str, forms: list[str]) -> None:
    terms = terms_from(forms, "vi")
    everything = glossary(terms, "vi")
    for hit in find(everything, text):
        for name in terms:
            for other in find(glossary({name: terms[name]}, "vi"), text):
                assert other.start != hit.start or other.end <= hit.end


@pytest.mark.parametrize("text", ["a." * 100_000, "a-" * 100_000, "cửa " * 50_000, "@" * 200_000, "www." * 50_000])
def test_time_grows_with_the_text_alone(text: str) -> None:
    begun = time.process_time()
    assert not list(find(TERMS, text))
    assert time.process_time() - begun < 60  # a search that goes back for each letter takes hours
