"""The archive that the search is tried on, and the search as its reader uses it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from browser.browsing import Reader
from pages.archives import trial
from pages.honest import article

HIDDEN = "bimatkhongdang"  # a word that stands only where it may not be shown


def _made() -> dict[str, Any]:
    """Articles with what the trial archive lacks: near words, names, spellings, forms."""
    texts = {
        "dien-bien-phu": (
            [
                "# Trận Điện Biên Phủ",
                "Từ gò Đống Đa đến Điện Biên, đường sắt chạy qua trường đại học.",
                "Hoà bình trở lại.",
            ],
            ["# The battle of Dien Bien Phu", "From Dong Da to Dien Bien Phu by rail.", "Peace came back to Viet Nam."],
        ),
        "du-lich": (
            ["# Du lịch và vật liệu", "Khách du lịch xem vật liệu xây dựng.", "Hòa âm, dương cầm và nghỉ ngơi."],
            ["# Tourism and materials", "Tourists look at building materials.", "Harmony, a grand piano, rest."],
        ),
        "con-ma": (
            ["# Con mã trên bàn cờ", "Quân mã đi hình chữ L.", "Cô Thuý và chị Thủy chơi cờ."],
            ["# A knight on a chessboard", "The knights were running; he runs, they ran.", "Two players played."],
        ),
        "hon-ma": (
            ["# Hồn ma trong truyện", "Con ma hiện về, má kêu lên mà chạy.", "Thúy Kiều đọc truyện."],
            ["# A ghost in a tale", "Mr O'Neil sent an e-mail about a door.", "It was well-known and re-read."],
        ),
        "dang-cu": (
            [
                unicodedata.normalize("NFD", text)
                for text in ("# Thư viện quốc gia", "Độc giả mượn sách.", "Hội nghị độc giả.")
            ],
            ["# The national library", "An Ḋáil wrote to the library.", "Readers met <b>here</b> & there."],
        ),
    }
    files: dict[str, Any] = {}
    for name, (vi, en) in texts.items():
        record = {
            "published": "1999-05-07",
            "publisher": "Báo Thử Nghiệm",
            "author": "Nguyễn Văn Thử",
            "translations": {"en": {}},
        }
        files |= article(name, "vi", vi, en="\n\n".join(en) + "\n", record=record)
    long = ["# Chỉ phần đầu", "Đoạn hai.", "Đoạn ba.", f"Đoạn bốn có {HIDDEN}."]
    files |= article("phan-dau", "vi", long, record={"publish": "excerpt"})
    files |= article("the-thu-muc", "vi", ["# Chỉ thẻ thư mục", f"Đoạn hai có {HIDDEN}."], record={"publish": "record"})
    return files


def write_archive(root: Path) -> Path:
    """The trial archive with the made articles; `site/` is still to be built."""
    return trial(root, _made())


@dataclass(frozen=True)
class Hit:
    kind: str  # "a" of an article, "t" of a term
    id: str
    title: str
    address: str  # below the site's root
    languages: tuple[str, ...]  # that the words were found in
    sentences: tuple[str, ...]
    marked: tuple[str, ...]  # the words that are marked in the sentences and titles


@dataclass(frozen=True)
class Search:
    """The dialog, open on a page."""

    page: Page

    def find(self, query: str, everywhere: bool = False) -> Sequence[Hit]:
        """What the dialog lists for a query, in its order."""
        found = self.page.evaluate(_ASK, [query, "all" if everywhere else "here"])
        return [
            Hit(**{**hit, **{key: tuple(hit[key]) for key in ("languages", "sentences", "marked")}}) for hit in found
        ]

    def says(self) -> str:
        return self.page.locator(".dt-search-status").inner_text()


@contextmanager
def searching(reader: Reader, path: str = "vi/", **more: Any) -> Iterator[Search]:
    with reader.reading(path, **more) as page:
        page.keyboard.press("/")
        page.locator("dialog.dt-search[open]").wait_for()
        yield Search(page)


_ASK = """async ([query, where]) => {
  const dialog = document.querySelector("dialog.dt-search"), field = dialog.querySelector("[name=q]");
  dialog.querySelector(`[name=in][value=${where}]`).checked = true;
  field.value = query;
  dialog.querySelector("form").dispatchEvent(new Event("change"));
  while (dialog.hasAttribute("aria-busy")) await new Promise((done) => setTimeout(done, 5));
  const texts = (hit, selector) => [...hit.querySelectorAll(selector)].map((one) => one.textContent);
  return [...dialog.querySelectorAll(".dt-hit")].map((hit) => {
    const link = hit.querySelector(".dt-hit-title"), address = link.href.slice(diptychSearch.root.length);
    return {
      kind: hit.matches(".dt-hit-t") ? "t" : "a", id: new URL(link.href).pathname.split("/").at(-2),
      title: link.textContent, address, languages: texts(hit, ".dt-hit-language").map((one) => one.toLowerCase()),
      sentences: texts(hit, ".dt-hit-texts [lang]"), marked: texts(hit, "mark"),
    };
  });
}"""
