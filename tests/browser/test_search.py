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

KEEPER = "nguoi-giu-den"
CHART = "hai-do"  # a term has the same id
TIDES = "the-tide-tables"
SPAIN = "faros-del-norte"


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


# query: (what must be found, what must stand first; None: any of these)
VIETNAMESE = {
    # without accents
    "dien bien phu": ("dien-bien-phu", "dien-bien-phu"),
    "hai do dien tu": (f"hai-do-dien-tu {CHART}", "hai-do-dien-tu"),
    "thuy trieu": (f"thuy-trieu {TIDES} {KEEPER}", "thuy-trieu"),
    "hai dang": (f"hai-dang {KEEPER} {CHART}", "hai-dang"),
    "quan ly ben cang": (TIDES, TIDES),
    "hai do": (f"hai-do hai-do-dien-tu {CHART} {KEEPER}", "hai-do"),
    "la ban": (f"la-ban {KEEPER} {CHART}", "la-ban"),
    "bang thuy trieu": (TIDES, TIDES),
    "phao tieu": (f"phao-tieu {KEEPER}", "phao-tieu"),
    "cap bien sau": (f"cap-bien-sau {CHART}", "cap-bien-sau"),
    "thu vien quoc gia": ("dang-cu", "dang-cu"),
    "hoi nghi doc gia": ("dang-cu", "dang-cu"),
    # đ alone: its letter has no decomposition
    "dien": (f"dien-bien-phu hai-do-dien-tu {KEEPER} {CHART}", None),
    "dong da": ("dien-bien-phu", "dien-bien-phu"),
    "go dong da": ("dien-bien-phu", "dien-bien-phu"),
    "dai hoc": ("dien-bien-phu", "dien-bien-phu"),
    "duong sat": ("dien-bien-phu", "dien-bien-phu"),
    "doc gia": ("dang-cu", "dang-cu"),
    "đuong sat": ("dien-bien-phu", "dien-bien-phu"),
    "may do": (TIDES, TIDES),
    # with all
    "Điện Biên Phủ": ("dien-bien-phu", "dien-bien-phu"),
    "Đống Đa": ("dien-bien-phu", "dien-bien-phu"),
    "mặt trăng": (f"thuy-trieu {TIDES}", None),
    "du lịch": ("du-lich", "du-lich"),
    "vật liệu": ("du-lich", "du-lich"),
    "đường sắt": ("dien-bien-phu", "dien-bien-phu"),
    "dương cầm": ("du-lich", "du-lich"),
    "đại học": ("dien-bien-phu", "dien-bien-phu"),
    "quân mã": ("con-ma", "con-ma"),
    "hồn ma": ("hon-ma", "hon-ma"),
    "hải đăng": (f"hai-dang {KEEPER} {CHART}", "hai-dang"),
    "hải lý": (f"hai-ly {KEEPER} {CHART}", "hai-ly"),
    "niên biểu": (CHART, CHART),
    # with some
    "hải dang": (f"hai-dang {KEEPER}", "hai-dang"),
    "điên biên phu": ("dien-bien-phu", "dien-bien-phu"),
    "hải đô điên tư": (f"hai-do-dien-tu {CHART}", "hai-do-dien-tu"),
    "Đong Đa": ("dien-bien-phu", None),
    # NFC and NFD, in the query and in the text
    nfd("Điện Biên Phủ"): ("dien-bien-phu", "dien-bien-phu"),
    nfd("hải đồ điện tử"): (f"hai-do-dien-tu {CHART}", "hai-do-dien-tu"),
    "Hội nghị độc giả": ("dang-cu", "dang-cu"),
    nfd("thư viện quốc gia"): ("dang-cu", "dang-cu"),
    # old and new places of the tone
    "hoà bình": ("dien-bien-phu", "dien-bien-phu"),
    "hòa bình": ("dien-bien-phu", "dien-bien-phu"),
    "hoà âm": ("du-lich", "du-lich"),
    "Thuý": ("con-ma hon-ma", "con-ma"),
    "Thúy Kiều": ("hon-ma", "hon-ma"),
    "Thuý Kiều": ("hon-ma", "hon-ma"),
    "thuỷ triều": (f"thuy-trieu {TIDES}", "thuy-trieu"),
    # quoted
    '"điện biên phủ"': ("dien-bien-phu", "dien-bien-phu"),
    '"dien bien phu"': ("dien-bien-phu", "dien-bien-phu"),
    "“hai do dien tu”": (f"hai-do-dien-tu {CHART}", "hai-do-dien-tu"),
    '"đống đa" "đại học"': ("dien-bien-phu", "dien-bien-phu"),
    # capital letters
    "ĐIỆN BIÊN PHỦ": ("dien-bien-phu", "dien-bien-phu"),
    "HAI DANG": (f"hai-dang {KEEPER}", "hai-dang"),
    "gps": (f"gps {KEEPER} {CHART}", "gps"),
    # names of people and numbers
    "Nguyễn Văn Thử": ("dien-bien-phu du-lich con-ma hon-ma dang-cu", None),
    "cordouan": (f"{KEEPER} {CHART}", None),
    "1823": (f"{KEEPER} {CHART}", None),
    # the beginning of a word
    "thủy triề": (f"thuy-trieu {TIDES} {KEEPER}", None),
}
ENGLISH = {
    # plural and past
    "century": (KEEPER, KEEPER),
    "lighthouse": (f"hai-dang {KEEPER} {SPAIN}", None),
    "lighthouses": (f"hai-dang {KEEPER} {SPAIN}", None),
    "measured": (f"{TIDES} {CHART}", None),
    "measure": (f"{TIDES} {CHART}", None),
    "running": ("con-ma", "con-ma"),
    "knight": ("con-ma", "con-ma"),
    "played": ("con-ma", "con-ma"),
    "tourist": ("du-lich", "du-lich"),
    # hyphens and apostrophes
    "deep-sea": (f"cap-bien-sau {CHART}", "cap-bien-sau"),
    "deep sea": (f"cap-bien-sau {CHART}", "cap-bien-sau"),
    "e-mail": (f"hon-ma {TIDES}", None),
    "email": (f"hon-ma {TIDES}", None),
    "well known": ("hon-ma", "hon-ma"),
    "O'Neil": ("hon-ma", "hon-ma"),
    "oneil": ("hon-ma", "hon-ma"),
    # a name in both languages
    "Dien Bien Phu": ("dien-bien-phu", "dien-bien-phu"),
    "Điện Biên Phủ": ("dien-bien-phu", "dien-bien-phu"),
    "Việt Nam": ("dien-bien-phu", "dien-bien-phu"),
    "nautical chart": (f"hai-do {CHART} {KEEPER} {SPAIN}", "hai-do"),
    # phrases, titles, a letter that is not đ
    '"electronic charts"': (f"hai-do-dien-tu {CHART}", "hai-do-dien-tu"),
    "the tide tables": (TIDES, TIDES),
    "dail": ("dang-cu", "dang-cu"),
    "Ḋáil": ("dang-cu", "dang-cu"),
}
BOTH = {
    "navegacion": (SPAIN, SPAIN),
    "navegación": (SPAIN, SPAIN),
    "compass": (f"la-ban {KEEPER}", "la-ban"),
    "GPS": (f"gps {KEEPER} {CHART}", "gps"),
    "Điện Biên Phủ": ("dien-bien-phu", "dien-bien-phu"),
}
# Words that no text has. `mằ`: no word passes for another for its letters alone.
NOTHING = (
    "zzzqqq",
    "phụt",
    "mằ",
    "mạ vàng",
    "hải đăng zzzqqq",
    '"phủ biên điện"',
    "vằn",
    HIDDEN,
    "zqaf71db11zq",
    "<>&",
    "nationality",
)
# one error: what is offered
MEANT = {
    "thủy triềm": "thủy triều",
    "lighthose": "lighthouse",
    "haidang": "hải đăng",
    "phap tieu": "phao tiêu",
    "fresnle": "Fresnel",
    "nautial": "nautical",
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
    assert len(marked) > 400
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
