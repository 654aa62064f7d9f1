"""Numbers that a translation has lost or changed, whatever the habit of writing them (`text/lost_numbers.py`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from diptych.checks.subject import Passage
from diptych.model.problem import Example, Problem, Severity, rule
from diptych.text.lost_numbers import lost
from diptych.text.quantities import converted

NUMBER_LOST = rule(
    "D601",
    Severity.WARNING,
    "the source has the number {number}; the translation has {found}",
    "Compare the two sentences, and put the number right or in.",
    "nguyên bản có số {number}; bản dịch có {found_vi}",
    "Hãy so hai câu rồi sửa hoặc bổ sung con số.",
    (
        Example("In 2028 it had 15,000 users.", "In 2018 it had 15,000 users.", "Năm 2018, nó có 15.000 người dùng."),
        Example(
            "Năm 2028, nó có 15.000 người dùng.", "Năm 2018, nó có 15.000 người dùng.", "In 2018 it had 15,000 users."
        ),
    ),
)
NUMBER_ADDED = rule(
    "D602",
    Severity.WARNING,
    "the translation has the number {number}, and the source has none like it",
    "Take it out, or correct it.",
    "bản dịch có số {number}, mà nguyên bản không có số nào như vậy",
    "Hãy bỏ con số này hoặc sửa lại.",
    (
        Example(
            "The law of 2018 was passed in June.", "The law was passed in June.", "Luật được thông qua vào tháng 6."
        ),
        Example(
            "Luật năm 2018 được thông qua vào tháng 6.",
            "Luật được thông qua vào tháng 6.",
            "The law was passed in June.",
        ),
    ),
)
REFERENCE_LOST = rule(
    "D603",
    Severity.WARNING,
    "the source names {reference}; the translation does not",
    "Numbers of laws, cases and models are copied letter by letter.",
    "nguyên bản nêu {reference}; bản dịch không có",
    "Số hiệu văn bản, vụ việc, kiểu máy phải chép lại đúng từng chữ.",
    (
        Example(
            "The law no. 24/2018/QH15 is in force.",
            "The law no. 24/2018/QH14 is in force.",
            "Luật số 24/2018/QH14 đang có hiệu lực.",
        ),
        Example(
            "Luật số 24/2018/QH15 đang có hiệu lực.",
            "Luật số 24/2018/QH14 đang có hiệu lực.",
            "The law no. 24/2018/QH14 is in force.",
        ),
    ),
)

UNIT_CONVERTED = rule(
    "D734",
    Severity.NOTICE,
    "{number} of the source stands here in another unit, as {found}",
    "Nothing need be done if the conversion is meant and right; it was compared to within a tenth.",
    "{number} của nguyên bản được đổi sang đơn vị khác ở đây, thành {found}",
    "Không cần làm gì nếu chủ ý đổi và đổi đúng; hai bên đã được so với sai số một phần mười.",
    (
        Example("The wall is 450 feet long.", "The wall is 137 metres long.", "Bức tường dài 137 mét."),
        Example("Bức tường dài 137 mét.", "Bức tường dài 450 foot.", "The wall is 450 feet long."),
    ),
)

# Letters and digits in one word, with a mark between two of its parts or capitals beside the digits.
_REFERENCE = re.compile(r"(?<![\w/.-])(?=[\w/.-]*\d)(?=[\w/.-]*[A-ZĐ])[A-ZĐ0-9]+(?:[/.-][A-ZĐ0-9]+)+(?![\w/-])")

_POWER = re.compile(r"(?<=[cdkm]m)(?:\^|<sup>)?[23](?! ?\d)")  # km2 may be written out


def of_lines(source: Passage, target: Passage) -> Iterator[Problem]:
    codes = _references(source.text)
    kept = set(_references(target.text))
    changed = [code for code in codes if code not in kept]
    for code in changed:
        yield target.at(REFERENCE_LOST, reference=codes[code])
    if pairs := converted(source.text, target.text):
        numbers, others = zip(*pairs, strict=True)
        yield target.at(UNIT_CONVERTED, others[0], number=_listed(numbers), found=_listed(others))
    ours, theirs = (_POWER.sub(" ", _REFERENCE.sub(" ", side.text)) for side in (source, target))
    gone, new = lost(ours, theirs, target.language, 1), lost(theirs, ours, source.language, 1)
    less, more = ([number for number in found if len(number.lstrip("0")) > 1] for found in (gone, new))
    if not less and not more:  # a 1 may be an article, and any single digit a word on the other side
        less, more = ([number for number in found if number != "1"] for found in (gone, new))
    if less:
        needle = more[0] if more else ""
        yield target.at(
            NUMBER_LOST, needle, number=_listed(less), found=_listed(more) or "none", found_vi=_listed(more) or "–"
        )
    elif more and not changed:
        yield target.at(NUMBER_ADDED, more[0], number=_listed(more))


def _references(text: str) -> dict[str, str]:
    """References without what languages write differently, each with how it is written first."""
    found = (match.group() for match in _REFERENCE.finditer(text))
    return {code.replace("Đ", "D"): code for code in reversed([*found])}


def _listed(numbers: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(numbers))
