"""How language models speak of themselves and of their work instead of doing it, language by language.

Each field is a pattern for `re`, over text in small letters. What an article itself says of translating or of not being
able to is told apart by the same words in its source: `sorry`, `negative`, `translate` and `model` serve for both.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Remarks:
    begin: str  # how a refusal begins: with an apology, or with what cannot be done
    sorry: str  # an apology
    not_able: str  # what is not done, or is asked of the user
    help: str  # what is refused, in general
    translate: str  # translating, a translation
    here: str  # what announces a translation
    model: str  # a language model
    negative: str  # any negation or apology


REMARKS = {
    "ar": Remarks(
        begin="آسف|عذر|أعتذر|معذرة|للأسف|لا أستطيع|لا يمكنني|كنموذج",
        sorry="آسف|عذر|أعتذر|معذرة|أسف",
        not_able="لا أستطيع|لا يمكنني|لست قادر|غير قادر|لا أقدر",
        help="المساعدة|مساعدت|الطلب|طلبك",
        translate="ترجم|مترجم",
        here="إليك|فيما يلي|هذه|ها هي",
        model="نموذج لغوي|نموذج لغة|ذكاء اصطناعي|الذكاء الاصطناعي",
        negative="لا |لم |لن |ليس|لست|غير|دون|آسف|عذر|أعتذر",
    ),
    "de": Remarks(
        begin="es tut mir leid|tut mir leid|entschuldigung|leider|ich kann|ich bin nicht|als ki\\b|bitte",
        sorry="tut mir leid|entschuldig|verzeih|bedauer",
        not_able="nicht|kein|geben sie|gib ",
        help="helfen|anfrage|behilflich|beantworten|unterstützen",
        translate="übersetz",
        here="hier|folgt|nachfolgend|unten",
        model="sprachmodell|ki-modell|künstliche intelligenz",
        negative="nicht|kein|ohne|nie|unm|leid|leider|entschuld",
    ),
    "en": Remarks(
        begin="(?:i['’]?m |i am |we['’]?re )?(?:so |very |really )?(?:sorry|afraid)|(?:i |my )?(?:must )?apolog"
        "|unfortunately"
"|i can(?:['’]?t|not)|i(?:['’]m| am) (?:unable|not able)|as an? |please|could you",
        sorry="sorry|apolog|regret|forgive|afraid",
        not_able="can['’]?t|cannot|unable|not able|don['’]t see|do not see|not allowed|won['’]?t|provide|paste|share",
        help="help|assist|request|fulfil|comply|provide|that for you|continue with",
        translate="translat",
        here="here|below|following|sure|certainly",
        model="(?:large |ai )?language model|ai (?:assistant|model|translator)|artificial intelligence",
        negative="\\bnot?\\b|n['’]t\\b|cannot|never|none|unable|without|sorry|apolog|afraid|fail|refus|den[iy]|decline",
    ),
    "es": Remarks(
        begin="lo siento|lo lamento|disculp|perdón|lamentablemente|desafortunadamente|no puedo|como modelo|por favor",
        sorry="lo siento|lament|disculp|perd[oó]n",
        not_able="no puedo|no me es posible|no estoy|proporcion|facilit",
        help="ayudar|asistir|solicitud|petición|responder",
        translate="traduc|tradu[zj]",
        here="aquí|a continuación|esta es|claro",
        model="modelo de lenguaje|modelo de ia|inteligencia artificial",
        negative="\\bno\\b|nunca|ning|\\bsin\\b|siento|lament|disculp|perd[oó]n|imposib",
    ),
    "fr": Remarks(
        begin="je suis désolé|désolé|je m['’]excuse|excusez|malheureusement|je ne (?:peux|suis)|en tant que|veuillez",
        sorry="désolé|excus|pardon|regrett",
        not_able="ne peux pas|ne suis pas en mesure|ne puis|impossible|incapable|veuillez",
        help="aider|répondre|demande|assister|satisfaire",
        translate="tradu",
        here="voici|voilà|ci-dessous|ci-après",
        model="modèle de langage|modèle linguistique|intelligence artificielle",
        negative="\\bn[e'’]|\\bpas\\b|jamais|aucun|sans|désolé|excus|impossib|incapab|malheureu",
    ),
    "id": Remarks(
        begin="(?:saya (?:mohon|minta) )?maaf|mohon maaf|sayangnya|saya tidak|sebagai model|silakan|harap",
        sorry="maaf|menyesal",
        not_able="tidak (?:dapat|bisa|mampu)|berikan",
        help="membantu|permintaan|memenuhi",
        translate="terjemah",
        here="berikut|ini|di bawah",
        model="model bahasa|kecerdasan buatan",
        negative="tidak|tak\\b|bukan|belum|tanpa|maaf|jangan|gagal",
    ),
    "it": Remarks(
        begin="mi dispiace|mi spiace|spiacente|sono spiacente|purtroppo|scus|non posso|come modello|per favore",
        sorry="dispiace|spiace|scus|perdon",
        not_able="non posso|non sono in grado|non riesco|fornisc",
        help="aiutar|assister|richiesta|risponder",
        translate="tradu|tradurre",
        here="ecco|di seguito|qui",
        model="modello linguistico|modello di linguaggio|intelligenza artificiale",
        negative="\\bnon\\b|\\bno\\b|mai|nessun|senza|spiac|scus|purtroppo|imposs",
    ),
    "ja": Remarks(
        begin="申し訳|すみません|ごめん|残念ながら|恐れ入り",
        sorry="申し訳|すみません|ごめん|恐れ入り|残念",
        not_able="できません|できない|出来ません|かねます|応えでき|いたしかね",
        help="リクエスト|ご要望|お手伝い|お応え|お答え|対応",
        translate="翻訳|訳文|訳す|訳し",
        here="以下|次の|こちら|これが|これは",
        model="言語モデル|aiモデル|人工知能|aiアシスタント",
        negative="ない|ません|なかっ|ず|不|無|申し訳|すみません|残念",
    ),
    "ko": Remarks(
        begin="죄송|미안|유감|안타깝",
        sorry="죄송|미안|유감",
        not_able="없습니다|못합니다|어렵습니다|불가능",
        help="요청|도와|도움|지원|답변",
        translate="번역",
        here="다음|아래|여기|이것",
        model="언어 ?모델|인공 ?지능|ai 모델",
        negative="없|않|못|아니|안 |죄송|미안|불가",
    ),
    "nl": Remarks(
        begin="het spijt me|sorry|helaas|ik kan|als ai|excuses",
        sorry="spijt|sorry|excus|verontschuldig",
        not_able="niet|geen",
        help="helpen|verzoek|assisteren|beantwoorden",
        translate="vertal|vertaa",
        here="hier|hieronder|volgt",
        model="taalmodel|ai-model|kunstmatige intelligentie",
        negative="niet|geen|nooit|zonder|sorry|spijt|helaas",
    ),
    "pl": Remarks(
        begin="przepraszam|przykro mi|niestety|nie mogę|jako model",
        sorry="przepraszam|przykro|wybacz",
        not_able="nie mogę|nie jestem w stanie|nie potrafię",
        help="pomóc|prośb|żądani|zrealizować|odpowiedzieć|spraw",
        translate="tłumacz|przetłumacz|przekład",
        here="oto|poniżej|to jest",
        model="model językow|sztuczna inteligencja|modelem językowym",
        negative="\\bnie|\\bbez\\b|nigdy|żad|przepr|przykro",
    ),
    "pt": Remarks(
        begin="desculp|lamento|sinto muito|infelizmente|não posso|não consigo|como (?:um )?modelo|por favor",
        sorry="desculp|lament|sinto muito|perdão",
        not_able="não posso|não consigo|não me é possível|não sou capaz|forneça",
        help="ajud|pedido|solicita|atender|responder",
        translate="tradu",
        here="aqui|a seguir|abaixo|segue|claro",
        model="modelo de linguagem|inteligência artificial|modelo de ia",
        negative="não|nunca|nenhum|sem\\b|desculp|lament|infeliz|imposs",
    ),
    "ru": Remarks(
        begin="извин|простите|прошу прощения|к сожалению|сожалею|я не могу|как языковая|пожалуйста",
        sorry="извин|прости|прошу прощения|сожале",
        not_able="не могу|не в состоянии|не способ|невозможно|предостав",
        help="помочь|запрос|просьб|выполнить|ответить",
        translate="перев[оеё]",
        here="вот|ниже|следующ",
        model="языков(?:ая|ой) модель|языковой модел|искусственн\\w+ интеллект",
        negative="\\bне|\\bни\\b|нет|без|извин|прост|сожал|прощ",
    ),
    "th": Remarks(
        begin="ขออภัย|ขอโทษ|เสียใจ|น่าเสียดาย",
        sorry="ขออภัย|ขอโทษ|เสียใจ",
        not_able="ไม่สามารถ|ไม่ได้",
        help="ช่วย|คำขอ|ตอบ",
        translate="แปล",
        here="นี่คือ|ต่อไปนี้|ด้านล่าง|คำแปล",
        model="โมเดลภาษา|แบบจำลองภาษา|ปัญญาประดิษฐ์",
        negative="ไม่|มิ|อย่า|ขออภัย|ขอโทษ|เสียใจ|ไร้",
    ),
    "tr": Remarks(
        begin="üzgün|maalesef|özür|ne yazık|kusura",
        sorry="üzgün|özür|kusura|maalesef",
        not_able="ama(?:m|yız|yaca)|eme(?:m|yiz|yece)|mümkün değil",
        help="yardım|istek|isteğ|talep|taleb|yanıt",
        translate="çevir|çeviri|tercüme",
        here="işte|aşağıda|şu şekilde|buyurun",
        model="dil model|yapay zek",
        negative="değil|yok|m[ae]z|m[ae]d|[ae]m[ae]|siz|sız|suz|süz|üzgün|özür|maalesef|hiç",
    ),
    "vi": Remarks(
        begin="(?:tôi |mình |rất |thật |thành thật )?xin lỗi|rất tiếc|thật tiếc|tiếc là|tôi (?:rất tiếc|không thể)"
        "|là một|vui lòng|hãy cung cấp|bạn (?:có thể|vui lòng)",
        sorry="xin lỗi|tiếc|thứ lỗi|ân hận|buồn",
        not_able="không thể|không được phép|không có khả năng|không dịch được|không hỗ trợ|cung cấp",
        help="hỗ trợ|giúp|yêu cầu|trợ giúp|đáp ứng|thực hiện",
        translate="dịch",
        here="đây|sau đây|dưới đây|bên dưới",
        model="mô hình ngôn ngữ|mô hình ai|trí tuệ nhân tạo|trợ lý ai",
        negative="không|chưa|chẳng|chả|đừng|thiếu|vô |xin lỗi|rất tiếc|tiếc là",
    ),
    "zh": Remarks(
        begin="抱歉|很抱歉|非常抱歉|对不起|對不起|不好意思|遗憾|很遗憾|作为|作為|我无法|我不能",
        sorry="抱歉|对不起|對不起|不好意思|遗憾|遺憾",
        not_able="无法|無法|不能|不可以|不便",
        help="请求|請求|帮|幫|协助|协助|满足|滿足|要求|回答",
        translate="翻译|翻譯|译文|譯文|译成",
        here="以下|下面|这是|這是|如下",
        model="语言模型|語言模型|人工智能|人工智慧|ai模型|ai助手",
        negative="不|没|沒|无|無|未|非|抱歉|对不起|遗憾|别|勿",
    ),
}  # fmt: skip
