"""How well the blocks of a translation made by hand are found, after a paragraph was merged, split, left out or added.

    .venv/bin/python -m benchmarks.blocks

The 41 documents of NTREX as articles of four sentences a paragraph. Each translation is edited once, at a random place,
in each of four ways; then its blocks are found without any ledger. F1 over beads, by kind of edit.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from benchmarks.archives import SENTENCES, documents
from diptych.model.article import Article, Translation
from diptych.model.record import Record
from diptych.text.bitext import read_bitext
from diptych.text.sentences import sentences

EDITS = ("merge", "split", "omission", "insertion")
ADDED = "A note by the translator, which stands only here and translates no paragraph of the original text."

Gold = set[tuple[tuple[str, ...], tuple[int, ...]]]


def edited(paragraphs: Sequence[str], edit: str, chance: random.Random) -> tuple[list[str], Gold]:
    """The translation's blocks after one edit, and the gold beads; the title is block 0 and id p1."""
    out = ["# Title"]
    gold: Gold = {(("p1",), (0,))}
    place = chance.randrange(len(paragraphs) - 1)
    merged = ""
    for at, paragraph in enumerate(paragraphs):
        name, here = f"p{at + 2}", len(out)
        cut = sentences(paragraph)
        half = len(cut) // 2
        if at == place and edit == "merge":
            merged = paragraph + " "
        elif at == place and edit == "omission":
            gold.add(((name,), ()))
        elif at == place and edit == "split" and half:
            gold.add(((name,), (here, here + 1)))
            out += ["".join(cut[:half]).strip(), "".join(cut[half:]).strip()]
        else:
            gold.add(((f"p{at + 1}", name) if merged else (name,), (here,)))
            out.append(merged + paragraph)
            merged = ""
        if at == place and edit == "insertion":
            gold.add(((), (len(out),)))
            out.append(ADDED)
    return out, gold


def score(edit: str) -> float:
    """Bead F1 over all documents after one edit of a kind in each."""
    chance = random.Random(edit)
    hit = found = wanted = 0
    for _, pairs in documents():
        rows = [(vi.replace("*", ""), en.replace("*", "")) for vi, en in pairs[1:]]
        groups = [rows[at : at + SENTENCES] for at in range(0, len(rows), SENTENCES)]
        if len(groups) < 2:
            continue
        source = ["# Tiêu đề", *(" ".join(vi for vi, _ in group) for group in groups)]
        blocks, gold = edited([" ".join(en for _, en in group) for group in groups], edit, chance)
        english = {"en": Translation("\n\n".join(blocks) + "\n")}
        article = Article(
            id="a", record=Record(language="vi"), text="\n\n".join(source) + "\n", known=(), translations=english
        )
        ours = {(row.ids, row.targets) for row in read_bitext(article, "en").bitext.rows}
        hit, found, wanted = hit + len(ours & gold), found + len(ours), wanted + len(gold)
    return 2 * hit / (found + wanted)


if __name__ == "__main__":
    for kind in EDITS:
        print(f"{kind:>9}: bead F1 {score(kind):.3f}")
