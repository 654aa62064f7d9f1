"""Sentences are cut where a reader would cut them; beads join back to the lines they were made from."""

from __future__ import annotations

import pytest
from benchmarks.beads import flores, marked, ntrex
from hypothesis import given
from hypothesis import strategies as st

from diptych.model.inline import Emphasis, Line, Link, Text, rebuild
from diptych.text.beads import sentence_beads
from diptych.text.facing_sentences import cut, face_sentences, unmarked
from diptych.text.sentences import sentences
from need import need_shared
from trees import MARKS, SYLLABLES, lines

# `|` stands where a sentence ends.
CUT = """
Ông Nguyễn Văn An sống ở TP. HCM. |Bà ở Huế.
PGS.TS. Nguyễn Thị Lan và GS. TS. Trần Bình cùng có mặt. |Buổi họp bắt đầu.
“Thật đấy!” – bà Lan đáp. |Ông cười.
– Anh đi đâu đấy? – chị hỏi. |– Đi chợ.
Không làm được… |Thời gian sẽ trả lời.
Xem tr. 25 và tr. 30. |Phần sau nói rõ hơn.
Giá là 1.234,5 tỉ đồng. |Ngày 2.9.1945 là ngày Quốc khánh.
Sách, báo, v.v. được lưu lại. |Thư từ thì không.
Luật số 24/2018/QH14 có hiệu lực. |Nghị định số 53/2022/NĐ-CP cũng vậy.
Ai cũng biết điều đó. |Nhưng... ai sẽ làm?
Trang www.example.com có bản đầy đủ. |Mời đọc.
“Đây là lời nói.” |Ông Vương không nói gì thêm.
The U.S. Senate met on Jan. 5. |Mr. Smith spoke first.
Dr. A. B. Carter wrote it, e.g. for us. |It was kept.
It ended at 5 p.m. |Nobody stayed.
He asked, “Why?” |She did not say.
第一句。|第二句！
No end in sight
"""


@pytest.mark.parametrize("line", CUT.strip().splitlines())
def test_sentences_are_cut_where_a_reader_would(line: str) -> None:
    assert [piece.strip() for piece in sentences(line.replace("|", ""))] == [p.strip() for p in line.split("|")]


TEXTS = st.lists(st.sampled_from(SYLLABLES + MARKS + [". ", "! ", "… ", "? “", "\n"])).map("".join)


@given(TEXTS)
def test_sentences_join_back_to_the_text(text: str) -> None:
    assert "".join(sentences(text)) == text


@given(TEXTS, TEXTS, TEXTS)
def test_beads_join_back_to_both_lines(source: str, target: str, draft: str) -> None:
    beads = sentence_beads(source, target, 1.094, draft)
    assert "".join(source[slice(*bead.source)] for bead in beads) == source
    assert "".join(target[slice(*bead.target)] for bead in beads) == target


def test_a_merged_sentence_faces_both() -> None:
    source = (
        "Luật được thông qua năm 2018. Nghị định 53 được ban hành năm 2022. Cả hai đều nói về việc lưu trữ dữ liệu."
    )
    target = "The law was passed in 2018, and Decree 53 was issued in 2022. Both are about storing data."
    beads = sentence_beads(source, target, 1.094)
    assert [(source[slice(*b.source)][:4], target[slice(*b.target)][:4]) for b in beads] == [
        ("Luật", "The "),
        ("Cả h", "Both"),
    ]


PLAIN = [
    (
        "Bà mở quán từ năm giờ sáng. Khách quen ngồi quanh bếp than. Trà nóng được rót vào những chiếc chén nhỏ.",
        "She opens the stall at five in the morning. Regulars sit around the coals. Hot tea goes into little cups.",
    ),
    (
        "Con đò qua sông mỗi nửa giờ. Người lái đò kể rằng mùa lũ ông phải nghỉ cả tháng.",
        "The ferry crosses every thirty minutes. In the flood season, the ferryman says, he is idle for a whole month.",
    ),
    (
        "Trời mưa. Không ai ra đồng, và cả làng ngồi nghe đài. Đến chiều thì tạnh.",
        "It rained. Nobody went out to the fields, and the village listened to the radio. By evening it had stopped.",
    ),
]


@pytest.mark.parametrize(("source", "target"), PLAIN)
def test_sentences_that_plainly_face_one_another_are_marked(source: str, target: str) -> None:
    assert len(sentence_beads(source, target, 1.094)) == len(sentences(source))


def test_of_news_with_merged_and_dropped_sentences_hardly_a_mark_is_wrong() -> None:
    need_shared("corpus")
    found = marked(ntrex() + flores())
    assert len(found.beads) / found.paragraphs >= 0.86
    assert all(all(beads) for beads in found.plain)  # where one faces one throughout, none at all
    assert sum(map(sum, found.beads)) / sum(map(len, found.beads)) >= 0.99


LINES = lines(TEXTS.filter(str.strip)).map(lambda line: rebuild(line, lambda node: (node,)))


@given(LINES, LINES)
def test_marked_lines_without_their_marks_are_the_lines(source: Line, target: Line) -> None:
    one, other = face_sentences(source, target, 1.094)
    assert unmarked(one) == source
    assert unmarked(other) == target


def test_a_link_and_an_emphasis_over_a_boundary() -> None:
    line = (
        Text("Một câu. "),
        Emphasis((Text("Hai. Ba"),)),
        Link("https://a.example", (Text("bốn. Năm"),)),
        Text(". Sáu."),
    )
    assert cut(line, [9, 14]) == [
        (Text("Một câu. "),),
        (Emphasis((Text("Hai. "),)),),
        (Emphasis((Text("Ba"),)), Link("https://a.example", (Text("bốn. Năm"),)), Text(". Sáu.")),
    ]
