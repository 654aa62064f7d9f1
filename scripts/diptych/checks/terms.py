"""Terms in machine drafts: whether each that the source uses is rendered as the glossary has it."""

from __future__ import annotations

from collections.abc import Container, Iterator

from diptych.model.block import Kind
from diptych.model.layout import text_path
from diptych.model.ledger import State
from diptych.model.problem import Problem, Severity, rule
from diptych.reading.article import ReadArticle
from diptych.text.terminology import Terminology, words_of

LACKS_TERM = rule(
    "D465",
    Severity.WARNING,
    "the draft of {block} does not render “{wording}” as the glossary does: “{expected}” is expected",
    "Mend the draft; or, if its wording is good too, add that to the variants in glossary/{term}.yml.",
    "bản nháp của {block} không dịch “{wording}” như bảng thuật ngữ: cần có “{expected}”",
    "Hãy sửa bản nháp; nếu cách dịch ấy cũng đúng thì thêm vào `variants` trong glossary/{term}.yml.",
)


def lacking(
    read: ReadArticle, language: str, terms: Terminology, ids: Container[str] | None = None
) -> Iterator[Problem]:
    """The terms that a translation lacks in the blocks of these ids; in all drafts, where none are named."""
    reading = read.reading(language)
    sources = dict(zip(reading.source.ids, reading.source.blocks, strict=True))
    for row in reading.bitext.rows:
        chosen = (
            row.machine and row.state is not State.OUTDATED if ids is None else any(name in ids for name in row.ids)
        )
        # A heading says in few words what the text says in its own; no term is marked in one either.
        named = [name for name in row.ids if sources[name].kind is not Kind.HEADING]
        if not chosen or not named or not row.targets:
            continue
        ours = "\n".join(words_of(sources[name].content) for name in named)
        blocks = [reading.target.blocks[at] for at in row.targets]
        theirs = "\n".join(words_of(block.content) for block in blocks)
        for term, wording, expected in terms.lacking(ours, theirs, read.article.record.language, language):
            values = {"block": ", ".join(row.ids), "term": term, "wording": wording, "expected": expected}
            yield LACKS_TERM.at(text_path(read.article.id, language), blocks[0].line, **values)
