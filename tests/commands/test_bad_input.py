"""Bad input of every kind: said with its place and a way out, in both languages; the rest is built, nothing is lost."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from commands.archive import EN, SETTINGS, VI, Archive, held, two_articles

BAD = "source_texts/bai-hai"  # the article that is spoiled; the other one must not suffer
RECORD, SOURCE, TARGET = f"{BAD}/article.yml", f"{BAD}/vi.md", f"{BAD}/en.md"
LEDGER = f"{BAD}/en.ledger.yml"
MB = 1024 * 1024


def writes(path: str, content: str | bytes) -> Callable[[Archive], object]:
    return lambda archive: archive.write(path, content)


def link(path: str, target: str) -> Callable[[Archive], object]:
    def make(archive: Archive) -> None:
        place = archive.root / path
        if place.is_file():
            place.unlink()
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(target)

    return make


def removes(path: str) -> Callable[[Archive], object]:
    return lambda archive: (archive.root / path).unlink()


def renames(path: str, new: str) -> Callable[[Archive], object]:
    return lambda archive: (archive.root / path).rename(archive.root / new)


def copies(path: str, new: str) -> Callable[[Archive], object]:
    def make(archive: Archive) -> None:
        for name, content in archive.files(path).items():
            archive.write(name.replace(path, new), content)

    return make


def conflicted(archive: Archive) -> None:
    """Two branches edited a paragraph; git left both sides in the ledger."""
    first, second, third = archive.read(LEDGER).split("\n\n")
    theirs = re.sub(r"target: .*", f"target: {'f' * 32}", second)
    archive.write(LEDGER, f"{first}\n\n<<<<<<< HEAD\n{second}\n=======\n{theirs}\n>>>>>>> branch\n\n{third}")


def work_folder_elsewhere(archive: Archive) -> None:
    (archive.root / ".diptych").rename(archive.root / "elsewhere")
    (archive.root / ".diptych").symlink_to("elsewhere")


CASES: dict[str, Callable[[Archive], object]] = {
    # YAML, broken or hostile
    "yaml-broken": writes(RECORD, "language: vi\nrights: [CC BY\n"),
    "yaml-alias-bomb": writes(RECORD, "a: &a [x]\nb: &b [*a, *a]\nlanguage: vi\n"),
    "yaml-merge-key": writes(RECORD, "<<: {rights: x}\nlanguage: vi\n"),
    "yaml-tag": writes(RECORD, "language: !!python/name:os.system vi\n"),
    "yaml-two-keys": writes(RECORD, "language: vi\nrights: one\nrights: two\n"),
    "yaml-two-documents": writes(RECORD, "language: vi\n---\nlanguage: en\n"),
    "yaml-too-large": writes(RECORD, "language: vi\nrights: " + "x" * 70_000 + "\n"),
    "yaml-nested": writes(RECORD, "language: " + "[" * 1000 + "]" * 1000 + "\n"),
    "yaml-control-character": writes(RECORD, 'language: vi\nauthor: "a\\u202Eb"\n'),
    "yaml-is-a-list": writes(RECORD, "- language: vi\n"),
    "yaml-empty": writes(RECORD, ""),
    # Records
    "record-missing": removes(RECORD),
    "record-unknown-keys": writes(RECORD, "langauge: vi\npublishd: '2020'\n"),
    "record-wrong-values": writes(
        RECORD,
        "language: vi\npublished: yesterday\nsource_url: javascript:alert(1)\npublish: all\ntopics: [../x]\n"
        "translations:\n  en:\n    translators: Lan\n",
    ),
    "record-unknown-topic": writes(RECORD, "language: vi\nrights: x\ntopics: [law]\n"),
    "record-unknown-language": writes(RECORD, "language: vn\n"),
    "record-language-of-another-case": writes(RECORD, "language: VI\n"),
    "record-translation-unknown-language": writes(RECORD, "language: vi\ntranslations:\n  xx: {}\n"),
    "record-conflicted": writes(RECORD, "<<<<<<< HEAD\nlanguage: vi\n=======\nlanguage: en\n>>>>>>> b\n"),
    "record-another-language-than-the-text": writes(RECORD, "language: es\n"),
    # Texts
    "text-two-titles": writes(SOURCE, VI + "\n# Hai\n"),
    "text-without-title": writes(SOURCE, VI.replace("# ", "")),
    "text-empty": writes(SOURCE, ""),
    "text-nfd": writes(SOURCE, unicodedata.normalize("NFD", VI)),
    "text-crlf-and-bom": writes(SOURCE, "\ufeff" + VI.replace("\n", "\r\n")),
    "text-crlf-translation": writes(TARGET, EN.replace("\n", "\r\n")),
    "text-latin-1": writes(SOURCE, VI.encode("cp1258", "replace")),
    "text-control-characters": writes(SOURCE, VI + "\nA\x00B\n\nC\u202eD\n"),
    "text-conflicted": writes(TARGET, EN.replace("This", "<<<<<<< HEAD\nThis\n=======\nThat\n>>>>>>> b\n")),
    "text-20-mb": writes(SOURCE, VI + "\n" + "dữ liệu " * (20 * MB // 10)),
    "text-1000-quotations": writes(SOURCE, VI + "\n" + "> " * 1000 + "Sâu\n"),
    "text-1000-lists": writes(SOURCE, VI + "\n" + "".join("  " * at + "- Sâu\n" for at in range(1000))),
    "text-of-marks": writes(SOURCE, VI + "\n" + "![a" * 100_000 + "\n"),
    "text-unsafe-link": writes(SOURCE, VI + "\n[bấm](javascript:alert%281%29)\n"),
    "text-note-without-text": writes(SOURCE, VI + "\nMột câu[^1].\n"),
    "text-missing": removes(SOURCE),
    "translation-of-another-case": writes(f"{BAD}/EN.md", EN),
    "translation-unknown-language": writes(f"{BAD}/xx.md", EN),
    # Files that are none, and ids
    "link-text": link(SOURCE, "/etc/hostname"),
    "link-original": link(f"{BAD}/original.txt", "/etc/hostname"),
    "link-article": link("source_texts/bai-ba", "bai-mot"),
    "link-term": link("glossary/la.yml", "cua-hau.yml"),
    "link-in-docs": link("docs/x.txt", "/etc/hostname"),
    "pipe-for-a-term": lambda archive: os.mkfifo(archive.root / "glossary/ong.yml"),
    "folder-for-a-text": lambda archive: (archive.root / BAD / "fr.md").mkdir(),
    "id-of-another-case": copies(BAD, "source_texts/Bai-Mot"),
    "id-with-dots": renames(BAD, "source_texts/..bai"),
    "id-with-a-bell": renames(BAD, "source_texts/bài\a::error::\n"),
    "id-with-accents": renames(BAD, "source_texts/bài hai"),
    "id-of-lists": renames(BAD, "source_texts/index"),
    # Ledgers
    "ledger-conflicted": conflicted,
    "ledger-broken": writes(LEDGER, "entries:\n- id: p1\n  target: none\n"),
    "blocks-broken": writes(f"{BAD}/blocks.yml", "blocks: {p1: x}\n"),
    "original-unrecorded": writes(f"{BAD}/original.txt", "as received"),
    # Terms
    "term-broken": writes("glossary/xau.yml", "languages:\n  vi: {form: x}\n"),
    "term-unknown": writes(
        "glossary/xau.yml", "languages:\n  vi: {form: xấu, definition: Không tốt.}\nsee: [cua-hai]\n"
    ),
    "term-twice": writes("glossary/xau.yml", "languages:\n  vi: {form: Cửa hậu, definition: Không tốt.}\n"),
    # Settings: nothing can be done without them
    "settings-broken": writes("archive.yml", "name: Kho\nlanguages: [vi, vn]\nengine: google\n"),
    "settings-missing": removes("archive.yml"),
    "settings-unknown-language": writes("archive.yml", SETTINGS.replace("[vi, en]", "[vi, vn]")),
    "link-for-the-work-folder": work_folder_elsewhere,
}
# No fault of what `check` reads.
ONLY_SOME = {"folder-for-a-text", "link-for-the-work-folder", "text-crlf-and-bom", "text-crlf-translation"}


@pytest.mark.parametrize("name", CASES)
def test_it_is_said_and_the_rest_is_built(name: str, tmp_path: Path, save_golden: bool) -> None:
    archive = two_articles(tmp_path / "archive")
    CASES[name](archive)
    before = archive.files()
    said = [archive.says("check"), archive.says("check", messages="vi"), archive.says("build", "--pages")]
    held("\n".join(said), f"bad-input/{name}.txt", save_golden)
    assert all("[exit code 1]" in text for text in said) or name in ONLY_SOME
    after = archive.files()
    assert {path: after[path] for path in before} == before
    assert ("docs/en/articles/bai-mot.md" in after) == (
        not name.startswith(("settings-", "link-for-the-work", "link-in-docs"))
    )
    assert not archive.strays()
