"""Lines that are furniture or credits, and the sentences that only look like them."""

from __future__ import annotations

import pytest

from diptych.importing.credit import is_credit
from diptych.importing.degrade import fitted, texts
from diptych.importing.furniture import REPORT_MAX, is_furniture, reported
from diptych.model.content import CodeBlock, Content, Items, Paragraph
from diptych.model.inline import Text

FURNITURE = [
    "Bình luận (0)",
    "bình luận",
    "1.234 bình luận",
    "Gửi bình luận",
    "Chia sẻ",
    "Chia sẻ Facebook Zalo",
    "Facebook | Zalo | Twitter",
    "In bài viết",
    "Lưu bài viết",
    "Xem thêm:",
    "Xem thêm: Mười năm của một cây cầu",
    "Đọc thêm về dữ liệu",
    "Theo dõi Báo Thử trên Facebook",
    "Tin liên quan",
    "Quảng cáo",
    "Tags: dữ liệu, luật",
    "Từ khóa: dữ liệu, luật",
    "Từ khoá: dữ liệu",
    "Share this article",
    "Tweet",
    "Print",
    "12 Comments",
    "Read more…",
    "Read more: The other story",
    "Advertisement",
    "Follow us on Twitter",
    "Tags: law",
    "Compartir en Facebook",
    "3 comentarios",
    "Síguenos en Instagram",
    "Leer también: Otra historia",
    "Publicidad",
    "• Chia sẻ •",
]
SENTENCES = [
    "Anh chia sẻ.",
    "Bà chia sẻ bài viết này với bạn bè trên Facebook.",
    "Facebook bị kiện ở ba nước",
    "Theo dõi người dùng là việc bị cấm",
    "Bình luận của ông khiến nhiều người bất ngờ",
    "Từ khóa: đó là điều ai cũng hỏi.",
    "Xem thêm một lần nữa",
    "In sách ở làng nghề",
    "Quảng cáo trên mạng tăng mạnh",
    "Share prices fell on Monday",
    "Print is not dead",
    "Comments by the minister drew criticism",
    "Tags: what they are, and why they matter.",
    "Follow the money",
    "Imprimir libros en casa",
    "Comentarios del ministro",
    "",
]
CREDITS = [
    "Ảnh: Reuters",
    "Cầu mới ở bờ bắc. Ảnh: Lê Sông",
    "Cầu mới ở bờ bắc – Ảnh: LÊ SÔNG/TTXVN",
    "Cầu mới ở bờ bắc (ảnh: Lê Sông)",
    "Cầu mới ở bờ bắc Ảnh: AFP",
    "Ảnh minh họa: Đỗ Mây",
    "Nguồn: Bộ Y tế",
    "Số ca theo tháng. Nguồn: Bộ Y tế",
    "The bridge at dawn. Photo: Mary Stone/River Press",
    "Photo by Mary Stone",
    "(Photo by Mary Stone/River Press)",
    "The bridge (Photo courtesy of the River Press)",
    "El puente nuevo. Foto: Ana Ruiz",
    "Foto de Ana Ruiz",
    "Fuente: Ministerio de Salud",
    "Cây cầu. Ảnh: N.V.A.",
]
NO_CREDITS = [
    "Mục Ảnh: nơi bạn đọc gửi hình về tòa soạn.",
    "Ông hỏi: ảnh: ai chụp, và vì sao?",
    "Triển lãm Ảnh: một thế kỷ nhìn lại",
    "Photos by Mary Stone hang in the hall",
    "Ảnh: Reuters chụp hôm qua. Sau đó mọi người ra về và không ai quay lại nữa.",
    "A photo: the minister and the key",
    "Số liệu có nhiều nguồn: báo cáo, phỏng vấn và ghi chép",
    "x" * 500 + ". Ảnh: Reuters",
    "",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize("line", SENTENCES)
def test_no_furniture(line: str) -> None:
    assert not is_furniture(line)


def test_a_heading_may_name_a_network() -> None:
    assert is_furniture("Facebook")
    assert not is_furniture("Facebook", names_too=False)


@pytest.mark.parametrize("line", CREDITS)
def test_credits(line: str) -> None:
    assert is_credit(line)


@pytest.mark.parametrize("line", NO_CREDITS)
def test_no_credits(line: str) -> None:
    assert not is_credit(line)


def test_a_report_is_one_short_line_without_controls() -> None:
    assert reported("a\n b\x1b[2J") == "a b\ufffd[2J"
    assert len(reported("chữ " * 100)) <= REPORT_MAX
    assert reported("chữ " * 100).endswith("…")


def test_what_cannot_be_written_keeps_its_words() -> None:
    deep: Content = Items(None, ((Paragraph((Text("đáy"),)), CodeBlock("mã = 1\n")),))
    for _ in range(20):
        deep = Items(None, ((Paragraph((Text("tầng"),)), deep),))
    parts = fitted([deep])
    assert [part.markdown for part in parts] == ["tầng"] * 20 + ["đáy", "mã = 1"]
    assert list(texts(deep))[-3:] == ["đáy", "mã = 1", ""]


def test_neighbouring_lists_become_one() -> None:
    one, two = Paragraph((Text("một"),)), Paragraph((Text("hai"),))
    parts = fitted([Items(None, ((one,),)), Items(None, ((two,),)), Items(1, ((one,),))])
    assert [part.markdown for part in parts] == ["- một\n- hai", "1. một"]
