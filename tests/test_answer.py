"""An engine's answer is untrusted: what is taken, what is refused, and why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.text.answer import BadAnswer, Fault, Said, about_another, accept, cut_short
from diptych.text.lost_numbers import lost
from diptych.text.normal import FORBIDDEN

TEXT = "Chủ quyền dữ liệu là quyền của mỗi quốc gia đối với dữ liệu của mình."
GOOD = "Data sovereignty is the right of each country over its own data."


def fault(answer: object, source: str = TEXT, target: str = "en") -> Fault | None:
    try:
        accept(source, answer, "vi", target)
    except BadAnswer as bad:
        return bad.reason
    return None


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (GOOD, None),
        (None, Fault.BLANK),
        ({"text": GOOD}, Fault.BLANK),
        ("", Fault.BLANK),
        (" \u200b\n", Fault.BLANK),
        ("\ufeff", Fault.BLANK),
        ("… — !", Fault.BLANK),
        ("x" * 10_000_000, Fault.LENGTH),
        ("Data.", Fault.LENGTH),
        (GOOD * 5, Fault.LENGTH),
        (TEXT, Fault.ECHO),
        (f"“{TEXT.upper()}”", Fault.ECHO),
        ("MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY.", Fault.QUOTA),
        ("INVALID EMAIL PROVIDED. PLEASE GIVE ANOTHER ONE, OR NONE", Fault.QUOTA),
        ("QUERY LENGTH LIMIT EXCEEDED. MAX ALLOWED QUERY : 500 CHARS", Fault.QUOTA),
        ("'VX' IS AN INVALID TARGET LANGUAGE . EXAMPLE: LANGPAIR=EN|IT", Fault.QUOTA),
        ("Error 500 (Server Error)!!1500.That’s an error.That’s all we know.", Fault.ERROR_PAGE),
        ("429. That's an error. Please try again later, will you?", Fault.ERROR_PAGE),
        ("503 Service Unavailable: no server is available for this.", Fault.ERROR_PAGE),
        ("Our systems have detected unusual traffic from your computer network.", Fault.ERROR_PAGE),
        (f"<p>{GOOD}</p>", Fault.MARKUP),
        (f"&lt;script&gt;x&lt;/script&gt; {GOOD}", Fault.MARKUP),
        (f"{GOOD} <!-- x -->", Fault.MARKUP),
        ("Data sovereignty" + ", is the right" * 6, Fault.LOOP),
        ("It is mainstremainstremainstremainstremainstre of each", Fault.LOOP),
        ("Суверенитет данных — это право каждой страны на свои данные.", Fault.SCRIPT),
        ("La souveraineté des données est le droit de chaque pays sur ses données.", Fault.LANGUAGE),
        ("La soberanía de los datos es el derecho de cada país sobre sus datos.", Fault.LANGUAGE),
        ("Kedaulatan data adalah hak setiap negara atas data yang dimilikinya sendiri.", Fault.LANGUAGE),
        (f"{GOOD}\x00", Fault.CONTROL),
        (f"{GOOD}\u202e", Fault.CONTROL),
        (f"{GOOD}\ud800", Fault.CONTROL),
        (f"{GOOD}\ufffd", Fault.CONTROL),
        (f"{GOOD} \u2047", Fault.CONTROL),
        (f"{GOOD} See https://evil.example/x", Fault.ADDRESS),
        (f"{GOOD} Write to me@evil.example", Fault.ADDRESS),
    ],
)
def test_what_is_refused_and_why(answer: object, expected: Fault | None) -> None:
    assert fault(answer) is expected


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        ("Đó là tất cả những gì chúng tôi biết.", "That's all we know."),
        ("Chờ một chút...", "Just a moment..."),
        ("Lỗi 404: không tìm thấy", "Error 404: Not Found"),
        ("Không, không, không, không, không!", "No, no, no, no, no, no!"),
        ("Khôôôông!", "Nooooooooooo!"),
        ("Nguyễn Phú Trọng", "Nguyễn Phú Trọng"),
        ("So sánh a < b và b > a", "Compare a < b and b > a"),
        ("Dùng {1}ssh{2}.", "Use {1}ssh{2}."),
        ("Nhà nước & pháp luật", "State & law"),
    ],
)
def test_what_only_looks_wrong_is_taken(source: str, answer: str) -> None:
    assert accept(source, answer, "vi", "en") == answer


@pytest.mark.parametrize(
    ("source", "answer", "clean"),
    [
        ("Đó là nó", "It&#39;s &quot;it&quot;\u200b", 'It\'s "it"'),
        ("Đó là nó", "it&amp;#39;s", "it's"),
        ("Mã &amp; nghĩa", "Code &amp; meaning", "Code &amp; meaning"),
        ("Quê", "e\u0302 \n que\u0301", "ê qué"),
        ("Giá\u00a0rẻ", " cheap\u00a0price\r\n", "cheap\u00a0price"),
    ],
)
def test_an_answer_is_cleaned(source: str, answer: str, clean: str) -> None:
    assert accept(source, answer, "vi", "en") == clean


def test_names_in_another_script_do_not_count() -> None:
    assert fault("WannaCry, EternalBlue 和 DoublePulsar", "WannaCry, EternalBlue và DoublePulsar", "zh") is None
    assert fault(GOOD, target="zh") is Fault.SCRIPT
    assert fault("Суверенитет", "Chủ quyền", "sr-Latn") is None, "too short to say"


def test_another_writing_of_the_same_language_may_look_the_same() -> None:
    text = "The colour of the neighbour's grey aluminium, in full"
    assert accept(text, text, "en-GB", "en-US") == text


@pytest.mark.parametrize(
    ("source", "answer", "target", "missing"),
    [
        ("1.234,5 triệu", "1,234.5 million", "en", ()),
        ("1,5 triệu người", "1,500,000 people", "en", ()),
        ("1,2 nghìn tỷ", "1.2 trillion", "en", ()),
        ("ngày 2.9.1945", "September 2, 1945", "en", ()),
        ("ngày 30/11/2018", "30 November 2018", "en", ()),
        ("tháng 12", "in December", "en", ()),
        ("lúc 15 giờ", "at 3 p.m.", "en", ()),
        ("lúc 11 giờ 29", "at 11.29am", "en", ()),
        ("25 người", "twenty-five people", "en", ()),
        ("thế kỷ 19", "the nineteenth century", "en", ()),
        ("the 21st century", "thế kỷ XXI", "vi", ()),
        ("25 people", "hai mươi lăm người", "vi", ()),
        ("những năm 90", "the 1990s", "en", ()),
        ("1995–1996", "1995–96", "en", ()),
        ("10 000 người", "10,000 people", "en", ()),
        ("120.000 người", "12万人", "zh", ()),
        ("Luật số 24/2018/QH14", "Law No. 24/2018/QH14", "en", ()),
        ("năm 2019", "٢٠١٩", "ar", ()),
        ("12 người", "douze personnes", "fr", ()),
        ("1.234,5 triệu", "1,243.5 million", "en", ("1.234,5",)),
        ("9.000 năm", "9,008 years", "en", ("9.000",)),
        ("năm 2018 và 2019", "in 2018", "en", ("2019",)),
        ("1,05 triệu và 1,6 triệu", "5.05 million and 1.6 million", "en", ("1,05",)),
        ("Điều 26", "Article 62", "en", ("26",)),
        ("450 người", "540 personnes", "fr", ("450",)),
    ],
)
def test_numbers_are_found_in_any_habit(source: str, answer: str, target: str, missing: tuple[str, ...]) -> None:
    assert lost(source, answer, target) == missing


@pytest.mark.parametrize(
    ("source", "answer", "expected"),
    [
        ("Tám điểm được nêu.", "8 points were named.", None),
        ("Có 8 điểm được nêu.", "There are 9 points.", Fault.NUMBER),
        ("Có 8 điểm được nêu.", "There are eight points.", None),
        ("Có 2 nước ký kết.", "A pair of countries signed.", None),
        ("Anh có 2 bàn thắng và 2 đường chuyền.", "He has 9 goals and 2 assists.", Fault.NUMBER),
        ("Luật có hiệu lực từ tháng 6.", "The law is in force from June.", None),
        ("Luật có hiệu lực từ tháng 6.", "The law is in force from July.", Fault.NUMBER),
        ("Mưa từ 2 đến 4 inch.", "Rain of 5 to 10 cm.", None),
        ("Cách đó 5 dặm.", "It is 8 km away.", None),
        ("Cách đó 5 dặm.", "It is 9 points away.", Fault.NUMBER),
    ],
)
def test_a_single_digit_that_changed_is_refused(source: str, answer: str, expected: Fault | None) -> None:
    assert fault(answer, source) is expected


def test_a_lost_number_is_refused_but_not_one_of_a_placeholder() -> None:
    assert fault("Điều 26 của Luật An ninh mạng", "Article 62 of the Law on Cybersecurity") is Fault.NUMBER
    assert fault("{10}Điều{11} của Luật", "{ 10 }Article{1 1} of the Law") is None


@given(st.text(), st.one_of(st.text(), st.text(alphabet="0123456789.,% ")))
def test_any_text_is_taken_clean_or_refused(source: str, answer: str) -> None:
    try:
        taken = accept(source, answer, "vi", "en")
    except BadAnswer:
        return
    assert taken == taken.strip() != ""
    assert not FORBIDDEN.search(taken)
    assert accept(source, taken, "vi", "en") == taken


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Đây là một cửa hậu.", Fault.ECHO),
        ("Nguyễn Văn An", None),
        ("Universidad de los Andes", None),
        ("GDPR, iPhone, Safe Harbour", None),
        ("Xin chào", None),
    ],
)
def test_a_name_may_stay_and_a_short_sentence_may_not(source: str, expected: Fault | None) -> None:
    assert fault(source, source) == expected


def test_an_address_of_the_source_is_no_other() -> None:
    assert fault("See www.example.org now", "Xem www.example.org nhé") is None


OWN = "Năm 2020, Bắc Kinh nêu tám điểm về an ninh dữ liệu."
OTHERS = (
    "The team won the cup.",
    "It was a long and very cold winter for all of them in the north of the country that year, too.",
)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([], False),
        ([Said(OWN, "In 2020 Beijing named eight points on data security.", False)] * 4, False),
        ([Said(OWN, OTHERS[0], True)], False),
        ([Said(OWN, OTHERS[0], True)] * 2, True),
        ([Said("Dữ liệu", "The team", False)] * 5, False),
        ([Said(OWN, OTHERS[0], False), Said(OWN, OTHERS[1], False), Said(OWN, OTHERS[0], False)], True),
    ],
    ids=["nothing", "its own", "one refused", "most refused", "too short to tell", "lengths"],
)
def test_answers_about_another_text_are_known(said: list[Said], expected: bool) -> None:
    assert about_another(said) is expected


@pytest.mark.parametrize(
    ("title", "answer", "cut"),
    [
        ("Từ Schrems đến chủ quyền dữ liệu", "From Schrems to data sovereignty", False),
        ("Từ Schrems đến chủ quyền dữ liệu", "From Schrems", True),
        ("An ninh dữ liệu: sáng kiến toàn cầu của Bắc Kinh", "Data security", True),
        ("数据主权：从施雷姆斯到主权国家", "Data sovereignty: from Schrems to sovereign states", False),
        ("Data sovereignty: from Schrems to states", "数据主权：从施雷姆斯到主权国家", False),
        ("Cửa hậu", "Door", False),
    ],
)
def test_a_title_that_was_cut_in_half_is_seen(title: str, answer: str, cut: bool) -> None:
    assert cut_short(title, answer) is cut
