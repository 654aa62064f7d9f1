"""Lines that credit a picture: “… tại Huế. Ảnh: Lan Anh”, “(Photo by …)”, “Nguồn: …”."""

from __future__ import annotations

import re

from diptych.importing.spaces import names

LINE_MAX = 400  # characters; a longer line is a paragraph that happens to end in a credit
SOURCE_LINE_MAX = 200
WORDS_MAX = 10

_PICTURE = (
    r"(?:(?:nguồn )?ảnh(?: minh h(?:ọa|oạ)| chụp màn hình| tư liệu)?|hình(?: ảnh)?|(?:đồ|minh) h(?:ọa|oạ)|clip|video"
    r"|(?:photo|image|picture)s?(?: credit)?|photograph|graphic|illustration"
    r"|fotos?|fotografías?|imagen|imágenes|ilustración|crédito)"
)
_SOURCE = r"(?:nguồn|source|fuente)"
_BY = r"(?:(?:photo|image|picture|photograph|illustration)s? (?:by|courtesy of|via)|fotos? (?:de|por))"
# A name is no sentence: stops stand only inside it (T.L., N.V.A) and at its end.
_WHO = r"(?P<who>(?:©\s?)?[^\W_][^.!?:;…]{0,60}|@[^.!?:;…]{1,60})(?:\.[^\W\d_][^.!?:;…]{0,40}){0,3}\.?"
# A credit begins its line, or follows what closes a sentence or a phrase.
_BEFORE = r"(?:^|(?P<open>[(\[])|(?<=[.!?…,;:”\"’'»)\]|–—-])\s*)"
_CREDIT = re.compile(
    rf"{_BEFORE}(?P<mark>{_PICTURE}\s*[:：]\s*|(?P<by>{_BY}\s+)|(?P<source>{_SOURCE}\s*:\s*)){_WHO}(?(open)[)\]]\.?)$",
    re.I,
)
_AGENCY = re.compile(
    rf"\s(?-i:(?=[^\W\d_a-z])){_PICTURE}\s*:\s*(?-i:[A-ZĐ]{{2,}}|Reuters|Getty(?: Images)?|Xinhua|Bloomberg)"
    r"(?:\s?/\s?[\w ]{2,30})?\.?$",
    re.I,
)
_LINKING = names("and of the for via de la del y e và của")


def is_credit(text: str) -> bool:
    """Whether a line ends in the credit of a picture and so is a caption."""
    if len(text) > LINE_MAX:
        return False
    found = _CREDIT.search(text)
    if not found:
        return bool(_AGENCY.search(text))
    if found["source"] and len(text) > SOURCE_LINE_MAX:
        return False
    inside = found.start() > 0 and not found["open"]
    return _is_name(found["who"], bool(found["by"])) and not (inside and found["mark"][0].islower())


def _is_name(who: str, strict: bool) -> bool:
    """A name begins with a capital; where only “by” announces it, every word of it does."""
    words = who.lstrip("©@ ").split()
    if not words or len(words) > WORDS_MAX:
        return False
    if strict:
        return all(not word[0].islower() or word in _LINKING for word in words) and words[-1] not in _LINKING
    return not words[0][0].islower()
