"""How much of an archive is translated and read, as a small picture for a README."""

from __future__ import annotations

import html
from collections.abc import Mapping

from diptych.locale.words import say
from diptych.model.ledger import State

_LETTER = 6.5  # the width of a letter at 11 px, near enough for a label
_COLOURS = ((90, "#2e6b4f"), (50, "#8a5a12"), (0, "#a3281f"))  # from this percentage on; 4.5:1 under white at least


def badge(states: Mapping[State, int], language: str) -> str:
    """An SVG: the share of blocks that have a translation, whoever made it, and the share that a person has reviewed.

    What a translator left out on purpose counts as done.
    """
    total = sum(states.values())
    there = total - states.get(State.MISSING, 0)
    share, reviewed = (_percent(number, total) for number in (there, states.get(State.REVIEWED, 0)))
    label, value = say(language, "badge"), say(language, "badge_value", share=share, reviewed=reviewed)
    colour = next(colour for least, colour in _COLOURS if share >= least)
    left, right = (round(len(text) * _LETTER + 14) for text in (label, value))
    title = html.escape(f"{label}: {value}")
    texts = "".join(
        f'<text x="{x}" y="14">{html.escape(text)}</text>' for x, text in ((left / 2, label), (left + right / 2, value))
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="20" role="img" aria-label="{title}">'
        f'<title>{title}</title><rect width="{left + right}" height="20" rx="3" fill="#3a3530"/>'
        f'<path d="M{left} 0h{right - 3}a3 3 0 0 1 3 3v14a3 3 0 0 1 -3 3h-{right - 3}z" fill="{colour}"/>'
        '<g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">'
        f"{texts}</g></svg>"
    )


def _percent(part: int, whole: int) -> int:
    """Whole percents, rounded down: 100 only when all is there."""
    return 100 * part // whole if whole else 0
