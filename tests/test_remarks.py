"""What a language model says of itself is no translation, unless the source says it too."""

from __future__ import annotations

import re

import pytest

from diptych.languages.remarks import REMARKS
from diptych.text.answer import BadAnswer, Fault, accept
from diptych.text.remarks import remark

LAW = "Luật dữ liệu có hiệu lực từ đầu năm sau."


@pytest.mark.parametrize(
    ("answer", "language"),
    [
        ("I'm sorry, but I can't assist with that request.", "en"),
        ("I cannot translate this text because it may be copyrighted.", "en"),
        ("As an AI language model, I have no opinion on laws.", "en"),
        ("Please provide the text that you want me to translate.", "en"),
        ("Sure! Here is the translation: The data law takes effect next year.", "en"),
        ("**Translation:** The data law takes effect next year.", "en"),
        ("Xin lỗi, tôi không thể dịch câu này.", "en"),
        ("I'm sorry, but I can't help with that.", "fr"),
        ("Désolé, je ne peux pas répondre à cette demande.", "fr"),
        ("Voici la traduction : La loi entre en vigueur l’an prochain.", "fr"),
        ("Leider kann ich diesen Text nicht übersetzen.", "de"),
        ("抱歉，我无法满足您的请求。", "zh"),
        ("以下は翻訳です：データ法は来年初めに施行されます。", "ja"),
        ("إليك الترجمة: يدخل القانون حيز التنفيذ العام القادم.", "ar"),
    ],
)
def test_a_remark_is_refused(answer: str, language: str) -> None:
    with pytest.raises(BadAnswer) as refused:
        accept(LAW, answer, "vi", language)
    assert refused.value.reason is Fault.REMARK


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        ("Xin lỗi, tôi không thể giúp anh.", "I'm sorry, but I can't help you."),
        ("Tôi không thể dịch bài này, bà nói.", "I cannot translate this article, she said."),
        ("Bản dịch:", "Translation:"),
        ("Dưới đây là bản dịch của Lan:", "Here is the translation by Lan:"),
        ("ChatGPT là một mô hình ngôn ngữ.", "ChatGPT is a language model."),
        ("AI đọc thay ta.", "An AI language model reads for us."),
        ("Ở đây: một luật mới.", "Here: a new law."),
        ("Rất tiếc, luật chưa có hiệu lực.", "Unfortunately, the law is not in force yet."),
    ],
)
def test_what_the_source_says_too_is_taken(source: str, answer: str) -> None:
    assert accept(source, answer, "vi", "en") == answer


def test_of_a_source_in_a_language_without_words_here_little_is_said() -> None:
    assert remark("Překlad: Jan Novák", "Translation: Jan Novák", "cs", "en") == ""
    assert remark("Je mi líto.", "I'm sorry, I can't help you.", "cs", "en") == ""
    assert remark("Zákon platí.", "Here is the translation: The law is in force.", "cs", "en")


def test_the_words_are_told() -> None:
    answer = "Sure, here is the translation: The law is in force."
    assert remark(LAW, answer, "vi", "en") == "Sure, here is the translation:"


def test_an_apology_is_excused_by_an_apology_only() -> None:
    answer = "I'm sorry, but I can't assist with that request."
    assert remark("Nhà chức trách không nói gì thêm.", answer, "vi", "en")
    assert remark("Rất tiếc, tôi không giúp được.", answer, "vi", "en") == ""


@pytest.mark.parametrize("language", REMARKS)
def test_every_pattern_can_be_read(language: str) -> None:
    words = REMARKS[language]
    for pattern in (
        words.begin,
        words.sorry,
        words.not_able,
        words.help,
        words.translate,
        words.here,
        words.model,
        words.negative,
    ):
        assert not re.compile(pattern).match("")
