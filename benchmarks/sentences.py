"""How well texts are cut into sentences, against the line ends of NTREX joined four a paragraph.

.venv/bin/python -m benchmarks.sentences [-v]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from benchmarks.archives import documents
from diptych.text.sentences import boundaries

JOINED = 4


def paragraphs(side: int) -> Iterator[tuple[str, set[int]]]:
    """(text, its gold boundaries) of lines that end with a final mark, four a paragraph."""
    for _, pairs in documents():
        lines = [pair[side].strip() for pair in pairs]
        lines = [line for line in lines if line.rstrip("”’\"')»").endswith((".", "!", "?", "…"))]
        for at in range(0, len(lines), JOINED):
            some = lines[at : at + JOINED]
            gold, length = set(), 0
            for line in some[:-1]:
                length += len(line) + 1
                gold.add(length)
            yield " ".join(some), gold


def score(side: int, verbose: bool = False) -> tuple[float, float, float]:
    """(precision, recall, F1) over all inner boundaries."""
    hit = found = wanted = 0
    for text, gold in paragraphs(side):
        ours = set(boundaries(text))
        hit, found, wanted = hit + len(ours & gold), found + len(ours), wanted + len(gold)
        for at in sorted(ours ^ gold) if verbose else ():
            print("  too many:" if at in ours else "  missed:  ", text[max(0, at - 40) : at] + "|" + text[at : at + 30])
    precision, recall = hit / found, hit / wanted
    return precision, recall, 2 * precision * recall / (precision + recall)


def main() -> None:
    for side, language in enumerate(("vi", "en")):
        precision, recall, f1 = score(side, "-v" in sys.argv)
        print(f"{language}: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")


if __name__ == "__main__":
    main()
