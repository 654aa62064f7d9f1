"""The fuzzy memory at 100,000 segments: time of a lookup, and whether it finds what a full scan finds.

    .venv/bin/python -m benchmarks.fuzzy

Segments are sentences of NTREX and FLORES and recombinations of their clauses; queries are 150 of them with a tenth of
their words changed. Times are processor time, one core.
"""

from __future__ import annotations

import random
import statistics
import time

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from benchmarks.beads import flores, ntrex
from diptych.text.fuzzy import CUTOFF, index, matches

SEGMENTS, QUERIES = 100_000, 150


def segments(chance: random.Random) -> list[str]:
    """Real sentences first, then clauses of them put together anew."""
    real = [vi for pairs in (*ntrex(), *flores()) for vi, _, _ in pairs]
    clauses = [clause.strip() for sentence in real for clause in sentence.split(",") if len(clause) > 20]
    made = list(dict.fromkeys(real))
    while len(made) < SEGMENTS:
        made.append(", ".join(chance.sample(clauses, chance.choice((1, 2, 2, 3)))))
    return made


def changed(text: str, chance: random.Random) -> str:
    words = text.split()
    for _ in range(max(1, len(words) // 10)):
        words[chance.randrange(len(words))] = chance.choice(("mới", "của", "nhưng", "2025", "người"))
    return " ".join(words)


def main() -> None:
    chance = random.Random("fuzzy")
    every = segments(chance)
    start = time.process_time()
    memory = index(every)
    built = time.process_time() - start
    times, same, found = [], 0, 0
    for _ in range(QUERIES):
        text = changed(every[chance.randrange(len(every))], chance)
        start = time.process_time()
        ours = matches(memory, text, 1)
        times.append(1000 * (time.process_time() - start))
        scan = process.extractOne(text, every, scorer=Levenshtein.normalized_similarity, score_cutoff=CUTOFF)
        found += scan is not None
        same += (ours[0].score if ours else None) == (scan[1] if scan else None)
    times.sort()
    print(f"index of {len(every)} segments: {built:.1f} s")
    print(f"a lookup: mean {statistics.mean(times):.2f} ms, 95 % under {times[int(0.95 * QUERIES)]:.2f} ms")
    print(f"best match as good as a full scan's: {same} of {QUERIES} (the scan found {found})")


if __name__ == "__main__":
    main()
