"""`upgrade`: an archive made by 0.1.0, which held the tool itself, comes to this version with every word it had.

`upgrade/0.1.0/` holds some of the files that `init` of 0.1.0 wrote, byte for byte; those whose names would mean
something here are named otherwise.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from commands import faults
from commands.archive import EN, Archive, article, empty
from diptych.jobs.build import build
from diptych.store.shipped import shipped_docs
from diptych.text.lockfile import read_lock
from diptych.text.mkdocsyml import upgraded
from diptych.text.yamltext import read_yaml

OLD = Path(__file__).parent / "upgrade" / "0.1.0"
NAMES = {"gitignore": ".gitignore", "gitattributes": ".gitattributes", "github": ".github"}


def made_by_0_1_0(root: Path) -> Archive:
    archive = empty(root)
    for file in sorted(path for path in OLD.rglob("*") if path.is_file()):
        first, *rest = file.relative_to(OLD).as_posix().removesuffix(".txt").split("/")
        archive.write("/".join([NAMES.get(first, first), *rest]), file.read_bytes())
    archive.write("mkdocs.yml", (OLD / "mkdocs.yml").read_text("utf-8").replace("archive.example", "diptych.example"))
    article(archive, "bai", target=EN)
    assert archive.run("translate", "--engine", "none")[0] == 0
    return archive


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return made_by_0_1_0(tmp_path / "archive")


def content(archive: Archive) -> dict[str, bytes]:
    people = ("source_texts/", "glossary/", "archive.yml", "README.md")
    return {path: data for path, data in archive.files().items() if path.startswith(people)}


def test_the_tool_goes_and_every_text_stays(old: Archive) -> None:
    before = content(old)
    code, out = old.run("upgrade")
    assert code == 0
    files = old.files()
    assert content(old) == before
    assert not [path for path in files if path.startswith(("scripts/diptych/", "overrides/", "docs/"))]
    assert not {"pyproject.toml", "CONTRIBUTING.vi.md"} & {*files}
    assert {"diptych.lock", "requirements.lock", "Makefile", ".github/workflows/check.yml"} <= {*files}
    assert "removes  scripts/" in out
    assert read_yaml(files["mkdocs.yml"], "mkdocs.yml").data["theme"] == {"name": "diptych"}


def test_a_second_upgrade_changes_nothing(old: Archive) -> None:
    old.run("upgrade")
    before = old.files()
    code, out = old.run("upgrade")
    assert (code, "nothing was changed" in out, old.files()) == (0, True, before)


def test_a_dry_run_says_the_same_and_changes_nothing(old: Archive) -> None:
    before = old.files()
    _, planned = old.run("upgrade", "--dry-run")
    assert old.files() == before
    _, out = old.run("upgrade")
    assert planned.splitlines()[:-1] == out.splitlines()[:-1]


@pytest.mark.parametrize(
    "path", ["Makefile", ".gitignore", "overrides/404.html", "docs/vi/guide/read.md", "scripts/diptych/__init__.py"]
)
def test_what_a_person_has_changed_stays_and_is_named(old: Archive, path: str) -> None:
    old.write(path, old.files()[path] + b"# mine\n")
    mine = old.files()[path]
    _, out = old.run("upgrade")
    assert old.files()[path] == mine
    assert f"keeps    {path}, which has been changed here\n" in out
    assert ("custom_dir: overrides" in old.read("mkdocs.yml")) is path.startswith("overrides/")
    assert "nothing was changed" in old.run("upgrade")[1]
    assert old.files()[path] == mine


def test_what_a_person_has_deleted_stays_away(old: Archive) -> None:
    old.run("upgrade")
    (old.root / "CONTRIBUTING.md").unlink()
    assert "nothing was changed" in old.run("upgrade")[1]
    assert not (old.root / "CONTRIBUTING.md").exists()


def test_old_addresses_answer(old: Archive) -> None:
    old.run("upgrade")
    assert build(old.root).site
    site = old.root / "site"
    for path, _ in shipped_docs():
        if path.startswith(("vi/", "en/")):
            page = path.removesuffix(".md").removesuffix("/index")
            assert (site / page / "index.html").is_file(), path
    for path in ("vi/articles/bai/", "en/articles/bai/", "vi/feed.xml", "assets/diptych.css", "assets/lists.css"):
        assert (site / path).exists(), path


def test_the_lock_tells_what_was_written(old: Archive) -> None:
    old.run("upgrade", "--vendor")
    lock, files = read_lock(old.read("diptych.lock")), old.files()
    assert {hashlib.sha256(files[path]).hexdigest() for path in lock.files if path in files} <= {*lock.files.values()}
    (wheel,) = [path for path in files if path.startswith("vendor/")]
    assert hashlib.sha256(files[wheel]).hexdigest() == lock.wheel


def test_killed_at_any_moment_it_is_finished_by_another_run(old: Archive) -> None:
    whole = old.copy("whole")
    assert whole.run("upgrade")[0] == 0
    number = 1
    while True:
        archive = old.copy(str(number))
        if not faults.killed_at(number, archive.root, lambda archive=archive: archive.run("upgrade")):  # type: ignore[misc]
            break
        assert archive.run("upgrade")[0] == 0
        assert archive.files() == whole.files(), number
        number += 1
    assert number > 10


def test_a_theme_of_somebody_elses_is_told_and_nothing_is_changed(old: Archive) -> None:
    old.write("mkdocs.yml", old.read("mkdocs.yml").replace("name: material", "name: readthedocs"))
    before = old.files()
    code, out = old.run("upgrade")
    assert (code, "mkdocs.yml:6: D740" in out, old.files()) == (1, True, before)


def test_a_link_is_not_followed(old: Archive, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text("mine")
    (old.root / "Makefile").unlink()
    (old.root / "Makefile").symlink_to(outside)
    code, out = old.run("upgrade")
    assert (code, "D201" in out, outside.read_text()) == (1, True, "mine")


# mkdocs.yml, as people have it.

ADDED = """\
site_name: x
theme:
  name: material
  custom_dir: overrides
  language: en
  font: false
  favicon: mine.png
extra_css:
  - assets/fonts.css
  - assets/diptych.css
  - assets/lists.css
  - mine.css
plugins:
  - mine
nav:
  - index.md
  - vi/about.md
"""
EXPECTED = """\
site_name: x
theme:
  name: diptych
  favicon: mine.png
extra_css:
  - mine.css
plugins:
  - diptych
  - mine
nav:
  - index.md
  - vi/about.md
"""


def test_what_people_added_to_the_settings_of_the_site_stays() -> None:
    assert upgraded(ADDED, overrides=False, document=False) == EXPECTED
    assert upgraded(EXPECTED, overrides=False, document=False) == EXPECTED
