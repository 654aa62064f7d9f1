"""A command that is used wrongly says so in the reader's language, and stops with 2."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands.archive import two_articles
from diptych.cli.main import run

WRONG = {
    ("withdraw", "x"): "thiếu tham số bắt buộc: --reason",
    ("status", "--nope"): "không có tham số này: --nope",
    ("status", "--format", "xml"): "không có lựa chọn 'xml'",
    ("translate", "--to"): "tham số --to: thiếu giá trị",
    ("translate", "--budget", "x"): "'x' không phải số nguyên",
    ("nope",): "không có lựa chọn 'nope'",
    (): "thiếu tham số bắt buộc",
}


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_wrong_use_in_vietnamese(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--messages", "vi", *words], {}) == 2
    said = capsys.readouterr().err
    assert said.startswith("cách dùng: diptych")
    assert WRONG[words] in said


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
