"""Tiny translation models: real ones for CTranslate2, whose weights turn each word into the word of a small lexicon.

One decoder layer looks, at each place, at the same place of the source, and says the word that the lexicon has for what
stands there. Embeddings are one-hot: the first part says which token, the second which place, the third what to say.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece
from ctranslate2.specs import TransformerSpec

PLACES = 64
SHARP = 200.0  # how surely a place looks at its own place
SPECIAL = ["<unk>", "<s>", "</s>"]


def spm(path: Path, words: Sequence[str]) -> list[str]:
    """A SentencePiece model of whole words, and its pieces."""
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([" ".join(words)]),
        model_writer=model,
        model_type="word",
        vocab_size=len(words) + len(SPECIAL),
        hard_vocab_limit=False,
        minloglevel=2,
    )
    path.write_bytes(model.getvalue())
    return [f"▁{word}" for word in words]


def opus(folder: Path, lexicon: Mapping[str, str], eos: bool = True) -> Path:
    """A model in the layout of OPUS-MT; `eos`: whether CTranslate2 itself ends the source."""
    folder.mkdir(parents=True)
    own, other = spm(folder / "source.spm", list(lexicon)), spm(folder / "target.spm", list(lexicon.values()))
    said = dict(zip(own, other, strict=True))
    _write(folder, said, [], {"add_source_eos": eos, "decoder_start_token": "<s>"})
    return folder


def nllb(folder: Path, lexicon: Mapping[str, str], languages: Sequence[str]) -> Path:
    """A model in the layout of NLLB: tokens of the languages, and one SentencePiece model."""
    folder.mkdir(parents=True)
    pieces = spm(folder / "sentencepiece.bpe.model", [*lexicon, *lexicon.values()])
    said = dict(zip(pieces[: len(lexicon)], pieces[len(lexicon) :], strict=True))
    _write(folder, said, languages, {"add_source_eos": False, "decoder_start_token": "</s>"})
    return folder


def _write(folder: Path, said: Mapping[str, str], extra: Sequence[str], config: Mapping[str, Any]) -> None:
    words = list(dict.fromkeys([*SPECIAL, *extra, *said, *said.values()]))
    count = len(words)
    size = 2 * count + PLACES
    size += -size % 8
    spec = TransformerSpec.from_config((1, 1), num_heads=1)
    tokens = np.zeros((count, size), np.float32)
    tokens[:, :count] = np.eye(count)
    places = np.zeros((PLACES, size), np.float32)
    places[:, count : count + PLACES] = np.eye(PLACES)
    for side in (spec.encoder, spec.decoder):
        embeddings = side.embeddings[0] if isinstance(side.embeddings, list) else side.embeddings
        embeddings.weight = tokens
        side.position_encodings.encodings = places
        side.scale_embeddings = False
        _norm(side.layer_norm, size)
        for layer in side.layer:
            _quiet(layer.self_attention, size, 3)
            _linear(layer.ffn.linear_0, np.zeros((8, size)))
            _linear(layer.ffn.linear_1, np.zeros((size, 8)))
            _norm(layer.ffn.layer_norm, size)
    answers = np.zeros((count, count))
    for at, word in enumerate(words):
        answers[words.index(said.get(word, word)), at] = 1
    _lookup(spec.decoder.layer[0].attention, answers, count, size)
    projection = np.zeros((count, size))
    projection[:, count + PLACES : 2 * count + PLACES] = np.eye(count)
    _linear(spec.decoder.projection, projection)
    spec.config.__dict__.update({"bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>", **config})
    spec.register_source_vocabulary(words)
    spec.register_target_vocabulary(words)
    spec.validate()
    spec.save(str(folder))
    assert json.loads((folder / "shared_vocabulary.json").read_text(encoding="utf-8")) == words


def _lookup(attention: Any, answers: Any, count: int, size: int) -> None:
    """Attention of each place to the same place of the source, which says what the lexicon has for its token."""
    by_place = np.zeros((size, size))
    by_place[count : count + PLACES, count : count + PLACES] = np.eye(PLACES)
    value = np.zeros((size, size))
    value[count + PLACES : 2 * count + PLACES, :count] = answers
    _norm(attention.layer_norm, size)
    _linear(attention.linear[0], SHARP * by_place)
    _linear(attention.linear[1], np.concatenate([by_place, value]))
    _linear(attention.linear[2], np.eye(size))


def _quiet(attention: Any, size: int, parts: int) -> None:
    """An attention that adds nothing."""
    _norm(attention.layer_norm, size)
    _linear(attention.linear[0], np.zeros((parts * size, size)))
    _linear(attention.linear[1], np.zeros((size, size)))


def _linear(linear: Any, weight: Any) -> None:
    linear.weight = weight.astype(np.float32)
    linear.bias = np.zeros(weight.shape[0], np.float32)


def _norm(norm: Any, size: int) -> None:
    norm.gamma = np.ones(size, np.float32)
    norm.beta = np.zeros(size, np.float32)
