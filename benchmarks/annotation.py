"""How often annotation finds exactly what a reader would mark, on the texts of `tests/annotation.txt`.

.venv/bin/python -m benchmarks.annotation         the share of texts that are right, and those that are not
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from diptych.model.term import GlossaryTerm, Wording
from diptych.text.glossary import find, glossary
from diptych.text.slug import slug

TABLE = Path(__file__).resolve().parent.parent / "tests" / "annotation.txt"


@dataclass(frozen=True)
class Case:
    line: int  # in the table
    language: str
    forms: str  # terms by `;`, the forms of one by `=`
    marked: str  # the text, with what is to be found in brackets


def cases() -> Iterator[Case]:
    for number, line in enumerate(TABLE.read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            language, forms, marked = (part.strip() for part in line.split("|", 2))
            for escape in ("\\u00a0", "\\u2010", "\\u2011"):
                marked = marked.replace(escape, chr(int(escape[2:], 16)))
            yield Case(number, language, forms, marked)


def terms_of(forms: str, language: str) -> dict[str, GlossaryTerm]:
    found = {}
    for term in forms.split(" ; "):
        form, *variants = (part.strip() for part in term.split(" = "))
        found[slug(form)] = GlossaryTerm(languages={language: Wording(form, "…", tuple(variants))})
    return found


def shown(case: Case) -> str:
    """The text of a case with what is found in brackets."""
    text = case.marked.replace("[", "").replace("]", "")
    out, at = "", 0
    for hit in find(glossary(terms_of(case.forms, case.language), case.language), text):
        out += f"{text[at : hit.start]}[{text[hit.start : hit.end]}]"
        at = hit.end
    return out + text[at:]


def accuracy() -> float:
    """The share of texts in which all is found that is to be found, and nothing else."""
    every = list(cases())
    return sum(shown(case) == case.marked for case in every) / len(every)


def main() -> None:
    every = list(cases())
    wrong = [case for case in every if shown(case) != case.marked]
    for case in wrong:
        print(f"{TABLE.name}:{case.line}: {case.forms}: expected {case.marked!r}, found {shown(case)!r}")
    print(f"{len(every) - len(wrong)} of {len(every)} texts are annotated exactly")


if __name__ == "__main__":
    main()
