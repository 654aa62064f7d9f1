"""How often the warnings of `check` cry on good human translations, how many damages they find, how fast they are.

    .venv/bin/python -m benchmarks.checks           the tables
    .venv/bin/python -m benchmarks.checks --speed   how long `diptych check` takes on 1,000 articles, and on one of them

Pairs of NTREX and FLORES, Vietnamese and English. The thresholds of the rules were chosen on the pairs of even number,
and the pairs of odd number are those that are pinned (`benchmarks/quality.py`). So that nobody takes the figures for
more than they are: the number rule (`text/lost_numbers.py`) is older and was made with all pairs in sight, of the name
rule the faults on both halves were looked at, and the glossary is one whose terms the translators of the even pairs
kept.

A damage is found when the damaged pair has a warning that the good pair has not. Sentences are dropped from and doubled
in paragraphs of three; links, notes, code and emphasis are first put into both texts of a pair, then lost in one.
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from benchmarks import archives, beads
from diptych.checks.article import Around, around, of_pair, of_text
from diptych.checks.subject import Passage, passage
from diptych.jobs.problems import rules
from diptych.model.inline import Text
from diptych.model.problem import Severity
from diptych.model.settings import Settings
from diptych.model.term import GlossaryTerm, Wording
from diptych.text.glossary import find, glossary
from diptych.text.parse import split
from diptych.text.terminology import Terminology
from diptych.text.write import write_line

# A glossary of technical terms, as an archive's is: Vietnamese / forms: English, forms.
TERMS = """
ung thư: cancer, cancerous | khách sạn: hotel | sân bay / phi trường: airport | bệnh viện: hospital
vi-rút / vi rút / virus: virus, viral | vũ khí hạt nhân / hạt nhân: nuclear weapon, nuclear arms, nuclear
tên lửa: missile, rocket | khí hậu: climate, climatic | nhiệt độ: temperature, thermal
tàu ngầm: submarine, sub, u-boat | động đất: earthquake, quake | núi lửa: volcano, volcanic | sóng thần: tsunami
vi khuẩn: bacterium, bacteria, bacterial | vắc-xin / vắc xin / vacxin / vaccine: vaccine, vaccination, vaccinate
liên minh châu âu / EU: European Union, EU | sa mạc: desert | bảo tàng: museum
liên hợp quốc / liên hiệp quốc / LHQ: United Nations, UN, U.N. | phi hành gia: astronaut, cosmonaut
hiến pháp: constitution, constitutional | cá voi: whale | cá mập: shark | thiên hà: galaxy, galactic
lỗ đen: black hole | kính viễn vọng / kính thiên văn: telescope | nguyên tử: atom, atomic, nuclear
sông băng: glacier, glacial | hộ chiếu: passport | thị thực / visa: visa
rạn san hô / san hô: coral reef, reef, coral | chim cánh cụt: penguin | bạch cầu: white blood cell
"""

# What services say in place of a translation. The rule was made with the first list in sight, and not with the second.
ERROR_PAGES = (
    (
        "Error 500 (Server Error)!!1500.That’s an error.There was an error. Please try again later.That’s all we know.",
        "429 Too Many Requests",
        "502 Bad Gateway nginx/1.18.0 (Ubuntu)",
        "503 Service Temporarily Unavailable",
        "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY. NEXT AVAILABLE IN 10 HOURS",
        "Our systems have detected unusual traffic from your computer network. Please try your request again later.",
        "Attention Required! | Cloudflare Please enable cookies. Sorry, you have been blocked.",
        "The requested URL was not found on this server.",
        '{"error": "Slowdown: 20 per 1 minute"}',
        "Quota exceeded for quota metric 'Translate' of service 'translate.googleapis.com'.",
        "I'm sorry, but I can't assist with that request.",
        "Sorry, something went wrong. Please try again later.",
        "Access denied. You do not have permission to view this page.",
        "Just a moment... Enable JavaScript and cookies to continue",
        "You have reached the daily limit. Upgrade your plan to continue.",
        "504 Gateway Time-out",
        "404 Not Found The resource requested could not be found on this server!",
        "Error 403: access to this resource is forbidden",
        '{"message": "Invalid API key provided"}',
        "HTTP ERROR 500 This page isn't working",
        "Bad Request Your browser sent a request that this server could not understand.",
        "Checking your browser before accessing the website. This process is automatic.",
        "Your request has been blocked. Reference number 18.2d351ab8",
        "The service is unavailable.",
        "Please complete the CAPTCHA below to prove you are human.",
        "Traceback (most recent call last): TimeoutError: timed out",
        "502 Bad Gateway The server returned an invalid or incomplete response.",
        "Text length need to be between 0 and 5000 characters",
        "No translation found for this text.",
        "Authorization failed. Your subscription does not include this endpoint.",
        "As an AI language model, I cannot translate copyrighted text.",
        "QUERY LENGTH LIMIT EXCEEDED. MAX ALLOWED QUERY : 500 CHARS",
        "Unable to connect to the translation server. Check your network settings.",
        "Error: Too many characters. Maximum allowed is 1000.",
        "This account has been suspended. Contact your hosting provider for more information.",
        "Internal error occurred while processing the request",
        "Your trial period has expired. Please purchase a subscription.",
        "Session expired, please log in again",
        "Invalid language pair specified. Example: langpair=en|it",
        "SSL certificate problem: unable to get local issuer certificate",
        "We're sorry, the page you requested could not be found.",
        "Are you a robot? Please confirm that you are human to proceed",
        "Request failed with status code 413",
        "This site can't be reached. translate.example took too long to respond.",
        "Site under maintenance, we will be back soon",
        "Model is currently overloaded with other requests. Please retry later.",
        "I apologize, but I don't see any text to translate. Could you provide it?",
        "429 You exceeded your current quota, please check your plan and billing details.",
    ),
    (
        "Oops! Something broke. Our team has been notified.",
        "ERR_CONNECTION_REFUSED",
        "Forbidden You don't have permission to access this resource.",
        "Please log in to continue reading",
        "Subscribe to unlock this article",
        "This content is not available in your region.",
        "Your IP address has been temporarily banned due to suspicious activity.",
        "Unsupported language: vi",
        "Error: payload too large",
        "I can only help with translating text; the input seems to be empty.",
        "Translation service temporarily offline",
        "DeepL API error: 456 Quota for this billing period has been exceeded",
        "The server encountered a temporary error and could not complete your request.",
        "Free usage limit hit, come back tomorrow",
        "Undefined index: text in /var/www/html/translate.php on line 12",
        "Page not found - Error 404",
    ),
)


@dataclass(frozen=True)
class Pair:
    source: str
    target: str


Way = tuple[str, str]  # the languages of source and target
WAYS: tuple[Way, ...] = (("vi", "en"), ("en", "vi"))
Said = tuple[str, tuple[tuple[str, str], ...]]  # the code of a warning, and what it names
Damaged = tuple[Pair, Pair] | None  # the good pair and the damaged one, where the damage can be done


@dataclass(frozen=True)
class Task:
    """What a damage may need beside the pair."""

    chance: random.Random
    facts: Around
    way: Way
    names: Sequence[str]  # of all pairs of the half


Damage = Callable[[Pair, Task], Damaged]
Halves = tuple[list[Pair], list[Pair]]


@cache
def documents(way: Way) -> list[list[Pair]]:
    """The texts of NTREX, then the sentences of FLORES, each alone."""
    texts = [[Pair(vi, en) for vi, en, _ in text] for text in beads.ntrex()]
    texts += [[Pair(vi, en)] for text in beads.flores() for vi, en, _ in text]
    return texts if way == WAYS[0] else [[Pair(pair.target, pair.source) for pair in text] for text in texts]


def texts(half: int, way: Way) -> list[list[Pair]]:
    """The same half of all pairs, in the documents that they stand in."""
    chosen = set(halves(way)[half])
    return [own for text in documents(way) if (own := [pair for pair in text if pair in chosen])]


@cache
def halves(way: Way) -> Halves:
    every = [pair for text in documents(way) for pair in text]
    return every[::2], every[1::2]


@cache
def paragraphs(way: Way, size: int = 3) -> Halves:
    """Neighbours as one paragraph, with a line end between the pairs; headlines, which end without a mark, left out."""
    whole = [[pair for pair in text if _ends(pair.source) and _ends(pair.target)] for text in documents(way)]
    flores = [pair for text, own in zip(documents(way), whole, strict=True) if len(text) == 1 for pair in own]
    out = []
    for text in (*(own for text, own in zip(documents(way), whole, strict=True) if len(text) > 1), flores):
        for at in range(0, len(text) - size + 1, size):
            some = text[at : at + size]
            out.append(Pair("\n".join(pair.source for pair in some), "\n".join(pair.target for pair in some)))
    return out[::2], out[1::2]


def _ends(text: str) -> bool:
    return re.search(r"[.!?…][”\"’')]*\s*$", text) is not None


@cache
def known() -> Around:
    """The glossary, without the terms that the translators of the first half rendered otherwise even once."""
    terms = {}
    for entry in re.split(r"[|\n]", TERMS.strip()):
        vi, _, en = entry.partition(":")
        (own, *others), (form, *variants) = ([word.strip() for word in re.split("[/,]", side)] for side in (vi, en))
        wordings = {"vi": Wording(own, "x", tuple(others)), "en": Wording(form, "x", tuple(variants))}
        terms[form.lower().replace(" ", "-")] = GlossaryTerm(languages=wordings)
    terminology = Terminology(terms)
    otherwise = {
        name
        for way in WAYS
        for pair in halves(way)[0]
        for name, _, _ in terminology.lacking(pair.source, pair.target, *way)
    }
    terms = {name: term for name, term in terms.items() if name not in otherwise}
    return around(
        Settings(name={"en": "x"}, languages=("vi", "en"), address="https://diptych.example/"), terms, frozenset()
    )


def markdown(text: str) -> str:
    return write_line((Text(text.replace("\n", " ").strip()),))


def shown(text: str, language: str, written: bool) -> Passage:
    return passage(f"{language}.md", language, split(text if written else markdown(text)).blocks)


def codes(pair: Pair, facts: Around, way: Way, written: bool = False) -> Counter[Said]:
    """What `check` says of a pair, as it would of a paragraph of an article; `written`: it is Markdown already."""
    sides = shown(pair.source, way[0], written), shown(pair.target, way[1], written)
    found = [*of_pair(*sides, facts)]
    for side in sides:
        found += of_text([side], facts)
    return Counter((problem.rule.code, tuple(problem.values.items())) for problem in found)


def changed_digit(pair: Pair, task: Task) -> Damaged:
    digits = [found.start() for found in re.finditer(r"\d", pair.target)]
    if not digits:
        return None
    at = task.chance.choice(digits)
    other = task.chance.choice([digit for digit in "123456789" if digit != pair.target[at]])
    return pair, Pair(pair.source, pair.target[:at] + other + pair.target[at + 1 :])


_NAME = re.compile(r"(?<![.!?:“\"'] )(?<=[ (“\"])[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)*")


def names_of(pair: Pair) -> list[str]:
    """The names of the translation, behind the head of a sentence, that the source has word for word."""
    names = _NAME.findall(pair.target)
    return [name for name in names if re.search(rf"\b{re.escape(name)}\b", pair.source) and len(name) > 2]


def changed_name(pair: Pair, task: Task) -> Damaged:
    own = names_of(pair)
    if not own:
        return None
    name = task.chance.choice(own)
    words = set(f"{pair.target} {pair.source}".split())
    other = task.chance.choice([one for one in task.names if not set(one.split()) & words])
    return pair, Pair(pair.source, re.sub(rf"\b{re.escape(name)}\b", other, pair.target))


def replaced_term(pair: Pair, task: Task) -> Damaged:
    """Every mention of a term of the source made another term in the translation."""
    ours, theirs = (glossary(task.facts.terms, language) for language in task.way)
    asked = {hit.term for hit in find(ours, pair.source)}
    hits = [hit for hit in find(theirs, pair.target) if hit.term in asked]
    if not hits:
        return None
    term = task.chance.choice(hits).term
    others = [name for name in task.facts.terms if name not in asked]
    other = task.facts.terms[task.chance.choice(others)].languages[task.way[1]].form
    text = pair.target
    for hit in reversed(hits):
        if hit.term == term:
            text = text[: hit.start] + other + text[hit.end :]
    return pair, Pair(pair.source, text)


def left_whole(pair: Pair, _: Task) -> Damaged:
    return pair, Pair(pair.source, pair.source)


def left_sentence(pair: Pair, task: Task) -> Damaged:
    vi, en = pair.source.split("\n"), pair.target.split("\n")
    at = task.chance.randrange(len(en))
    return pair, Pair(pair.source, "\n".join([*en[:at], vi[at], *en[at + 1 :]]))


def dropped(pair: Pair, task: Task) -> Damaged:
    en = pair.target.split("\n")
    at = task.chance.randrange(len(en))
    return pair, Pair(pair.source, "\n".join([*en[:at], *en[at + 1 :]]))


def doubled(pair: Pair, task: Task) -> Damaged:
    en = pair.target.split("\n")
    at = task.chance.randrange(len(en))
    return pair, Pair(pair.source, "\n".join([*en[: at + 1], *en[at:]]))


def error_page(pages: Sequence[str]) -> Damage:
    return lambda pair, task: (pair, Pair(pair.source, task.chance.choice(pages)))


_MARKS: tuple[Callable[[str], str], ...] = (
    lambda word: f"[{word}](https://laws.example/18)",
    lambda word: f"**{word}**",
    lambda word: f"*{word}*",
    lambda word: f"{word}[^1]",
    lambda word: f"{word} `build --all`",
    lambda word: f"{word} {{name}}",
)


def lost_markup(pair: Pair, task: Task) -> Damaged:
    """A mark on the last word of both texts, which need not be the same word; then on that of the source only."""
    mark = task.chance.choice(_MARKS)
    source, target = (
        re.sub(r"(\w+)(\W*)$", lambda at: mark(at[1]) + at[2], markdown(text)) for text in (pair.source, pair.target)
    )
    return Pair(source, target), Pair(source, markdown(pair.target))


SINGLE: Mapping[str, Damage] = {
    "digit changed": changed_digit,
    "name changed": changed_name,
    "term replaced": replaced_term,
    "left in the source language": left_whole,
    "markup lost": lost_markup,
    "error page": error_page(ERROR_PAGES[0]),
    "error page of unseen wording": error_page(ERROR_PAGES[1]),
}
OF_THREE: Mapping[str, Damage] = {
    "sentence dropped": dropped,
    "sentence doubled": doubled,
    "one sentence left": left_sentence,
}
DAMAGES = {**SINGLE, **OF_THREE}


def recall(name: str, half: int, facts: Around, way: Way) -> tuple[int, int]:
    """(damages found, damages made)."""
    pairs = (paragraphs(way) if name in OF_THREE else halves(way))[half]
    names = sorted({found for pair in halves(way)[half] for found in names_of(pair)})
    task = Task(random.Random(f"{name} {half}"), facts, way, names)
    written = name == "markup lost"
    made = [done for pair in pairs if (done := DAMAGES[name](pair, task))]
    said = ((codes(good, facts, way, written), codes(bad, facts, way, written)) for good, bad in made)
    return sum(bool(bad - good) for good, bad in said), len(made)


NOTICES = frozenset(rule.code for rule in rules() if rule.severity is Severity.NOTICE)


def cries(half: int, facts: Around, way: Way) -> tuple[int, int, Counter[str]]:
    """(pairs with a warning, pairs, how many pairs have each code). A pair has what names its lines.

    Suggestions on how a text is set are counted by their codes alone.
    """
    crying: list[set[str]] = []
    for text in texts(half, way):
        said: list[set[str]] = [set() for _ in text]
        ours = [_numbered(shown(pair.source, way[0], False), at) for at, pair in enumerate(text)]
        theirs = [_numbered(shown(pair.target, way[1], False), at) for at, pair in enumerate(text)]
        for at, pair in enumerate(zip(ours, theirs, strict=True)):
            said[at] |= {problem.rule.code for problem in of_pair(*pair, facts)}
        for problem in (*of_text(ours, facts), *of_text(theirs, facts)):
            said[problem.line].add(problem.rule.code)
        crying += said
    by = Counter(code for found in crying for code in found)
    return sum(bool(found - NOTICES) for found in crying), len(crying), by


def _numbered(side: Passage, line: int) -> Passage:
    return replace(side, blocks=tuple(replace(block, line=line) for block in side.blocks))


def held_out() -> dict[str, float]:
    """The figures that are pinned: of the pairs of odd number, Vietnamese to English; the higher the better."""
    facts, way = known(), WAYS[0]
    crying, pairs, _ = cries(1, facts, way)
    out = {"checks: good pairs without a warning": 1 - crying / pairs}
    for name in DAMAGES:
        found, made = recall(name, 1, facts, way)
        out[f"checks: {name}"] = found / made
    return out


def tables() -> None:
    facts = known()
    print("Of the human translations: pairs with a warning; pairs with each code (D661 to D665 are suggestions)")
    for half, name in enumerate(("tuned on", "held out")):
        for way in WAYS:
            crying, pairs, by = cries(half, facts, way)
            told = ", ".join(f"{code} {number}" for code, number in sorted(by.items()))
            print(f"{name:>9} {way[0]} to {way[1]}  {crying:>3} of {pairs} = {crying / pairs:.1%}   {told}")
    print("\nOf the damages: found, of all that could be done")
    print(" " * 30 + "   ".join(f"{head:>19}" for head in ("tuned on", "held out", "held out, en to vi")))
    for name in DAMAGES:
        figures = (recall(name, half, facts, way) for half, way in ((0, WAYS[0]), (1, WAYS[0]), (1, WAYS[1])))
        print(f"{name:>30}" + "   ".join(f"{found:>4} of {made:>4} {found / made:>7.1%}" for found, made in figures))


def speed() -> None:
    """Seconds of `diptych check`, started as a program: 1,000 articles of the corpus, and one of them."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "archive"
        archives.make(root, 1000)
        one = sorted(path.name for path in (root / "source_texts").iterdir())[0]
        for name, ids in (("1,000 articles", []), ("one of them", [one])):
            start = time.perf_counter()
            command = [sys.executable, "-m", "diptych", "--archive", str(root), "check", "--format", "json", *ids]
            subprocess.run(command, check=True, capture_output=True)
            print(f"check of {name:<16}{time.perf_counter() - start:>6.2f} s")


def main(arguments: list[str]) -> None:
    if "--speed" in arguments:
        speed()
    else:
        tables()


if __name__ == "__main__":
    main(sys.argv[1:])
