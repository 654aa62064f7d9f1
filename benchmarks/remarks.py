"""How many remarks of language models are refused as answers, and how many right translations with them.

Run: `python -m benchmarks.remarks`. Needs the folder `../shared/corpus` beside the checkout. The patterns of
`languages/remarks.py` were made with the first list in sight, and not with the second. Each wording stands in place of
a translation, and those that end in a colon before one, too.
"""

from __future__ import annotations

import sys

from benchmarks.answers import CORPUS, Pair, corpora, refused, rows
from diptych.text.answer import Fault

SEEN = (
    ("en", "I'm sorry, but I can't assist with that request."),
    ("en", "Sure! Here is the translation of the text:"),
    ("en", "As an AI language model, I cannot translate copyrighted text."),
    ("en", "I apologize, but I don't see any text to translate. Could you provide it?"),
    ("vi", "Xin lỗi, tôi không thể dịch nội dung này."),
    ("vi", "Dưới đây là bản dịch tiếng Việt:"),
    ("vi", "Tôi là một mô hình ngôn ngữ và không thể thực hiện yêu cầu này."),
    ("fr", "Je suis désolé, mais je ne peux pas répondre à cette demande."),
    ("fr", "Voici la traduction du texte en français :"),
    ("de", "Es tut mir leid, aber ich kann bei dieser Anfrage nicht helfen."),
    ("de", "Hier ist die Übersetzung:"),
    ("es", "Lo siento, pero no puedo ayudarte con esa solicitud."),
    ("es", "Aquí tienes la traducción:"),
    ("pt", "Desculpe, mas não posso ajudar com esse pedido."),
    ("pt", "Aqui está a tradução:"),
    ("it", "Mi dispiace, ma non posso aiutarti con questa richiesta."),
    ("it", "Ecco la traduzione:"),
    ("nl", "Het spijt me, maar ik kan je niet helpen met dit verzoek."),
    ("pl", "Przepraszam, ale nie mogę pomóc w tej sprawie."),
    ("pl", "Oto tłumaczenie:"),
    ("ru", "Извините, но я не могу помочь с этим запросом."),
    ("ru", "Вот перевод текста:"),
    ("tr", "Üzgünüm, bu isteğe yardımcı olamam."),
    ("id", "Maaf, saya tidak dapat membantu permintaan tersebut."),
    ("id", "Berikut adalah terjemahannya:"),
    ("ar", "آسف، لا أستطيع المساعدة في هذا الطلب."),
    ("ar", "إليك الترجمة:"),
    ("zh", "抱歉，我无法满足您的请求。"),
    ("zh", "以下是翻译："),
    ("ja", "申し訳ありませんが、そのリクエストにはお応えできません。"),
    ("ja", "以下が翻訳です："),
    ("ko", "죄송하지만 그 요청은 도와드릴 수 없습니다."),
    ("ko", "다음은 번역입니다:"),
    ("th", "ขออภัย ฉันไม่สามารถช่วยเหลือคำขอนี้ได้"),
    ("th", "นี่คือคำแปล:"),
)
UNSEEN = (
    ("en", "I'm afraid I cannot help you with this text."),
    ("en", "Certainly. Below is the English version of your paragraph:"),
    ("en", "I'm unable to translate this passage because it may violate the content policy."),
    ("en", "Please provide the text you would like me to translate."),
    ("en", "Translated text:"),
    ("en", "Unfortunately, I can't fulfill this request."),
    ("vi", "Rất tiếc, tôi không thể hỗ trợ yêu cầu này."),
    ("vi", "Chắc chắn rồi! Đây là bản dịch của đoạn văn:"),
    ("vi", "Là một mô hình AI, tôi không được phép dịch đoạn này."),
    ("vi", "Vui lòng cung cấp văn bản bạn muốn dịch."),
    ("fr", "Désolé, je ne suis pas en mesure de traduire ce texte."),
    ("fr", "Bien sûr ! Voici votre texte traduit :"),
    ("de", "Leider kann ich diesen Text nicht übersetzen."),
    ("de", "Gerne! Hier die Übersetzung ins Deutsche:"),
    ("es", "Como modelo de lenguaje, no puedo traducir este contenido."),
    ("es", "Claro, a continuación se muestra la traducción al español:"),
    ("pt", "Lamento, mas não consigo traduzir este texto."),
    ("it", "Certo! Di seguito la traduzione in italiano:"),
    ("nl", "Natuurlijk, hier is de vertaling:"),
    ("pl", "Niestety nie mogę przetłumaczyć tego tekstu."),
    ("ru", "К сожалению, я не могу перевести этот текст."),
    ("ru", "Конечно! Ниже приведён перевод:"),
    ("tr", "İşte çeviri:"),
    ("id", "Tentu, ini terjemahan teksnya:"),
    ("ar", "عذرًا، لا يمكنني ترجمة هذا النص."),
    ("zh", "对不起，我不能翻译这段文字。"),
    ("zh", "好的，这是译文："),
    ("ja", "申し訳ございませんが、この文章を翻訳することはできません。"),
    ("ja", "翻訳は次のとおりです："),
    ("ko", "물론입니다. 번역 결과는 다음과 같습니다:"),
    ("ko", "죄송합니다. 이 텍스트를 번역할 수 없습니다."),
    ("th", "ขอโทษครับ ผมไม่สามารถแปลข้อความนี้ได้"),
)


def answers() -> list[Pair]:
    """Right translations: Vietnamese and English both ways, and from English into every other language."""
    head, *lines = rows("ntrex-many.tsv")
    out = [pair for name, pairs in corpora() if "human" in name for pair in pairs]
    for at, tag in enumerate(head[1:], 1):
        out += [(line[1], line[at], "en", tag) for line in lines if tag not in ("en", "vi")]
    return out


def damaged(language: str, wording: str) -> list[Pair]:
    """A remark in place of a translation, from English (from Vietnamese into English); before one if it ends so."""
    head, *lines = rows("ntrex-many.tsv")
    ours = "vi" if language == "en" else "en"
    source, target = (
        head.index({"zh": "zh-Hans"}.get(tag, tag)) if tag in {*head, "zh"} else 0 for tag in (ours, language)
    )
    out = []
    for line in lines[::7]:
        texts = [wording, f"{wording} {line[target]}"] if target and wording[-1] in ":：" else [wording]
        out += [(line[source], text, ours, language) for text in texts]
    return out


def main() -> int:
    if not CORPUS.is_dir():
        print(f"skipped: no corpus at {CORPUS}")
        return 0
    pairs = answers()
    cries = sum(refused(pair) is Fault.REMARK for pair in pairs)
    print(f"right translations refused as a remark: {cries} of {len(pairs)}")
    for name, wordings in (("seen", SEEN), ("unseen", UNSEEN)):
        made = [pair for language, wording in wordings for pair in damaged(language, wording)]
        found = sum(refused(pair) is not None for pair in made)
        print(f"remarks of the list {name}: refused {found} of {len(made)} = {found / len(made):.1%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
