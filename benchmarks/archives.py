"""Archives made from the bilingual news of `../shared/corpus`, to measure with; never part of the project.

    .venv/bin/python -m benchmarks.archives DIR [ARTICLES]

writes an archive of the 41 documents of NTREX (or of as many articles as asked, the documents repeated with a number in
each title) with this repository's theme and glossary; `diptych --archive DIR build` then builds it.
"""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from diptych.model.article import Article, Translation
from diptych.model.record import Credits, Record
from diptych.store.writing import write_settled
from diptych.text.bitext import settle
from diptych.text.schema import plain
from diptych.text.yamltext import write_yaml

HERE = Path(__file__).resolve().parent.parent
CORPUS = HERE.parent / "shared" / "corpus" / "ntrex-vi-en.tsv"
SENTENCES = 4  # in a paragraph


def documents() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The corpus: (name, [(Vietnamese, English)]). Stops the program with a notice where it is missing."""
    if not CORPUS.exists():
        sys.exit("the corpus is not here: expected shared/corpus beside the checkout; nothing was measured")
    found: dict[str, list[tuple[str, str]]] = {}
    with CORPUS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            found.setdefault(row["document"], []).append((row["vi"], row["en"]))
    yield from found.items()


def text(sentences: list[str], number: int) -> str:
    """A Markdown text: the first sentence is the title, the others stand four a paragraph."""
    title, *rest = (sentence.replace("*", "").strip() for sentence in sentences)
    paragraphs = [" ".join(rest[at : at + SENTENCES]) for at in range(0, len(rest), SENTENCES)]
    return "\n\n".join([f"# {title} ({number})", *paragraphs]) + "\n"


def copy_own(root: Path, *names: str) -> None:
    """Files and folders of this repository into another folder: what git tracks or would, nothing that a build made."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *names]
    found = subprocess.run(listed, cwd=HERE, capture_output=True, check=True, text=True).stdout
    for name in filter(None, found.split("\0")):
        if (HERE / name).is_file():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(HERE / name, root / name)


def make(root: Path, articles: int) -> None:
    """An archive of so many articles in a new folder."""
    root.mkdir(parents=True, exist_ok=True)
    shutil.copy(HERE / "mkdocs.yml", root / "mkdocs.yml")
    settings = (HERE / "archive.yml").read_text(encoding="utf-8")
    # Without the files to take away: what they cost is measured by `benchmarks.exports` and `benchmarks.pdf`.
    (root / "archive.yml").write_text(settings.partition("downloads:\n")[0], encoding="utf-8")
    copy_own(root, "glossary")
    every = list(documents())
    for number in range(articles):
        document, pairs = every[number % len(every)]
        record = Record(
            language="vi", published="2018-09-30", publisher=document.split(".")[0], translations={"en": Credits()}
        )
        name = f"{document.replace('.', '-')}-{number}"
        vietnamese, english = (text([pair[side] for pair in pairs], number) for side in (0, 1))
        article = Article(id=name, record=record, text=vietnamese, known=(), translations={"en": Translation(english)})
        home = root / "source_texts" / name
        home.mkdir(parents=True)
        (home / "vi.md").write_text(vietnamese, encoding="utf-8")
        (home / "en.md").write_text(english, encoding="utf-8")
        (home / "article.yml").write_text(write_yaml(plain(record)), encoding="utf-8")
        write_settled(root, article, {"en": settle(article, "en", {})})


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else sum(1 for _ in documents()))
