"""A cover drawn as SVG: the titles of an edition facing each other across a hinge."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from itertools import pairwise

from lxml import etree

from diptych.reading.edition import Edition, Scope, spoken, titles
from diptych.reading.wording import worded
from diptych.text.markup import clean
from diptych.text.xmltext import Node, element

_SVG = "http://www.w3.org/2000/svg"
WIDTH, HEIGHT = 1200, 1600
PAPER, INK, SECOND, LACQUER, FAINT = "#faf7f2", "#221e1a", "#efe8dc", "#9b2d1f", "#6b6259"
FONTS = "Libertinus Serif, Source Serif 4, Noto Serif, serif"
_SIZES = (92, 80, 68, 58, 48, 40, 34)
_MOST_LINES = 9
_NARROW = frozenset("iìíỉĩịlIjtfr.,;:'’‘!()- ")


def cover(edition: Edition) -> str:
    """The SVG of an edition's cover; 1200 by 1600."""
    named = titles(edition)[:2]
    settings = edition.reader.archive.settings
    names = dict.fromkeys((worded(settings.name, tag) or ("", ""))[1] for tag in spoken(edition)[:2])
    names = {name: None for name in names if name and edition.scope is not Scope.ARCHIVE}
    authors = [article.record.author for article in edition.articles if article.record.author]
    author = authors[0] if len(set(authors)) == 1 else ""
    both = len(named) == 2
    middle = WIDTH // 2
    panels = [_panel(0, WIDTH, PAPER)]
    if both:
        panels.append(_panel(middle, middle, SECOND))
    hinge = middle if both else 90
    panels.append(_panel(hinge - 5, 10, LACQUER))
    if both:
        size = min(_size([title], 470) for _, title in named)
        texts = [
            line
            for (_, title), at in zip(named, (middle // 2, 3 * middle // 2), strict=True)
            for line in _title(title, at, 470, size)
        ]
    else:
        texts = _title(named[0][1], 645, 900, _size([named[0][1]], 900))
    foot = [_line(author, hinge if both else 645, 170, 38, FAINT)] if author and not both else []
    places = (300, 900) if both and len(names) == 2 else (hinge if both else 645,)
    for name, at in zip(names, places, strict=False):
        width = 470 if len(places) == 2 else 900
        foot += [_line(text, at, 1420 + 40 * row, 32, FAINT) for row, text in enumerate(balanced(name, width / 32)[:3])]
    drawn = {"width": f"{WIDTH}", "height": f"{HEIGHT}", "viewBox": f"0 0 {WIDTH} {HEIGHT}"}
    svg = _element("svg", {**drawn, "font-family": FONTS, "text-anchor": "middle"}, *panels, *texts, *foot)
    return etree.tostring(svg, encoding="unicode") + "\n"


def _element(name: str, attributes: Mapping[str, str], *children: Node) -> etree._Element:
    return element(f"{{{_SVG}}}{name}", attributes, {None: _SVG}, *children)


def _panel(x: int, width: int, colour: str) -> etree._Element:
    at = {"x": f"{x}"} if x else {}
    return _element("rect", {**at, "width": f"{width}", "height": f"{HEIGHT}", "fill": colour})


def _size(texts: Sequence[str], width: int) -> int:
    """The largest size in which a title takes few enough lines."""
    fits = (size for size in _SIZES if all(len(wrapped(text, width / size)) <= _MOST_LINES for text in texts))
    return next(fits, _SIZES[-1])


def _title(text: str, at: int, width: int, size: int) -> list[etree._Element]:
    rows = balanced(text, width / size)[: 2 * _MOST_LINES]
    top = 700 - len(rows) * size * 0.65
    return [_line(row, at, round(top + number * size * 1.3), size, INK) for number, row in enumerate(rows)]


def balanced(text: str, width: float) -> list[str]:
    """The text in as few lines as the width allows, of about one length; no word is cut for that."""
    rows = wrapped(text, width)
    least = max((_width(piece.rstrip(" ")) for piece in _pieces(text)), default=width)
    while (width := width - 0.5) >= least and len(narrower := wrapped(text, width)) == len(rows):
        rows = narrower
    return rows


def _line(text: str, x: int, y: int, size: int, colour: str) -> etree._Element:
    return _element("text", {"x": f"{x}", "y": f"{y}", "font-size": f"{size}", "fill": colour}, clean(text))


def wrapped(text: str, width: float) -> list[str]:
    """A text in lines of at most so many ems, as far as letters' widths can be guessed; a long word is cut."""
    rows: list[str] = []
    row, used = "", 0.0
    for word in _pieces(text):
        wide = _width(word.rstrip(" "))
        if row and used + wide > width:
            rows.append(row.rstrip(" "))
            row, used = "", 0.0
        while _width(word.rstrip(" ")) > width:
            cut = next(at for at in range(1, len(word) + 1) if _width(word[: at + 1]) > width)
            rows.append(word[:cut])
            word = word[cut:]
        row, used = row + word, used + _width(word)
    return [*rows, row.rstrip(" ")] if row.strip(" ") else rows


def _pieces(text: str) -> list[str]:
    """Where a line may end: behind a space, and on either side of a character of East Asia."""
    ends = [at for at in range(1, len(text)) if text[at - 1] == " " or _is_wide(text[at - 1]) or _is_wide(text[at])]
    return [text[a:b] for a, b in pairwise([0, *ends, len(text)])]


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def _width(text: str) -> float:
    """About how wide a text is, in ems of a book face."""
    return sum(_letter(character) for character in unicodedata.normalize("NFC", text))


def _letter(character: str) -> float:
    if _is_wide(character):
        return 1.0
    if character in _NARROW or unicodedata.combining(character):
        return 0.3
    return 0.72 if character.isupper() or character in "mwMW—–" else 0.52
