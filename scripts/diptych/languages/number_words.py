"""How languages spell numbers: words and scale words, months by their number, tens of years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

# Powers of ten. Of some languages the word may have an ending, of others nothing stands between it and the next.
_SPACED = {
    2: "hundred trăm hundert cent cien ciento cento сот",
    3: "thousand thousands k nghìn ngàn tausend tsd mil mille mila milhares тысяч тысячи тысяча "
    "тысячная тысячной тысячную тысячный тыс tysięcy tysiące tysięczny tysięczna tysięczną "
    "tys ribu rb bin duizend ألف آلاف الف אלף אלפים हज़ार हजार",
    4: "vạn",
    5: "lakh lakhs lac लाख",
    6: "million millions mn m triệu tr millón millones milione milioni milhão milhões mio millionen миллион миллиона "
    "миллионов млн milion miliona miliony milionów mln juta jt milyon miljoen مليون ملايين מיליון",
    7: "crore crores करोड़ करोड़",
    9: "billion billions bn b tỷ tỉ milliard milliards milliarde milliarden mrd miliardo miliardi миллиард миллиарда "
    "миллиардов млрд miliard miliarda miliardy miliardów mld miliar milyar miljard مليار مليارات מיליארד अरब",
    12: "trillion trillions tn",
}
_JOINED = {
    2: "百 백 ร้อย ຮ້ອຍ",
    3: "千 천 พัน ພັນ ពាន់",
    4: "万 萬 만 หมื่น ໝື່ນ ម៉ឺន",
    5: "แสน ແສນ សែន",
    6: "百万 百萬 ล้าน ລ້ານ លាន",
    8: "亿 億 억",
    12: "兆 조",
}
SCALES = {word: power for scales in (_SPACED, _JOINED) for power, words in scales.items() for word in words.split()}


def _longest_first(scales: Mapping[int, str]) -> str:
    return "|".join(
        sorted((re.escape(word) for words in scales.values() for word in words.split()), key=len, reverse=True)
    )


SCALE_WORD = re.compile(
    rf"[\s-]?(?:({_longest_first(_SPACED)})(?![^\W_])\.?|({_longest_first(_JOINED)}))", re.IGNORECASE
)

MONTH_NAMES = (
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sept? oct nov dec",
)

_MONTH = re.compile(r"\b(?:" + "|".join(MONTH_NAMES[0].title().split()) + r")\b")


def months_named(text: str, language: str) -> list[str]:
    """The months that a text names by words, as numbers: "June" is "6"."""
    if language != "en":  # Vietnamese counts its months, in digits or in words
        return []
    names = MONTH_NAMES[0].split()
    return [str(names.index(found.lower()) + 1) for found in _MONTH.findall(text)]


def spells_numbers(language: str) -> bool:
    """Whether the number words of a language (BCP 47 without region) are known."""
    return language in _WORDS


@cache
def number_words(value: int, language: str) -> tuple[str, ...]:
    """How a language spells a number up to 100 (and the round ones above), as patterns; none where it is not known."""
    return tuple(_WORDS[language](value)) if language in _WORDS else ()


_EN_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_EN_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_EN_TENS = "ten twenty thirty forty fifty sixty seventy eighty ninety"
_ROUND = ((1000, "thousand", "(?:nghìn|ngàn)"), (100, "hundred", "trăm"))


def _english(value: int) -> Iterator[str]:
    units, ordinals = _EN_UNITS.split(), _EN_ORDINALS.split()
    if value < 20:
        yield from (units[value], ordinals[value])
    elif value < 100:
        ten = _EN_TENS.split()[value // 10 - 1]
        if value % 10:
            yield f"{ten}[- ](?:{units[value % 10]}|{ordinals[value % 10]})"
        else:
            yield f"{ten[:-1]}(?:y|ies|ieth)"
    if value == 12:
        yield "dozens?"
    yield from (f"(?:{units[many]}|a) {en}" for many, en, _ in _round(value))


_VI_UNITS = ("", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_VI_LAST = ("", "mốt", "hai", "ba", "(?:bốn|tư)", "(?:lăm|nhăm)", "sáu", "(?:bảy|bẩy)", "tám", "chín")


def _vietnamese(value: int) -> Iterator[str]:
    if value < 10:
        yield _VI_UNITS[value]
    elif value < 20:
        yield " ".join(["mười", "một" if value == 11 else _VI_LAST[value % 10]]).strip()
    elif value < 100:
        ten = _VI_UNITS[value // 10]
        yield f"{ten} (?:mươi )?{_VI_LAST[value % 10]}" if value % 10 else f"{ten} (?:mươi|chục)"
        if value == 20:
            yield "đôi mươi"
    yield from (f"{_VI_UNITS[many]} {vi}" for many, _, vi in _round(value))


def _round(value: int) -> Iterator[tuple[int, str, str]]:
    """A round number as so many hundreds or thousands, with their English and Vietnamese names."""
    return ((value // size, en, vi) for size, en, vi in _ROUND if value % size == 0 and 0 < value // size < 10)


_WORDS = {"en": _english, "vi": _vietnamese}
