"""Typst as a library: an edition as data in, the bytes of a PDF out. Template and fonts are the package's own."""

from __future__ import annotations

import datetime
import json
import os
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import typst

import diptych
from diptych.model.problem import Refused, Severity, rule

FOLDER = Path(diptych.__file__).parent / "formats" / "pdf"
GIVEN = "DIPTYCH_FONTS"  # the environment's variable for the keeper's folder of fonts for other scripts
STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
_NO_GLYPH = re.compile(r"the text `\"(.+?)\"` could not be displayed")

NO_FOLDER = rule(
    "D553",
    Severity.ERROR,
    "this names no folder: {path}",
    "Set DIPTYCH_FONTS to a folder that holds fonts, or leave it unset.",
    "đây không phải thư mục: {path}",
    "Hãy đặt biến DIPTYCH_FONTS trỏ tới một thư mục có phông chữ, hoặc bỏ biến này.",
)


class NotSet(Exception):
    """What the typesetter refuses: the characters that no font has, or else its own words."""

    def __init__(self, characters: Sequence[str], words: str) -> None:
        super().__init__(characters, words)  # as they are given: the exception may come from another process
        self.characters = tuple(characters)
        self.words = words


def _plain(shown: str) -> str:
    """A text as the typesetter shows it, `\\u{e31}` for a mark, as it is."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), shown)


@cache
def fonts() -> tuple[typst.Fonts, tuple[str, ...]]:
    """The package's fonts and the keeper's, with the families of the latter. A process reads them once.

    Raises Refused (D553).
    """
    given = os.environ.get(GIVEN, "")
    if given and not Path(given).is_dir():
        raise Refused(NO_FOLDER.at(GIVEN, path=given))
    paths = [str(FOLDER / "fonts"), *([given] if given else [])]
    own = typst.Fonts(include_system_fonts=False, font_paths=paths[:1])
    every = typst.Fonts(include_system_fonts=False, font_paths=[*paths]) if given else own
    return every, tuple(sorted(set(every.families()) - set(own.families())))


def typeset(document: Mapping[str, Any]) -> bytes:
    """A PDF/A-2a that is PDF/UA-1 too; the same data gives the same bytes. Raises NotSet, Refused (D553)."""
    loaded, given = fonts()
    compiler = typst.Compiler(
        str(FOLDER / "edition.typ"),
        root=str(FOLDER),
        font_paths=loaded,
        ignore_system_fonts=True,
        sys_inputs={
            "data": json.dumps(document, ensure_ascii=False),
            "families": json.dumps({"given": given}, ensure_ascii=False),
        },
    )
    year, month, day = document["date"]
    made = datetime.datetime(year, month, day, tzinfo=datetime.UTC)
    try:
        pdf, warnings = compiler.compile_with_warnings(pdf_standards=STANDARDS, timestamp=made)
    except typst.TypstError as error:
        said = f"{error.message}\n{error.diagnostic}"
        raise NotSet([*dict.fromkeys(map(_plain, _NO_GLYPH.findall(said)))], said) from None
    if warnings or not isinstance(pdf, bytes):
        raise NotSet((), "; ".join(warning.message for warning in warnings))
    return pdf
