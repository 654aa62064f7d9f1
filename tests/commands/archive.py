"""A small archive in a folder of its own, what commands say in it, and what was said before."""

from __future__ import annotations

import datetime
import io
import shutil
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from diptych.cli.main import run
from diptych.store.cache import archive_cache

TODAY = "2026-11-24"
# Commands and the programs that they start are told the day: what they write is the same on every day.
THE_DAY = {"SOURCE_DATE_EPOCH": str(int(datetime.datetime.fromisoformat(f"{TODAY}T12:00Z").timestamp()))}
GOLDEN = Path(__file__).parent / "golden"
SETTINGS = "name:\n  en: Trial\n  vi: Thử\nlanguages: [vi, en]\naddress: https://diptych.example/\nrights: CC BY 4.0\n"
VI = "# Cửa hậu\n\nĐây là một cửa hậu.\n\nNăm 2020, Bắc Kinh nêu tám điểm.\n"
EN = "# The back door\n\nThis is a back door.\n\nIn 2020 Beijing named eight points.\n"


@dataclass(frozen=True)
class Archive:
    root: Path

    def write(self, path: str, content: str | bytes) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    def read(self, path: str) -> str:
        return (self.root / path).read_bytes().decode()

    def files(self, folder: str = "") -> dict[str, bytes]:
        """The files and their bytes, without the tool's own folder."""
        found = {str(p.relative_to(self.root)): p for p in sorted((self.root / folder).rglob("*")) if p.is_file()}
        return {name: path.read_bytes() for name, path in found.items() if not name.startswith((".diptych/", ".git/"))}

    def strays(self) -> list[str]:
        """What a killed run left behind and nobody has swept."""
        return [path.name for path in self.root.rglob("*.dtmp")]

    def run(self, *arguments: str, messages: str = "en", **environ: str) -> tuple[int, str]:
        """One command: its exit code and all that it printed."""
        out = io.StringIO()
        with redirect_stdout(out), redirect_stderr(out):
            code = run(["--archive", str(self.root), "--messages", messages, *arguments], THE_DAY | environ)
        said = out.getvalue().replace(f" --archive {self.root} ", " ")  # as if one stood in it
        return code, said.replace(f"{self.root}/", "").replace(str(self.root.parent), "…")

    def says(self, *arguments: str, messages: str = "en", **environ: str) -> str:
        """One command as a reader of a terminal sees it."""
        code, out = self.run(*arguments, messages=messages, **environ)
        shown = " ".join(arguments).replace(f"{self.root.parent}/", "…/")
        return f"$ diptych {shown}\n{out}[exit code {code}]\n"

    def copy(self, name: str) -> Archive:
        """The archive and what is remembered of it, as if it had stood there from the beginning."""
        copy = shutil.copytree(self.root, self.root.with_name(name), symlinks=True)
        if archive_cache(self.root).exists():
            shutil.copytree(archive_cache(self.root), archive_cache(copy), dirs_exist_ok=True)
        return Archive(copy)


def empty(root: Path) -> Archive:
    """An archive without articles."""
    archive = Archive(root)
    archive.write("archive.yml", SETTINGS)
    (root / "source_texts").mkdir()
    return archive


def article(archive: Archive, name: str, source: str = VI, target: str = "") -> None:
    """An article from Vietnamese, and its English where there is one."""
    credits = "translations:\n  en:\n    translators: [Lan]\n" if target else ""
    archive.write(f"source_texts/{name}/article.yml", f"language: vi\n{credits}")
    archive.write(f"source_texts/{name}/vi.md", source)
    if target:
        archive.write(f"source_texts/{name}/en.md", target)


def two_articles(root: Path) -> Archive:
    """An archive of two articles translated by hand, with a term, and nothing to complain of."""
    archive = empty(root)
    article(archive, "bai-mot", VI.replace("2020", "2021"), EN.replace("2020", "2021"))
    article(archive, "bai-hai", target=EN)
    archive.write(
        "glossary/cua-hau.yml",
        "languages:\n"
        "  vi: {form: cửa hậu, definition: Lối vào bí mật.}\n"
        "  en: {form: back door, definition: A secret way in.}\n",
    )
    assert archive.run("translate", "--engine", "none") == (0, "Nothing to translate.\n")
    assert archive.run("check") == (0, "0 errors, 0 warnings.\n")
    return archive


def held(text: str, name: str, save: bool) -> None:
    """The text is what the golden file says, or becomes it."""
    file = GOLDEN / name
    if save:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")
