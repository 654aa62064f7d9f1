"""A chain of engines: what is asked, what is taken, and what a failure costs."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest

from diptych.engines import deep
from diptych.engines.chain import COPIED, ask
from diptych.engines.command import Command
from diptych.engines.limits import Clock
from diptych.engines.outcome import Answered, Notes, Outcome, Report, Settings, Unanswered
from diptych.engines.protocol import Engine, Rejected, Transient, Unavailable, any_size
from diptych.engines.session import Unit
from diptych.engines.web import Timeouts
from diptych.model.article import Asked
from diptych.model.content import Content, lines
from diptych.model.inline import plain
from diptych.text.parse import content
from diptych.text.write import write
from engines import server as plays
from engines.server import Act, Service, english
from need import need_program


@dataclass
class Fake:
    """An engine of the test's making; keeps the texts that it was asked."""

    answer: Callable[[str], str] = english
    name: str = "fake"
    limit: int = 1500
    interval: float = 0.0
    version: str = "1"
    fits: Callable[[str], bool] = any_size
    asked: list[str] = field(default_factory=list)

    def translate(self, text: str, source: str, target: str) -> str:
        del source, target
        self.asked.append(text)
        return self.answer(text)


class FakeClock(Clock):
    """Time that passes only by sleeping."""

    def __init__(self) -> None:
        self.time = 0.0

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float, stop: threading.Event) -> None:
        del stop
        self.time += seconds

    def jitter(self) -> float:
        return 0.5


def raising(*errors: Exception) -> Callable[[str], str]:
    """An answer for each text, after these errors."""
    left = list(errors)

    def answer(text: str) -> str:
        if left:
            raise left.pop(0)
        return english(text)

    return answer


def always(error: Exception) -> Callable[[str], str]:
    def answer(_: str) -> str:
        raise error

    return answer


def units(*texts: str) -> list[Unit]:
    return [Unit(id=f"p{n}", content=content(text), source="vi", target="en") for n, text in enumerate(texts, 1)]


def run(
    texts: Sequence[Unit],
    *engines: Engine,
    clock: Clock | None = None,
    settings: Settings | None = None,
    notes: Notes | None = None,
) -> tuple[dict[str, Outcome], Report]:
    outcomes: list[Outcome] = []
    report = ask(texts, engines, outcomes.append, settings or Settings(workers=1), clock or FakeClock(), notes)
    return {outcome.unit.id: outcome for outcome in outcomes}, report


def answered(outcome: Outcome) -> Content:
    assert isinstance(outcome, Answered), outcome
    return outcome.content


def codes(outcome: Outcome) -> list[tuple[str, str]]:
    assert isinstance(outcome, Unanswered), outcome
    return [(reason.engine, reason.code) for reason in outcome.reasons]


TEXT = "Chủ quyền dữ liệu là quyền của mỗi quốc gia đối với dữ liệu."


def test_marks_stay_and_the_engine_is_recorded() -> None:
    fake = Fake(lambda text: text.replace("cửa hậu", "backdoor").replace("Đây là", "This is the"))
    outcomes, report = run(units("Đây là **cửa hậu**[^1], `ssh`."), fake)
    assert write(answered(outcomes["p1"])) == "This is the **backdoor**[^1], `ssh`."
    assert outcomes["p1"] == Answered(
        unit=units("Đây là **cửa hậu**[^1], `ssh`.")[0], content=answered(outcomes["p1"]), engine="fake", version="1"
    )
    assert (report.answered, report.calls, report.characters) == (1, 1, len(fake.asked[0]))


def test_every_line_of_a_block_is_asked_and_code_and_numbers_are_not() -> None:
    fake = Fake()
    block = "| Năm | Số |\n| --- | --- |\n| Một năm | 2019 |"
    outcomes, _ = run(units(block, "```\nmã\n```", "2019"), fake)
    assert [plain(line) for line in lines(answered(outcomes["p1"]))] == [
        "In English: Năm",
        "In English: Số",
        "In English: Một năm",
        "2019",
    ]
    copied = [outcomes[name] for name in ("p2", "p3")]
    assert [outcome.engine for outcome in copied if isinstance(outcome, Answered)] == [COPIED, COPIED]
    assert fake.asked == ["Năm", "Số", "Một năm"]


def test_one_text_is_paid_for_once() -> None:
    fake = Fake()
    run(units(TEXT, TEXT), fake)
    assert fake.asked == [TEXT]


LIST = "- Một điều\n- Hai điều\n- Ba điều"


def noted() -> tuple[dict[Asked, str], Notes]:
    """What is kept of single texts, and the notes that keep it."""
    kept: dict[Asked, str] = {}
    return kept, Notes(kept, lambda _, answers: kept.update(answers))


def test_one_item_that_fails_keeps_the_answers_to_the_others() -> None:
    kept, notes = noted()
    run(units(LIST), Fake(lambda text: "" if "Ba" in text else english(text)), notes=notes)
    again = Fake()
    outcomes, _ = run(units(LIST), again, notes=notes)
    assert write(answered(outcomes["p1"])) == "- In English: Một điều\n- In English: Hai điều\n- In English: Ba điều"
    assert again.asked == ["Ba điều"]
    assert list(kept.values()) == [english("Một điều"), english("Hai điều"), english("Ba điều")]


@pytest.mark.parametrize("other", [Fake(name="other"), Fake(version="2")], ids=["engine", "version"])
def test_an_answer_is_known_of_its_own_engine_only(other: Fake) -> None:
    _, notes = noted()
    run(units("Một điều"), Fake(), notes=notes)
    run(units("Một điều"), other, notes=notes)
    assert other.asked == ["Một điều"]


def test_an_answer_without_its_marks_is_not_kept() -> None:
    kept, notes = noted()
    run(units("Đây là **cửa hậu**."), Fake(lambda _: "This is a {1}backdoor."), notes=notes)
    assert not kept


def test_the_pieces_of_a_long_text_are_kept_one_by_one() -> None:
    _, notes = noted()
    text = " ".join(f"Câu số {n} nằm ở đây." for n in range(12))
    failing = Fake(lambda piece: "" if "11" in piece else english(piece), limit=60)
    run(units(text), failing, notes=notes)
    again = Fake(limit=60)
    outcomes, _ = run(units(text), again, notes=notes)
    assert isinstance(outcomes["p1"], Answered)
    assert again.asked == failing.asked[-1:]


def test_a_disk_that_is_full_for_a_line_ends_the_run() -> None:
    def full(_: Unit, __: object) -> None:
        raise OSError("no space left")

    fake = Fake()
    with pytest.raises(OSError, match="no space"):
        run(units(*[f"{TEXT} Đoạn {n}." for n in range(50)]), fake, notes=Notes(keep=full))
    assert len(fake.asked) < 10


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (lambda _: "", "blank"),
        (lambda text: text, "echo"),
        (lambda _: "Error 500 (Server Error)!!1500.That’s an error. Please try again later.", "error-page"),
        (lambda _: "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY.", "quota"),
        (lambda _: "Data sovereignty" + " is the right" * 9, "loop"),
        (always(Rejected("no such pair")), "rejected"),
        (always(Unavailable("no key")), "unavailable"),
        (always(Transient("HTTP 503")), "transient"),
        (always(ZeroDivisionError()), "internal"),
    ],
)
def test_what_one_engine_fails_the_next_is_asked(bad: Callable[[str], str], code: str) -> None:
    second = Fake(name="second")
    outcomes, _ = run(units(TEXT), Fake(bad), second)
    if code != "internal":
        assert isinstance(outcomes["p1"], Answered)
        assert outcomes["p1"].engine == "second"
    alone, _ = run(units(TEXT), Fake(bad))
    assert [reason for _, reason in codes(alone["p1"])] == [code]


def test_lost_marks_are_a_reason_of_their_own() -> None:
    outcomes, _ = run(units("Đây là **cửa hậu**."), Fake(lambda _: "This is a {1}backdoor."))
    assert codes(outcomes["p1"]) == [("fake", "marks")]


def test_a_block_is_taken_whole_or_not_at_all() -> None:
    outcomes, _ = run(units("- Một điều\n- Hai điều", TEXT), Fake(lambda text: "" if "Hai" in text else english(text)))
    assert codes(outcomes["p1"]) == [("fake", "blank")]
    assert isinstance(outcomes["p2"], Answered)


def test_lines_of_two_engines_are_recorded_as_such() -> None:
    first = Fake(lambda text: "" if "Hai" in text else english(text), name="first")
    outcomes, _ = run(units("- Một điều\n- Hai điều"), first, Fake(name="second", version="2"))
    outcome = outcomes["p1"]
    assert isinstance(outcome, Answered)
    assert (outcome.engine, outcome.version) == ("first + second", "1 + 2")


def test_a_temporary_error_is_asked_again_with_growing_pauses() -> None:
    clock, fake = FakeClock(), Fake(raising(Transient("HTTP 503"), Transient("HTTP 503")))
    outcomes, report = run(units(TEXT), fake, clock=clock)
    assert isinstance(outcomes["p1"], Answered)
    assert (report.calls, clock.time) == (3, 1.0 + 2.0)


def test_a_pause_that_the_engine_asks_for_is_kept() -> None:
    clock = FakeClock()
    run(units(TEXT), Fake(raising(Transient("HTTP 429", 30.0))), clock=clock)
    assert clock.time == 30


def test_an_engine_that_asks_for_an_hour_is_left_alone() -> None:
    clock, fake = FakeClock(), Fake(always(Transient("HTTP 429", 3600.0)))
    outcomes, report = run(units(TEXT, TEXT + " Hai."), fake, clock=clock)
    assert (len(fake.asked), clock.time) == (1, 0)
    assert codes(outcomes["p2"]) == [("fake", "unavailable")]
    assert "3600 seconds" in report.closed["fake"]


@pytest.mark.parametrize(("error", "calls"), [(Rejected("x"), 1), (Unavailable("x"), 1), (Transient("x"), 3)])
def test_a_permanent_error_costs_one_call_and_a_temporary_one_three(error: Exception, calls: int) -> None:
    fake = Fake(always(error))
    run(units(TEXT), fake)
    assert len(fake.asked) == calls


@pytest.mark.parametrize(
    ("bad", "calls"),
    [
        pytest.param(always(Transient("HTTP 503")), 9, id="three texts, three tries each"),
        pytest.param(always(Unavailable("key refused")), 1, id="key refused"),
        pytest.param(
            lambda _: "Error 500 (Server Error)!!1500.That’s an error. Try again later, please.", 3, id="page"
        ),
        pytest.param(lambda _: "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY", 1, id="quota"),
    ],
)
def test_the_breaker_stops_asking_what_is_down(bad: Callable[[str], str], calls: int) -> None:
    fake, texts = Fake(bad), [f"{TEXT} Đoạn {n}." for n in range(20)]
    outcomes, report = run(units(*texts), fake)
    assert len(fake.asked) == calls
    assert codes(outcomes["p20"]) == [("fake", "unavailable")]
    assert list(report.closed) == ["fake"]


def test_a_success_between_failures_keeps_the_breaker_closed() -> None:
    failing = Fake(lambda text: english(text) if "chẵn" in text else raising(Transient("x"))(text))
    _, report = run(units(*[f"{TEXT} {'chẵn' if n % 2 else 'lẻ'} {n}." for n in range(10)]), failing)
    assert not report.closed


def test_the_budget_is_never_exceeded() -> None:
    fake = Fake(raising(Transient("HTTP 503")))
    texts = [f"{TEXT} Đoạn {n}." for n in range(10)]
    outcomes, report = run(units(*texts), fake, settings=Settings(workers=4, characters=300))
    assert report.characters == sum(map(len, fake.asked)) <= 300
    assert {code for outcome in outcomes.values() if isinstance(outcome, Unanswered) for _, code in codes(outcome)} == {
        "budget"
    }


def test_requests_keep_their_distance() -> None:
    clock = FakeClock()
    run(units(*[f"{TEXT} Đoạn {n}." for n in range(5)]), Fake(interval=2.0), clock=clock)
    assert clock.time == 8


def test_a_long_text_is_asked_in_pieces_at_sentence_ends() -> None:
    fake = Fake(lambda text: text.upper().replace("CÂU", "SENTENCE"), limit=60)
    text = " ".join(f"Câu số {n} nằm ở đây." for n in range(12))
    outcomes, _ = run(units(text), fake)
    assert all(len(asked) <= 60 and asked.endswith(".") for asked in fake.asked)
    assert plain(next(lines(answered(outcomes["p1"])))) == text.upper().replace("CÂU", "SENTENCE")


def test_outcomes_come_as_they_are_known_and_many_texts_never_mix() -> None:
    texts = [f"Đoạn văn số {n}" for n in range(300)]
    outcomes, _ = run(units(*texts), Fake(), settings=Settings(workers=8))
    assert [plain(next(lines(answered(outcomes[f"p{n}"])))) for n in range(1, 301)] == [english(text) for text in texts]


def test_an_interrupt_ends_at_once_and_what_was_answered_is_delivered() -> None:
    hold = threading.Event()

    def answer(text: str) -> str:
        if "dừng" in text:
            os.kill(os.getpid(), signal.SIGINT)
            hold.wait(60)
        return english(text)

    outcomes: list[Outcome] = []
    start = time.monotonic()
    try:
        with pytest.raises(KeyboardInterrupt):
            ask(units(TEXT, "Đến đây thì dừng", TEXT), [Fake(answer)], outcomes.append, Settings(workers=1))
    finally:
        hold.set()
    assert time.monotonic() - start < 30
    assert [outcome.unit.id for outcome in outcomes] == ["p1"]


def test_a_journal_that_fails_ends_the_run() -> None:
    fake = Fake()

    def full(_: Outcome) -> None:
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space"):
        ask(units(*[f"{TEXT} Đoạn {n}." for n in range(50)]), [fake], full, Settings(workers=1), FakeClock())
    assert len(fake.asked) < 10


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (plays.boxed("Error 500 (Server Error)!!1500.That’s an error.There was an error."), "error-page"),
        (plays.boxed("<b>502</b> Bad Gateway<br>The server is not there for you now."), "error-page"),
        (plays.boxed("MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY"), "quota"),
        (plays.boxed(""), "blank"),
        (plays.boxed("&lt;script&gt;alert(1)&lt;/script&gt; Data sovereignty is a right"), "markup"),
        (plays.boxed("Data " + "is is " * 30), "loop"),
        (plays.echo, "echo"),
        (plays.captcha, "unavailable"),
        (plays.status(429), "transient"),
        (plays.silent(1.5), "transient"),
    ],
)
def test_what_google_may_say_instead_is_never_a_translation(server: Service, act: Act, code: str) -> None:
    engine = deep.google(server.plays(act).url("/m"), Timeouts(10.0, 1.0, 10.0))
    outcomes, _ = run(units(TEXT), engine)
    assert codes(outcomes["p1"]) == [("google", code)]


def test_an_article_through_apertium() -> None:
    need_program("apertium")
    engine = Command("apertium -u {source3}-{target3}")
    texts = ["# El **gobierno**", "El gobierno anunció `ssh` medidas[^1] por 1.234,5 millones.", "- Agua\n- Fuego"]
    outcomes, _ = run(
        [Unit(id=str(n), content=content(text), source="es", target="en") for n, text in enumerate(texts)], engine
    )
    assert [write(answered(outcomes[str(n)])) for n in range(3)] == [
        "# The **government**",
        "The government announced `ssh` measures[^1] by 1.234,5 millions.",
        "- Water\n- Fire",
    ]


def test_a_title_cut_in_half_is_left_to_the_next_engine() -> None:
    title = "Từ Schrems đến chủ quyền dữ liệu"
    outcomes: list[Outcome] = []
    unit = Unit(id="bai/en/p1", content=content(f"# {title}"), source="vi", target="en", document=f"# {title}")
    first, second = Fake(lambda _: "From Schrems", name="first"), Fake(lambda _: "From Schrems to data sovereignty")
    ask([unit], [first, second], outcomes.append)
    (outcome,) = outcomes
    assert isinstance(outcome, Answered)
    assert (plain(next(lines(outcome.content))), outcome.engine) == ("From Schrems to data sovereignty", "fake")
