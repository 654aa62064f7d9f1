"""How good engines are, and how glossary terms fare in drafts: BLEU and chrF by sacrebleu, renderings counted.

Run: `python -m benchmarks.engines`. Needs the folder `../shared/corpus` beside the checkout and the program apertium
with its Spanish-English data; what is not there is passed over and said so.
"""

from __future__ import annotations

import csv
import random
import re
import shutil
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF

from diptych.engines.command import Command
from diptych.model.article import Article
from diptych.model.block import Kind
from diptych.store.archive import load
from diptych.text.answer import BadAnswer, accept
from diptych.text.bitext import read_bitext
from diptych.text.parse import content
from diptych.text.terminology import Terminology, words_of

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
FREQUENT = 400  # English words of the news that are tried as terms


def scores(answers: Sequence[str], references: Sequence[str]) -> str:
    """BLEU and chrF, as sacrebleu has them by default."""
    bleu, chrf = (metric.corpus_score(answers, [references]).score for metric in (BLEU(), CHRF()))
    return f"{bleu:7.1f}{chrf:7.1f}"


def rows(name: str) -> list[list[str]]:
    with (CORPUS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def stored() -> Iterator[str]:
    """The engines' answers to FLORES that the corpus holds, as they would be stored here."""
    head, *flores = rows("flores-dev-vi-en.tsv")
    for column in range(2, len(head)):
        answers, refused = [], 0
        for row in flores:
            try:
                answers.append(accept(row[0], row[column], "vi", "en"))
            except BadAnswer:
                answers.append("")  # it would stay missing
                refused += 1
        yield f"{head[column]:24}{scores(answers, [row[1] for row in flores])}{refused:9}"


def through(texts: Sequence[str], source: str, target: str) -> list[str]:
    return Command("apertium -u {source3}-{target3}").translate("\n".join(texts), source, target).split("\n")


def apertium() -> Iterator[str]:
    """English news made Spanish and English again: as it is, and with the terms kept out of the program's sight.

    The terms are frequent words that it translates there and back unchanged, so that only the placeholders differ.
    """
    english = [row[2] for row in rows("ntrex-vi-en.tsv")[1:]]
    seen = Counter(word for text in english for word in sorted(set(re.findall(r"\b[a-z]{6,}\b", text))))
    words = [word for word, number in seen.most_common(FREQUENT) if number >= 3]
    theirs = through(words, "en", "es")
    both = zip(words, theirs, through(theirs, "es", "en"), strict=True)
    lexicon = {es: word for word, es, again in both if word == again != es}
    names = list(lexicon)
    term = re.compile(rf"\b({'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})\b")
    found = [pair for pair in zip(through(english, "en", "es"), english, strict=True) if term.search(pair[0])]
    spanish, references = [es for es, _ in found], [en for _, en in found]
    hidden = [term.sub(lambda hit: f"{{{names.index(hit[1]) + 1}}}", text) for text in spanish]
    put_in = [
        re.sub(r"\{(\d+)\}", lambda hit: lexicon[names[int(hit[1]) - 1]], text) for text in through(hidden, "es", "en")
    ]
    uses = [(at, lexicon[hit]) for at, text in enumerate(spanish) for hit in term.findall(text)]
    for name, answers in (("as it is", through(spanish, "es", "en")), ("terms put in", put_in)):
        rendered = sum(bool(re.search(rf"\b{word}", answers[at], re.IGNORECASE)) for at, word in uses)
        yield f"{name:24}{scores(answers, references)}{rendered:6} of {len(uses)}"


def pairs(article: Article, language: str) -> Iterator[tuple[str, str]]:
    """The words of blocks that stand alone facing each other, in the wording of people, without headings."""
    reading = read_bitext(article, language)
    blocks = dict(zip(reading.source.ids, reading.source.blocks, strict=True))
    for row in reading.bitext.rows:
        alone = len(row.ids) == 1 == len(row.targets)
        if alone and not row.machine and blocks[row.ids[0]].kind is not Kind.HEADING:
            texts = blocks[row.ids[0]].text, reading.target.blocks[row.targets[0]].text
            yield words_of(content(texts[0])), words_of(content(texts[1]))


def terms(articles: Sequence[Article], terminology: Terminology) -> str:
    """Uses of terms in the archive whose rendering is not found: in their own translation, and in another block's."""
    rng = random.Random(0)
    used = own = other = 0
    for article in articles:
        for language in article.translations:
            tags = article.record.language, language
            found = list(pairs(article, language))
            for source, target in found:
                stray = rng.choice([text for _, text in found if text != target] or [""])
                used += len(terminology.used(source, *tags))
                own += len(list(terminology.lacking(source, target, *tags)))
                other += len(list(terminology.lacking(source, stray, *tags)))
    return f"uses of terms: {used}; not found in their own translation: {own}; in another block of it: {other}"


def main() -> int:
    archive = load(ROOT)
    head = f"{'':24}{'BLEU':>7}{'chrF':>7}"
    print("Vietnamese to English, FLORES-200 dev (997 sentences), answers of engines that the corpus holds")
    print(f"{head}  refused")
    print("\n".join(stored()) if CORPUS.is_dir() else f"skipped: no corpus at {CORPUS}")
    print("\nEnglish news (NTREX) to Spanish and back by apertium, those sentences that hold a term")
    print(f"{head}  rendered")
    can = CORPUS.is_dir() and shutil.which("apertium")
    print("\n".join(apertium()) if can else "skipped: no corpus, or no program apertium")
    print("\nThe glossary in this archive's translations by people")
    print(terms(archive.articles, Terminology(archive.terms)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
