"""What is a folder or one zip file of many: the bag and the offline site. And where exports may be written."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from itertools import count
from pathlib import Path

import bagit
import pytest

from commands import faults
from commands.archive import VI, Archive, two_articles
from diptych.jobs.formats import formats
from diptych.store.build_cache import BUILT, SOURCES, files_key, write_made
from pages.archives import trial, written
from pages.honest import NOBODY, honest_archive

OTHERS = ("site", "pdf")  # which tests of their own hold


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return two_articles(tmp_path / "archive")


def export(archive: Archive, kind: str, name: str, *asked: str) -> tuple[int, str]:
    return archive.run("export", *(asked or ["--all"]), "--format", kind, "-o", str(archive.root.parent / name))


def test_a_bag_is_valid_and_holds_the_archive(archive: Archive) -> None:
    archive.run("add", str(archive.write("../new.md", "# Mới\n\nMột đoạn.\n")), "--lang", "vi", "--id", "moi")
    assert export(archive, "bag", "bag")[0] == 0
    bag = bagit.Bag(str(archive.root.parent / "bag"))
    bag.validate()
    held = {name.removeprefix("data/") for name in bag.payload_entries()}
    assert held == set(archive.files("source_texts")) | set(archive.files("glossary")) | {"archive.yml"}
    assert "source_texts/moi/original.md" in held
    assert set(bag.algorithms) == {"sha256", "sha512"}


def test_one_bit_of_a_bag_is_missed(archive: Archive) -> None:
    export(archive, "bag", "bag")
    path = archive.root.parent / "bag/data/source_texts/bai-hai/vi.md"
    data = bytearray(path.read_bytes())
    data[7] ^= 1
    path.write_bytes(data)
    with pytest.raises(bagit.BagValidationError):
        bagit.Bag(str(archive.root.parent / "bag")).validate()


def test_an_original_that_was_changed_goes_into_no_bag(archive: Archive) -> None:
    archive.run("add", str(archive.write("../new.md", "# Mới\n\nMột đoạn.\n")), "--lang", "vi", "--id", "moi")
    archive.write("source_texts/moi/original.md", "# Mới\n\nMột đoản.\n")
    code, said = export(archive, "bag", "bag")
    assert (code, "D251" in said, (archive.root.parent / "bag").exists()) == (1, True, False)


def test_a_bag_holds_no_word_that_may_not_be_passed_on(tmp_path: Path) -> None:
    archive = Archive(written(tmp_path / "archive", honest_archive()))
    export(archive, "bag", "bag")
    bag = bagit.Bag(str(tmp_path / "bag"))
    bag.validate()
    shown = [
        name
        for name in bag.payload_entries()
        if name.startswith(("data/source_texts/excerpt", "data/source_texts/record"))
    ]
    assert sorted(shown) == [f"data/source_texts/{name}/article.yml" for name in ("excerpt", "record")]
    for name in shown:
        assert NOBODY not in (tmp_path / "bag" / name).read_text(encoding="utf-8")
    assert "excerpt, record" in bag.info["Internal-Sender-Description"]


def test_a_zip_holds_the_same_in_one_folder(archive: Archive) -> None:
    export(archive, "bag", "bag")
    export(archive, "bag", "kept.zip")
    with zipfile.ZipFile(archive.root.parent / "kept.zip") as packed:
        held = {name: packed.read(name) for name in packed.namelist()}
    folder = archive.root.parent / "bag"
    assert held == {
        f"kept/{path.relative_to(folder)}": path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_the_site_is_packed_to_be_opened_from_a_folder(archive: Archive) -> None:
    assert "D566" in export(archive, "site", "site.zip")[1]
    archive.write("site/index.html", '<a href="en/">en</a> <a href="https://a.example/">a</a> <a href="en/#x">x</a>')
    archive.write("site/en/index.html", '<a href="..">up</a> <a href="../a.css">a</a>')
    assert "D568" in export(archive, "site", "site.zip")[1]
    write_made(archive.root, BUILT, {"sources": files_key(archive.root, SOURCES)})
    assert export(archive, "site", "site.zip")[0] == 0
    with zipfile.ZipFile(archive.root.parent / "site.zip") as packed:
        assert packed.read("site/index.html").decode() == (
            '<a href="en/index.html">en</a> <a href="https://a.example/">a</a> <a href="en/index.html#x">x</a>'
        )
        assert packed.read("site/en/index.html").decode() == '<a href="../index.html">up</a> <a href="../a.css">a</a>'


def test_a_site_that_is_older_than_the_archive_is_not_packed(archive: Archive) -> None:
    archive.write("site/index.html", "withdrawn since")
    write_made(archive.root, BUILT, {"sources": files_key(archive.root, SOURCES)})
    assert export(archive, "site", "site.zip")[0] == 0
    archive.run("withdraw", "bai-hai", "--reason", "x")
    assert "D568" in export(archive, "site", "site.zip")[1]


def test_the_whole_is_never_less(archive: Archive) -> None:
    code, said = export(archive, "bag", "bag", "bai-hai")
    assert (code, "D563: the format bag is made of the whole archive only" in said) == (1, True)


# Where exports may be written.


def full_folder(path: Path) -> str:
    path.mkdir()
    (path / "mine.txt").write_text("mine")
    return "bag"


def a_file(path: Path) -> str:
    path.write_text("mine")
    return "bag"


def file_for_a_parent(path: Path) -> str:
    path.write_text("mine")
    return "txt"


@pytest.mark.parametrize(
    ("spoil", "name", "code"),
    [(full_folder, "out", "D567"), (a_file, "out", "D567"), (file_for_a_parent, "out/in.txt", "D203")],
)
def test_what_stands_there_is_left_alone(archive: Archive, spoil: Callable[[Path], str], name: str, code: str) -> None:
    kind = spoil(archive.root.parent / "out")
    before = Archive(archive.root.parent).files("out")
    exit_code, said = export(archive, kind, name)
    assert (exit_code, code in said) == (1, True), said
    assert Archive(archive.root.parent).files("out") == before


@pytest.mark.parametrize(("kind", "name"), [("txt", "a.txt"), ("epub", "a.epub"), ("bag", "a.zip"), ("bag", "a")])
def test_a_full_disk_leaves_the_old_file_and_says_so(archive: Archive, kind: str, name: str) -> None:
    out = archive.root.parent / "out"
    out.mkdir()
    assert export(archive, kind, f"out/{name}")[0] == 0
    archive.write("source_texts/bai-hai/vi.md", VI.replace("tám", "chín"))
    if name == "a":
        bag = out / "a"
        bag.rename(out / "old")  # a bag is never written over
    before = Archive(out).files()
    base = archive.root.parent
    unharmed = shutil.copytree(base, base.with_name(f"{base.name}-0"))
    export(Archive(unharmed / "archive"), kind, f"out/{name}")
    after = Archive(unharmed / "out").files()
    struck = 0
    for number in count(1):
        place = shutil.copytree(base, base.with_name(f"{base.name}-{number}"))
        with faults.full_disk_at(number, place / "out") as watch:
            code, said = export(Archive(place / "archive"), kind, f"out/{name}")
        left = Archive(place / "out")
        assert not left.strays()
        if code == 0:  # the disk was full where no space was needed, or never
            assert left.files() == after
        else:
            assert "the disk is full" in said
            assert left.files() in (before, after)
            struck += 1
        if not watch.struck:
            break
    assert struck > 1


def test_nothing_changed_nothing_is_done(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    export(archive, "txt", "a.txt")
    with monkeypatch.context() as patch:
        patch.setattr("diptych.jobs.export.load", lambda _: pytest.fail("the archive is read again"))
        code, said = export(archive, "txt", "a.txt")
    assert (code, "is up to date" in said) == (0, True)
    archive.write("source_texts/bai-hai/vi.md", VI.replace("tám", "chín"))
    export(archive, "txt", "a.txt")
    assert "chín" in (archive.root.parent / "a.txt").read_text(encoding="utf-8")
    (archive.root.parent / "a.txt").write_text("spoilt")
    export(archive, "txt", "a.txt")
    assert "chín" in (archive.root.parent / "a.txt").read_text(encoding="utf-8")


def test_the_same_archive_gives_the_same_bytes(tmp_path: Path) -> None:
    """Law 7, for each format, in processes with other seeds, zones and languages."""
    lines = "import sys\nfrom pathlib import Path\nfrom diptych.jobs.export import export\n"
    lines += "from diptych.jobs.selection import Choice\n"
    lines += "from diptych.jobs.formats import format_of\n"
    kinds = [(kind.name, kind.suffix or ".zip") for kind in formats() if not kind.units and kind.name not in OTHERS]
    for kind, suffix in kinds:
        lines += f"export(Path(sys.argv[1]), Choice(), format_of({kind!r}), Path(sys.argv[2]) / 'all{suffix}')\n"
    root = str(trial(tmp_path / "archive"))
    found = []
    for seed, zone in (("1", "UTC"), ("2", "Asia/Ho_Chi_Minh")):
        out = tmp_path / seed
        environ = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        subprocess.run([sys.executable, "-c", lines, root, str(out)], env=environ, check=True)
        found.append(Archive(out).files())
    assert found[0] == found[1]
    assert len(found[0]) == len(kinds)
