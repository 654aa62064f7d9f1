"""Which pieces of a page are the article.

Our own reading has every word with its structure; trafilatura, which drops quotations, captions and some tables, is the
witness for where the article is. What is left out is reported, and prose is never left out because of its place alone:
only markup that says “navigation”, “comment”, “advertisement” does that, and only where the witness agrees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from copy import deepcopy
from dataclasses import dataclass

from lxml.etree import _Element as Element

from diptych.importing.blocks import PROSE_TAGS, Piece
from diptych.importing.degrade import texts
from diptych.importing.furniture import is_furniture
from diptych.importing.inline import tag_of
from diptych.importing.scan import APART
from diptych.importing.spaces import names
from diptych.model.content import Caption, Content, Heading, Items, Paragraph, lines
from diptych.model.inline import Link, plain, walk

PROSE = 60  # letters from which on a paragraph is prose
FAST_FROM = 2_000  # pieces; trafilatura's second opinion takes the square of them
_SHINGLE = 4  # words
_ROOTS = ("article", "main")
_HARD = APART | names("nav form label legend")
_SOFT = names("aside header footer hgroup")
_BOX_CLASS = re.compile(
    r"(?:^|[\s_-])(?:ads?|advert\w*|banner|breadcrumbs?|byline|comments?|binh-?luan|cookies?|disqus|follow|lien-?quan"
    r"|menu|meta|modal|nav|navbar|newsletter|pagination|popup|promo\w*|quang-?cao|recommend\w*|related\w*|share\w*|sharing"
    r"|sidebar|social\w*|sponsor\w*|subscribe|tags?|tin-?khac|toolbar)(?:$|[\s_-])",
    re.I,
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_HIDDEN_CLASS = re.compile(r"(?:^|\s)(?:hidden|d-none|sr-only|visually-hidden|screen-reader-text)(?:$|\s)", re.I)


def text_of(content: Content) -> str:
    """The words of a block, its lines joined by spaces."""
    return " ".join(texts(content))


def letters(text: str) -> int:
    return sum(map(str.isalpha, text))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Extent:
    root: Element
    around: Set[Element]  # the root and the boxes around it
    trusted: Set[Element]  # these, and the boxes around prose that the witness knows
    known: Set[int]  # numbers of the pieces that the witness knows


def choose(page: Element, pieces: Sequence[Piece]) -> Iterator[tuple[Piece, bool]]:
    """Each piece, and whether it belongs to the article."""
    witness = _witness(page, fast=len(pieces) > FAST_FROM)
    known = {number: piece for number, piece in enumerate(pieces) if _is_known(piece.content, witness)}
    root = _root(page, list(known.values()))
    trusted = {box for piece in known.values() if _is_prose(piece.content) for box in _boxes(piece.element)}
    around = set(_boxes(root))
    extent = _Extent(root=root, around=around, trusted=trusted | around, known=known.keys())
    for number, piece in enumerate(pieces):
        yield piece, not _is_furniture(piece.content) and _belongs(piece, number, extent)


def _belongs(piece: Piece, number: int, extent: _Extent) -> bool:
    boxes = list(_boxes(piece.element))
    marked = [box for box in boxes if box not in extent.trusted]
    if any(map(_is_hard, marked)) or any(_is_other_article(box, extent) for box in boxes):
        return False
    soft = any(tag_of(box) in _SOFT for box in marked)
    if extent.root not in boxes:
        return _is_prose(piece.content) and not soft
    if number in extent.known or _is_prose(piece.content):
        return True
    if _is_linked(piece.content):
        return False
    return isinstance(piece.content, Caption) or _is_title(piece, boxes) or not (soft or piece.loose)


def _is_title(piece: Piece, boxes: Sequence[Element]) -> bool:
    """Whether a piece is the heading of its article, which may stand in the article's header."""
    is_top = isinstance(piece.content, Heading) and piece.content.level == 1
    return is_top and any(tag_of(box) in _ROOTS for box in boxes)


def _boxes(element: Element) -> Iterator[Element]:
    yield element
    yield from element.iterancestors()


def _is_hard(box: Element) -> bool:
    """Whether a box says of itself that it is no part of an article, or is another article."""
    if tag_of(box) in _HARD or tag_of(box) == "article":
        return True
    kind = box.get("class") or ""
    return bool(_is_hidden(box, kind) or _BOX_CLASS.search(kind) or _BOX_CLASS.search(box.get("id") or ""))


def _is_hidden(box: Element, kind: str) -> bool:
    if box.get("hidden") is not None or box.get("aria-hidden") == "true":
        return True
    return bool(_HIDDEN_STYLE.search(box.get("style") or "") or _HIDDEN_CLASS.search(kind))


def _is_furniture(content: Content) -> bool:
    match content:
        case Paragraph() | Items():
            found = [plain(line) for line in lines(content)]
            return bool(found) and all(map(is_furniture, found))
        case Heading(_, line):
            return is_furniture(plain(line), names_too=False)
    return False


def _is_prose(content: Content) -> bool:
    return letters(text_of(content)) >= PROSE and not _is_linked(content)


def _is_linked(content: Content) -> bool:
    """Whether nearly all of a block's letters are links."""
    found = list(lines(content))
    links = sum(letters(plain(node.children)) for line in found for node in walk(line) if isinstance(node, Link))
    return links > 0 and 10 * links > 7 * sum(letters(plain(line)) for line in found)


def _witness(page: Element, fast: bool) -> Set[tuple[str, ...]]:
    """Every run of four words, and every short line, of what trafilatura takes for the article."""
    from trafilatura import bare_extraction  # half a second to load, which only a page is worth

    page = deepcopy(page)
    for cell in page.iter("td", "th"):  # it would write out every place that a cell says it spans
        cell.attrib.pop("colspan", "")
        cell.attrib.pop("rowspan", "")
    try:
        found = bare_extraction(page, fast=fast, include_comments=False, include_formatting=True)
    except Exception:  # a fault of the witness must not stop the reading
        return frozenset()
    body = getattr(found, "body", None)
    if body is None:
        return frozenset()
    out: set[tuple[str, ...]] = set()
    for element in body.iter("p", "head", "item", "cell", "quote", "code", "ab"):
        out.update(_shingles("".join(element.itertext())))
    return out


def _shingles(text: str) -> list[tuple[str, ...]]:
    found = re.findall(r"\w+", text)
    return [tuple(found[at : at + _SHINGLE]) for at in range(max(1, len(found) - _SHINGLE + 1))] if found else []


def _is_known(content: Content, witness: Set[tuple[str, ...]]) -> bool:
    found = [shingle for line in lines(content) for shingle in _shingles(plain(line))]
    return bool(found) and 2 * sum(shingle in witness for shingle in found) >= len(found)


def _root(page: Element, known: Sequence[Piece]) -> Element:
    """The box named as the article that holds most of what the witness knows, else the smallest with nearly all."""
    weights: dict[Element, int] = {}
    for piece in known:
        size = letters(text_of(piece.content))
        for box in _boxes(piece.element):
            weights[box] = weights.get(box, 0) + size
    total = sum(letters(text_of(piece.content)) for piece in known)
    articles = [box for box in weights if tag_of(box) in _ROOTS and 10 * weights[box] >= 6 * total]
    if not total:
        return next((box for tag in _ROOTS for box in page.iter(tag)), page)
    root = max(
        articles
        or (box for box, weight in weights.items() if 10 * weight >= 9 * total and tag_of(box) not in PROSE_TAGS),
        key=lambda box: sum(1 for _ in box.iterancestors()),
    )
    return next((box for box in _boxes(root) if tag_of(box) in _ROOTS), root)


def _is_other_article(box: Element, extent: _Extent) -> bool:
    return tag_of(box) == "article" == tag_of(extent.root) and box not in extent.around
