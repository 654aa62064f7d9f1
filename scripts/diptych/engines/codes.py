"""Codes of languages that programs and models use instead of BCP 47 tags."""

from __future__ import annotations

from collections.abc import Iterable

from diptych.languages.tags import named_script, primary

# ISO 639-3 codes of languages that may be called by three letters; BCP 47 writes them with two.
_THREE = {
    "ar": "ara", "bg": "bul", "ca": "cat", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "eo": "epo",
    "es": "spa", "et": "est", "eu": "eus", "fa": "fas", "fi": "fin", "fr": "fra", "gl": "glg", "he": "heb", "hi": "hin",
    "hr": "hrv", "hu": "hun", "id": "ind", "is": "isl", "it": "ita", "ja": "jpn", "km": "khm", "ko": "kor", "lo": "lao",
    "lt": "lit", "lv": "lav", "mk": "mkd", "ms": "zlm", "nb": "nob", "nl": "nld", "nn": "nno", "no": "nor", "oc": "oci",
    "pl": "pol", "pt": "por", "ro": "ron", "ru": "rus", "sk": "slk", "sl": "slv", "sr": "srp", "sv": "swe", "th": "tha",
    "tr": "tur", "uk": "ukr", "ur": "urd", "vi": "vie", "zh": "zho",
}  # fmt: skip

# Where NLLB names the standard form of a language that is written in several: its code for it.
_NLLB = {
    "ar": "arb", "et": "est", "fa": "pes", "lv": "lvs", "ms": "zsm", "no": "nob", "sq": "als", "sw": "swh", "uz": "uzn",
}  # fmt: skip
_SCRIPTS = {"zh": "Hans", "zh-tw": "Hant", "zh-hk": "Hant", "zh-mo": "Hant"}  # where a tag names none


def three(language: str) -> str:
    """The ISO 639-3 code of a language; "" where none is known here."""
    first = primary(language)
    return _THREE.get(first, first if len(first) == 3 else "")


def nllb(language: str, tokens: Iterable[str]) -> str | None:
    """The token by which a model of the NLLB family calls a language (`vie_Latn`), among those that it has."""
    code = _NLLB.get(primary(language), three(language))
    having = sorted(token for token in tokens if code and token.startswith(f"{code}_"))
    script = named_script(language) or _SCRIPTS.get(language.lower(), _SCRIPTS.get(primary(language), ""))
    if script:
        return next((token for token in having if token.endswith(f"_{script}")), None)
    return having[0] if having else None
