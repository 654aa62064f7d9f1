"""A page's tags counted before any parser reads them, and its words for comparison.

HTML parsers give up in silence or in hours: libxml2 returns empty text below 255 levels, and a hundred thousand
unclosed tags, or attributes on one tag, cost the square. One pass of one regular expression refuses such pages at
once, and the words that it sees are a second reading that needs no tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from diptych.importing import rules
from diptych.importing.decode import Source
from diptych.importing.furniture import REPORT_MAX, reported
from diptych.importing.spaces import names
from diptych.model.problem import Refused
from diptych.text.limits import TOO_MUCH

TAGS_MAX = 50_000
DEPTH_MAX = 100
ATTRIBUTES_MAX = 200

VOID = names("area base br col embed hr img input link meta param source track wbr")
# Their end tags are optional: an open one is no level that stays.
_ENDS_ITSELF = names("p li dt dd tr td th thead tbody tfoot option optgroup colgroup caption rt rp")
_RAW = names("script style title textarea iframe noembed noframes xmp")
UNSEEN = names("script style title iframe noembed noframes")  # raw text that no reader sees
# Controls and embedded things: their words are no part of the text around them.
APART = names(
    "audio button canvas datalist dialog input map meter noscript object optgroup option progress select svg template "
    "textarea video"
)

_TAG = re.compile(
    r"""<!--(?:-?>|.*?(?:--!?>|\Z))
      | <(?P<end>/)?(?P<name>[a-z][^\s/>]*)
        (?P<attributes>(?:[^>=]|=\s*(?:"[^"]*(?:"|\Z)|'[^']*(?:'|\Z))?)*+)(?:>|\Z)
      | <(?:[!?]|/(?=[^a-z]))[^>]*(?:>|\Z)""",
    re.I | re.S | re.X,
)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of text between two tags."""

    text: str
    apart: bool  # in a control or an embedded thing


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tag:
    name: str
    is_end: bool
    attributes: str
    at: int


def words(source: Source) -> tuple[Word, ...]:
    """The pieces of text between the tags of a page, entities read, in order.

    Raises Refused (D307, D308) for a page that parsers cannot be trusted with.
    """
    out: list[Word] = []
    open_tags: list[str] = []
    count = 0
    for piece in _pieces(source):
        if isinstance(piece, str):
            out.append(Word(unescape(piece), not APART.isdisjoint(open_tags)))
            continue
        count += 1
        if count > TAGS_MAX:
            what = {"what": "tags", "what_vi": "thẻ HTML"}
            raise Refused(TOO_MUCH.at(source.name, _line(source, piece.at), limit=TAGS_MAX, **what))
        _check_attributes(piece, source)
        _follow(piece, open_tags, source)
    return tuple(out)


def _pieces(source: Source) -> Iterator[_Tag | str]:
    """Tags and the text between them; the text of scripts, styles and titles is passed over."""
    text, at = source.text, 0
    while found := _TAG.search(text, at):
        if found.start() > at:
            yield text[at : found.start()]
        at = found.end()
        if not found.group().endswith(">"):
            raise _unended(source, found.start())
        if not found["name"]:
            continue
        tag = _Tag(
            name=found["name"].lower(), is_end=bool(found["end"]), attributes=found["attributes"], at=found.start()
        )
        yield tag
        if tag.name in _RAW and not tag.is_end:
            closing = re.compile(rf"</{tag.name}(?=[\s/>])", re.I).search(text, at)
            if not closing:
                raise _unended(source, found.start())
            if tag.name not in UNSEEN and closing.start() > at:
                yield text[at : closing.start()]
            at = closing.start()
    if at < len(text):
        yield text[at:]


def _unended(source: Source, at: int) -> Refused:
    """A tag, a comment or a script that never ends hides the rest of the page, which may have been cut."""
    return Refused(
        rules.LOST.at(source.name, _line(source, at), missing=reported(source.text[at : at + 2 * REPORT_MAX]))
    )


def _line(source: Source, at: int) -> int:
    return source.text.count("\n", 0, at) + 1


def _check_attributes(tag: _Tag, source: Source) -> None:
    if len(tag.attributes) < ATTRIBUTES_MAX:
        return
    bare = _QUOTED.sub("", tag.attributes).replace("/", " ")
    if bare.count("=") > ATTRIBUTES_MAX or len(bare.split()) > 2 * ATTRIBUTES_MAX:
        what = {"what": "attributes on one tag", "what_vi": "thuộc tính trên một thẻ"}
        raise Refused(TOO_MUCH.at(source.name, _line(source, tag.at), limit=ATTRIBUTES_MAX, **what))


def _follow(tag: _Tag, open_tags: list[str], source: Source) -> None:
    if tag.name in VOID or tag.name in _ENDS_ITSELF or tag.attributes.endswith("/"):
        return
    if not tag.is_end:
        open_tags.append(tag.name)
    elif tag.name in open_tags:
        while open_tags.pop() != tag.name:
            pass
    if len(open_tags) > DEPTH_MAX:
        raise Refused(rules.TOO_DEEP.at(source.name, _line(source, tag.at), limit=DEPTH_MAX))
