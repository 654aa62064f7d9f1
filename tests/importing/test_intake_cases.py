"""Received files and what becomes of them: a folder of `cases` holds an input, the Markdown and the rest expected."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from diptych.importing.extract import take
from diptych.model.inline import plain
from diptych.model.problem import Refused

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.is_dir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path, save_golden: bool) -> None:
    source = next(case.glob("input*"))
    given = case / "title"
    markdown, rest = _outcome(source, given.read_text("utf-8").strip() if given.exists() else None)
    if save_golden:
        (case / "expected.md").write_text(markdown, "utf-8")
        (case / "expected.json").write_text(json.dumps(rest, ensure_ascii=False, indent=2) + "\n", "utf-8")
    assert markdown == (case / "expected.md").read_text("utf-8")
    assert rest == json.loads((case / "expected.json").read_text("utf-8"))


def _outcome(source: Path, title: str | None) -> tuple[str, object]:
    try:
        taken = take(source.read_bytes(), source.name, title)
    except Refused as refused:
        problems = refused.problems
        return "", {"refused": [{"code": p.rule.code, "line": p.line, "values": dict(p.values)} for p in problems]}
    return taken.markdown, {
        "title": None if taken.title is None else plain(taken.title),
        "title_supplied": taken.title_supplied,
        "format": taken.format,
        "left_out": list(taken.left_out),
        "found": dict(taken.found),
    }
