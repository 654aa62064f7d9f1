"""An HTML page as received: the article in it, its title, and what the page says of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lxml.etree import _Element as Element
from lxml.html import HTMLParser, document_fromstring

from diptych.importing import rules
from diptych.importing.blocks import Piece, pieces
from diptych.importing.completeness import lost
from diptych.importing.decode import Source, check_characters
from diptych.importing.degrade import fitted
from diptych.importing.draft import Draft
from diptych.importing.furniture import reported
from diptych.importing.inline import line_of, unwrapped, without_dead_links
from diptych.importing.main_content import choose, text_of
from diptych.importing.metadata import page_title, stated
from diptych.importing.scan import DEPTH_MAX, words
from diptych.importing.spaces import tidy
from diptych.model.content import Content, Heading, Paragraph, Rule, map_lines
from diptych.model.inline import Line, Text, plain
from diptych.model.problem import Refused
from diptych.text.limits import TOO_MUCH, check_blocks, check_marks, check_run

_END = re.compile(r"</(?:html|body)\b[^>]*>", re.I)  # behind it libxml2 drops all that browsers show
SIBLINGS_MAX = 5_000  # trafilatura takes the square of an element's children


def from_page(source: Source) -> Draft:
    """The article of a page.

    Raises Refused (D304, D305, D307, D308, D309).
    """
    seen = words(source)
    check_marks("".join(word.text for word in seen), source.name, lines=False)
    page = _parsed(source)
    found = stated(page)
    read = list(pieces(page, found.get("source_url", "")))
    missing = lost(seen, read)
    if missing:
        raise Refused(rules.LOST.at(source.name, missing=reported(missing)))
    check_blocks(len(read), source.name)
    chosen = list(choose(page, read))
    at, title = _title(chosen, _stated_title(page, found))
    found.pop("title", None)
    kept: list[Content] = []
    left_out: list[str] = []
    for number, (piece, belongs) in enumerate(chosen):
        text = text_of(piece.content)
        if number == at:
            continue
        if belongs:
            check_characters(text, source.name, line_of(piece.element))
            check_run(len(text), source.name, line_of(piece.element))
            kept.append(_below_title(map_lines(piece.content, without_dead_links)))
        elif text.strip():
            left_out.append(reported(text))
    return Draft(title=title, parts=fitted(_without_idle_rules(kept)), left_out=tuple(left_out), found=found)


def _parsed(source: Source) -> Element:
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        page = document_fromstring(_END.sub("", source.text).encode(), parser=parser)
    except ValueError as error:  # also lxml's ParserError
        raise Refused(rules.NO_TEXT.at(source.name)) from error
    level = [page]
    for _ in range(DEPTH_MAX):
        for element in level:
            if len(element) > SIBLINGS_MAX:
                line = line_of(element)
                what = {"what": "elements in one", "what_vi": "phần tử trong một phần tử"}
                raise Refused(TOO_MUCH.at(source.name, line, limit=SIBLINGS_MAX, **what))
        level = [child for element in level for child in element]
    if level:
        raise Refused(rules.TOO_DEEP.at(source.name, line_of(level[0]), limit=DEPTH_MAX))
    return page


def _stated_title(page: Element, found: dict[str, str]) -> str:
    title = found.get("title") or page_title(page)
    site = re.escape(found.get("publisher", ""))
    return re.sub(rf"\s+[-–—|·:]\s+{site}$", "", title, flags=re.I) if site else title


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    """A line that may be the title."""

    number: int
    line: Line
    is_top: bool  # a heading of level 1
    is_stated: bool  # it says what the page states as its title
    belongs: bool  # to the article


_WISHES: tuple[Callable[[_Candidate], bool], ...] = (
    lambda line: line.is_top and line.is_stated and line.belongs,
    lambda line: line.is_top and line.is_stated,
    lambda line: line.is_top and line.belongs,
    lambda line: line.is_stated and line.belongs,
    lambda line: line.is_stated,
)


def _title(chosen: Sequence[tuple[Piece, bool]], stated_title: str) -> tuple[int, Line | None]:
    """Which piece is the title, -1 for none, and what it says: the line of the text that fits best, else what the page
    states, else its first heading of level 1."""
    candidates = [
        _Candidate(number=number, line=line, is_top=top, is_stated=_same(plain(line), stated_title), belongs=belongs)
        for number, (piece, belongs) in enumerate(chosen)
        for line, top in _heads(piece.content)
    ]
    best = next((line for wish in _WISHES for line in candidates if wish(line)), None)
    if not best and stated_title:
        return -1, (Text(stated_title),)
    best = best or next((line for line in candidates if line.is_top), None)
    return (best.number, without_dead_links(unwrapped(best.line))) if best else (-1, None)


def _heads(content: Content) -> Iterator[tuple[Line, bool]]:
    if isinstance(content, Heading | Paragraph):
        yield content.line, isinstance(content, Heading) and content.level == 1


def _same(title: str, other: str) -> bool:
    """Whether two titles are one: white space, case and the name of a site behind it do not count."""
    one, two = tidy(title).casefold(), tidy(other).casefold()
    return bool(one) and (one == two or two.startswith((f"{one} - ", f"{one} | ", f"{one} – ")))


def _below_title(content: Content) -> Content:
    return Heading(2, content.line) if isinstance(content, Heading) and content.level == 1 else content


def _without_idle_rules(kept: Sequence[Content]) -> Iterator[Content]:
    """Rules only between blocks: at an edge, or behind another, they divide nothing."""
    waiting = False
    begun = False
    for content in kept:
        if isinstance(content, Rule):
            waiting = begun
            continue
        if waiting:
            yield Rule()
        yield content
        waiting, begun = False, True
