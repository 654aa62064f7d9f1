"""`glossary suggest`: what the texts speak of often, with what faces it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from diptych.cli.main import run
from diptych.model.term import GlossaryTerm, Wording
from diptych.text.candidates import candidates, renderings, runs
from diptych.text.glossary import Glossary, glossary
from pages.archives import written

VI = (
    "Luật bảo vệ dữ liệu cá nhân có hiệu lực.",
    "Dữ liệu cá nhân là gì? Đó là dữ liệu cá nhân của người dùng.",
    "Người dùng có quyền quản lý mã nguồn mở.",
    "Mã nguồn mở cho người dùng.",
    "Một mã nguồn mở khác.",
)
EN = (
    "The law protects personal data.",
    "What is personal data? It is the personal data of users.",
    "Users may manage open source code.",
    "Open source code for users.",
    "Another open source code.",
)
NONE = glossary({}, "vi")


def found(texts: tuple[str, ...], language: str, terms: Glossary = NONE) -> list[tuple[str, int]]:
    articles = [list(runs(text, language, terms)) for text in texts]
    return [(one.form, one.count) for one in candidates(articles, language, 10)]


def test_the_longest_sequence_that_is_often_there() -> None:
    assert found(VI, "vi") == [("dữ liệu cá nhân", 3), ("mã nguồn mở", 3), ("người dùng", 3)]


def test_english() -> None:
    assert found(EN, "en") == [("open source code", 3), ("personal data", 3)]


def test_a_known_term_is_one_word_and_no_candidate() -> None:
    known = glossary({"a": GlossaryTerm(languages={"vi": Wording("dữ liệu cá nhân", "…")})}, "vi")
    assert found(VI, "vi", known) == [("mã nguồn mở", 3), ("người dùng", 3)]
    longer = ("chuyển dữ liệu cá nhân.",) * 3
    assert found(longer, "vi", known) == [("chuyển dữ liệu cá nhân", 3)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Một hai, ba bốn", ["hai", "ba bốn"]),
        ("ba bốn. Năm sáu", ["ba bốn", "Năm sáu"]),
        ("xe của nhà", ["xe", "nhà"]),
        ("số 5 ba", ["số", "ba"]),
        ("", []),
    ],
)
def test_no_candidate_goes_across(text: str, expected: list[str]) -> None:
    assert [" ".join(run.seen) for run in runs(text, "vi", NONE)] == expected


def test_what_faces_a_candidate() -> None:
    pairs = [
        (list(runs(one, "vi", NONE)), list(runs(other, "en", glossary({}, "en"))))
        for one, other in zip(VI, EN, strict=True)
    ]
    faced = renderings(pairs, [("mã", "nguồn", "mở"), ("dữ", "liệu", "cá", "nhân"), ("không", "có")], "en")
    assert faced == {
        ("mã", "nguồn", "mở"): ("open source code", 1.0),
        ("dữ", "liệu", "cá", "nhân"): ("personal data", 1.0),
    }


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = "source_texts/bai"
    texts = {tag: "\n\n".join(["# T", *lines]) + "\n" for tag, lines in (("vi", VI), ("en", EN))}
    root = written(
        tmp_path, {f"{folder}/article.yml": {"language": "vi"}, **{f"{folder}/{t}.md": x for t, x in texts.items()}}
    )
    arguments = ["--archive", str(root), "--messages", "en", "glossary", "suggest"]
    assert run(arguments, {}) == 0
    assert "    mã nguồn mở  (3 times, 1 article)  en: open source code (100%)\n" in capsys.readouterr().out
    assert run([*arguments, "--lang", "en", "--format", "json"], {}) == 0
    (first, *_) = json.loads(capsys.readouterr().out)["candidates"]
    assert (first["form"], first["mentions"], first["articles"]) == ("open source code", 3, 1)
    assert first["renderings"] == [{"language": "vi", "form": "mã nguồn mở", "dice": 1.0}]


def test_an_empty_archive(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--archive", str(written(tmp_path, {})), "--messages", "vi", "glossary", "suggest"], {}) == 0
    assert "0 cụm từ chưa có trong bảng thuật ngữ" in capsys.readouterr().out
