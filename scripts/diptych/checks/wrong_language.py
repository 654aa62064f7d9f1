"""Text in the wrong language, and what machines leave in a translation: error pages, quota notices, their own words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from diptych.checks.subject import Passage, letters
from diptych.languages.tags import primary
from diptych.model.inline import Code, Emphasis, Inline, Link, plain, rebuild
from diptych.model.problem import Example, Problem, Severity, rule
from diptych.text.answer import is_error_page, is_quota, scripts_of
from diptych.text.language_id import QUOTED, another_language, is_left, written_in
from diptych.text.normal import normal
from diptych.text.remarks import remark
from diptych.text.sentences import sentences

WRONG_LANGUAGE = rule(
    "D621",
    Severity.WARNING,
    "“{words}” is not in the language of this file (`{language}`)",
    "Translate it. What is quoted on purpose stands in quotation marks or *…*.",
    "“{words}” không viết bằng ngôn ngữ của tệp này (`{language}`)",
    "Hãy dịch phần này. Chữ nước ngoài cố ý dẫn lại thì đặt trong ngoặc kép hoặc *…*.",
    (
        Example(
            "Dữ liệu phải được lưu trữ trong nước.",
            "The data must be kept in the country.",
            "Dữ liệu phải được lưu trữ trong nước.",
        ),
        Example(
            "The data must be kept in the country.",
            "Dữ liệu phải được lưu trữ trong nước.",
            "The data must be kept in the country.",
        ),
    ),
)
MACHINE_TEXT = rule(
    "D622",
    Severity.WARNING,
    "“{words}” looks like what a machine says, not like text of the article",
    "Delete it, and translate the paragraph anew if its words are lost.",
    "“{words}” giống lời của máy, không phải văn bản của bài",
    "Hãy xóa đi, và dịch lại đoạn này nếu câu chữ đã mất.",
    (
        Example(
            "Sure, here is the translation: The law is in force.", "The law is in force.", "Luật đang có hiệu lực."
        ),
        Example("Dưới đây là bản dịch: Luật đang có hiệu lực.", "Luật đang có hiệu lực.", "The law is in force."),
    ),
)

_STATUS = (
    r"Too Many Requests|Bad Gateway|Bad Request|Service (?:Temporarily )?Unavailable|Gateway Time-?out|Not Found"
    r"|Internal Server Error|Forbidden|Access Denied|Unauthorized"
)
_MACHINE = re.compile(
    "|".join(
        (
            # quotas and keys
            r"\b(?:quota|(?:rate|daily|character|usage) limit)\b[^.]{0,30}\b(?:exceeded|reached)\b",
            r"\breached (?:the|your)[^.]{0,30}\blimit\b|\bAPI key\b",
            # error pages and captchas
            rf"^\W*(?:(?:HTTP )?(?:error|lỗi) ?)?(?:[45]\d\d\b\W*)?(?:{_STATUS})\b",
            r"^\W*(?:HTTP )?(?:error|lỗi):? ?[45]\d\d\b",
            r"\bunusual traffic\b|\bCloudflare\b.{0,40}\b(?:Ray ID|blocked|cookies)\b|\bnginx(?:/[\d.]+)?\s*$",
            r"\bthat[’']s an error\b|\brequested URL\b|\bsomething went wrong\b.{0,30}\btry again\b",
            r"\benable JavaScript\b|\bverify (?:that )?you are (?:a )?human\b|\bnot a robot\b",
            r"^\W*(?:request timed out|connection (?:refused|reset|timed out))\b",
            r"\bare you a robot\b|\bCAPTCHA\b|\bchecking your browser\b|\brequest has been blocked\b",
            r"\btook too long to respond\b",
            r"^\W*(?:the )?(?:service|site|page|server) (?:is )?(?:temporarily )?"
            r"(?:unavailable|under maintenance|not found)\b",
            r"\bpage you requested\b|\btrial (?:period )?has expired\b|\bsession (?:has )?expired\b",
            r"\baccount has been suspended\b",
            r"\btoo many characters\b|\bmust be between \d+ and \d+\b|\bbetween \d+ and \d+ characters\b",
            r"\bno translation (?:was )?found\b|\blanguage pair\b|\bany text to translate\b",
            # data and entities that no page reads
            r"^\s*\{\s*[\"“](?:error|translatedText|message|code|detail)[\"”]\s*:",
            r"&(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,5}|quot|amp|lt|gt|apos|nbsp);|\ufffd",
        )
    ),
    re.IGNORECASE,
)
# The vocabulary of services, and what stands for it in a Vietnamese text that is about such things itself.
_SERVICE = frozenset(
    "request requests requested server servers browser captcha cookies javascript api token subscription endpoint "
    "error errors exception timeout timed blocked denied invalid unauthorized authorization authentication http https "
    "url exceeded quota unavailable resource forbidden translation translate characters parameter upgrade retry "
    "connection failed status loading login proxy gateway overloaded maintenance suspended hosting expired purchase "
    "session certificate ssl robot billing processing internal occurred sorry apologize specified unable".split()
)
_SERVICE_VI = re.compile(
    r"máy chủ|yêu cầu|lỗi|trình duyệt|truy cập|dịch vụ|tài khoản|mã|khóa|giới hạn|hạn mức|kết nối|mạng|trang|bản dịch"
    r"|văn bản|ký tự|từ chối|chặn|phần mềm|máy tính|trực tuyến|điện tử"
)
_MOSTLY = 0.25  # of the words are a service's: a service speaks
_SHOWN = 60  # characters of a sentence that a message shows


def check(source: Passage, target: Passage) -> Iterator[Problem]:
    """What is wrong with a translation, given its source."""
    said = remark(source.text, target.text, source.language, target.language)
    if found := said or _machine(source.text, target.text):
        yield target.at(MACHINE_TEXT, found, words=found[:_SHOWN].strip())
    yield from _foreign(source, target)


def _machine(source: str, target: str) -> str:
    """The words of a machine's own in a translation; what the source says too is the article's."""
    for found in _MACHINE.finditer(target):
        if found.group() not in source and not _MACHINE.search(source):
            return found.group()
    first = target.strip().partition("\n")[0]
    return first if is_quota(source, target) or is_error_page(source, target) or _serves(source, target) else ""


def _serves(source: str, target: str) -> bool:
    """Whether an English text says what services say, and its Vietnamese source is about nothing of the kind."""
    words = re.findall(r"[a-z]+", target.lower())
    found = _SERVICE.intersection(words)
    return len(found) > 1 and len(found) >= _MOSTLY * len(words) and not _SERVICE_VI.search(source.lower())


def _foreign(source: Passage, target: Passage) -> Iterator[Problem]:
    expected, other = primary(target.language), primary(source.language)
    other_script = scripts_of(source.language) != scripts_of(target.language)
    said = {letters(sentence) for line in source.lines() for sentence in sentences(normal(plain(line)))}
    for line in target.lines():
        for text in sentences(normal(plain(rebuild(line, _without_quoted)))):
            own = QUOTED.sub(" ", text)
            left = letters(text) in said and is_left(text, expected, other)
            strays = written_in(own, expected, other) or another_language(own, expected, source.text, other)
            if left or strays or (other_script and _other_script(own, target.language)):
                words = text.strip()[:_SHOWN]
                yield target.at(WRONG_LANGUAGE, words[:20], words=words, language=target.language)
                return


def _without_quoted(node: Inline) -> tuple[Inline, ...]:
    """Foreign words on purpose stand in code, links and emphasis."""
    return () if isinstance(node, Code | Link | Emphasis) else (node,)


def _other_script(text: str, language: str) -> bool:
    expected = scripts_of(language)
    letters = [letter for letter in text if letter.isalpha()]
    if not expected or len(letters) < 20:
        return False
    return 2 * sum(unicodedata.name(letter, "?").split()[0] in expected for letter in letters) < len(letters)
