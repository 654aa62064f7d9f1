"""How well sentences that face each other are found, after neighbours were merged and some left out.

    .venv/bin/python -m benchmarks.beads

Paragraphs of k sentences of NTREX and FLORES. In the translation each sentence is merged with its neighbour with a
chance of 20 %, and left out with one of 3 %; a bead counts when both of its sides are right. F1 over beads, the share
of paragraphs that are wholly right, and how many paragraphs are aligned in a second of processor time.
"""

from __future__ import annotations

import csv
import random
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.archives import CORPUS, documents
from diptych.model.content import Paragraph, Quotation, lines
from diptych.model.inline import Sentence, plain, walk
from diptych.reading.article import read_article
from diptych.reading.facing import Reader, faced
from diptych.store.archive import load
from diptych.text.align import align, align_surely, length_ratio, unit
from diptych.text.beads import CONFIDENT, draft_likeness
from diptych.text.sentences import sentences

FLORES = CORPUS.with_name("flores-dev-vi-en.tsv")
MERGED, OMITTED = 0.20, 0.03

Pairs = list[tuple[str, str, str]]  # (Vietnamese, English, the google draft or "")
Gold = list[tuple[tuple[int, ...], tuple[int, ...]]]
Aligner = Callable[[Sequence[str], Sequence[str], Sequence[str]], Gold]


class Marked(NamedTuple):
    """What readers see of paragraphs of 2 to 5 sentences."""

    paragraphs: int  # marked or not
    beads: Sequence[Sequence[bool]]  # of each marked paragraph: which of its beads are right
    plain: Sequence[Sequence[bool]]  # of these, the paragraphs whose beads all face one with one


def ntrex() -> list[Pairs]:
    return [[(vi, en, "") for vi, en in pairs] for _, pairs in documents()]


def flores() -> list[Pairs]:
    with FLORES.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [[(row["vi"], row["en"], row["google"]) for row in rows]]


def damaged(pairs: Pairs, k: int, chance: random.Random) -> Iterator[tuple[list[str], list[str], list[str], Gold]]:
    """Paragraphs of k sentences: (source, target, drafts of the source sentences, gold beads)."""
    for at in range(0, len(pairs) - k + 1, k):
        source, target, drafts = ([pair[side] for pair in pairs[at : at + k]] for side in (0, 1, 2))
        merged: list[str] = []
        gold: Gold = []
        for n, sentence in enumerate(target):
            if chance.random() < OMITTED and k > 1:
                gold.append(((n,), ()))
            elif merged and gold[-1][1] and len(gold[-1][0]) < 2 and chance.random() < MERGED:
                merged[-1] += " " + sentence
                gold[-1] = ((*gold[-1][0], n), gold[-1][1])
            else:
                merged.append(sentence)
                gold.append(((n,), (len(merged) - 1,)))
        yield source, merged, drafts, gold


def score(texts: list[Pairs], k: int, aligner: Aligner) -> tuple[float, float, float]:
    """(bead F1, share of paragraphs wholly right, paragraphs a second)."""
    chance = random.Random(f"{k}")
    hit = found = wanted = whole = number = 0
    start = time.process_time()
    for pairs in texts:
        for source, target, drafts, gold in damaged(pairs, k, chance):
            ours = set(aligner(source, target, drafts))
            hit, found, wanted = hit + len(ours & set(gold)), found + len(ours), wanted + len(gold)
            whole, number = whole + (ours == set(gold)), number + 1
    return 2 * hit / (found + wanted), whole / number, number / (time.process_time() - start)


def by_length(source: Sequence[str], target: Sequence[str], _drafts: Sequence[str]) -> Gold:
    units = [[unit(text) for text in side] for side in (source, target)]
    return [(bead.source, bead.target) for bead in align(units[0], units[1], length_ratio("vi", "en"))]


def by_draft(source: Sequence[str], target: Sequence[str], drafts: Sequence[str]) -> Gold:
    units = [[unit(text) for text in side] for side in (source, target)]
    found = align_surely(units[0], units[1], length_ratio("vi", "en"), draft_likeness(drafts, target))
    return [(bead.source, bead.target) for bead in found.beads]


def shown(texts: list[Pairs], k: int) -> tuple[float, float]:
    """(precision, share of all beads) of the beads that are sure enough to be shown, by length alone."""
    chance = random.Random("shown")
    right = kept = every = 0
    for pairs in texts:
        for source, target, _, gold in damaged(pairs, k, chance):
            units = [[unit(text) for text in side] for side in (source, target)]
            found = align_surely(units[0], units[1], length_ratio("vi", "en"), None, CONFIDENT)
            every += len(found.beads)
            if found.margin >= CONFIDENT:
                kept += len(found.beads)
                right += sum((bead.source, bead.target) in gold for bead in found.beads)
    return right / kept, kept / every


def paragraphs(pairs: Pairs, chance: random.Random) -> Iterator[Pairs]:
    """The pairs cut into paragraphs of 2 to 5; a single one that is left at the end is dropped."""
    while len(pairs) > 1:
        k = min(len(pairs), chance.randint(2, 5))
        yield pairs[:k]
        pairs = pairs[k:]


def marked(texts: list[Pairs]) -> Marked:
    """What readers are shown of these texts, as `sentence_beads` decides."""
    chance = random.Random(7)
    some = [paragraph for pairs in texts for paragraph in paragraphs(pairs, chance)]
    cases = [case for paragraph in some for case in damaged(paragraph, len(paragraph), chance)]
    beads, plain = [], []
    for source, target, _, gold in cases:
        found = align_surely([*map(unit, source)], [*map(unit, target)], length_ratio("vi", "en"), None, CONFIDENT)
        if found.margin >= CONFIDENT and len(found.beads) > 1:
            beads.append([(bead.source, bead.target) in gold for bead in found.beads])
            if all(len(bead.source) == len(bead.target) == 1 for bead in found.beads):
                plain.append(beads[-1])
    return Marked(len(cases), beads, plain)


def own() -> tuple[int, int]:
    """The facing paragraphs of this archive with several sentences on both sides: (marked, all of them)."""
    archive = load(Path(__file__).parents[1])
    reader, seen, marked = Reader(archive), 0, 0
    for article in archive.articles:
        facing = next(iter(faced(reader, read_article(article)).values()))
        if not facing.translation:
            continue
        for cells in zip(facing.original.cells, facing.translation.cells, strict=True):
            texts = [
                [*lines(cell[0])] for cell in cells if len(cell) == 1 and isinstance(cell[0], Paragraph | Quotation)
            ]
            if len(texts) == 2 and all(len(text) == 1 and len(sentences(plain(text[0]))) > 1 for text in texts):
                seen += 1
                marked += any(isinstance(node, Sentence) for node in walk(texts[0][0]))
    return marked, seen


def main() -> None:
    print(f"{'corpus':>7} {'by':>6} {'k':>3}  {'bead F1':>7}  {'whole':>5}  {'a second':>8}")
    for name, texts, how, aligner in (
        ("ntrex", ntrex(), "length", by_length),
        ("flores", flores(), "length", by_length),
        ("flores", flores(), "draft", by_draft),
    ):
        for k in (4, 8, 16):
            f1, whole, speed = score(texts, k, aligner)
            print(f"{name:>7} {how:>6} {k:>3}  {f1:>7.3f}  {whole:>5.3f}  {speed:>8.0f}")
    right, kept = shown(ntrex(), 4)
    print(f"shown to readers, NTREX, k=4: {right:.4f} of the beads right, {kept:.3f} of all beads")
    for name, texts in (("NTREX", ntrex()), ("FLORES", flores())):
        seen = marked(texts)
        print(f"marked in {name}: {len(seen.beads)} of {seen.paragraphs} paragraphs of 2 to 5 sentences")
        for what, held in (("all", seen.beads), ("one to one", seen.plain)):
            shown_beads, right_beads = sum(map(len, held)), sum(map(sum, held))
            print(f"  {what}: {shown_beads} beads in {len(held)} paragraphs, {shown_beads - right_beads} wrong")
    print("marked in this archive: {} of {} paragraphs".format(*own()))


if __name__ == "__main__":
    main()
