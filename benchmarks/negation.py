"""How often the rule on negations (D732, D733) cries on good translations, and how many lost or added ones it sees.

Run: `python -m benchmarks.negation`. Needs the folder `../shared/corpus` beside the checkout. The words were chosen on
the pairs of even number (`benchmarks/checks.py`) and on news that is not of the corpus; the pairs of odd number are
held out. A damage takes one negative word out of one side of a pair that has them on both.
"""

from __future__ import annotations

import random
import re
import sys

from benchmarks.answers import CORPUS, corpora
from benchmarks.checks import WAYS, Pair, Way, halves
from diptych.checks.negation import check
from diptych.checks.subject import passage
from diptych.languages.negation import NEGATION
from diptych.text.parse import split

TAKEN_OUT = {
    "en": re.compile(r"\s(?:not|never|no)\b|(?<=\w)n['’]t\b|(?<=can)not\b"),
    "vi": re.compile(r"\s(?:không|chưa|chẳng)\b"),
}


def cries(pair: Pair, way: Way) -> bool:
    source, target = (
        passage("x.md", language, split(re.sub(r"([*_`\[\]<>#])", r"\\\1", text)).blocks)
        for text, language in zip((pair.source, pair.target), way, strict=True)
    )
    return any(check(source, target))


def without_negation(text: str, language: str, chance: random.Random) -> str | None:
    """A text with one of its negations taken out; None where it has none."""
    blind = NEGATION[language].set_phrase.sub(lambda found: "_" * len(found.group()), text.lower())
    found = [*TAKEN_OUT[language].finditer(blind)]
    if not found or len(blind) != len(text):
        return None
    one = chance.choice(found)
    return text[: one.start()] + text[one.end() :]


def denies(text: str, language: str) -> bool:
    own = NEGATION[language]
    return own.plain.search(own.set_phrase.sub(" ", text.lower())) is not None


def seen(pairs: list[Pair], way: Way, side: int) -> tuple[int, int]:
    """(seen, made): a negation taken out of the translation (side 1, lost) or of the source (side 0, added)."""
    chance = random.Random(0)
    found = made = 0
    for pair in pairs:
        texts = [pair.source, pair.target]
        changed = without_negation(texts[side], way[side], chance)
        if changed is None or not denies(texts[1 - side], way[1 - side]):
            continue
        texts[side] = changed
        made += 1
        found += cries(Pair(*texts), way) and not cries(pair, way)
    return found, made


def main() -> int:
    if not CORPUS.is_dir():
        print(f"skipped: no corpus at {CORPUS}")
        return 0
    for half, name in enumerate(("tuned on", "held out")):
        for way in WAYS:
            pairs = halves(way)[half]
            crying = sum(cries(pair, way) for pair in pairs)
            told = (
                f"{word} {found} of {made} = {found / made:.0%}"
                for word, (found, made) in (("lost", seen(pairs, way, 1)), ("added", seen(pairs, way, 0)))
            )
            print(
                f"{name} {way[0]} to {way[1]}: cries {crying} of {len(pairs)} = {crying / len(pairs):.1%}; "
                + ", ".join(told)
            )
    for name, answers in corpora():
        if "human" not in name:
            crying = sum(cries(Pair(vi, en), ("vi", "en")) for vi, en, *_ in answers)
            print(f"{name}: told of {crying} of {len(answers)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
