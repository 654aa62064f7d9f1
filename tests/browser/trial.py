"""The archive that the browser reads: the trial archive, and three articles that hold what it lacks.

`every-kind` has each kind of block in both texts, `every-state` a block in each state, `only-vietnamese` no
translation.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from pages.archives import REPOSITORY, trial
from pages.honest import article, blocks, entry, review, text

KEEPER = "nguoi-giu-den"  # an article of the trial archive, translated by hand
KINDS = "every-kind"
STATES = "every-state"
ALONE = "only-vietnamese"
TOGETHER = "together"

_VI = """
# Mỗi loại khối một lần, kể cả những nhan đề rất dài như nhan đề này

Đoạn mở đầu nói về **hải đồ điện tử** và *hải đăng*, có chú thích[^1] ngay trong câu. Câu thứ hai ngắn hơn. Câu thứ ba
dẫn tới [một trang khác](https://example.org/trang) và kết thúc ở đây[^hai].

## Danh sách và trích dẫn

- mục thứ nhất
- mục thứ hai, dài hơn một chút để xuống dòng trên điện thoại cầm tay
  1. mục con
  2. mục con nữa

> Dữ liệu của người dân không phải là hàng hóa. Chúng là một phần đời sống của họ.

### Bảng

| Năm | Sự kiện | Số nước tham gia hội nghị |
|:----|:-------|----------:|
| 2013 | Tài liệu của Snowden | 1.234 |
| 2020 | Phán quyết Schrems II | 27 |
| 2024 | Luật Dữ liệu của Việt Nam | 1 |

```
nếu (dữ_liệu.ra_nước_ngoài) { kiểm_tra(hợp_đồng_mẫu, đánh_giá_tác_động, cơ_quan_có_thẩm_quyền); }
```

![Bản đồ các tuyến cáp ngầm ở Biển Đông](https://example.org/ban-do.png)

*Ảnh: bản đồ các tuyến cáp, 2023*

---

Đoạn cuối có mã `x = 1` và một từ dài: https://example.org/mot-dia-chi-rat-dai/khong-co-dau-cach/de-thu-xem-trang-co-bi-tran-khong.

[^1]: Chú thích của nguyên bản, có [liên kết](https://example.org/chu-thich).

[^hai]: Chú thích thứ hai của nguyên bản.
"""

_EN = """
# Each kind of block once, even titles that are very long, as this one is

The opening paragraph speaks of **electronic charts** and a *lighthouse*, with a note[^a] inside the sentence. The
second sentence is shorter. The third leads to [another page](https://example.org/page) and ends here[^b].

## A list and a quotation

- the first item
- the second item, a little longer so that it breaks on a telephone held in the hand
  1. an item within
  2. another within

> The data of a people are not goods. They are a part of their lives.

### A table

| Year | Event | Countries at the conference |
|:----|:-------|----------:|
| 2013 | Snowden’s documents | 1,234 |
| 2020 | The judgment Schrems II | 27 |
| 2024 | Viet Nam’s Law on Data | 1 |

```
if (data.leaves_the_country) { check(standard_clauses, impact_assessment, competent_authority); }
```

![Map of the submarine cables in the East Sea](https://example.org/map.png)

*Picture: map of the cables, 2023*

---

The last paragraph has the code `x = 1` and a long word: https://example.org/an-address-that-is-very-long/without-any-space/to-see-whether-the-page-overflows.

[^a]: A note of the original, with [a link](https://example.org/note).

[^b]: A note by the translator: the word has no exact counterpart.
"""


def _kinds() -> dict[str, Any]:
    record = {
        "published": "2020-09-08",
        "publisher": "Báo Thử Nghiệm",
        "author": "Tác giả thử",
        "archived_url": "https://archive.example.org/trang",
        "rights": "CC BY 4.0",
        "topics": ["measurement", "navigation"],
        "translations": {"en": {"translators": ["A translator"], "reviewers": ["A reviewer"]}},
        "added": "2026-01-02",
    }
    return article(KINDS, "vi", _VI.strip().split("\n\n"), en=_EN.strip() + "\n", record=record)


def _states() -> dict[str, Any]:
    vi, en = blocks("vi", 7, "Trạng thái"), blocks("en", 7, "State")
    there = [*en[:5], "<!-- p6: missing -->", en[6]]
    entries = [
        entry("p1", en[0], vi[0]),
        entry("p2", en[1], vi[1]),
        entry("p3", en[2], vi[2], en[2], "google"),
        entry("p4", en[3], vi[3], en[3], "google"),
        entry("p5", en[4], "Nguyên bản cũ."),
        entry("p7", en[6], "Nguyên bản cũ.", en[6], "google"),
    ]
    reviews = [review("p1", en[0], vi[0])]
    return article(STATES, "vi", vi, en=text(there), en_ledger=entries, en_review=reviews)


def write_trial(root: Path) -> Path:
    """The trial archive below `root`, with all that the site is made with; `site/` is still to be built."""
    files = {**_kinds(), **_states(), **article(ALONE, "vi", blocks("vi", 3, "Một thứ tiếng"))}
    for language in ("vi", "en"):
        for name in ("guide", "reference"):
            shutil.copytree(REPOSITORY / "docs" / language / name, root / "docs" / language / name)
    downloads = {"articles": ["txt"], "archive": []}  # what can be taken away is tried elsewhere
    return trial(root, files, repository="https://github.com/o/r", downloads=downloads)
