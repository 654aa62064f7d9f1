"""Candidates for a glossary: sequences of words that stand together as one, by their C-value, and what faces them.

C-value (Frantzi, Ananiadou and Mima 2000, "Automatic recognition of multi-word terms"): log2 of the length times the
frequency, less the mean frequency of the longer candidates that a sequence is a part of, so that `dữ liệu cá` says
nothing beside `dữ liệu cá nhân`. A sequence that hardly ever stands outside one longer candidate is none itself. What
faces a candidate is the sequence with the highest Dice coefficient over the facing sentences (Smadja, McKeown and
Hatzivassiloglou 1996).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from diptych.text.glossary import Glossary, find

LEAST = 3  # mentions
LONGEST = 8  # words; Vietnamese writes a syllable as one
NEVER_ALONE = 0.9  # of its mentions in one longer candidate: a sequence is but a part of that
SAMPLE = 400  # facing sentences that are looked at for one candidate
ALIKE = 0.4  # a weaker association is no rendering

# Words that no term goes across. Of Vietnamese only those that are hardly ever a syllable of a longer word.
_STOPS: Mapping[str, frozenset[str]] = {
    "vi": frozenset(
        "và của là các những một được cho với trong khi này đó để vào đã sẽ đang cũng như nhưng mà thì hay hoặc tại về"
        " bởi vì nếu nên đến trên dưới rất còn đều nào gì ai bị phải rằng cùng mỗi mọi từng vẫn thế vậy ấy có ra theo"
        " qua lại nơi họ tôi ông bà mình nó chúng hơn nữa đây kia từ việc khỏi vừa".split()
    ),
    "en": frozenset(
        "a an the and or but nor so yet if then than that this these those which who whom whose what when where why how"
        " is are was were be been being am do does did done has have had having will would shall should may might must"
        " can could not no only own same such too very just also even still again once here there all any both each"
        " few more most other some every either neither i you he she it we they me him her us them my your his its our"
        " their one two three by with from into on at as about against between through during before after above below"
        " up down out over under within without upon while because until since though although it's said says say like"
        " make made get got".split()
    ),
}
# Words that a term may hold, but neither begins nor ends with.
_LINKS: Mapping[str, frozenset[str]] = {"en": frozenset("of to for in".split())}
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    words: Words
    form: str  # as texts write it most often
    count: int  # mentions
    articles: int
    value: float  # its C-value


@dataclass(frozen=True, slots=True)
class Run:
    """Words that follow one another in a text with nothing between them; a term of the glossary is one word."""

    words: Words  # in small letters
    seen: Words  # as written


def runs(text: str, language: str, terms: Glossary) -> Iterator[Run]:
    """The runs of a text (NFC)."""
    stops = _STOPS.get(language, frozenset())
    words: list[str] = []
    seen: list[str] = []
    end = 0
    for start, stop, known in _pieces(text, terms):
        word = text[start:stop].lower()
        if words and (text[end:start].strip(" ") or word in stops):
            yield Run(tuple(words), tuple(seen))
            words, seen = [], []
        end = stop
        if known or word not in stops:
            words.append(word)
            seen.append(text[start:stop])
    if words:
        yield Run(tuple(words), tuple(seen))


def _pieces(text: str, terms: Glossary) -> Iterator[tuple[int, int, bool]]:
    """The words of a text in order, a known term as one: (start, end, whether it is known)."""
    at = 0
    for hit in find(terms, text):
        yield from ((found.start(), found.end(), False) for found in _WORD.finditer(text, at, hit.start))
        yield hit.start, hit.end, True
        at = hit.end
    yield from ((found.start(), found.end(), False) for found in _WORD.finditer(text, at))


def candidates(articles: Sequence[Sequence[Run]], language: str, most: int) -> list[Candidate]:
    """The best candidates of a language in the runs of its articles, by C-value."""
    links = _LINKS.get(language, frozenset())
    counts = _frequent(articles)
    usable = {words: count for words, count in counts.items() if words[0] not in links and words[-1] not in links}
    values = _values(usable)
    best = sorted(values, key=lambda words: (-values[words], words))[:most]
    shown, held = _seen(articles, set(best))
    return [
        Candidate(
            words=words,
            form=min(shown[words], key=lambda form: (-shown[words][form], form)),
            count=usable[words],
            articles=held[words],
            value=v,
        )
        for words in best
        if (v := values[words]) > 0
    ]


def _frequent(articles: Sequence[Sequence[Run]]) -> dict[Words, int]:
    """Every sequence of two words and more that is mentioned often enough. A longer one is counted only where both of
    its shorter parts are frequent, so that memory follows what is frequent."""
    out: dict[Words, int] = {}
    shorter: dict[Words, int] | None = None
    for size in range(2, LONGEST + 1):
        counts: Counter[Words] = Counter()
        for run in (run for article in articles for run in article):
            counts.update(
                words
                for words in _grams(run.words, size)
                if shorter is None or (words[:-1] in shorter and words[1:] in shorter)
            )
        shorter = {words: count for words, count in counts.items() if count >= LEAST}
        if not shorter:
            break
        out |= shorter
    return out


def _grams(words: Words, size: int) -> Iterator[Words]:
    return (words[at : at + size] for at in range(len(words) - size + 1))


def _values(counts: Mapping[Words, int]) -> dict[Words, float]:
    around: dict[Words, list[int]] = defaultdict(list)
    for words, count in counts.items():
        for size in range(2, len(words)):
            for part in set(_grams(words, size)):
                if part in counts:
                    around[part].append(count)
    return {words: math.log2(len(words)) * (count - _part(around[words], count)) for words, count in counts.items()}


def _part(around: Sequence[int], count: int) -> float:
    """How many mentions of a candidate count for the longer ones around it: on average, or all."""
    if not around:
        return 0
    return count if max(around) >= NEVER_ALONE * count else sum(around) / len(around)


def _seen(
    articles: Sequence[Sequence[Run]], wanted: set[Words]
) -> tuple[Mapping[Words, Counter[str]], Mapping[Words, int]]:
    """How candidates are written, and in how many articles they stand."""
    shown: dict[Words, Counter[str]] = defaultdict(Counter)
    held: Counter[Words] = Counter()
    for article in articles:
        here: set[Words] = set()
        for run in article:
            for words, form in _wanted(run, wanted):
                shown[words][form] += 1
                here.add(words)
        held.update(here)
    return shown, held


def _wanted(run: Run, wanted: set[Words]) -> Iterator[tuple[Words, str]]:
    for size in range(2, LONGEST + 1):
        for at, words in enumerate(_grams(run.words, size)):
            if words in wanted:
                yield words, " ".join(run.seen[at : at + size])


# What faces a candidate.

Facing = tuple[Sequence[Run], Sequence[Run]]  # the runs of a sentence and of what faces it


def renderings(pairs: Sequence[Facing], found: Iterable[Words], language: str) -> dict[Words, tuple[str, float]]:
    """The likeliest counterpart of each candidate in facing sentences, with its Dice coefficient; `language` is the
    counterpart's. Of a candidate's sentences a sample is looked at, spread over all of them."""
    links = _LINKS.get(language, frozenset())
    places = _places(pairs, set(found))
    samples = {words: at[:: max(1, len(at) // SAMPLE)] for words, at in places.items()}
    together = {words: _together(pairs, at, links) for words, at in samples.items()}
    asked = {other for counts in together.values() for other, count in counts.items() if count > 1}
    alone: Counter[Words] = Counter()
    for _, other in pairs:
        alone.update(_all(other, links) & asked)
    out = {}
    for words, counts in together.items():
        scale = len(places[words]) / len(samples[words])
        scored = {
            other: min(1.0, 2 * count * scale / (len(places[words]) + alone[other]))
            for other, count in counts.items()
            if count > 1
        }
        if scored:
            best = max(scored, key=lambda other: (round(scored[other], 6), len(other), other))
            if scored[best] >= ALIKE:
                out[words] = (" ".join(best), scored[best])
    return out


def _places(pairs: Sequence[Facing], wanted: set[Words]) -> Mapping[Words, list[int]]:
    places: dict[Words, list[int]] = defaultdict(list)
    for at, (one, _) in enumerate(pairs):
        for words in {words for run in one for words, _ in _wanted(run, wanted)}:
            places[words].append(at)
    return places


def _together(pairs: Sequence[Facing], places: Sequence[int], links: frozenset[str]) -> Counter[Words]:
    counts: Counter[Words] = Counter()
    for at in places:
        counts.update(_all(pairs[at][1], links))
    return counts


def _all(found: Sequence[Run], links: frozenset[str]) -> set[Words]:
    return {
        words
        for run in found
        for size in range(1, LONGEST + 1)
        for words in _grams(run.words, size)
        if words[0] not in links and words[-1] not in links
    }
