"""Models on this machine, run by CTranslate2: OPUS-MT, one a pair of languages, and the NLLB family, one for all.

A model is a folder as CTranslate2's converters write it, with the model's own SentencePiece files beside: `source.spm`
and `target.spm` (OPUS-MT), or a single one for both sides (NLLB). Text is translated sentence by sentence, in batches;
nothing leaves the machine.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

import ctranslate2
import sentencepiece

from diptych.engines.codes import nllb, three
from diptych.engines.protocol import Rejected, Unavailable, any_size, redact
from diptych.languages.tags import primary
from diptych.text.chunk import chunks
from diptych.text.sentences import sentences

LIMIT = 5000  # characters a text; sentences are cut from it here
MOST = 200  # tokens a sentence: models are trained on sentences, and know 512 places
BEAM = 4
_BATCH = 16  # sentences

_PAIR = re.compile(r"(?:^|-)([a-z]{2,3})-([a-z]{2,3})$", re.IGNORECASE)
_NLLB = re.compile(r"[a-z]{3}_[A-Z][a-z]{3}")
_TARGET = re.compile(r">>(\w+)<<")
_VOCABULARIES = ("shared_vocabulary", "source_vocabulary")


@dataclass(kw_only=True)
class Model:
    """One model's folder. What is in it is loaded when it is first asked."""

    folder: Path
    own: Path  # SentencePiece's model of the source
    other: Path  # and of the target
    tokens: frozenset[str] = frozenset()  # those of its vocabulary that name languages
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def pair(self, source: str, target: str) -> tuple[list[str], list[str]] | None:
        """The tokens that a pair of languages puts before the source and the target; None for a pair that it has not.

        An OPUS-MT model does not say of what languages it is: the folder's name does, by its end (`opus-mt-vi-en`).
        """
        if any(map(_NLLB.fullmatch, self.tokens)):
            codes = nllb(source, self.tokens), nllb(target, self.tokens)
            return ([codes[0]], [codes[1]]) if codes[0] and codes[1] else None
        named = _PAIR.search(self.folder.name)
        if not named or not _same(named[1], source):
            return None
        chosen = next((token for token in sorted(self.tokens) if _same(_TARGET.sub(r"\1", token)[:3], target)), None)
        if chosen:
            return [chosen], []
        return ([], []) if _same(named[2], target) else None

    def translate(self, texts: Sequence[str], before: Sequence[str], prefix: Sequence[str]) -> list[str]:
        """The translations of sentences. Raises Rejected, Unavailable."""
        with self._lock:
            translator, own, other, config = self._loaded
        end = [] if config.get("add_source_eos") else [config.get("eos_token", "</s>")]
        pieces = [[*before, *own.encode(text, out_type=str), *end] for text in texts]
        longest = 2 * max(map(len, pieces)) + 32
        found = translator.translate_batch(
            pieces,
            target_prefix=[list(prefix)] * len(pieces) if prefix else None,
            beam_size=BEAM,
            max_batch_size=_BATCH,
            max_input_length=0,
            max_decoding_length=longest,
        )
        answers = [one.hypotheses[0][len(prefix) :] for one in found]
        if any(len(answer) + len(prefix) >= longest for answer in answers):
            raise Rejected("the answer was cut short")
        return [str(other.decode(answer)) for answer in answers]

    def count(self, text: str) -> int:
        """How many tokens a text has."""
        with self._lock:
            return len(self._loaded[1].encode(text))

    @cached_property
    def _loaded(self) -> tuple[Any, Any, Any, dict[str, Any]]:
        try:
            config = self.folder / "config.json"
            return (
                ctranslate2.Translator(str(self.folder)),
                sentencepiece.SentencePieceProcessor(model_file=str(self.own)),
                sentencepiece.SentencePieceProcessor(model_file=str(self.other)),
                json.loads(config.read_text(encoding="utf-8")) if config.exists() else {},
            )
        except (RuntimeError, OSError, ValueError) as problem:
            raise Unavailable(f"the model cannot be loaded ({type(problem).__name__})") from None


@dataclass(frozen=True, kw_only=True)
class CTranslate2:
    models: Sequence[Model]
    name: str = "ctranslate2"
    limit: int = LIMIT
    interval: float = 0.0
    fits: Callable[[str], bool] = any_size

    @cached_property
    def version(self) -> str:
        """The program's version and the folders of the models."""
        return redact(f"{version('ctranslate2')} {', '.join(model.folder.name for model in self.models)}")

    def translate(self, text: str, source: str, target: str) -> str:
        """Raises Rejected, Unavailable."""
        for model in self.models:
            if found := model.pair(source, target):
                parts = [part for sentence in sentences(text) for part in _short(model, sentence)]
                bodies = [part.strip() for part in parts]
                answers = iter(model.translate([body for body in bodies if body], *found))
                return "".join(
                    part.replace(body, next(answers), 1) if body else part
                    for part, body in zip(parts, bodies, strict=True)
                )
        raise Rejected(f"no model is here from {source} into {target}")


def _short(model: Model, sentence: str) -> Iterator[str]:
    """A sentence in pieces that a model has room for; nearly always the sentence itself."""
    if len(sentence) < MOST or model.count(sentence) <= MOST:
        yield sentence
    else:
        for part in chunks(sentence, (len(sentence) + 1) // 2, any_size):
            yield from _short(model, part)


def _same(code: str, language: str) -> bool:
    names = {primary(language), three(language)} - {""}
    return code.lower() in (names | {"cmn"} if "zh" in names else names)


def models(folder: Path) -> tuple[Model, ...]:
    """The models in a folder: the folder itself is one, or folders in it are.

    Raises ValueError, which names what is missing.
    """
    inside = [one for one in sorted(folder.iterdir()) if (one / "model.bin").is_file()] if folder.is_dir() else []
    if (folder / "model.bin").is_file():
        inside = [folder]
    if not inside:
        raise ValueError(f"{folder.name}/model.bin")
    return tuple(map(_model, inside))


def _model(folder: Path) -> Model:
    several = [*sorted(folder.glob("*.spm")), *sorted(folder.glob("*.model"))]
    sides = [folder / f"{side}.spm" for side in ("source", "target")]
    if not all(side.is_file() for side in sides):
        if len(several) != 1:
            raise ValueError(f"{folder.name}/source.spm, {folder.name}/target.spm")
        sides = [several[0], several[0]]
    tokens = frozenset(word for word in _vocabulary(folder) if _NLLB.fullmatch(word) or _TARGET.fullmatch(word))
    if not any(map(_NLLB.fullmatch, tokens)) and not _PAIR.search(folder.name):
        raise ValueError(f"{folder.name}-vi-en")
    return Model(folder=folder, own=sides[0], other=sides[1], tokens=tokens)


def _vocabulary(folder: Path) -> Sequence[str]:
    for name in _VOCABULARIES:
        if (file := folder / f"{name}.json").is_file():
            words = json.loads(file.read_text(encoding="utf-8"))
            return [word for word in words if isinstance(word, str)]
        if (file := folder / f"{name}.txt").is_file():
            return file.read_text(encoding="utf-8").split("\n")
    raise ValueError(f"{folder.name}/shared_vocabulary.json")
