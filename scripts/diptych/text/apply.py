"""Machine drafts put into a translation's text; every word that a person wrote stays byte for byte."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from diptych.model.bitext import Bitext
from diptych.model.block import Document
from diptych.model.ledger import State
from diptych.text.parse import join, split

Places = Mapping[
    str, int | None
]  # by name, the block of the translation whose place is taken; None where there is none


def missing_mark(name: str) -> str:
    """The line that holds the place of a block that is not translated yet; a person writes over it."""
    return f"<!-- {name}: missing -->"


def apply(target: Document, bitext: Bitext, drafts: Mapping[str, str]) -> tuple[str, frozenset[str]]:
    """The translation's text with the drafts in place, and the ids whose drafts it took.

    A draft takes the place of a missing mark or of an older draft, never of a person's words. The result is proved by
    reading it back: a draft that would run together with its neighbours (a list under a list) is not taken.
    """
    return put(target, bitext, drafts, _places(bitext))


def put(target: Document, bitext: Bitext, texts: Mapping[str, str], places: Places) -> tuple[str, frozenset[str]]:
    """The translation's text with these blocks in these places, and the names of those that it took.

    A text whose place is None stands where its row belongs. Every other block stays byte for byte; proved by reading.
    """
    wanted = {name: text for name, text in texts.items() if name in places}
    taken = _taken(target, bitext, places, {}, wanted)
    text = _proved(target, bitext, places, taken)
    return (text, frozenset(taken)) if text is not None else (join(target), frozenset())


def _taken(
    target: Document, bitext: Bitext, places: Places, taken: Mapping[str, str], wanted: Mapping[str, str]
) -> Mapping[str, str]:
    """`taken` with those of `wanted` that can stand beside them, found by halves: few drafts cannot."""
    both = {**taken, **wanted}
    if not wanted or _proved(target, bitext, places, both) is not None:
        return both
    if len(wanted) == 1:
        return taken
    names = list(wanted)
    for half in (names[: len(names) // 2], names[len(names) // 2 :]):
        taken = _taken(target, bitext, places, taken, {name: wanted[name] for name in half})
    return taken


def _places(bitext: Bitext) -> Places:
    """The blocks that a draft may fill: the target it takes the place of, None where there is none yet."""
    places: dict[str, int | None] = {}
    for row in bitext.rows:
        if row.state is State.MISSING:
            places.update((name, bitext.marks.get(name)) for name in row.ids)
        elif row.machine and row.state is not State.REVIEWED and len(row.ids) == len(row.targets) == 1:
            places[row.ids[0]] = row.targets[0]
    return places


def _proved(target: Document, bitext: Bitext, places: Places, drafts: Mapping[str, str]) -> str | None:
    new = {at: drafts[name] for name, at in places.items() if at is not None and name in drafts}
    behind = _insertions(bitext, drafts)
    line_end = line_end_of(target)
    blank = 2 * line_end
    parts: list[tuple[str, str]] = []  # (gap before, block)
    stale = set(bitext.stale)
    parts += [(blank, text) for text in behind.get(-1, ())]
    for at, block in enumerate(target.blocks):
        if at not in stale:
            gap = _gap(target.gaps[at] if at else blank, blank, at in new, at - 1 in new or at - 1 in stale)
            parts.append((gap, new.get(at, block.text)))
        parts += [(blank, text) for text in behind.get(at, ())]
    text = _joined(parts, target, line_end)
    return text if _texts(split(text)) == [block for _, block in parts] else None


def line_end_of(document: Document) -> str:
    """The line end that a text's blocks stand apart by."""
    return "\r\n" if "\r\n" in "".join(document.gaps) else "\n"


def _texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def _gap(gap: str, blank: str, new: bool, after_new: bool) -> str:
    """A draft needs blank lines around it; a person's own spacing is left as it is."""
    return blank if (new or after_new) and gap.count("\n") < 2 else gap


def _joined(parts: Sequence[tuple[str, str]], target: Document, line_end: str) -> str:
    if not parts:
        return join(target) if not target.blocks else target.gaps[0]
    head = target.gaps[0]
    body = parts[0][1] + "".join(gap + block for gap, block in parts[1:])
    return head + body + (target.gaps[-1] if target.blocks and target.gaps[-1] else line_end)


def _insertions(bitext: Bitext, drafts: Mapping[str, str]) -> Mapping[int, Sequence[str]]:
    """What is new in the text by the target that it follows: drafts, or marks, of blocks that had no place."""
    behind: dict[int, list[str]] = {}
    cursor = -1
    for row in bitext.rows:
        if row.targets:
            cursor = row.targets[-1]
            continue
        for name in row.ids:
            at = bitext.marks.get(name)
            if at is None:
                behind.setdefault(cursor, []).append(drafts.get(name) or missing_mark(name))
            else:
                cursor = at
    return behind
