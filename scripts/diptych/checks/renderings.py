"""Terms of the glossary that the source uses, and that a person's translation renders otherwise.

Of machine drafts `terms` tells; what a person wrote may be better than the glossary, and the hint says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from diptych.checks.subject import Passage
from diptych.model.content import Heading
from diptych.model.problem import Example, Problem, Severity, rule
from diptych.text.normal import normal
from diptych.text.terminology import Terminology, words_of

TERM_NOT_USED = rule(
    "D625",
    Severity.WARNING,
    "the source says “{said}”, for which the glossary has “{form}”; the translation has no form of it",
    "Use the glossary’s form, or add the form that is used to glossary/{term}.yml.",
    "nguyên bản viết “{said}”, bảng thuật ngữ dịch là “{form}”; bản dịch không có dạng nào của từ này",
    "Hãy dùng dạng trong bảng thuật ngữ, hoặc bổ sung dạng đang dùng vào glossary/{term}.yml.",
    (
        Example("They hid a rear entrance.", "They hid a backdoor.", "Họ giấu một cửa hậu."),
        Example("Họ giấu một lối vào phía sau.", "Họ giấu một cửa hậu.", "They hid a backdoor."),
    ),
)


def check(source: Passage, target: Passage, terminology: Terminology) -> Iterator[Problem]:
    """A heading says in few words what the text says in its own; no term is asked for in one."""
    parts = [part for part in source.contents if not isinstance(part, Heading)]
    if not parts:
        return
    ours, theirs = ("\n".join(map(words_of, side)) for side in (parts, target.contents))
    for term, said, form in terminology.lacking(normal(ours), normal(theirs), source.language, target.language):
        yield target.at(TERM_NOT_USED, said=said, form=form, term=term)
