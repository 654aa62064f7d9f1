"""The search in a real browser: what each query must find, and what must stand first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import expect

from browser.browsing import Reader
from browser.finding import HIDDEN, Search, searching
from diptych.text.slug import fold

KEY = "ai-giu-chia-khoa"  # Who holds the key? Encryption and back doors
CHINA = "ba-dao-luat-cua-trung-quoc"  # China's three data laws
CONVENTION = "cong-uoc-ha-noi"  # the Hanoi Convention; a term has the same id
VIETNAM = "luat-du-lieu-viet-nam"  # Vietnam legislates for data
ATTACK = "monitoring-as-an-attack"
YEARS = "nien-bieu-luat-du-lieu"
BEIJING = "sang-kien-an-ninh-du-lieu-toan-cau"
SPAIN = "soberania-digital"
DUBLIN = "the-server-in-dublin"
ROOT = "trao-lai-vung-goc"
SCHREMS = "tu-schrems-den-chu-quyen-du-lieu"


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


# query: (what must be found, what must stand first; None: any of these)
VIETNAMESE = {
    # without accents
    "dien bien phu": ("dien-bien-phu", "dien-bien-phu"),
    "du lieu ca nhan": (f"du-lieu-ca-nhan du-lieu-ca-nhan-nhay-cam {VIETNAM} {CHINA}", "du-lieu-ca-nhan"),
    "chu quyen du lieu": (f"chu-quyen-du-lieu {SCHREMS} {VIETNAM}", "chu-quyen-du-lieu"),
    "cua hau": (f"cua-hau {KEY} {BEIJING}", "cua-hau"),
    "vuong nghi": (BEIJING, BEIJING),
    "ha noi": (f"cong-uoc-ha-noi {CONVENTION}", "cong-uoc-ha-noi"),
    "ma hoa": (f"ma-hoa ma-hoa-dau-cuoi {KEY}", "ma-hoa"),
    "may chu o dublin": (DUBLIN, DUBLIN),
    "vung goc": (f"vung-goc {ROOT}", "vung-goc"),
    "quyen rieng tu": ("quyen-rieng-tu", "quyen-rieng-tu"),
    "thu vien quoc gia": ("dang-cu", "dang-cu"),
    "hoi nghi doc gia": ("dang-cu", "dang-cu"),
    # đ alone: its letter has no decomposition
    "dien": (f"dien-bien-phu dien-toan-dam-may {DUBLIN}", None),
    "dong da": (f"dien-bien-phu {ROOT}", None),
    "go dong da": ("dien-bien-phu", "dien-bien-phu"),
    "dai hoc": ("dien-bien-phu", "dien-bien-phu"),
    "duong sat": ("dien-bien-phu", "dien-bien-phu"),
    "doc gia": ("dang-cu", "dang-cu"),
    "đuong sat": ("dien-bien-phu", "dien-bien-phu"),
    "dam may": ("dien-toan-dam-may", "dien-toan-dam-may"),
    # with all
    "Điện Biên Phủ": ("dien-bien-phu", "dien-bien-phu"),
    "Đống Đa": ("dien-bien-phu", "dien-bien-phu"),
    "dữ liệu": (f"{VIETNAM} {CHINA} {SCHREMS}", None),
    "du lịch": ("du-lich", "du-lich"),
    "vật liệu": ("du-lich", "du-lich"),
    "đường sắt": ("dien-bien-phu", "dien-bien-phu"),
    "dương cầm": ("du-lich", "du-lich"),
    "đại học": ("dien-bien-phu", "dien-bien-phu"),
    "quân mã": ("con-ma", "con-ma"),
    "hồn ma": ("hon-ma", "hon-ma"),
    "cửa hậu": (f"cua-hau {KEY} {BEIJING} {ATTACK}", "cua-hau"),
    "tội phạm mạng": ("toi-pham-mang", "toi-pham-mang"),
    "niên biểu": (YEARS, YEARS),
    # with some
    "cửa hau": (f"cua-hau {KEY}", "cua-hau"),
    "điên biên phu": ("dien-bien-phu", "dien-bien-phu"),
    "dư liêu ca nhân": (f"du-lieu-ca-nhan {VIETNAM}", "du-lieu-ca-nhan"),
    "Đong Đa": ("dien-bien-phu", None),
    # NFC and NFD, in the query and in the text
    nfd("Điện Biên Phủ"): ("dien-bien-phu", "dien-bien-phu"),
    nfd("chủ quyền dữ liệu"): (f"chu-quyen-du-lieu {SCHREMS}", "chu-quyen-du-lieu"),
    "Hội nghị độc giả": ("dang-cu", "dang-cu"),
    nfd("thư viện quốc gia"): ("dang-cu", "dang-cu"),
    # old and new places of the tone
    "hoà bình": ("dien-bien-phu", "dien-bien-phu"),
    "hòa bình": ("dien-bien-phu", "dien-bien-phu"),
    "hoà âm": ("du-lich", "du-lich"),
    "Thuý": ("con-ma hon-ma", "con-ma"),
    "Thúy Kiều": ("hon-ma", "hon-ma"),
    "Thuý Kiều": ("hon-ma", "hon-ma"),
    "mã hoá": (f"ma-hoa {KEY}", "ma-hoa"),
    # quoted
    '"điện biên phủ"': ("dien-bien-phu", "dien-bien-phu"),
    '"dien bien phu"': ("dien-bien-phu", "dien-bien-phu"),
    "“du lieu ca nhan”": (f"du-lieu-ca-nhan {VIETNAM}", "du-lieu-ca-nhan"),
    '"đống đa" "đại học"': ("dien-bien-phu", "dien-bien-phu"),
    # capital letters
    "ĐIỆN BIÊN PHỦ": ("dien-bien-phu", "dien-bien-phu"),
    "CUA HAU": (f"cua-hau {KEY}", "cua-hau"),
    "gdpr": (f"gdpr {SCHREMS}", "gdpr"),
    # names of people and numbers
    "Nguyễn Văn Thử": ("dien-bien-phu du-lich con-ma hon-ma dang-cu", None),
    "snowden": (f"{SCHREMS} {ROOT}", None),
    "2013": (f"{KEY} {YEARS} {ATTACK}", None),
    # the beginning of a word
    "chủ quyề": ("chu-quyen-du-lieu chu-quyen-so", None),
}
ENGLISH = {
    # plural and past
    "policy": (KEY, KEY),
    "backdoor": (f"cua-hau {BEIJING} {KEY}", "cua-hau"),
    "backdoors": (f"cua-hau {BEIJING} {KEY}", "cua-hau"),
    "transferred": (f"{CONVENTION} {VIETNAM} {CHINA}", None),
    "transfer": (f"{CONVENTION} {VIETNAM} {CHINA}", None),
    "running": (f"con-ma {DUBLIN}", None),
    "knight": ("con-ma", "con-ma"),
    "played": ("con-ma", "con-ma"),
    "tourist": ("du-lich", "du-lich"),
    # hyphens and apostrophes
    "cross-border": (f"chuyen-du-lieu-xuyen-bien-gioi {CHINA} {VIETNAM}", None),
    "cross border": (f"chuyen-du-lieu-xuyen-bien-gioi {CHINA} {VIETNAM}", None),
    "e-mail": (f"hon-ma {DUBLIN}", None),
    "email": (f"hon-ma {DUBLIN}", None),
    "well known": ("hon-ma", "hon-ma"),
    "O'Neil": ("hon-ma", "hon-ma"),
    "oneil": ("hon-ma", "hon-ma"),
    # a name in both languages
    "Dien Bien Phu": ("dien-bien-phu", "dien-bien-phu"),
    "Điện Biên Phủ": ("dien-bien-phu", "dien-bien-phu"),
    "Việt Nam": ("dien-bien-phu", "dien-bien-phu"),
    "Hanoi Convention": (f"cong-uoc-ha-noi {CONVENTION}", "cong-uoc-ha-noi"),
    # phrases, titles, a letter that is not đ
    '"data sovereignty"': (f"chu-quyen-du-lieu {SCHREMS}", "chu-quyen-du-lieu"),
    "the server in dublin": (DUBLIN, DUBLIN),
    "dail": ("dang-cu", "dang-cu"),
    "Ḋáil": ("dang-cu", "dang-cu"),
}
BOTH = {
    "soberania": (SPAIN, SPAIN),
    "soberanía": (SPAIN, SPAIN),
    "backdoor": (f"cua-hau {KEY}", "cua-hau"),
    "GDPR": (f"gdpr {SCHREMS} {YEARS}", "gdpr"),
    "Điện Biên Phủ": ("dien-bien-phu", "dien-bien-phu"),
}
# Words that no text has. `mằ`: no word passes for another for its letters alone.
NOTHING = (
    "zzzqqq",
    "phụt",
    "mằ",
    "mạ vàng",
    "dữ liệu zzzqqq",
    '"phủ biên điện"',
    "vằn",
    HIDDEN,
    "zqaf71db11zq",
    "<>&",
    "nationality",
)
# one error: what is offered
MEANT = {
    "chủ quyềm": "chủ quyền",
    "soveregnty": "sovereignty",
    "dulieu": "dữ liệu",
    "cuu hau": "cửa hậu",
    "schrmes": "Schrems",
    "surveilance": "surveillance",
}


def missed(search: Search, table: Mapping[str, tuple[str, str | None]], everywhere: bool = False) -> list[str]:
    wrong = []
    for query, (wanted, first) in table.items():
        found = [hit.id for hit in search.find(query, everywhere)]
        if set(wanted.split()) - set(found) or (first and found[0] != first):
            wrong.append(f"{query!r}: {found}")
    return wrong


def test_what_is_found_and_what_stands_first(finder: Reader) -> None:
    with searching(finder, "vi/") as search:
        assert missed(search, VIETNAMESE) == []
        assert missed(search, BOTH, everywhere=True) == []
    with searching(finder, "en/") as search:
        assert missed(search, ENGLISH) == []


def test_a_word_that_nothing_holds_finds_nothing(finder: Reader) -> None:
    with searching(finder, "vi/") as search:
        for query in NOTHING:
            assert search.find(query, everywhere=True) == [], query
            assert search.says().startswith("Không tìm thấy") or not any(map(str.isalnum, query)), query


def test_a_typing_error_is_understood(finder: Reader) -> None:
    with searching(finder, "vi/") as search:
        for query, meant in MEANT.items():
            search.find(query, everywhere=True)
            offer = search.page.locator(".dt-search-found .dt-search-plain").first
            assert offer.inner_text() == meant, query
        offer.click()
        expect(search.page.locator(".dt-hit").first).to_be_visible()


def test_every_unmarked_query_finds_what_the_marked_one_finds(finder: Reader, finder_root: Path) -> None:
    """Of each word of the archive's texts: the articles that hold it ⊆ found as it is ⊆ found without its marks."""
    held: dict[str, set[str]] = {}
    for path in (finder_root / "source_texts").glob("*/??.md"):
        if path.parent.name not in ("phan-dau", "the-thu-muc"):
            for word in re.findall(
                r"[^\W\d_]+", re.sub(r"\]\([^)]*\)", "]", unicodedata.normalize("NFC", path.read_text("utf-8")))
            ):
                held.setdefault(word.lower(), set()).add(path.parent.name)
    marked = {word: sorted(ids) for word, ids in held.items() if fold(word) != word}
    assert len(marked) > 800
    with searching(finder, "vi/") as search:
        assert search.page.evaluate(_LAW, [[word, fold(word), ids] for word, ids in marked.items()]) == []


_LAW = """async (words) => {
  const every = async (text) => {
    const found = new Set();
    for await (const { hits } of diptychSearch.hits(text + " ", {}, "article")) hits.forEach(({ id }) => found.add(id));
    return found;
  };
  const wrong = [];
  for (const [word, bare, ids] of words) {
    const exact = await every(word), unmarked = await every(bare);
    if (ids.some((id) => !exact.has(id)) || [...exact].some((id) => !unmarked.has(id))) {
      wrong.push([word, ids, [...exact], [...unmarked]]);
    }
  }
  return wrong;
}"""
