"""deep-translator behind its adapter, against a server that answers as the services do."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from diptych.engines import deep
from diptych.engines.deep import DeepEngine
from diptych.engines.protocol import EngineError, Rejected, Transient, Unavailable
from diptych.engines.web import LONGEST_ANSWER, Timeouts
from engines import server as plays
from engines.server import Act, Service, english

KEY = "canary-key-7f3a"
TEXT = "Chủ quyền dữ liệu là quyền của mỗi quốc gia."
QUICK = Timeouts(10.0, 1.0, 10.0)  # what answers is waited for on a busy machine too


def google(server: Service) -> DeepEngine:
    return deep.google(server.url("/m"), QUICK)


def mymemory(server: Service) -> DeepEngine:
    return deep.mymemory(url=server.url("/get"), timeouts=QUICK)


def deepl(server: Service) -> DeepEngine:
    return deep.deepl(KEY, server.url("/v2/"), QUICK)


def microsoft(server: Service) -> DeepEngine:
    return deep.microsoft(KEY, "southeastasia", server.url("/translate"), QUICK)


ENGINES = [
    pytest.param(google, plays.google, "vi", id="google"),
    pytest.param(mymemory, plays.mymemory, "vi", id="mymemory"),
    pytest.param(deepl, plays.deepl, "fr", id="deepl"),
    pytest.param(microsoft, plays.microsoft, "vi", id="microsoft"),
]
Make = Callable[[Service], DeepEngine]


@pytest.mark.parametrize(("make", "act", "source"), ENGINES)
def test_an_answer_is_given_as_it_came(server: Service, make: Make, act: Act, source: str) -> None:
    server.plays(act)
    engine = make(server)
    assert engine.translate(TEXT, source, "en") == english(TEXT)
    assert engine.version == "1.11.4"
    assert server.asked[0].headers["User-Agent"].startswith("diptych/")


@pytest.mark.parametrize(("make", "act", "source"), ENGINES)
@pytest.mark.parametrize(
    ("failure", "error"),
    [
        pytest.param(plays.status(429, Retry_After="7"), Transient, id="429"),
        pytest.param(plays.status(503), Transient, id="503"),
        pytest.param(plays.silent(1.5), Transient, id="hang"),
        pytest.param(plays.broken, Transient, id="reset"),
        pytest.param(plays.status(302, Location="/sorry"), Unavailable, id="sent elsewhere"),
        pytest.param(plays.status(403, f"the key {KEY} is refused"), Unavailable, id="key refused"),
        pytest.param(plays.status(400, f"bad {KEY}"), Rejected, id="not taken"),
        pytest.param(plays.says({"error": {"code": 1, "message": KEY}}), EngineError, id="error with status 200"),
        pytest.param(plays.says([]), EngineError, id="another shape"),
        pytest.param(lambda _: plays.Answer("x" * (LONGEST_ANSWER + 9)), Rejected, id="endless"),
    ],
)
def test_a_failure_is_told_without_key_or_text(
    server: Service, make: Make, act: Act, source: str, failure: Act, error: type[EngineError]
) -> None:
    del act
    server.plays(failure)
    with pytest.raises(error) as told:
        make(server).translate(TEXT, source, "en")
    shown = "".join(traceback.format_exception(told.value)) + str(told.value)
    assert KEY not in shown
    assert "Chủ quyền" not in str(told.value)
    assert all(KEY not in str(asked.query) + asked.path for asked in server.asked)


def test_a_closed_port_is_transient_and_tells_no_key() -> None:
    with pytest.raises(Transient) as told:
        deep.deepl(KEY, "http://127.0.0.1:1/v2/", QUICK).translate(TEXT, "fr", "en")
    assert KEY not in "".join(traceback.format_exception(told.value))


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        pytest.param({"Retry_After": "7"}, 7, id="seconds"),
        # A date is by the service's clock, which is not ours: only the time between its two dates is told.
        pytest.param(
            {"Date": "Tue, 24 Nov 2026 23:59:58 GMT", "Retry_After": "Wed, 25 Nov 2026 00:00:05 GMT"}, 7, id="date"
        ),
        pytest.param(
            {"Date": "Tue, 24 Nov 2026 23:59:58 GMT", "Retry_After": "Tue, 24 Nov 2026 23:59:57 GMT"}, 0, id="past"
        ),
        pytest.param(
            {"Date": "yesterday", "Retry_After": "Wed, 25 Nov 2026 00:00:05 GMT"}, None, id="no-date-of-its-own"
        ),
        pytest.param({"Retry_After": "soon"}, None, id="neither"),
    ],
)
def test_the_pause_that_a_service_asks_for_is_handed_on(
    server: Service, headers: dict[str, str], seconds: float | None
) -> None:
    server.plays(plays.status(429, **headers))
    with pytest.raises(Transient) as told:
        google(server).translate(TEXT, "vi", "en")
    assert told.value.retry_after == seconds


@pytest.mark.parametrize(
    ("box", "text"),
    [
        ("Line one<br>Line <b>two</b> end", "Line one\nLine two end"),
        ("AT&amp;T &quot;R&amp;D&quot;", 'AT&T "R&D"'),
        ("it&amp;#39;s", "it&#39;s"),
    ],
)
def test_tags_in_a_result_box_do_not_glue_words(server: Service, box: str, text: str) -> None:
    server.plays(plays.boxed(box))
    assert google(server).translate(TEXT, "vi", "en") == text


def test_a_captcha_page_closes_google(server: Service) -> None:
    with pytest.raises(Unavailable):
        google(server.plays(plays.captcha)).translate(TEXT, "vi", "en")


def test_text_without_letters_comes_back_and_not_as_none(server: Service) -> None:
    assert google(server.plays(plays.echo)).translate("…", "vi", "en") == "…"


@pytest.mark.parametrize(
    ("told", "error"),
    [
        ({"responseStatus": 200, "quotaFinished": True, "responseData": {"translatedText": "x"}}, Unavailable),
        ({"responseStatus": "429", "responseData": {"translatedText": "MYMEMORY WARNING"}}, Unavailable),
        ({"responseStatus": "403", "responseData": {"translatedText": "INVALID LANGUAGE PAIR"}}, Rejected),
        ({"responseStatus": 200, "responseData": {"translatedText": None}, "matches": []}, Transient),
    ],
)
def test_what_mymemory_tells_inside_a_good_status_is_heard(
    server: Service, told: object, error: type[EngineError]
) -> None:
    with pytest.raises(error):
        mymemory(server.plays(plays.says(told))).translate(TEXT, "vi", "en")


@pytest.mark.parametrize(
    ("make", "act", "tag", "code"),
    [
        (google, plays.google, "vi", "vi"),
        (google, plays.google, "vi-VN", "vi"),
        (google, plays.google, "zh", "zh-CN"),
        (google, plays.google, "zh-Hant-TW", "zh-TW"),
        (google, plays.google, "he", "iw"),
        (microsoft, plays.microsoft, "zh-Hant", "zh-Hant"),
        (microsoft, plays.microsoft, "vi-VN", "vi"),
    ],
)
def test_a_language_tag_becomes_the_code_of_the_service(
    server: Service, make: Make, act: Act, tag: str, code: str
) -> None:
    make(server.plays(act)).translate(TEXT, tag, "en")
    assert code in (server.asked[0].query.get("sl"), server.asked[0].query.get("from"))


def test_mymemory_is_asked_for_a_region(server: Service) -> None:
    mymemory(server.plays(plays.mymemory)).translate(TEXT, "vi", "en")
    assert server.asked[0].query["langpair"] == "vi-VN|en-GB"


@pytest.mark.parametrize("make", [google, mymemory, deepl])
def test_a_language_that_a_service_lacks_costs_no_request(server: Service, make: Make) -> None:
    with pytest.raises(Rejected, match="knows no tlh"):
        make(server).translate(TEXT, "tlh", "en")
    assert not server.asked


def test_vietnamese_for_deepl_is_refused_with_the_reason(server: Service) -> None:
    with pytest.raises(Rejected, match=r"deep-translator 1\.11\.4 knows no vi for deepl"):
        deepl(server).translate(TEXT, "vi", "en")


def test_microsoft_is_asked_once_for_each_text(server: Service) -> None:
    microsoft(server.plays(plays.microsoft)).translate(TEXT, "vi", "en")
    (asked,) = server.asked
    assert asked.headers["Ocp-Apim-Subscription-Key"] == KEY
    assert asked.headers["Ocp-Apim-Subscription-Region"] == "southeastasia"


def test_no_answer_belongs_to_another_text(server: Service) -> None:
    engine = deep.google(server.plays(plays.google).url("/m"), Timeouts())
    texts = [f"Đoạn văn số {n}" for n in range(300)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda text: engine.translate(text, "vi", "en"), texts))
    assert answers == [english(text) for text in texts]
