"""People and commands at work at the same time: nobody's words are lost."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from commands.archive import VI, Archive, article, empty, held
from diptych.store.files import write_over
from engines import server as plays
from engines.server import Answer, Asked, Service

TARGET = "source_texts/bai/en.md"
SOURCE = "source_texts/bai/vi.md"
MARKS = "<!-- p1: missing -->\n\n<!-- p2: missing -->\n\n<!-- p3: missing -->\n"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = empty(tmp_path / "archive")
    article(made, "bai")
    made.run("translate", "--engine", "none")
    assert made.read(TARGET) == MARKS
    return made


def translated_while(archive: Archive, server: Service, edit: Callable[[], object]) -> tuple[int, str]:
    """Translates while, before the first answer comes, somebody edits."""
    turn = threading.Lock()
    edits = [edit]

    def answer(asked: Asked) -> Answer:
        with turn:
            while edits:
                edits.pop()()
        return plays.google(asked)

    google = {"DIPTYCH_GOOGLE_URL": server.plays(answer).url("/m")}
    return archive.run("translate", "--engine", "google", **google)


def test_words_written_while_engines_answer_stay(archive: Archive, server: Service) -> None:
    words = MARKS.replace("<!-- p2: missing -->", "A back door,  written by hand.\n\nAnd one more paragraph.")
    assert translated_while(archive, server, lambda: archive.write(TARGET, words)) == (
        0,
        "1/3\n2/3\n3/3\n3 blocks drafted by google.\n",
    )
    assert archive.read(TARGET) == (
        "# In English: Cửa hậu\n\n"
        "A back door,  written by hand.\n\nAnd one more paragraph.\n\n"
        "In English: Năm 2020, Bắc Kinh nêu tám điểm.\n"
    )


def test_a_whole_translation_written_meanwhile_stays_byte_for_byte(archive: Archive, server: Service) -> None:
    words = "# The back door\r\n\r\nThis is a back door.\r\n\r\nEight points, says Beijing in 2020.\r\n"
    code, _ = translated_while(archive, server, lambda: archive.write(TARGET, words))
    assert (code, archive.read(TARGET)) == (0, words)


def test_a_source_changed_meanwhile_gets_no_draft_of_the_old_one(archive: Archive, server: Service) -> None:
    code, out = translated_while(archive, server, lambda: archive.write(SOURCE, VI.replace("tám", "chín")))
    assert code == 1
    assert "still missing p3 (the source was changed meanwhile; run again)" in out
    assert archive.read(TARGET).endswith("\n\n<!-- p3: missing -->\n")
    assert translated_while(archive, server, lambda: None)[0] == 0
    assert archive.read(TARGET).endswith("\n\nIn English: Năm 2020, Bắc Kinh nêu chín điểm.\n")


def test_a_text_that_cannot_be_read_meanwhile_costs_no_second_call(archive: Archive, server: Service) -> None:
    conflict = "<<<<<<< HEAD\nMine.\n=======\nTheirs.\n>>>>>>> b\n"
    code, out = translated_while(archive, server, lambda: archive.write(TARGET, conflict))
    assert (code, "en.md:1: D211" in out, archive.read(TARGET)) == (1, True, conflict)
    asked = len(server.asked)
    archive.write(TARGET, "Mine, and theirs.\n\n" + MARKS)
    assert translated_while(archive, server, lambda: None)[0] == 0
    assert archive.read(TARGET).startswith("Mine, and theirs.\n\n")
    assert len(server.asked) == asked


def test_a_text_that_keeps_changing_is_said_and_left_alone(
    archive: Archive, server: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes: list[Path] = []

    def late(path: Path, old: bytes, data: bytes) -> bool:
        changes.append(archive.write(TARGET, f"Edit {len(changes)}.\n\n{MARKS}"))
        return write_over(path, old, data)

    monkeypatch.setattr("diptych.store.writing.write_over", late)
    code, out = translated_while(archive, server, lambda: None)
    assert (code, "D453" in out, len(changes)) == (1, True, 3)
    assert archive.read(TARGET) == f"Edit 2.\n\n{MARKS}"
    asked = len(server.asked)
    monkeypatch.undo()
    assert translated_while(archive, server, lambda: None)[0] == 0
    assert len(server.asked) == asked


def test_a_second_command_says_that_the_first_is_at_work(
    archive: Archive, server: Service, tmp_path: Path, save_golden: bool
) -> None:
    file = tmp_path / "other.md"
    file.write_text(VI + "\nThêm.\n")
    commands = (("translate",), ("build", "--pages"), ("add", str(file), "--lang", "vi"))
    said: list[str] = []

    def others() -> None:
        before = archive.files()
        said.extend(archive.says(*command, messages=language) for command in commands for language in ("en", "vi"))
        assert archive.run("check")[0] == archive.run("status")[0] == 0  # these only read
        assert archive.files() == before

    assert translated_while(archive, server, others)[0] == 0
    held("\n".join(said), "together/busy.txt", save_golden)
