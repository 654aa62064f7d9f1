"""Lines that belong to the page around an article, not to the article: counters, share buttons, menus, tags.

A line is furniture only as a whole. A sentence that holds the same words stays: it ends as a sentence does.
"""

from __future__ import annotations

import re

from diptych.text.normal import FORBIDDEN, one_space

LINE_MAX = 200  # characters; what is longer is prose
REPORT_MAX = 200

_NETWORK = (
    r"(?:facebook|zalo|twitter|messenger|telegram|whatsapp|viber|linkedin|pinterest|instagram|tiktok|youtube|email|e-mail"
    r"|google news|copy link|link)"
)
_NETWORKS = re.compile(rf"{_NETWORK}(?:[\s|/,·•+&-]+{_NETWORK})*")
_COUNT = r"(?:\s*[(\[]?\s*\d[\d.,]*\s*[)\]]?)"

_MORE = r"(?:\s*(?:[:>»→…]|\.\.\.).{0,160})?"
_ON = rf"(?:[\s|/,·•:-]+{_NETWORK})*"

_VIETNAMESE = rf"""
  bình\ luận{_COUNT}? | ý\ kiến{_COUNT} | \d[\d.,]*\ (?:bình\ luận|ý\ kiến|lượt\ (?:xem|thích|chia\ sẻ))
| (?:gửi|viết|xem|ẩn|đọc)\ (?:tất\ cả\ |các\ )?(?:bình\ luận|ý\ kiến)(?:\ của\ bạn)?{_COUNT}?
| (?:đăng\ nhập|hãy).{{0,40}}\ (?:để|gửi)\ (?:gửi\ )?bình\ luận
| chia\ sẻ(?:\ (?:bài(?:\ viết)?|tin|ngay))?(?:\ (?:này|lên|qua|trên)|:|{_COUNT})?{_ON}
| in\ (?:bài(?:\ viết)?|trang)(?:\ này)? | bản\ in | cỡ\ chữ
| lưu\ (?:bài(?:\ viết)?|tin) | sao\ chép\ (?:liên\ kết|link)
| (?:xem|đọc)\ (?:thêm|tiếp|ngay|chi\ tiết){_MORE} | đọc\ thêm\ (?:về|tại|trên|các|bài|tin)\ .{{1,100}}
| theo\ dõi(?:\ .{{0,60}}(?:trên|tại|qua)\ {_NETWORK}.{{0,40}}|\ chúng\ tôi)?
| (?:tin|bài)(?:\ viết)?\ (?:liên\ quan|cùng\ chuyên\ mục|đọc\ nhiều|mới\ nhất|khác|tài\ trợ){_COUNT}?
| quảng\ cáo | về\ đầu\ trang | quay\ lại | (?:về\ )?trang\ chủ
| (?:từ\ kh(?:óa|oá)|thẻ|chủ\ đề)\s*:.{{0,180}} | đăng\ ký\ (?:nhận\ tin|nhận\ bản\ tin|ngay)
"""
_ENGLISH = rf"""
  comments?{_COUNT}? | \d[\d.,]*\ (?:comments?|shares?|views?|likes?)
| (?:leave|post|add|write)\ a\ (?:comment|reply) | (?:view|show|hide)\ (?:all\ )?comments?{_COUNT}?
| (?:share|tweet|print|email)(?:\ (?:this|the)(?:\ (?:article|story|page|post))?)?(?:\ (?:on|via))?:?{_ON}
| (?:read|see|show|learn)\ (?:more|next|also){_MORE}
| related(?:\ (?:articles|stories|posts|content|topics|news))?:?
| most\ (?:read|popular|viewed) | recommended(?:\ for\ you)?
| follow\ us(?:\ on\ .{{1,60}})? | (?:subscribe|sign\ up)(?:\ (?:now|to|for)\ .{{0,60}}|\ now|\ today)?
| advertisement | advertising | sponsored(?:\ content)? | promoted | skip\ to\ (?:main\ )?content | back\ to\ top
| save(?:\ (?:article|story))? | tags?\s*:.{{0,180}} | keywords?\s*:.{{0,180}}
"""
_SPANISH = rf"""
  comentarios?{_COUNT}? | \d[\d.,]*\ comentarios? | (?:deja|dejar|escribe)\ (?:un|tu)\ comentario
| comparte | compartir(?:\ (?:en|por|este\ artículo|esta\ noticia))?:?{_ON} | imprimir | publicidad
| (?:leer|lee|ver)\ (?:más|también){_MORE}
| s[ií]guenos(?:\ en\ .{{1,60}})? | suscr[ií]bete(?:\ .{{1,60}})?
| (?:artículos|noticias)\ relacionad[ao]s | lo\ más\ leído | volver\ arriba
| etiquetas?\s*:.{{0,180}} | palabras\ clave\s*:.{{0,180}}
"""
_PHRASES = re.compile(rf"(?:{_VIETNAMESE}|{_ENGLISH}|{_SPANISH})", re.X)
_SENTENCE_END = re.compile(r"(?<!\.\.)[.!?][\"'”’»)]*$")


def is_furniture(text: str, names_too: bool = True) -> bool:
    """Whether a whole line is page furniture; `names_too`: also where it only names networks (“Facebook Zalo”)."""
    line = one_space(text.replace("\xa0", " ")).strip(" |•·-–»>").casefold()
    if not line or len(line) > LINE_MAX or _SENTENCE_END.search(line):
        return False
    return bool(_PHRASES.fullmatch(line) or (names_too and _NETWORKS.fullmatch(line)))


def reported(text: str) -> str:
    """A piece that is left out, as it is reported: one line, at most `REPORT_MAX` characters."""
    line = one_space(FORBIDDEN.sub("\ufffd", text))
    return line if len(line) <= REPORT_MAX else line[: REPORT_MAX - 1].rstrip() + "…"
