"""Models on this machine: real ones for CTranslate2, small enough to be made here."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from diptych.engines import registry
from diptych.engines.ct2 import MOST, CTranslate2, models
from diptych.engines.outcome import Answered, Unanswered
from diptych.engines.protocol import Rejected, Unavailable
from diptych.model.problem import Refused
from diptych.text.write import write
from engines.models import nllb, opus
from engines.test_chain import run, units

LEXICON = {
    "Một": "One",
    "cửa": "door",
    "hậu": "back",
    "mở.": "opens.",
    "Hai": "Two",
    "đóng.": "close.",
    "một": "one",
    "hai": "two",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of each layout: `opus-mt-vi-en`, `vi-fr`, and `nllb` for Vietnamese, English and Spanish."""
    made = tmp_path_factory.mktemp("models")
    opus(made / "opus-mt-vi-en", LEXICON)
    opus(made / "vi-fr", {"một": "un", "hai": "deux"}, eos=False)
    nllb(made / "nllb-200-tiny", LEXICON, ["vie_Latn", "eng_Latn", "spa_Latn"])
    return made


def engine(folder: Path) -> CTranslate2:
    return CTranslate2(models=models(folder))


@pytest.mark.parametrize("name", ["opus-mt-vi-en", "nllb-200-tiny"])
def test_text_is_translated_sentence_by_sentence_with_its_white_space(name: str, folder: Path) -> None:
    made = engine(folder / name)
    assert (
        made.translate("Một cửa hậu mở. Hai cửa\nđóng.  Một", "vi", "en") == "One door back opens. Two door close.  One"
    )
    assert made.version.endswith(f" {name}")


def test_a_folder_of_models_answers_for_each_of_its_pairs(folder: Path) -> None:
    made = engine(folder)
    assert made.translate("một hai", "vi-VN", "fr") == "un deux"
    assert made.translate("một hai", "vi", "en-GB") == "one two"
    assert made.translate("một hai", "vi", "es") == "one two", "by the model of many languages, which has Spanish"
    for pair in (("fr", "vi"), ("vi", "de")):
        with pytest.raises(Rejected, match="no model is here from"):
            made.translate("một hai", *pair)


def test_many_threads_share_a_model(folder: Path) -> None:
    made = engine(folder / "opus-mt-vi-en")
    texts = ["một" if n % 2 else "hai" for n in range(80)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda text: made.translate(text, "vi", "en"), texts))
    assert answers == ["one" if text == "một" else "two" for text in texts]


def test_a_sentence_beyond_what_a_model_reads_is_not_cut_off(tmp_path: Path) -> None:
    opus(tmp_path / "vi-en", LEXICON)
    (model,) = models(tmp_path / "vi-en")
    made = CTranslate2(models=[model])
    words = ["một"] * 45 + ["hai"] * 45
    model_most = 40  # places that this model was made for
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("diptych.engines.ct2.MOST", model_most)
        assert made.translate(" ".join(words), "vi", "en").split() == ["one"] * 45 + ["two"] * 45
    assert MOST < 512


def test_what_a_model_does_not_know_is_no_translation(folder: Path) -> None:
    outcomes, _ = run(units("Một cửa hậu mở.", "Một xyz mở.", "- Một cửa hậu mở.\n- Hai cửa đóng."), engine(folder))
    one, two, three = outcomes.values()
    assert isinstance(one, Answered)
    assert (write(one.content), one.engine) == ("One door back opens.", "ctranslate2")
    assert isinstance(two, Unanswered)
    assert [reason.code for reason in two.reasons] == ["control"]
    assert isinstance(three, Answered)
    assert write(three.content) == "- One door back opens.\n- Two door close."


def broken(folder: Path, name: str, content: bytes | None) -> Path:
    """A model that lacks a file, or has another content there."""
    made = opus(folder / "opus-mt-vi-en", {"một": "one"})
    (made / name).unlink()
    if content is not None:
        (made / name).write_bytes(content)
    return made


@pytest.mark.parametrize("content", [b"", b"<html>not found</html>"])
def test_a_model_that_cannot_be_loaded_is_said(content: bytes, tmp_path: Path) -> None:
    for name in ("model.bin", "source.spm"):
        made = engine(broken(tmp_path / name, name, content))
        with pytest.raises(Unavailable, match=r"the model cannot be loaded"):
            made.translate("một", "vi", "en")


def refused(folder: Path) -> tuple[str, str]:
    with pytest.raises(Refused) as told:
        registry.engine("ctranslate2", {"DIPTYCH_CTRANSLATE2": str(folder)})
    (problem,) = told.value.problems
    return problem.rule.code, problem.values.get("missing", "")


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("model.bin", "opus-mt-vi-en/model.bin"),
        ("shared_vocabulary.json", "opus-mt-vi-en/shared_vocabulary.json"),
    ],
)
def test_a_folder_that_is_no_model_says_what_is_missing(name: str, missing: str, tmp_path: Path) -> None:
    assert refused(broken(tmp_path, name, None)) == ("D464", missing)


def test_more_folders_that_are_no_model(tmp_path: Path) -> None:
    assert refused(tmp_path / "none") == ("D464", "none/model.bin")
    half = opus(tmp_path / "vi-en", {"một": "one"})
    for side in ("source", "target"):
        (half / f"{side}.spm").unlink()
    assert refused(half) == ("D464", "vi-en/source.spm, vi-en/target.spm")
    nameless = opus(tmp_path / "model", {"một": "one"})
    assert refused(nameless) == ("D464", "model-vi-en"), "the files do not say of which languages it is"


def test_without_the_packages_it_says_how_to_get_them(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("diptych.engines.entries.ctranslate2.find_spec", lambda _: None)
    assert refused(folder)[0] == "D463"
