"""Charts as inline SVG, drawn when the site is built: bars over time and shares of a whole, each with its figures as a
table.

Widths are shares of the place that a chart is given, heights and letters are in pixels, so that a chart is read on a
phone as on a desk. Colours are the theme's: every shape has a class. Only numbers and words of the interface go into a
chart, never contributed text.
"""

from __future__ import annotations

import html
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import ceil

from diptych.locale.words import say
from diptych.text.language import number_text

HEIGHT = 96  # pixels of the tallest bar
ABOVE, BELOW = 20, 22  # pixels for the figures over the bars and the labels under them
SLOTS = 8  # places for at least so many bars, so that a single one is no wall
LABELS = 8  # as many as a phone has room for
SPAN = 100  # years
FIGURES = 12  # bars over which there is room for their figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    label: str
    value: int
    href: str = ""  # where it leads, from the page's address
    cells: tuple[str, ...] = ()  # further cells of its row in the table, written


@dataclass(frozen=True, slots=True)
class Share:
    name: str  # of its class: "dt-share-machine"
    label: str
    value: int


def bar_chart(title: str, about: str, head: Sequence[str], bars: Sequence[Bar], language: str) -> str:
    """Bars from left to right, and the table of their figures; `head` are the cells that name its columns, written.

    One line of HTML, "" where there is nothing to draw.
    """
    if not any(bar.value for bar in bars):
        return ""
    most = max(bar.value for bar in bars)
    slots = max(len(bars), SLOTS)
    every = ceil(len(bars) / LABELS)
    shapes = []
    for at, bar in enumerate(bars):
        shape = _bar(bar, at, slots, most, language, len(bars) <= FIGURES)
        label = "" if at % every else _text(bar.label, at, slots, ABOVE + HEIGHT + 16)
        shapes.append(shape + label)
    floor = f'<line class="dt-axis" x1="0" x2="100%" y1="{ABOVE + HEIGHT}.5" y2="{ABOVE + HEIGHT}.5"/>'
    linked = any(bar.href for bar in bars)
    drawn = _svg(title, about, ABOVE + HEIGHT + BELOW, "".join(shapes) + floor, "group" if linked else "img")
    return f'<figure class="dt-chart">{drawn}{_details(title, head, bars, language)}</figure>'


def years(known: Collection[str]) -> list[str]:
    """The years to draw: every one from the first to the last, or only those known where that would be too many."""
    first, last = int(min(known)), int(max(known))
    return [f"{year:04}" for year in range(first, last + 1)] if last - first < SPAN else sorted(known)


def year_span(known: Collection[str]) -> str:
    """The first and the last of some years, in words of no language."""
    return "–".join(dict.fromkeys([min(known), max(known)]))


def _bar(bar: Bar, at: int, slots: int, most: int, language: str, figure: bool) -> str:
    if not bar.value:
        return ""
    tall = max(2, round(HEIGHT * bar.value / most))
    wide = 100 / slots
    top = ABOVE + HEIGHT - tall
    place = f'x="{wide * (at + 0.12):.2f}%" width="{wide * 0.76:.2f}%"'
    shape = f'<rect class="dt-bar" {place} y="{top}" height="{tall}"/>'
    said = f"{bar.label}: {number_text(bar.value, language)}"
    above = _text(number_text(bar.value, language), at, slots, top - 6) if figure else ""
    if not bar.href:
        return f"<g><title>{html.escape(said)}</title>{shape}{above}</g>"
    reach = f'<rect class="dt-reach" x="{wide * at:.2f}%" width="{wide:.2f}%" y="0" height="{ABOVE + HEIGHT + BELOW}"/>'
    marks = f'href="{html.escape(bar.href)}" aria-label="{html.escape(said)}"'
    return f"<a {marks}><title>{html.escape(said)}</title>{reach}{shape}{above}</a>"


def _text(text: str, at: int, slots: int, y: int) -> str:
    return f'<text aria-hidden="true" x="{100 / slots * (at + 0.5):.2f}%" y="{y}">{html.escape(text)}</text>'


def _svg(title: str, about: str, height: int, inner: str, role: str) -> str:
    told = f"<title>{html.escape(title)}</title><desc>{html.escape(about)}</desc>"
    label = html.escape(f"{title}. {about}")
    return f'<svg width="100%" height="{height}" role="{role}" aria-label="{label}">{told}{inner}</svg>'


def _details(title: str, head: Sequence[str], bars: Sequence[Bar], language: str) -> str:
    rows = []
    for bar in bars:
        if bar.value:
            label = html.escape(bar.label)
            first = f'<a href="{html.escape(bar.href)}">{label}</a>' if bar.href else label
            rows.append([first, number_text(bar.value, language), *bar.cells])
    return f"<details><summary>{html.escape(say(language, 'as_table'))}</summary>{table(title, head, rows)}</details>"


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table of HTML from cells that are written already; the first cell of a row names it."""
    top = "".join(f'<th scope="col">{cell}</th>' for cell in head)
    body = "".join(
        f'<tr><th scope="row">{row[0]}</th>{"".join(f"<td>{cell}</td>" for cell in row[1:])}</tr>' for row in rows
    )
    caption = f'<caption class="dt-unseen">{html.escape(title)}</caption>'
    return f'<table class="dt-figures">{caption}<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>'


def share_chart(title: str, about: str, shares: Sequence[Share]) -> str:
    """One bar cut into its shares, from left to right; one line of HTML."""
    total = sum(share.value for share in shares)
    if not total:
        return ""
    shapes, done = [], 0
    for share in shares:
        if share.value:
            place = f'x="{100 * done / total:.2f}%" width="{100 * share.value / total:.2f}%"'
            said = html.escape(f"{share.label}: {percent(share.value, total)}")
            shapes.append(f'<rect class="dt-share-{share.name}" {place} y="0" height="18"><title>{said}</title></rect>')
        done += share.value
    return f'<figure class="dt-chart">{_svg(title, about, 18, "".join(shapes), "img")}</figure>'


def percent(part: int, whole: int) -> str:
    """A share in whole percent, never 0 or 100 where it is not so."""
    share = round(100 * part / whole) if whole else 0
    return f"{min(99, max(1, share)) if 0 < part < whole else share}%"


# States are told apart without colour: what a machine wrote is dotted, what is outdated is hatched.
# The patterns stand once on a page that has such charts.
PATTERNS = (
    '<svg class="dt-unseen" width="1" height="1" aria-hidden="true"><defs>'
    '<pattern id="dt-dots" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<circle class="dt-dot" cx="3" cy="3" r="1.5"/></pattern>'
    '<pattern id="dt-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect class="dt-stroke" width="2.5" height="6"/></pattern></defs></svg>'
)
