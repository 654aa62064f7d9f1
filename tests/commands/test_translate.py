"""`translate`: what is missing is drafted from memory and engines; what cannot be is said, and nothing else changes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commands.archive import EN, VI, Archive, article, empty, held, two_articles
from diptych.engines import registry
from engines import server as plays
from engines.server import Act, Service
from need import need_program

CANARY = "canary-key-5f1e9c"


def replay_file(folder: Path, answers: dict[str, str], source: str = "vi", target: str = "en") -> str:
    rows = [{"source": source, "target": target, "text": a, "translation": b} for a, b in answers.items()]
    file = folder / "answers.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return str(file)


def states(archive: Archive, name: str = "bai") -> dict[str, int]:
    code, out = archive.run("status", "--format", "json")
    assert code == 0
    (found,) = (line for line in json.loads(out)["translations"] if line["id"] == name)
    return {state: count for state, count in found["blocks"].items() if count}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """One article of three blocks, not translated."""
    made = empty(tmp_path / "archive")
    article(made, "bai")
    return made


@pytest.fixture
def google(server: Service) -> dict[str, str]:
    return {"DIPTYCH_GOOGLE_URL": server.plays(plays.google).url("/m")}


def test_without_an_engine_all_is_missing_and_said(archive: Archive, save_golden: bool) -> None:
    texts = [archive.says("translate"), archive.copy("other").says("translate", messages="vi")]
    held("\n".join([*texts, archive.read("source_texts/bai/en.md")]), "translate/no-engine.txt", save_golden)
    assert states(archive) == {"missing": 3}


def test_google_drafts_and_a_second_run_asks_and_changes_nothing(
    archive: Archive, google: dict[str, str], server: Service, save_golden: bool
) -> None:
    said = archive.says("translate", "--engine", "google", **google)
    files = "\n".join(archive.read(f"source_texts/bai/{name}") for name in ("en.md", "en.ledger.yml", "blocks.yml"))
    held(f"{said}\n{files}", "translate/google.txt", save_golden)
    asked, before = len(server.asked), archive.files()
    times = {path: (archive.root / path).stat().st_mtime_ns for path in before}
    assert archive.run("translate", "--engine", "google", **google) == (0, "Nothing to translate.\n")
    assert (len(server.asked), archive.files()) == (asked, before)
    assert {path: (archive.root / path).stat().st_mtime_ns for path in before} == times


def test_a_dry_run_tells_and_changes_nothing(archive: Archive, google: dict[str, str], save_golden: bool) -> None:
    archive.write("source_texts/bai-hai/article.yml", "language: vi\n")
    archive.write("source_texts/bai-hai/vi.md", VI.split("\n\n")[0] + "\n")
    archive.write("source_texts/bai-hai/en.md", EN.split("\n\n")[0] + "\n")
    before = archive.files()
    texts = [
        archive.says("translate", "--dry-run", "--engine", "google", messages=tag, **google) for tag in ("en", "vi")
    ]
    held("\n".join(texts), "translate/dry-run.txt", save_golden)
    assert (archive.files(), (archive.root / ".diptych").exists()) == (before, False)


def test_a_dry_run_tells_as_many_characters_as_are_sent(
    archive: Archive, google: dict[str, str], server: Service
) -> None:
    archive.write("source_texts/bai/vi.md", VI + "\n- Một **việc** `mã`[^1]\n- 2020\n\n[^1]: Chú thích.\n")
    _, told = archive.run("translate", "--dry-run", "--engine", "google", **google)
    archive.run("translate", "--engine", "google", **google)
    assert f"To ask engines for: {sum(len(one.query['q']) for one in server.asked)} characters" in told


def test_the_memory_comes_first(tmp_path: Path, google: dict[str, str], server: Service) -> None:
    archive = two_articles(tmp_path / "archive")
    article(archive, "bai-ba")
    code, out = archive.run("translate", "bai-ba", "--engine", "google", **google)
    assert (code, out, server.asked) == (0, "3 blocks drafted by memory.\n", [])
    assert archive.read("source_texts/bai-ba/en.md") == EN


def test_a_budget_is_kept(archive: Archive, google: dict[str, str], server: Service, save_golden: bool) -> None:
    other = archive.copy("other")
    arguments = ("translate", "--engine", "google", "--budget", "10")
    texts = [archive.says(*arguments, **google), other.says(*arguments, messages="vi", **google)]
    held("\n".join(texts), "translate/budget.txt", save_golden)
    assert sum(len(one.query["q"]) for one in server.asked) <= 2 * 10
    assert states(archive) == {"machine": 1, "missing": 2}


@pytest.mark.parametrize(
    "arguments",
    [["--engine", "gogle"], ["--engine", "deepl"], ["--to", "vn"], ["--to", "EN"], ["bai-khong-co"], ["../bai"]],
    ids=lambda arguments: arguments[-1].replace("../", "up-"),
)
def test_a_wish_that_cannot_be_met(arguments: list[str], archive: Archive, save_golden: bool) -> None:
    before = archive.files()
    texts = [archive.says("translate", *arguments, messages=language) for language in ("en", "vi")]
    said = "\n".join(texts).replace(", ".join(registry.NAMES), "…")
    held(said, f"translate/refused-{arguments[-1].replace('../', 'up-')}.txt", save_golden)
    assert archive.files() == before


@pytest.mark.parametrize("arguments", [[], ["translate", "--budget", "-1"], ["translate", "--budget", "x"], ["fly"]])
def test_wrong_use_is_exit_code_2(arguments: list[str], archive: Archive) -> None:
    assert archive.run(*arguments)[0] == 2


def test_an_engine_of_the_settings_without_its_key_is_passed_over(archive: Archive, google: dict[str, str]) -> None:
    archive.write("archive.yml", archive.read("archive.yml") + "engines: [deepl, google]\n")
    code, out = archive.run("translate", **google)
    assert (code, "D402" in out, "DEEPL_API_KEY" in out) == (1, True, True)
    assert states(archive) == {"machine": 3}


def test_an_article_that_cannot_be_read_says_why(archive: Archive) -> None:
    archive.write("source_texts/bai/vi.md", VI + "\n" + "> " * 1000)
    code, out = archive.run("translate", "bai")
    assert (code, "source_texts/bai/vi.md:7: D213" in out, "D451" in out) == (1, True, False)


FAILURES: dict[str, Act] = {
    "captcha": plays.captcha,
    "connection-breaks": plays.broken,
    "echo": plays.echo,
    "empty": plays.boxed(""),
    "error-page": plays.boxed("Error 500 (Server Error)!!1500.That’s an error. Please try again later."),
    "forbidden": plays.status(403),
    "html": plays.boxed("&lt;b&gt;bold&lt;/b&gt; &lt;script&gt;x&lt;/script&gt;"),
    "no-box": plays.status(200, "<html><body>Hello</body></html>"),
    "not-found": plays.status(404),
    "quota": plays.boxed("MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY."),
    "try-in-an-hour": plays.status(429, Retry_After="3600"),
    "wrong-script": plays.boxed("Это чёрный ход, и он открыт для всех, кто знает."),
}


@pytest.mark.parametrize("name", FAILURES)
def test_what_google_fails_stays_missing_with_the_reason(
    name: str, archive: Archive, server: Service, save_golden: bool
) -> None:
    archive.write("source_texts/bai/vi.md", "# Chủ quyền dữ liệu là quyền của mỗi quốc gia đối với dữ liệu\n")
    address = {"DIPTYCH_GOOGLE_URL": server.plays(FAILURES[name]).url("/m")}
    other = archive.copy("other")
    arguments = ("translate", "--engine", "google")
    texts = [archive.says(*arguments, **address), other.says(*arguments, messages="vi", **address)]
    held("\n".join(texts), f"translate/google-{name}.txt", save_golden)
    assert states(archive) == {"missing": 1}
    assert archive.run("build", "--pages")[0] == 0


def test_no_key_is_in_any_output_or_file(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")  # nothing answers there
    keys = {"DEEPL_API_KEY": CANARY, "MICROSOFT_API_KEY": CANARY, "MICROSOFT_REGION": "x"}
    arguments = ("translate", "--engine", "deepl", "--engine", "microsoft")
    code, out = archive.run(*arguments, https_proxy="http://127.0.0.1:9", **keys)
    assert (code, "deepl: " in out, "microsoft: " in out) == (1, True, True)
    assert CANARY not in out
    for path in archive.root.rglob("*"):
        assert path.is_dir() or CANARY.encode() not in path.read_bytes(), path


def test_replay_answers_from_a_file_and_the_rest_is_missing(archive: Archive, tmp_path: Path) -> None:
    file = replay_file(tmp_path, {"Cửa hậu": "The back door", "Đây là một cửa hậu.": "This is a back door."})
    code, out = archive.run("translate", "--engine", "replay", DIPTYCH_REPLAY=file)
    assert (code, "still missing p3 (replay: it does not take the text" in out) == (1, True)
    assert archive.read("source_texts/bai/en.md") == (
        "# The back door\n\nThis is a back door.\n\n<!-- p3: missing -->\n"
    )


def test_a_draft_that_has_no_place_is_missing_and_said(archive: Archive, tmp_path: Path) -> None:
    """A list under a list would be one list: a person has to see to it."""
    archive.write("source_texts/bai/vi.md", "# Cửa hậu\n\n- Một\n\n* Hai\n")
    archive.write("source_texts/bai/en.md", "# The back door\n\n- One\n\n<!-- p3: missing -->\n")
    file = replay_file(tmp_path, {"Hai": "Two"})
    code, out = archive.run("translate", "--engine", "replay", DIPTYCH_REPLAY=file)
    assert (code, "drafted" in out) == (1, False)
    assert "still missing p3 (it would run together with the blocks around it)" in out
    assert archive.read("source_texts/bai/en.md") == "# The back door\n\n- One\n\n<!-- p3: missing -->\n"


def test_spanish_by_a_real_program(archive: Archive) -> None:
    need_program("apertium")
    archive.write("source_texts/bai/article.yml", "language: es\n")
    archive.write("source_texts/bai/es.md", "# Los datos\n\nLos datos son **importantes** para el país.\n")
    (archive.root / "source_texts/bai/vi.md").unlink()
    command = {"DIPTYCH_COMMAND": "apertium -u {source3}-{target3}"}
    code, out = archive.run("translate", "--to", "en", "--engine", "command", **command)
    assert (code, out.splitlines()[-1]) == (0, "2 blocks drafted by command.")
    assert archive.read("source_texts/bai/en.md") == "# The data\n\nThe data are **important** for the country.\n"


def with_term(archive: Archive) -> None:
    archive.write(
        "glossary/cua-hau.yml",
        "languages:\n"
        "  vi: {form: cửa hậu, definition: Lối vào bí mật.}\n"
        "  en: {form: backdoor, definition: A secret way in., variants: [back door]}\n",
    )


def test_a_draft_that_passes_over_the_glossary_is_told_until_a_person_has_mended_it(
    archive: Archive, tmp_path: Path, save_golden: bool
) -> None:
    with_term(archive)
    answers = {
        "Cửa hậu": "The rear entrance",
        "Đây là một cửa hậu.": "This is a rear entrance.",
        "Năm 2020, Bắc Kinh nêu tám điểm.": "In 2020 Beijing named eight points.",
    }
    other = archive.copy("other")
    file = {"DIPTYCH_REPLAY": replay_file(tmp_path, answers)}
    arguments = ("translate", "--engine", "replay")
    texts = [archive.says(*arguments, **file), other.says(*arguments, messages="vi", **file)]
    texts += [archive.says("check"), archive.says(*arguments, **file)]
    held("\n".join(texts), "translate/not-the-glossarys-term.txt", save_golden)
    archive.write("source_texts/bai/en.md", archive.read("source_texts/bai/en.md").replace("rear entrance.", "way in."))
    archive.run("translate", "--engine", "none")
    code, out = archive.run("check")
    assert (code, "D465" in out, "D625" in out) == (0, False, True)  # a person's words are another rule's


def test_the_right_term_is_nothing_to_tell(archive: Archive, tmp_path: Path) -> None:
    with_term(archive)
    file = replay_file(tmp_path, {"Đây là một cửa hậu.": "These are back doors."})
    _, out = archive.run("translate", "--engine", "replay", DIPTYCH_REPLAY=file)
    assert "D465" not in out


def test_a_language_model_drafts_an_article_with_the_archives_terms_and_style(
    archive: Archive, server: Service
) -> None:
    with_term(archive)
    archive.write("archive.yml", archive.read("archive.yml") + "engines: [chat]\nstyle: {en: Plain words.}\n")
    address = {"DIPTYCH_CHAT_URL": server.plays(plays.chat).url("/v1"), "DIPTYCH_CHAT_MODEL": "small"}
    keyed = {**address, "DIPTYCH_CHAT_KEY": CANARY}
    _, told = archive.run("translate", "--dry-run", **keyed)
    code, out = archive.run("translate", **keyed)
    assert (code, out.splitlines()[-1]) == (0, "3 blocks drafted by chat.")
    (asked,) = server.asked
    data = plays.requested(asked)
    assert (data["context"], data["terms"], data["style"]) == (VI, {"Cửa hậu": "backdoor"}, "Plain words.")
    sent = [*data["texts"].values(), data["context"], data["style"], *data["terms"], *data["terms"].values()]
    assert f"To ask engines for: {sum(map(len, sent))} characters" in told
    assert "engine: chat\n  version: small\n" in archive.read("source_texts/bai/en.ledger.yml")
    assert not [path for path, content in archive.files().items() if CANARY.encode() in content]


def test_a_source_that_is_in_the_language_already_stays_missing_and_says_so(archive: Archive, server: Service) -> None:
    archive.write("source_texts/bai/vi.md", "# The Back Door\n\nOnly its maker knows of it.\n")
    address = {"DIPTYCH_GOOGLE_URL": server.plays(plays.echo).url("/m")}
    code, out = archive.run("translate", "--engine", "google", **address)
    assert (code, "the answer is the source itself, which may be in that language already" in out) == (1, True)
    assert archive.read("source_texts/bai/en.md") == "# The Back Door\n\n<!-- p2: missing -->\n"


def test_a_block_of_20000_words_is_written_and_a_second_run_asks_nothing(
    archive: Archive, google: dict[str, str], server: Service
) -> None:
    sentences = " ".join(f"Câu thứ {n} nói về dữ liệu của mỗi quốc gia và của mỗi người." for n in range(1430))
    archive.write("source_texts/bai/vi.md", f"# Dài\n\n{sentences}\n")
    assert len(sentences.split()) > 20_000
    assert archive.run("translate", "--engine", "google", **google)[0] == 0
    assert len(archive.read("source_texts/bai/en.md")) > len(sentences)
    asked = len(server.asked)
    assert asked > len(sentences) / 1500
    assert archive.run("translate", "--engine", "google", **google) == (0, "Nothing to translate.\n")
    assert len(server.asked) == asked
