"""A build after any history equals a build from nothing, byte for byte.

Histories are random, from a seed: texts, terms, records, settings and pages by hand are edited, added, renamed and
taken away, builds are killed, outputs are damaged. `make test-long` tries longer ones.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from commands.archive import EN, VI, Archive, article, two_articles
from commands.builds import built
from commands.test_build import MkDocs
from diptych.model.generated import is_reserved

STEPS = int(os.environ.get("HISTORY", "12"))
SETTINGS_MORE = "downloads: {articles: [txt, tmx], archive: [epub, txt, jsonl]}\ntopics:\n  luat: {en: Law, vi: Luật}\n"


def texts(archive: Archive) -> list[Path]:
    return sorted((archive.root / "source_texts").glob("*/??.md"))


def articles(archive: Archive) -> list[Path]:
    return sorted(path.parent for path in (archive.root / "source_texts").glob("*/article.yml"))


def outputs(archive: Archive) -> list[Path]:
    site = [path for path in (archive.root / "site").rglob("*") if path.is_file()]
    docs = [path for path in (archive.root / "docs").rglob("*") if path.is_file()]
    return sorted([*site, *(one for one in docs if is_reserved(one.relative_to(archive.root / "docs").as_posix()))])


def edit_text(archive: Archive, chance: random.Random) -> None:
    path = chance.choice(texts(archive))
    lines = path.read_text("utf-8").split("\n\n")
    at = chance.randrange(1, len(lines))
    lines[at] = chance.choice(["Một đoạn khác, viết lại.\n", "Another paragraph about a back door.\n", lines[at]])
    path.write_text("\n\n".join(lines), encoding="utf-8")


def add_article(archive: Archive, chance: random.Random) -> None:
    article(archive, f"bai-{chance.randrange(100)}", VI.replace("tám", "chín"), chance.choice(["", EN]))


def take_article(archive: Archive, chance: random.Random) -> None:
    if len(articles(archive)) > 1:
        shutil.rmtree(chance.choice(articles(archive)))


def rename_article(archive: Archive, chance: random.Random) -> None:
    path = chance.choice(articles(archive))
    to = path.with_name(f"doi-{chance.randrange(100)}")
    if not to.exists():
        path.rename(to)


def edit_record(archive: Archive, chance: random.Random) -> None:
    path = chance.choice(articles(archive)) / "article.yml"
    kept = "".join(line for line in path.read_text("utf-8").splitlines(True) if not line.startswith(MORE))
    wanted = ["author: Lan\n", "author: An\n", "publish: record\n", "rights: CC0 1.0\n", "topics: [luat]\n", ""]
    path.write_text(chance.choice(wanted) + kept, encoding="utf-8")


MORE = ("author:", "publish:", "rights:", "topics:")


def edit_term(archive: Archive, chance: random.Random) -> None:
    form = chance.choice(["cửa hậu", "cửa sau", "đoạn"])
    archive.write(f"glossary/{chance.choice(['cua-hau', 'khac'])}.yml", TERM.format(form=form))


TERM = """\
languages:
  vi: {{form: {form}, definition: Lối vào bí mật.}}
  en: {{form: back door, definition: A secret way in.}}
"""


def edit_settings(archive: Archive, _: random.Random) -> None:
    text = archive.read("archive.yml")
    archive.write(
        "archive.yml", text.replace("en: Trial", "en: Test") if "Trial" in text else text.replace("Test", "Trial")
    )


def edit_own_page(archive: Archive, chance: random.Random) -> None:
    archive.write("docs/en/own.md", f"# By hand\n\n{chance.random()}\n")


def withdraw(archive: Archive, chance: random.Random) -> None:
    archive.run("withdraw", chance.choice(articles(archive)).name, "--reason", "asked for")


def draft(archive: Archive, _: random.Random) -> None:
    archive.run("translate", "--engine", "none")


def flip_bits(archive: Archive, chance: random.Random) -> None:
    for path in chance.sample(outputs(archive), 3):
        data = bytearray(path.read_bytes())
        if data:
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            path.write_bytes(data)


def take_outputs(archive: Archive, chance: random.Random) -> None:
    for path in chance.sample(outputs(archive), 3):
        path.unlink()


def leave_strangers(archive: Archive, chance: random.Random) -> None:
    for folder in ("docs/en/articles", "docs/downloads", "docs/assets/cards", "site"):
        archive.write(f"{folder}/strange-{chance.randrange(9)}.md", "# Not built\n")


def kill_a_build(archive: Archive, chance: random.Random) -> None:
    edit_text(archive, chance)
    built(archive.root, chance.randrange(1, 120))


def build_pages(archive: Archive, chance: random.Random) -> None:
    edit_text(archive, chance)
    archive.run("build", "--pages")


EVENTS: list[Callable[[Archive, random.Random], None]] = [
    edit_text,
    add_article,
    take_article,
    rename_article,
    edit_record,
    edit_term,
    edit_settings,
    edit_own_page,
    withdraw,
    draft,
    flip_bits,
    take_outputs,
    leave_strangers,
    kill_a_build,
    build_pages,
]


def from_nothing(archive: Archive, root: Path) -> Archive:
    """A build of the archive's own files in another place, where nothing is remembered."""
    shutil.rmtree(root, ignore_errors=True)
    fresh = Archive(root)
    for name, data in archive.files().items():
        first, _, rest = name.partition("/")
        if first != "site" and not (first == "docs" and is_reserved(rest)):
            fresh.write(name, data)
    fresh.run("build")
    return fresh


@pytest.mark.parametrize("seed", [1, 2])
def test_a_build_after_any_history_equals_one_from_nothing(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    archive = two_articles(tmp_path / "archive")
    archive.write("archive.yml", archive.read("archive.yml") + SETTINGS_MORE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("diptych.store.mkdocs.subprocess.run", MkDocs())
        archive.run("build")
        told: list[str] = []
        for _ in range(STEPS // 2):
            for event in chance.sample(EVENTS, chance.randrange(1, 4)):
                told.append(event.__name__)
                event(archive, chance)
            archive.run("build")
            fresh = from_nothing(archive, tmp_path / "fresh")
            found, expected = archive.files(), fresh.files()
            differing = [name for name in {**found, **expected} if found.get(name) != expected.get(name)]
            assert not differing, told
        assert {"docs/downloads/archive/archive.vi.epub", "site/index.html"} <= {*found}
