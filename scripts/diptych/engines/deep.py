"""Google, MyMemory, DeepL and Microsoft by deep-translator, cured of what it does wrong.

deep-translator 1.11.4 has no time limit, puts keys into addresses and messages, mixes up the texts of threads that
share a translator, glues words at tags, fetches a list of languages for each Microsoft translator, and asks DeepL in a
way that has been switched off since January 2026 (GET, the key in the query). So each call has a translator of its own,
and the name `requests` inside its modules is bound to ours: all it sends goes through `web.Web`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any
from urllib.parse import quote_plus

import deep_translator.deepl
import deep_translator.google
import deep_translator.microsoft
import deep_translator.mymemory
import requests
from bs4 import BeautifulSoup
from deep_translator import exceptions
from deep_translator.constants import DEEPL_LANGUAGE_TO_CODE, GOOGLE_LANGUAGES_TO_CODES, MY_MEMORY_LANGUAGES_TO_CODES

from diptych.engines.protocol import EngineError, Rejected, Transient, Unavailable, any_size
from diptych.engines.web import Reply, Timeouts, Web
from diptych.languages.tags import broader, primary

LIMIT = 1500  # characters a request: a failure costs little, and no service refuses it
URL_LIMIT = 8000  # bytes of a text in an address; one Vietnamese letter takes up to nine
MYMEMORY_BYTES = 500

_web: ContextVar[Web] = ContextVar("web")


class _Requests:
    """Stands in for the module `requests` inside a module of deep-translator."""

    exceptions = requests.exceptions

    def get(self, url: str, params: Mapping[str, str], **_: object) -> Reply:
        return _web.get().ask("GET", url, params=params)

    def post(self, url: str, params: Mapping[str, str], headers: Mapping[str, str], json: Any, **_: object) -> Reply:
        return _web.get().ask("POST", url, params=params, headers=headers, json=json)


class _Google(_Requests):
    """A page, whose result is read as one text: deep-translator joins the texts between tags without a space."""

    def get(self, url: str, params: Mapping[str, str], **_: object) -> Reply:
        reply = super().get(url, params)
        page = BeautifulSoup(reply.text, "html.parser")
        boxes = page.select("div.t0, div.result-container")
        if not boxes and "unusual traffic" in reply.text:
            raise Unavailable("it asks for a captcha")
        for box in boxes:
            for line_end in box.find_all("br"):
                line_end.replace_with("\n")
            box.string = box.get_text()
        return Reply(reply.status_code, str(page))


class _MyMemory(_Requests):
    """Errors come with HTTP status 200 and are told inside."""

    def get(self, url: str, params: Mapping[str, str], **_: object) -> Reply:
        reply = super().get(url, params)
        told = reply.json()
        if told.get("quotaFinished") or str(told.get("responseStatus")) == "429":
            raise Unavailable("the quota of today is used up")
        if str(told.get("responseStatus")) != "200":
            raise Rejected("the text or the language is not taken")
        return reply


class _DeepL(_Requests):
    """The text in the body and the key in a header, as DeepL has required since January 2026."""

    def get(self, url: str, params: Mapping[str, str], **_: object) -> Reply:
        data = dict(params)
        key = data.pop("auth_key")
        return _web.get().ask("POST", url, data=data, headers={"Authorization": f"DeepL-Auth-Key {key}"})


class _MicrosoftTranslator(deep_translator.microsoft.MicrosoftTranslator):  # type: ignore[misc]  # the library is untyped
    """Without asking the network which languages there are, before each text."""

    def __init__(self, source: str, target: str, key: str, region: str) -> None:
        self._pair = (source, target)
        super().__init__(source=source, target=target, api_key=key, region=region)

    def _get_supported_languages(self) -> dict[str, str]:
        return {code: code for code in self._pair}


deep_translator.google.requests = _Google()
deep_translator.mymemory.requests = _MyMemory()
deep_translator.deepl.requests = _DeepL()
deep_translator.microsoft.requests = _Requests()

_FAILURES: tuple[tuple[tuple[type[Exception], ...], type[EngineError], str], ...] = (
    (
        (exceptions.LanguageNotSupportedException, exceptions.InvalidSourceOrTargetLanguage),
        Rejected,
        "the language is not supported",
    ),
    (
        (exceptions.NotValidLength, exceptions.NotValidPayload, exceptions.MicrosoftAPIerror),
        Rejected,
        "the text or the language is not taken",
    ),
    (
        (exceptions.TranslationNotFound, exceptions.ElementNotFoundInGetRequest),
        Transient,
        "a page without a translation",
    ),
    # What its code stumbles over when an answer is not of the shape that it expects.
    (
        (AttributeError, IndexError, KeyError, StopIteration, TypeError, ValueError),
        Transient,
        "an answer of unknown shape",
    ),
)
_FAILED = tuple(problem for problems, _, _ in _FAILURES for problem in problems)


@dataclass(frozen=True, kw_only=True)
class DeepEngine:
    """One service of deep-translator.

    `code` gives the service's code of a BCP 47 tag, or none; `make` a translator for a pair of codes.
    """

    name: str
    make: Callable[[str, str], Any]
    code: Callable[[str], str | None]
    interval: float
    limit: int = LIMIT
    fits: Callable[[str], bool] = any_size
    web: Web = field(default_factory=Web)
    version: str = field(default_factory=lambda: version("deep-translator"))

    def translate(self, text: str, source: str, target: str) -> str:
        """Raises Transient, Rejected, Unavailable."""
        pair = self._code(source), self._code(target)
        token = _web.set(self.web)
        try:
            return _text(self.make(*pair).translate(text), text)
        except _FAILED as problem:
            error = _meaning(problem)
        finally:
            _web.reset(token)
        raise error  # outside the handler: the library's messages hold texts and keys

    def _code(self, language: str) -> str:
        code = self.code(language)
        if not code:
            raise Rejected(f"deep-translator {self.version} knows no {language} for {self.name}")
        return code


def _meaning(problem: Exception) -> EngineError:
    return next(error(message) for problems, error, message in _FAILURES if isinstance(problem, problems))


def _text(answer: object, asked: str) -> str:
    if answer is None and not any(letter.isalnum() for letter in asked):
        return asked  # what it gives for the same text back, when that has no letters
    if not isinstance(answer, str):
        raise Transient("an answer of unknown shape")
    return answer


def google(url: str = "", timeouts: Timeouts | None = None) -> DeepEngine:
    """Google's page for mobile browsers; `url` points to a mirror instead. Needs no key."""

    def make(source: str, target: str) -> Any:
        return _at(url, deep_translator.google.GoogleTranslator(source=source, target=target))

    def code(language: str) -> str | None:
        return _code(language, GOOGLE_LANGUAGES_TO_CODES, _GOOGLE_CODES)

    return DeepEngine(name="google", make=make, code=code, interval=0.3, fits=_in_url, web=Web(timeouts))


def mymemory(email: str = "", url: str = "", timeouts: Timeouts | None = None) -> DeepEngine:
    """MyMemory; with an e-mail address it gives ten times as much a day."""

    def make(source: str, target: str) -> Any:
        translator = deep_translator.mymemory.MyMemoryTranslator(source=source, target=target, email=email or None)
        return _at(url or "https://api.mymemory.translated.net/get", translator)

    def code(language: str) -> str | None:
        return _code(language, MY_MEMORY_LANGUAGES_TO_CODES, _MYMEMORY_CODES)

    return DeepEngine(
        name="mymemory",
        make=make,
        code=code,
        interval=1.0,
        limit=MYMEMORY_BYTES - 1,
        fits=_in_mymemory,
        web=Web(timeouts),
    )


def deepl(key: str, url: str = "", timeouts: Timeouts | None = None) -> DeepEngine:
    """DeepL, its free or its paid service by the form of the key. deep-translator's table lacks Vietnamese."""

    def make(source: str, target: str) -> Any:
        free = key.endswith(":fx")
        translator = deep_translator.deepl.DeeplTranslator(source, target, api_key=key, use_free_api=free)
        return _at(url, translator)

    def code(language: str) -> str | None:
        return _code(language, DEEPL_LANGUAGE_TO_CODE, _DEEPL_CODES)

    return DeepEngine(name="deepl", make=make, code=code, interval=0.1, web=Web(timeouts))


def microsoft(key: str, region: str = "", url: str = "", timeouts: Timeouts | None = None) -> DeepEngine:
    """Microsoft Translator. It knows best itself which languages it has."""

    def make(source: str, target: str) -> Any:
        return _at(url, _MicrosoftTranslator(source, target, key, region))

    def code(language: str) -> str | None:
        return _code(language, {}, _MICROSOFT_CODES) or primary(language)

    return DeepEngine(name="microsoft", make=make, code=code, interval=0.1, web=Web(timeouts))


def _at(url: str, translator: Any) -> Any:
    """The translator, asking at another address where one is given; the library has no argument for it."""
    if url:
        translator._base_url = url
    return translator


def _in_url(text: str) -> bool:
    return len(quote_plus(text)) <= URL_LIMIT


def _in_mymemory(text: str) -> bool:
    return len(text.encode("utf-8", "surrogatepass")) <= MYMEMORY_BYTES


_GOOGLE_CODES = {
    "fil": "tl",
    "he": "iw",
    "jv": "jw",
    "nb": "no",
    "nn": "no",
    "zh": "zh-CN",
    "zh-hant": "zh-TW",
    "zh-hk": "zh-TW",
    "zh-mo": "zh-TW",
}
_MYMEMORY_CODES = {
    "ar": "ar-SA",
    "de": "de-DE",
    "en": "en-GB",
    "es": "es-ES",
    "fr": "fr-FR",
    "it": "it-IT",
    "pt": "pt-PT",
    "sr": "sr-Latn-RS",
    "zh": "zh-CN",
    "zh-hant": "zh-TW",
}
_DEEPL_CODES = {"zh-hant": "", "zh-hk": "", "zh-mo": "", "zh-tw": ""}  # its zh is simplified
_MICROSOFT_CODES = {
    "fr-ca": "fr-ca",
    "no": "nb",
    "pt-pt": "pt-pt",
    "sr": "sr-Latn",
    "sr-cyrl": "sr-Cyrl",
    "tl": "fil",
    "zh": "zh-Hans",
    "zh-cn": "zh-Hans",
    "zh-hans": "zh-Hans",
    "zh-hant": "zh-Hant",
    "zh-hk": "zh-Hant",
    "zh-tw": "zh-Hant",
}


def _code(language: str, table: Mapping[str, str], own: Mapping[str, str]) -> str | None:
    """A service's code of a BCP 47 tag: its own habit, the tag as it is, the language alone, or any region of it."""
    known = {code.lower(): code for code in sorted(table.values(), reverse=True)}
    for name in broader(language):
        if name in own or name in known:
            return own.get(name, known.get(name))
    return next((code for name, code in sorted(known.items()) if primary(name) == primary(language)), None)
