"""A model on this machine, run by CTranslate2."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from diptych.engines.keeper import needed
from diptych.engines.protocol import Engine, EngineEntry
from diptych.model.problem import Refused, Severity, rule

VARIABLE = "DIPTYCH_CTRANSLATE2"
PACKAGES = ("ctranslate2", "sentencepiece")  # of the extra

NO_EXTRA = rule(
    "D463",
    Severity.ERROR,
    "the engine {name} needs packages that are not installed",
    "Install them: pip install 'diptych[{name}]' (in an environment made by make: .venv/bin/pip install {packages}).",
    "máy dịch {name} cần những gói chưa được cài",
    "Hãy cài: pip install 'diptych[{name}]' (trong môi trường do make tạo: .venv/bin/pip install {packages}).",
)
NO_MODEL = rule(
    "D464",
    Severity.ERROR,
    "the engine {name} finds no model where {variable} points: {missing} is expected",
    "Give {variable} a folder that a converter of CTranslate2 wrote, with its SentencePiece files and the languages at "
    "the end of its name (opus-mt-vi-en), or a folder of such folders. The guide’s page on engines tells how.",
    "máy dịch {name} không tìm thấy mô hình ở nơi {variable} chỉ tới: cần có {missing}",
    "Hãy cho {variable} một thư mục do bộ chuyển đổi của CTranslate2 tạo ra, có kèm các tệp SentencePiece và tên kết "
    "thúc bằng hai ngôn ngữ (opus-mt-vi-en), hoặc thư mục chứa các thư mục như thế. Trang hướng dẫn về máy dịch nói rõ "
    "cách làm.",
)


def build(environ: Mapping[str, str], path: str) -> Engine:
    folder = needed("ctranslate2", VARIABLE, environ, path)
    if any(find_spec(package) is None for package in PACKAGES):
        raise Refused(NO_EXTRA.at(path, name="ctranslate2", packages=" ".join(PACKAGES)))
    from diptych.engines import ct2

    try:
        return ct2.CTranslate2(models=ct2.models(Path(folder)))
    except (OSError, ValueError) as problem:
        raise Refused(NO_MODEL.at(path, name="ctranslate2", missing=problem, variable=VARIABLE)) from None


ENGINE = EngineEntry(name="ctranslate2", build=build)
