"""A command that is used wrongly says so in the reader's language, and stops with 2."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands.archive import two_articles
from diptych.cli.commands import COMMANDS
from diptych.cli.main import run

WRONG = {
    ("withdraw", "x"): "thiếu tham số bắt buộc: --reason",
    ("status", "--nope"): "không có tham số này: --nope",
    ("status", "--format", "xml"): "không có lựa chọn 'xml'",
    ("translate", "--to"): "tham số --to: thiếu giá trị",
    ("translate", "--budget", "x"): "'x' không phải số nguyên",
    ("nope",): "diptych: không có lệnh `nope`\n",
    (): "diptych: chưa có lệnh nào\n",
}


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_wrong_use_in_vietnamese(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--messages", "vi", *words], {}) == 2
    said = capsys.readouterr().err
    assert said.startswith("cách dùng: diptych")
    assert WRONG[words] in said


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("words", [(), ("nope",), ("--archive", "build"), ("buidl", "--pages")], ids=" ".join)
def test_without_a_command_they_are_listed(
    words: tuple[str, ...], language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--messages", language, *words], {}) == 2
    said, lines = capsys.readouterr(), []
    assert said.out == ""
    for command in COMMANDS:
        does = command.vietnamese if language == "vi" else command.english
        lines += [line for line in said.err.splitlines() if line.split(maxsplit=1) == [command.name, does]]
    assert len(lines) == len(COMMANDS), said.err
    assert len(said.err.splitlines()) < len(COMMANDS) + 8


@pytest.mark.parametrize(
    ("word", "near"),
    [("buidl", "build"), ("Status", "status"), ("exp", "export"), ("imports", "import"), ("translte", "translate")],
)
def test_a_misspelt_command_is_told_what_it_was_meant_to_be(
    word: str, near: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([word, "--help"], {}) == 2
    assert f"diptych: there is no command `{word}`; did you mean `{near}`?\n" in capsys.readouterr().err


def test_a_far_one_is_not_asked_about(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["fly"], {}) == 2
    assert "diptych: there is no command `fly`\n" in capsys.readouterr().err


def test_help_in_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["status", "--help"], {"LANG": "vi_VN.UTF-8"}) == 0
    said = capsys.readouterr().out
    assert said.startswith("cách dùng: diptych status [-h]")
    assert "usage" not in said
    assert "show this help" not in said


def test_a_folder_called_like_a_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the arguments of the command that is asked for are read; a folder's name is no command's."""
    monkeypatch.chdir(two_articles(tmp_path / "build").root.parent)
    for words in (
        ["--archive", "build", "status"],
        ["--arch=build", "status", "bai-hai"],
        ["--archive=build", "verify"],
    ):
        assert run(words, {}) == 0
    assert run(["--archive"], {}) == 2
