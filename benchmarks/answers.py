"""How often the checks on answers cry on good human translations, on stored engines' answers, and see damaged numbers,
another article's translation or another language than asked.

Run: `python -m benchmarks.answers`. Needs the folder `../shared/corpus` beside the checkout.
"""

from __future__ import annotations

import csv
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from diptych.text.answer import BadAnswer, Fault, Said, about_another, accept, scripts_of
from diptych.text.lost_numbers import lost

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
GROUPS = (3, 5, 8, 12)
Pair = tuple[str, str, str, str]  # source, answer, languages


def rows(name: str) -> list[list[str]]:
    with (CORPUS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def corpora() -> Iterator[tuple[str, list[Pair]]]:
    """Each column as answers to its Vietnamese, and the human ones the other way round too."""
    head, *flores = rows("flores-dev-vi-en.tsv")
    ntrex = rows("ntrex-vi-en.tsv")[1:]
    for name, pairs in (("flores", [(r[0], r[1]) for r in flores]), ("ntrex", [(r[1], r[2]) for r in ntrex])):
        yield f"{name} human vi-en", [(vi, en, "vi", "en") for vi, en in pairs]
        yield f"{name} human en-vi", [(en, vi, "en", "vi") for vi, en in pairs]
    for column in range(2, len(head)):
        yield f"flores {head[column]}", [(r[0], r[column], "vi", "en") for r in flores]


def refused(pair: Pair) -> Fault | None:
    try:
        accept(*pair)
    except BadAnswer as bad:
        return bad.reason
    return None


def corrupted(pairs: list[Pair]) -> tuple[int, int]:
    """(seen, made): one digit changed in each number of three digits or more, in answers that were good before."""
    rng = random.Random(0)
    seen = made = 0
    for source, answer, _, target in pairs:
        if lost(source, answer, target):
            continue
        for number in re.finditer(r"\d[\d.,]*\d", answer):
            digits = [at for at in range(*number.span()) if answer[at].isdigit()]
            if len(digits) < 3:
                continue
            at = rng.choice(digits)
            other = rng.choice([digit for digit in "0123456789" if digit != answer[at]])
            made += 1
            seen += bool(lost(source, answer[:at] + other + answer[at + 1 :], target))
    return seen, made


def single_digits(pairs: list[Pair]) -> tuple[int, int]:
    """(refused, made): a digit that stands alone made another one, in answers that were good before."""
    rng = random.Random(0)
    seen = made = 0
    for source, answer, *languages in pairs:
        if refused((source, answer, languages[0], languages[1])):
            continue
        for digit in re.finditer(r"(?<![\d.,/:-])[2-9](?![\d.,/:-]*\d)", answer):
            other = rng.choice([one for one in "23456789" if one != digit.group()])
            changed = answer[: digit.start()] + other + answer[digit.end() :]
            made += 1
            seen += refused((source, changed, languages[0], languages[1])) is Fault.NUMBER
    return seen, made


def another(pairs: list[Pair], size: int) -> tuple[int, int, int]:
    """(cries, seen, made): groups of texts with their own answers, and with those of another group."""
    rng = random.Random(0)
    groups = [pairs[at : at + size] for at in range(0, len(pairs) - size + 1, size)]
    cries = seen = 0
    for group in groups:
        other = rng.choice([one for one in groups if one is not group])
        cries += about_another([said(pair, pair[1]) for pair in group])
        seen += about_another([said(pair, stray[1]) for pair, stray in zip(group, other, strict=True)])
    return cries, seen, len(groups)


def said(pair: Pair, answer: str) -> Said:
    source, _, *languages = pair
    return Said(source, answer, refused((source, answer, languages[0], languages[1])) is not None)


def in_another_language() -> Iterator[tuple[str, int, int, int, int]]:
    """(language asked, its own translations refused, all, those into other languages refused, all).

    The source is English, the others are those that share the script.
    """
    head, *lines = rows("ntrex-many.tsv")
    texts = {tag: [row[at] for row in lines] for at, tag in enumerate(head) if at}
    for asked in ("vi", "de", "fr", "es", "pl", "ru", "ar", "he"):
        good = [(en, own, "en", asked) for en, own in zip(texts["en"], texts[asked], strict=True)]
        others = [tag for tag in texts if tag not in (asked, "en") and scripts_of(tag) == scripts_of(asked)]
        bad = [(en, own, "en", asked) for tag in others for en, own in zip(texts["en"], texts[tag], strict=True)]
        cries, seen = (sum(refused(pair) is Fault.LANGUAGE for pair in pairs) for pairs in (good, bad))
        yield asked, cries, len(good), seen, len(bad)


def main() -> int:
    if not CORPUS.is_dir():
        print(f"skipped: no corpus at {CORPUS}")
        return 0
    print(
        f"{'answers':22}{'pairs':>6}{'refused':>9}{'by number':>11}{'digit seen':>14}{'single ones':>14}"
        f"{'ms a text':>11}  faults"
    )
    for name, pairs in corpora():
        start = time.perf_counter()
        faults = Counter(fault for pair in pairs if (fault := refused(pair)))
        each = 1000 * (time.perf_counter() - start) / len(pairs)
        seen, made = corrupted(pairs)
        alone, of = single_digits(pairs)
        print(
            f"{name:22}{len(pairs):6}{faults.total() / len(pairs):9.2%}{faults[Fault.NUMBER] / len(pairs):11.2%}"
            f"{f'{seen}/{made}':>9}{seen / max(made, 1):5.0%}"
            f"{f'{alone}/{of}':>9}{alone / max(of, 1):5.0%}{each:11.2f}  {', '.join(sorted(faults))}"
        )
    print("\nanswers of another article, to texts asked for together (cries on their own answers; seen)")
    print(f"{'answers':22}" + "".join(f"{size:>10} texts" for size in GROUPS))
    for name, pairs in corpora():
        if "human" in name:
            found = [another(pairs, size) for size in GROUPS]
            print(f"{name:22}" + "".join(f"{cries:7}{seen / made:9.0%}" for cries, seen, made in found))
    print("\nanswers in another language of the same script, sentence by sentence (own ones refused; others refused)")
    for asked, cries, good, seen, made in in_another_language():
        print(
            f"asked for {asked:12}{f'{cries}/{good}':>9}"
            + (f"{f'{seen}/{made}':>12}{seen / made:6.0%}" if made else "")
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
