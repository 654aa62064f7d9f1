"""The checks on an engine's answer: it is untrusted, and what fails here is never stored as a translation."""

from __future__ import annotations

import html
import math
import re
import statistics
import unicodedata
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import NamedTuple

from diptych.languages.tags import named_script, primary
from diptych.text.language_id import another_language
from diptych.text.lost_numbers import digit_changed, lost
from diptych.text.normal import FORBIDDEN, normal, one_space
from diptych.text.protect import ADDRESS, bare
from diptych.text.remarks import remark


class Fault(StrEnum):
    """Why an answer is refused. The values are permanent: reports and tests name them."""

    BLANK = "blank"
    CONTROL = "control"
    QUOTA = "quota"
    ERROR_PAGE = "error-page"
    MARKUP = "markup"
    ADDRESS = "address"
    LENGTH = "length"
    ECHO = "echo"
    LOOP = "loop"
    SCRIPT = "script"
    LANGUAGE = "language"
    REMARK = "remark"
    NUMBER = "number"


class BadAnswer(ValueError):
    """An answer that is no translation. Carries the fault alone, never the text."""

    def __init__(self, reason: Fault) -> None:
        super().__init__(reason.value)
        self.reason = reason


ECHO_LETTERS = 40  # shorter texts may be names, which stay as they are
ECHO_WORDS = 3  # in small letters; a name has fewer
RATIO_FROM = 30  # characters of a source from which the ratio of lengths says something
RATIO = 4
TITLE_FROM, TITLE_LEAST = 20, 0.55  # characters of a title from which on its answer has at least so much of them
SPREAD = 0.45  # standard deviation of the logarithms of length ratios; up to .43 in human translations
_MOST = 10 * RATIO  # beyond it nothing is even cleaned

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|<!--|<!DOCTYPE|<\?xml", re.IGNORECASE)
_QUOTA = re.compile(
    r"MYMEMORY (?:WARNING|UNEXPECTED ERROR)|YOU USED ALL AVAILABLE FREE TRANSLATIONS|QUERY LENGTH LIMIT EXCEE?DED"
    r"|^INVALID EMAIL\b|IS AN INVALID (?:SOURCE|TARGET) LANGUAGE|^INVALID (?:SOURCE|TARGET) LANGUAGE"
    r"|^PLEASE SELECT TWO DISTINCT LANGUAGES|^NO QUERY SPECIFIED"
)
_ERROR_PAGE = re.compile(
    r"^\W*(?:HTTP )?(?:Error )?(?P<code>[45]\d\d)[.:]?\s?(?:That.s an error|Bad Gateway|Bad Request|Forbidden|Not Found"
    r"|Gateway Time-?out|Internal Server Error|Service (?:Temporarily )?Unavailable|Too Many Requests|Unauthorized)"
    r"|Error (?P<page>[45]\d\d) \([^)]{3,40}\)!!1|detected unusual traffic from your computer network"
    r"|^Attention Required! \| Cloudflare",
    re.IGNORECASE,
)
_LOOPS = (
    re.compile(r"\b(\S{1,40}(?: \S{1,40}){0,7}?)[,.;]?(?: \1\b[,.;]?){4,}", re.IGNORECASE),  # words, each up to 8
    re.compile(r"([^\W\d_]{2,20}?)\1{4,}", re.IGNORECASE),  # letters inside a word, or of a script without spaces
)
_UNKNOWN = "\ufffd\u2047"  # bytes that are no text; what SentencePiece writes for a piece that it does not know
_WORD = re.compile(r"[^\W\d_]+")
_INVISIBLE = "\u200b\u2060\ufeff"  # zero-width space, word joiner, byte-order mark: engines strew them

_SCRIPT_LANGUAGES = {
    "LATIN": "af ca ceb cs cy da de en eo es et eu fi fil fr ga gl hr ht hu id is it la lb lt lv ms mt nb nl nn no oc "
    "pl pt ro sk sl sq sv sw tl tr vi",
    "CYRILLIC": "be bg kk ky mk mn ru tg uk",
    "ARABIC": "ar fa ps sd ug ur",
    "DEVANAGARI": "hi mr ne sa",
    "ARMENIAN": "hy",
    "BENGALI": "bn",
    "CJK BOPOMOFO": "zh",
    "CJK HIRAGANA KATAKANA": "ja",
    "ETHIOPIC": "am",
    "GEORGIAN": "ka",
    "GREEK": "el",
    "GUJARATI": "gu",
    "HANGUL CJK": "ko",
    "HEBREW": "he",
    "KHMER": "km",
    "LAO": "lo",
    "MYANMAR": "my",
    "TAMIL": "ta",
    "TELUGU": "te",
    "THAI": "th",
}
_SCRIPTS = {
    language: tuple(scripts.split())
    for scripts, languages in _SCRIPT_LANGUAGES.items()
    for language in languages.split()
}
_NAMED_SCRIPTS = {"Latn": "LATIN", "Cyrl": "CYRILLIC", "Arab": "ARABIC", "Hans": "CJK", "Hant": "CJK"}
_SCRIPT_LETTERS = 20  # fewer may be all names and signs


def accept(source: str, answer: object, source_lang: str, target_lang: str) -> str:
    """The answer as it may be stored: NFC, trimmed, on one line where the source is, HTML entities read as characters
    where the source has none.

    `source` is what the engine was asked, with its placeholders; languages are BCP 47 tags. The limits are those that
    no human translation of FLORES and NTREX (vi, en) crosses but 3 in 3,312; see `benchmarks/answers.py`.

    Raises BadAnswer.
    """
    if not isinstance(answer, str) or not answer.strip():
        raise BadAnswer(Fault.BLANK)
    if len(answer) > _MOST * max(len(source), RATIO_FROM):
        raise BadAnswer(Fault.LENGTH)
    answer = _cleaned(source, answer)
    for fault, found in _CHECKS.items():
        if found(source, answer):
            raise BadAnswer(fault)
    if remark(bare(source), bare(answer), source_lang, target_lang):
        raise BadAnswer(Fault.REMARK)
    if primary(source_lang) != primary(target_lang) and _echo(source, answer):
        raise BadAnswer(Fault.ECHO)
    if _wrong_script(source, answer, target_lang):
        raise BadAnswer(Fault.SCRIPT)
    if another_language(bare(answer), target_lang, bare(source)):
        raise BadAnswer(Fault.LANGUAGE)
    if lost(bare(source), bare(answer), target_lang) or digit_changed(
        bare(source), bare(answer), source_lang, target_lang
    ):
        raise BadAnswer(Fault.NUMBER)
    return answer


class Said(NamedTuple):
    """What an engine said to one text, and whether that was refused."""

    source: str
    answer: str
    refused: bool


def cut_short(title: str, answer: str) -> bool:
    """Whether the answer to a title has so few of its letters that an engine has left out the half.

    Of 260 headlines' worth of sentences (NTREX, vi to en, up to 110 characters) none is so short in the human
    translation; of the same cut in the middle 85 % are.
    """
    return _width(bare(title)) >= TITLE_FROM and _width(bare(answer)) < TITLE_LEAST * _width(bare(title))


def about_another(said: Sequence[Said]) -> bool:
    """Whether answers to texts of one document are about something else.

    Either most of those that could tell (by a number, a mark or their length) were refused, or the lengths of the
    answers have nothing to do with those of their sources. It cries on none of the human translations of FLORES and
    NTREX, however they are grouped; see `benchmarks/answers.py` for what it sees.
    """
    telling = [one for one in said if len(one.source) >= RATIO_FROM or any(ch.isdigit() for ch in one.source)]
    refused = sum(one.refused for one in said)
    if refused > 1 and 2 * refused > len(telling):
        return True
    widths = [(_width(bare(one.source)), _width(bare(one.answer))) for one in said]
    ratios = [math.log(given / asked) for asked, given in widths if asked >= RATIO_FROM and given]
    return len(ratios) >= 3 and statistics.pstdev(ratios) > SPREAD


def _cleaned(source: str, answer: str) -> str:
    for _ in range(2):  # some pages escape what is escaped already
        if not _ENTITY.search(source):
            answer = _ENTITY.sub(lambda entity: html.unescape(entity.group()), answer)
    answer = "".join(letter for letter in answer if letter not in _INVISIBLE or letter in source)
    answer = normal(re.sub("[\x85\u2028\u2029]", "\n", answer))
    return answer.strip() if "\n" in source else one_space(answer.strip())


def _blank(source: str, answer: str) -> bool:
    return not answer or (_has_words(bare(source)) and not _has_words(bare(answer)))


def _has_words(text: str) -> bool:
    return any(letter.isalnum() for letter in text)


def _control(source: str, answer: str) -> bool:
    return bool(FORBIDDEN.search(answer)) or any(sign in answer and sign not in source for sign in _UNKNOWN)


def is_quota(source: str, answer: str) -> bool:
    """Whether an answer is a notice that the quota is used up; one that the source cites is not."""
    found = _QUOTA.search(answer)
    return found is not None and found.group() not in source


def is_error_page(source: str, answer: str) -> bool:
    """An error page says its status; a text about errors has that number too."""
    found = _ERROR_PAGE.search(answer)
    return found is not None and (found["code"] or found["page"] or found.group()) not in source


def _markup(source: str, answer: str) -> bool:
    return len(_TAG.findall(answer)) > source.count("<")


def _address(source: str, answer: str) -> bool:
    """Whether an answer leads where the source does not; addresses of the source are placeholders meanwhile."""
    return any(found not in source for found in ADDRESS.findall(answer))


def _length(source: str, answer: str) -> bool:
    asked, given = _width(bare(source)), _width(bare(answer))
    return given > RATIO * max(asked, RATIO_FROM) or (asked >= RATIO_FROM and given * RATIO < asked)


def _width(text: str) -> int:
    """Characters; an ideograph says about as much as three letters."""
    return sum(3 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _echo(source: str, answer: str) -> bool:
    asked = _letters(source)
    small = [word for word in _WORD.findall(bare(source)) if word[0].islower() and len(word) > 1]
    return asked == _letters(answer) and (len(asked) >= ECHO_LETTERS or len(small) >= ECHO_WORDS)


def _letters(text: str) -> str:
    return "".join(letter for letter in bare(text).casefold() if letter.isalpha())


def _loop(source: str, answer: str) -> bool:
    return any(_turns(loop, answer) and not _turns(loop, source) for loop in _LOOPS)


def _turns(loop: re.Pattern[str], text: str) -> bool:
    """Whether a text goes round; one letter drawn out ("Nooooo") does not."""
    return any(len(set(found[1].lower())) > 1 for found in loop.finditer(text))


def _wrong_script(source: str, answer: str, language: str) -> bool:
    """Whether most letters are of another script; words that the source has too (names) do not count."""
    expected = scripts_of(language)
    kept = set(re.findall(r"\w+", source))
    letters = [letter for word in re.findall(r"\w+", bare(answer)) if word not in kept for letter in word]
    scripts = [unicodedata.name(letter, "?").split()[0] for letter in letters if letter.isalpha()]
    if not expected or len(scripts) < _SCRIPT_LETTERS:
        return False
    return 2 * sum(script in expected for script in scripts) < len(scripts)


def scripts_of(language: str) -> tuple[str, ...]:
    """The scripts of a language, by the script its tag names or by habit; none where neither is known here."""
    named = _NAMED_SCRIPTS.get(named_script(language))
    return (named,) if named else _SCRIPTS.get(primary(language), ())


_CHECKS: dict[Fault, Callable[[str, str], bool]] = {
    Fault.BLANK: _blank,
    Fault.CONTROL: _control,
    Fault.QUOTA: is_quota,
    Fault.ERROR_PAGE: is_error_page,
    Fault.MARKUP: _markup,
    Fault.ADDRESS: _address,
    Fault.LENGTH: _length,
    Fault.LOOP: _loop,
}
