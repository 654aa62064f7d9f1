"""Where a reader can edit on the git host, as each host spells it; and what the keeper of an unknown host is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from diptych.jobs.check import check
from diptych.model.settings import Settings
from diptych.text.forge import edit_address, forge, issue_address
from pages.archives import SETTINGS, written


def settings(repository: str | None, **more: Any) -> Settings:
    return Settings(name={"vi": "Kho"}, languages=("vi",), address="https://a.example/", repository=repository, **more)


# repository, forge, branch: the address of line 7 of a file
EDIT = [
    ("https://github.com/o/r", None, "main", "https://github.com/o/r/edit/main/a/vi.md#L7"),
    ("https://github.com/o/r.git", None, "trunk/x", "https://github.com/o/r/edit/trunk/x/a/vi.md#L7"),
    ("https://gitlab.com/g/s/r/", None, "main", "https://gitlab.com/g/s/r/-/edit/main/a/vi.md#L7"),
    ("https://codeberg.org/o/r", None, "main", "https://codeberg.org/o/r/_edit/main/a/vi.md#L7"),
    ("https://git.example/o/r", "gitlab", "main", "https://git.example/o/r/-/edit/main/a/vi.md#L7"),
    ("https://git.example/o/r", None, "main", ""),
    ("https://github.com.evil.example/o/r", None, "main", ""),
    (None, None, "main", ""),
]


@pytest.mark.parametrize(("repository", "kind", "branch", "address"), EDIT)
def test_a_line_is_edited_there(repository: str | None, kind: Any, branch: str, address: str) -> None:
    found = edit_address(settings(repository, forge=kind, branch=branch), "a/vi.md")
    assert (found and found + "7") == address


def test_the_fields_of_an_issue_are_those_of_the_form() -> None:
    form = (Path(__file__).parents[1] / ".github" / "ISSUE_TEMPLATE" / "better-translation.yml").read_text("utf-8")
    address = issue_address(settings("https://github.com/o/r"))
    assert "template=better-translation.yml" in address
    for name in ("where", "original", "translation"):
        assert f"&{name}={{{name}}}" in address
        assert f"id: {name}\n" in form


def test_hosts_without_forms_get_a_text() -> None:
    assert "issue[description]={body}" in issue_address(settings("https://gitlab.com/o/r"))
    assert "body={body}" in issue_address(settings("https://codeberg.org/o/r"))
    assert issue_address(settings(None)) == ""


def test_a_host_that_does_not_tell_what_it_runs_is_a_problem(tmp_path: Path) -> None:
    text = {**SETTINGS, "repository": "https://git.example/o/r"}
    (problem,) = check(written(tmp_path, {"archive.yml": text})).problems
    assert (problem.path, problem.rule.code) == ("archive.yml", "D520")
    assert problem.line > 0
    assert not check(written(tmp_path, {"archive.yml": {**text, "forge": "gitea"}})).problems
    assert forge(settings(None)) == ""
