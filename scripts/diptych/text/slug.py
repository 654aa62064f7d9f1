"""Names for addresses: ASCII slugs that keep Vietnamese readable."""

from __future__ import annotations

import re
import unicodedata

# Letters that have no decomposition. U+00D0 is often typed for U+0110.
_STROKES = str.maketrans(
    {"đ": "d", "Đ": "D", "Ð": "D", "ð": "d", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ß": "ss", "æ": "ae", "Æ": "AE"}
)
MAX_SLUG = 80


def fold(text: str) -> str:
    """The text without diacritics, đ as d."""
    bare = unicodedata.normalize("NFD", unicodedata.normalize("NFC", text).translate(_STROKES))
    return unicodedata.normalize("NFC", "".join(ch for ch in bare if not unicodedata.combining(ch)))


def slug(text: str) -> str:
    """A permanent ASCII id: `Điện Biên Phủ` gives `dien-bien-phu`; "" where the text has no Latin letter or digit."""
    words = re.findall(r"[a-z0-9]+", fold(text).lower())
    out = ""
    for word in words:
        longer = f"{out}-{word}" if out else word
        if len(longer) > MAX_SLUG:
            return out or longer[:MAX_SLUG]
        out = longer
    return out


def is_slug(text: str) -> bool:
    """Whether a text can be an id; `index` is the name of the lists."""
    return len(text) <= MAX_SLUG and text != "index" and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text) is not None


def heading_id(text: str, separator: str = "-") -> str:
    """The id of a page's heading for the table of contents; the prefix keeps it apart from the theme's own ids."""
    return f"h{separator}{slug(text) or 'x'}"
