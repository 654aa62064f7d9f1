"""How languages say no: words that deny, and others that may stand for one of them in a translation."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Negation:
    """Patterns over small letters."""

    plain: re.Pattern[str]  # a word that turns a sentence into its contrary
    any: re.Pattern[str]  # it, or whatever can stand for it: "lack", "refuse", "unable", "careless"
    set_phrase: re.Pattern[str]  # words that only look so: "not only", "không khí"


def _words(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})")


_EN_PLAIN = (
    r"(?:not|no|never|none|nobody|nothing|nowhere|neither|cannot|without)\b",
    r"\w+n['’]t\b",
)
_EN_OTHER = (
    # words
    r"(?:lack|fail|refus|reject|declin|den(?:y|i[ea])|prevent|prohibit|forbid|forbad|contradict|abort"
    r"|doubt|withh[eo]ld)\w*",
    r"(?:absent|absence|devoid|deficien|bar(?:ed|red)\b|hardly|barely|scarcely|rarely|seldom|false"
    r"|wrong|silen|ignoran)\w*",
    r"(?:desolate|desert|hostile|drone|amateur|avoid|ban(?:ned|s)?\b|exempt|exclud|except|far from"
    r"|free (?:of|from)|rid of)\w*",
    r"(?:instead of|rather than|other than|short of|out of|otherwise|too \w+ to|yet to|miss(?:ed"
    r"|ing)\b|bare|walk-in|away|against|little|lying|lies?|lied|hid(?:e|es|den|ing)?|secret|difficult|tough)\b",
    # the beginning or the end of a word
    r"un(?!i(?:t|on|v|q|f)|der|til|cle\b|less\b)\w{3,}|non-?\w[\w.]+|decriminal\w*|landlocked"
    r"|one-sided|\w{3,}(?:less|lessly|lessness|-free)\b",
    r"in(?:ab|acc|act|adeq|adm|toxic|terfer|appro|cap|compl|compat|cons|corr|cred|decis|defin|direct"
    r"|discrim|effec|effic|elig|equal|"
    r"evit|exp|fin|flex|form(?:al)|freq|hum|just|num|oper|sec|sens|sign|stab|suff|tol|val|vis|volun"
    r"|anim|aud|disp)\w{2,}",
    r"im(?:possib|mobil|matur|moral|mortal|mun|passab|patien|perfect|person|polite|practic|prob|prop)\w*",
    r"il(?:legal|legib|legit|licit|liter|logic)\w*|ir(?:ration|regul|relev|repar|replac|resist|respons|revers)\w*",
    r"dis(?:abl|adv|agre|allow|approv|belie|cont|hon|interest|lik|loy|obey|pleas|qualif|regard"
    r"|respect|satis|trust|turb)\w*",
)
_VI_PLAIN = (r"(?:không|chưa|chẳng|chả|đừng)\b",)
_VI_OTHER = (
    r"(?:thiếu|vô(?! cùng)|phi(?! công| cơ| trường| hành| thuyền)|bất(?! k[ỳì]| cứ| ngờ| động sản)"
    r"|miễn|cấm|tránh|hiếm|chối)\b",
    r"(?:từ chối|bác bỏ|phủ nhận|thất bại|ngăn|khước từ|thay vì|trừ khi|ngoại trừ|khó (?:có|mà|lòng)"
    r"|hầu như|mất|ngừng)\b",
)

NEGATION = {
    "en": Negation(
        _words(*_EN_PLAIN),
        _words(*_EN_PLAIN, *_EN_OTHER, r"nor\b"),
        _words(
            r"not (?:only|just|merely|simply|least|to mention|so much|necessarily|uncommon|unlike|until|too)\b",
            r"no (?:doubt|matter|less than|fewer than|more than|later than|wonder|sooner|\d)",
            r"no\.\s?\d",
            r"nothing (?:but|short of)|none other|if not\b|(?:or|why|but) not\b|(?:can"
            r"|could)(?:n['’]?t|not) (?:help|wait)\b",
            r"(?:do|did|does|has|have|is|are|was|were|wo|would|ca|could|should)n['’]t (?:it|they|he|she|you|we|i)\b",
        ),
    ),
    "vi": Negation(
        _words(*_VI_PLAIN),
        _words(*_VI_PLAIN, *_VI_OTHER),
        _words(
            r"không (?:gian|khí|quân|trung|kích|lực|phận|tặc|lưu|chiến|vận|dây|thua|kém|ngừng|ít|lâu"
            r"|may|chỉ|những|riêng|đều"
            r"|hẳn|đáng kể|nhất thiết|ai khác|người|chuyên|qua khỏi|tránh khỏi|thể tránh|chính thức"
            r"|hề nhỏ|cân sức|tồi|dễ|thể không|có người|giáp|giống như|thoải mái)\b",
            r"(?:hàng|hư|trên|số|phòng|tay|hay|được|phải|có|biết|bằng) không\b(?=[^\w]*$|[,.?!]"
            r"| do\b)|hàng không|hư không|phòng không|tay không|hay không",
            r"(?:có|nào|xem) [^.?!,;]*không(?=[\s”\"’]*[.?!])|không(?=\s*\?)|liệu [^.?!;]*?không\b",
            r"(?:chưa|chẳng) (?:đầy|đến|tới|kể|hẳn|biết chừng|lâu|bao lâu|mấy|hạn|khác|những|qua)\b",
            r"(?:hay|đã) chưa\b|chưa(?=[\s”\"’]*[.?!])|đừng (?:nói|lo)\b",
        ),
    ),
}
