"""How many single flipped bits `verify` finds, by kind of file that promises fixity.

    .venv/bin/python -m benchmarks.fixity [FLIPS]

flips so many bits a kind (300), one at a time, in a copy of three articles of this repository: one of them drafted by a
machine as well, and read by somebody. No corpus is needed.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from benchmarks.archives import HERE, copy_own
from diptych.jobs.build import build
from diptych.jobs.review import review
from diptych.jobs.verify import verify
from diptych.model.article import Draft
from diptych.model.problem import Problem, Refused
from diptych.store.archive import load
from diptych.store.writing import update_article
from diptych.text.bitext import read_bitext, settle, wanting

ARTICLES = 3
LANGUAGE, TODAY = "fr", "2026-11-24"  # of the drafts
FLOOR = 0.99

KINDS: Mapping[str, Sequence[str]] = {
    "originals": ("source_texts/*/original.*",),
    "texts": ("source_texts/*/??.md",),
    "blocks.yml": ("source_texts/*/blocks.yml",),
    "ledgers": ("source_texts/*/*.ledger.yml",),
    "reviews": ("source_texts/*/*.review.yml",),
    "generated pages": ("docs/*/articles/*.md", "docs/*/glossary/*.md"),
}


def make(root: Path) -> None:
    """The archive; its ledgers, blocks and reviews are written anew, as those of a new archive are."""
    every = load(HERE).articles
    drafted = next(one.id for one in every if "vi" in one.translations)
    chosen = [drafted, *(one.id for one in every if one.id != drafted)][:ARTICLES]
    copy_own(root, "archive.yml", "mkdocs.yml", "docs", "glossary", *(f"source_texts/{name}" for name in chosen))
    for path in [*root.glob("source_texts/*/blocks.yml"), *root.glob("source_texts/*/*.ledger.yml")]:
        path.unlink()
    for article in load(root).articles:
        for language in (*article.translations, *([LANGUAGE] if article.id == drafted else [])):
            reading = read_bitext(article, language)
            blocks = dict(zip(reading.source.ids, reading.source.blocks, strict=True))
            drafts = {
                name: Draft(
                    text=blocks[name].text, source=blocks[name].hash, engine="benchmark", version="1.2.3", date=TODAY
                )
                for name in wanting(reading)
            }
            update_article(root, article.id, language, partial(settle, language=language, drafts=drafts))
    review(root, drafted, "vi", "Lan", TODAY)
    build(root, pages_only=True)


def told(root: Path) -> tuple[Problem, ...]:
    try:
        return verify(root).problems
    except Refused as refused:
        return refused.problems


def flipped(files: Sequence[Path], flips: int) -> Iterator[tuple[Path, bytes, bytes]]:
    """Bits drawn from all files alike, as a disk would: (file, what it holds, what it holds with one bit flipped)."""
    chance = random.Random(0)
    held = [(path, path.read_bytes()) for path in files]
    for path, data in chance.choices(held, [len(data) for _, data in held], k=flips):
        at = chance.randrange(len(data))
        yield path, data, data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


def main() -> int:
    flips = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "archive")
        make(root)
        before = told(root)
        worst = 1.0
        print(f"{'files':16}{'bits':>6}{'found':>7}")
        for kind, patterns in KINDS.items():
            files = sorted(path for pattern in patterns for path in root.glob(pattern))
            found = 0
            for path, data, other in flipped(files, flips):
                path.write_bytes(other)
                found += told(root) != before
                path.write_bytes(data)
            worst = min(worst, found / flips)
            print(f"{kind:16}{flips:6}{found / flips:7.1%}")
    print(f"floor {FLOOR:.0%}: {'held' if worst >= FLOOR else 'not held'}")
    return int(worst < FLOOR)


if __name__ == "__main__":
    sys.exit(main())
