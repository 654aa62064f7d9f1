"""What an engine is, and the three ways in which it may fail to answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable
from urllib.parse import quote, quote_plus

from diptych.text.normal import FORBIDDEN

LONGEST_MESSAGE = 160
_SECRET_FIELD = re.compile(r"(?i)\b([\w-]*(?:key|token|secret|auth|password)[\w-]*)([\"']?\s*[=:]\s*[\"']?)[^\s&\"']+")
_QUERY = re.compile(r"(https?://[^\s?\"']+)\?[^\s\"']+")


class Engine(Protocol):
    """Something that translates one text. Called by many threads at once.

    An engine may be wrong about anything: its answers are judged by `text.answer` before they are used.
    """

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    @property
    def limit(self) -> int:
        """The most characters in one request."""
        ...

    @property
    def interval(self) -> float:
        """The least seconds between two requests; 0 for an engine on this machine."""
        ...

    @property
    def fits(self) -> Callable[[str], bool]:
        """Whether a text within `limit` also keeps to what the engine counts in bytes."""
        ...

    def translate(self, text: str, source: str, target: str) -> str:
        """The translation of a text; languages are BCP 47 tags.

        Raises Transient, Rejected, Unavailable.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineEntry:
    """How an engine is known before it is built: what a plug-in offers under `diptych.engines`."""

    name: str
    build: Callable[[Mapping[str, str], str], Engine]  # (environment, the file that asked for it). Raises Refused
    paid: bool = False  # or may be paid for: then one request is under way at a time


@runtime_checkable
class Stoppable(Protocol):
    """An engine that works on this machine, and can be made to end at once."""

    def stop(self) -> None:
        """Ends what is under way; the calls that wait for it then fail."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Texts of one document, to be translated at once; languages are BCP 47 tags."""

    texts: Mapping[str, str]  # by ids that mean nothing outside the request
    source: str
    target: str
    context: str = ""  # the document around them
    terms: Mapping[str, str] = field(default_factory=dict)  # how terms that occur in the texts are to be rendered
    style: str = ""  # how the archive wishes its texts in the target language

    @property
    def size(self) -> int:
        """The characters of the archive that are sent."""
        told = [*self.texts.values(), self.context, self.style, *self.terms, *self.terms.values()]
        return sum(map(len, told))


@dataclass(frozen=True, slots=True)
class Answers:
    """What an engine says to a request, by its ids."""

    texts: Mapping[str, str]
    cut: bool = False  # it had more to say, and ran out of room


@runtime_checkable
class Whole(Protocol):
    """An engine that reads a whole document: it is asked for many texts at once, `limit` characters at most."""

    def translate_many(self, request: Request) -> Answers:
        """Translations of the texts, without those that it leaves out.

        Raises Transient, Rejected, Unavailable.
        """
        ...


class EngineError(Exception):
    """An engine gave no answer. The message is fit to be shown and stored: no key, no text."""

    def __init__(self, message: str) -> None:
        super().__init__(redact(message))


class Transient(EngineError):
    """Worth asking again, after `retry_after` seconds where the engine said so."""

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Rejected(EngineError):
    """This text or this pair of languages will not work here; others may."""


class Unavailable(EngineError):
    """The engine as a whole: key refused, quota used up, program missing, too many failures."""


def any_size(_text: str) -> bool:
    """`fits` of an engine that counts in characters only."""
    return True


def redact(message: str, *secrets: str) -> str:
    """A message on one short line, without the secrets, whatever looks like a key, and the queries of addresses."""
    for secret in sorted(filter(str.strip, secrets), key=len, reverse=True):
        for form in (secret, quote(secret), quote_plus(secret)):
            message = message.replace(form, "…")
    message = _SECRET_FIELD.sub(r"\1\2…", _QUERY.sub(r"\1?…", message))
    message = " ".join(FORBIDDEN.sub(" ", message).split())
    return message if len(message) <= LONGEST_MESSAGE else message[: LONGEST_MESSAGE - 1] + "…"
