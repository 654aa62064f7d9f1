"""The journal: what an engine has answered is not asked or paid for again, line by line, however a run ends."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import patch

import pytest

from commands.archive import TODAY, article, empty
from diptych.engines import deep
from diptych.engines.entries import microsoft
from diptych.engines.protocol import EngineEntry
from diptych.model.article import Asked, Draft
from diptych.store.archive import load_article
from diptych.store.journal import JOURNAL, Journal, note, note_texts, read_journal
from engines import server as plays
from engines.server import Act, Answer, Service
from engines.server import Asked as Request

WORDS = ("Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười")
LIST = "# Mười điều\n\n" + "\n".join(f"- {word} điều" for word in WORDS) + "\n"
TABLE = "# Bảng\n\n| Từ | Nghĩa |\n| --- | --- |\n" + "".join(f"| {word} | {word} điều |\n" for word in WORDS[:5])
KEY = {"MICROSOFT_API_KEY": "canary"}


@pytest.fixture
def paid(server: Service) -> Iterator[Service]:
    """A real engine that is paid for, asked at an address on this machine."""

    def made(*_: object) -> deep.DeepEngine:
        return deep.microsoft("canary", "", server.url("/translate?api-version=3.0"))

    with patch.object(microsoft, "ENGINE", EngineEntry(name="microsoft", build=made, paid=True)):
        yield server.plays(plays.microsoft)


def texts(server: Service) -> list[str]:
    return [json.loads(asked.body)[0]["text"] for asked in server.asked]


def killed_at(number: int, act: Act, server: Service, work: Callable[[], object]) -> None:
    """Does the work in a process of its own that is killed while the engine answers the N-th call."""
    child = os.fork()
    if not child:
        try:
            work()
        finally:
            os._exit(0)

    def kill(asked: Request) -> Answer:
        if len(server.asked) == number:
            os.kill(child, 9)
        return act(asked)

    server.plays(kill)
    os.waitpid(child, 0)
    server.plays(act)


@pytest.mark.parametrize("text", [LIST, TABLE], ids=["list", "table"])
@pytest.mark.parametrize("number", [1, 2, 6, 10])
def test_a_kill_repeats_at_most_one_call(text: str, number: int, tmp_path: Path, paid: Service) -> None:
    archive = empty(tmp_path / "archive")
    article(archive, "bai", text)
    whole = archive.copy("whole")
    assert whole.run("translate", "--engine", "microsoft", **KEY)[0] == 0
    unkilled = texts(paid)
    paid.asked.clear()
    killed_at(number, plays.microsoft, paid, lambda: archive.run("translate", "--engine", "microsoft", **KEY))
    assert archive.run("translate", "--engine", "microsoft", **KEY)[0] == 0
    assert archive.files() == whole.files()
    assert len(texts(paid)) <= len(unkilled) + 1
    assert sorted(set(texts(paid))) == sorted(unkilled)
    assert not (archive.root / JOURNAL).exists()


def test_a_kill_repeats_at_most_one_request_of_a_language_model(tmp_path: Path, server: Service) -> None:
    archive = empty(tmp_path / "archive")
    more = "Dài thêm nữa. " * 40
    article(archive, "bai", "# Dài\n\n" + "\n\n".join(f"Đoạn thứ {n + 10} của bài. {more}" for n in range(40)) + "\n")
    whole = archive.copy("whole")
    address = {"DIPTYCH_CHAT_URL": server.plays(plays.chat).url("/v1"), "DIPTYCH_CHAT_MODEL": "small"}
    assert whole.run("translate", "--engine", "chat", **address)[0] == 0
    unkilled = len(server.asked)
    assert unkilled > 4
    server.asked.clear()
    killed_at(4, plays.chat, server, lambda: archive.run("translate", "--engine", "chat", **address))
    assert archive.run("translate", "--engine", "chat", **address)[0] == 0
    assert archive.files() == whole.files()
    assert len(server.asked) == unkilled + 1


def test_a_tenth_item_that_fails_does_not_ask_for_the_nine_again(tmp_path: Path, paid: Service) -> None:
    archive = empty(tmp_path / "archive")
    article(archive, "bai", LIST)
    paid.plays(lambda asked: plays.status(400)(asked) if "Mười điều" in texts(paid)[-1] else plays.microsoft(asked))
    code, out = archive.run("translate", "--engine", "microsoft", **KEY)
    assert (code, "still missing p1, p2 (microsoft: it does not take the text" in out) == (1, True)
    paid.asked.clear()
    assert archive.run("translate", "--engine", "microsoft", **KEY)[0] == 1
    assert texts(paid) == ["Mười điều"] * 2, "the heading and the item, which are one text"
    paid.plays(plays.microsoft).asked.clear()
    code, out = archive.run("translate", "--engine", "microsoft", **KEY)
    assert (code, out.splitlines()[-1]) == (0, "2 blocks drafted by microsoft.")
    assert texts(paid) == ["Mười điều"]
    assert not (archive.root / JOURNAL).exists()


def test_answers_of_another_article_stay(tmp_path: Path, paid: Service) -> None:
    archive = empty(tmp_path / "archive")
    article(archive, "bai-mot", LIST)
    article(archive, "bai-hai", "# Khác\n")
    killed_at(5, plays.microsoft, paid, lambda: archive.run("translate", "bai-mot", "--engine", "microsoft", **KEY))
    assert archive.run("translate", "bai-hai", "--engine", "microsoft", **KEY)[0] == 0
    assert len(read_journal(archive.root).texts) >= 3
    assert archive.run("translate", "--engine", "microsoft", **KEY)[0] == 0
    assert len(set(texts(paid))) + 1 == len(paid.asked), "only the one that was under way is asked for twice"
    assert not (archive.root / JOURNAL).exists()


def test_a_dry_run_counts_what_is_left_to_ask(tmp_path: Path, paid: Service) -> None:
    archive = empty(tmp_path / "archive")
    article(archive, "bai", LIST)
    killed_at(10, plays.microsoft, paid, lambda: archive.run("translate", "--engine", "microsoft", **KEY))
    _, out = archive.run("translate", "--engine", "microsoft", "--dry-run", **KEY)
    assert f"To ask engines for: {len('Chín điều')} characters" in out


DRAFT = Draft(text="x", source="h", engine="e", version="1", date="2026-11-24")


def test_a_line_that_was_cut_short_loses_no_other(tmp_path: Path) -> None:
    (tmp_path / JOURNAL).parent.mkdir()
    note(tmp_path, "vi", "en", DRAFT)
    with (tmp_path / JOURNAL).open("a", encoding="utf-8") as file:
        file.write((tmp_path / JOURNAL).read_text("utf-8").strip()[:30] + "\n[]\n1\n{}\n")
    note_texts(tmp_path, "h", {Asked("e", "1", "vi", "en", "a"): "b"})
    journal = read_journal(tmp_path)
    assert journal.drafts == {("vi", "en", "h"): DRAFT}
    assert journal.texts == {Asked("e", "1", "vi", "en", "a"): ("b", "h")}


def test_a_line_that_this_machine_has_not_written_is_no_answer(tmp_path: Path) -> None:
    """Without a seal, with somebody's own, or changed after it was written."""
    (tmp_path / JOURNAL).parent.mkdir()
    note(tmp_path, "vi", "en", DRAFT)
    line = json.loads((tmp_path / JOURNAL).read_text("utf-8"))
    forged = [{**line, "text": "y"}, {**line, "engine": "deepl"}, {**line, "seal": "0" * 64}]
    forged.append({name: value for name, value in line.items() if name != "seal"})
    (tmp_path / JOURNAL).write_text("\n".join(map(json.dumps, forged)), encoding="utf-8")
    assert read_journal(tmp_path) == Journal({}, {})


WRONG = {
    "another address": "See [here](https://bad.example/).",
    "a script": "<script>alert(1)</script>",
    "a number lost": "In the year, Beijing named points.",
    "another script": "数据主权是国家主权在数据领域的延伸和体现所在地方",
    "two blocks": "One.\n\nTwo.",
    "a heading": "# In 2020, Beijing named eight points.",
}


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG)
def test_an_answer_of_the_journal_passes_what_a_fresh_one_passes(text: str, tmp_path: Path) -> None:
    archive = empty(tmp_path / "archive")
    article(archive, "bai", "# Bài\n\nNăm 2020, Bắc Kinh nêu tám điểm.\n")
    archive.run("translate", "--engine", "none")
    (hashed,) = (block.hash for block in load_article(archive.root, "bai").known if block.id == "p2")
    note(archive.root, "vi", "en", Draft(text=text, source=hashed, engine="google", version="1", date=TODAY))
    archive.run("translate", "--engine", "none")
    assert "<!-- p2: missing -->" in archive.read("source_texts/bai/en.md")
    note(
        archive.root,
        "vi",
        "en",
        Draft(text="In 2020, Beijing named eight points.", source=hashed, engine="google", version="1", date=TODAY),
    )
    assert "1 block drafted by google" in archive.run("translate", "--engine", "none")[1]
