"""Hostile strings in the search of a hostile archive: they are looked for, and nothing else comes of them."""

from __future__ import annotations

from itertools import islice

import pytest

from browser.browsing import Reader
from browser.finding import searching
from browser.queries import addressed, asked, wrong_in
from pages.grammar import hostile_strings
from pages.hostile import SEED

QUERIES = [*islice(hostile_strings(SEED), 40)]  # of those that the archive holds, so that they are found


def test_nothing_of_a_query_or_of_what_it_finds_becomes_an_element(hostile: Reader) -> None:
    assert [(query, wrong) for query, wrong in asked(hostile, QUERIES) if wrong] == []


@pytest.mark.parametrize("path", ["en/", "vi/articles/body-1/"])
def test_nothing_of_an_address_does(hostile: Reader, path: str) -> None:
    assert [(query, wrong) for query, wrong in addressed(hostile, QUERIES[:4], path) if wrong] == []


def test_the_strings_are_found(hostile: Reader) -> None:
    with searching(hostile) as search:
        assert [hit.id for hit in search.find("zq1qz", everywhere=True)]


@pytest.mark.parametrize(
    "script",
    [
        "dialog.append(document.createElement('img'))",
        "dialog.setAttribute('onclick', '')",
        "dialog.title = 'zq1qz'",
        "dialog.querySelector('.dt-search-found').append(Object.assign(document.createElement('a'), {href: 'x:y'}))",
        "globalThis.zq1qz = 1",
    ],
)
def test_it_would_be_seen(hostile: Reader, script: str) -> None:
    with searching(hostile) as search:
        assert wrong_in(search.page) == []
        search.page.evaluate(f"dialog => {{ {script} }}", search.page.query_selector("dialog.dt-search"))
        assert wrong_in(search.page)
