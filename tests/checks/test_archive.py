"""This repository's own archive passes its own rules."""

from __future__ import annotations

from pathlib import Path

from diptych.jobs.check import check

ROOT = Path(__file__).parents[2]


def test_nothing_is_wrong_with_this_archive() -> None:
    said = [f"{one.path}:{one.line} {one.rule.code} {dict(one.values)}" for one in check(ROOT).problems]
    assert said == []
