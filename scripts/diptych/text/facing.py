"""Which block of a translation faces which block of the source, and in what state it is.

The ledger comes first: a block whose text it knows is where it says. What a person edited since is found between its
neighbours by alignment; so is a whole translation made by hand, without any ledger.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count, pairwise

from diptych.model.bitext import Bitext, Row, Source
from diptych.model.block import Document, Kind
from diptych.model.ledger import Entry, Review, State
from diptych.text.align import Bead, align, unit
from diptych.text.order import Pair, gaps, kept_order

JOIN = "+"  # between the hashes of blocks that together face one block


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the ledger and the reviews of one translation say. One id may have several entries: two branches met."""

    entries: Mapping[str, tuple[Entry, ...]]
    reviews: frozenset[tuple[str, str]]  # (source hash, target hash)
    approved: frozenset[str]  # the target hashes that somebody has reviewed, against whatever source


def knowledge(entries: Sequence[Entry], reviews: Sequence[Review], source: Source) -> Knowledge:
    """The ledger by id, with ids that two branches gave twice set right."""
    by_id: dict[str, dict[Entry, None]] = {}
    for entry in entries:
        name = source.rehomed.get((entry.id, entry.source or ""), entry.id)
        by_id.setdefault(name, {})[replace(entry, id=name)] = None
    pairs = frozenset((review.source, review.target) for review in reviews)
    approved = frozenset(target for _, target in pairs)
    return Knowledge({name: tuple(found) for name, found in by_id.items()}, pairs, approved)


def face(source: Source, target: Document, known: Knowledge, ratio: float = 1.0) -> Bitext:
    """The bitext of a source and the text of its translation. `ratio`: see `align.length_ratio`.

    Law: every block of the translation is in exactly one row, or is an orphan, or is stale, or is a mark.
    """
    sides = _Sides(
        source=source, target=target, known=known, place={name: at for at, name in enumerate(source.ids)}, ratio=ratio
    )
    marks = _marks(target)
    claims = _claims(sides)
    rows = tuple(_row(sides, bead, marks) for bead in _beads(sides, claims, marks))
    absent = {name for row in rows if row.ids and not row.targets for name in row.ids}
    standing = {name: at for name, at in marks.items() if name in absent}
    entries = list(_row_entries(sides, rows, claims))
    drafts: list[int] = []
    orphans: list[int] = []
    for entry, targets in _orphans(sides, rows, claims):
        if entry.draft == sides.wording(targets):
            drafts += targets
        else:
            orphans += targets
            entries.append(entry)
    all_marks = {at for at, block in enumerate(target.blocks) if block.kind is Kind.MARK}
    stale = {*drafts, *(all_marks - set(standing.values()))}
    return Bitext(
        rows=rows, orphans=tuple(sorted(orphans)), stale=tuple(sorted(stale)), marks=standing, entries=tuple(entries)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sides:
    source: Source
    target: Document
    known: Knowledge
    place: Mapping[str, int]  # of each id in the source
    ratio: float

    def wording(self, targets: Sequence[int]) -> str:
        return JOIN.join(self.target.blocks[at].hash for at in targets)

    def source_hash(self, name: str) -> str:
        return self.source.blocks[self.place[name]].hash if name in self.place else ""

    def entry(self, name: str, wording: str) -> Entry | None:
        """The entry that says most of this wording, the cautious one where several do."""
        entries = self.known.entries.get(name, ())
        told = [entry for entry in entries if entry.draft == wording] or list(entries)
        now = self.source_hash(name)
        return next((entry for entry in told if entry.source != now), told[0] if told else None)


def _marks(target: Document) -> dict[str, int]:
    """The marks by the ids that they name; a person's `omitted` before the tool's `missing`."""
    marks: dict[str, int] = {}
    for at, block in sorted(enumerate(target.blocks), key=lambda found: not found[1].omitted):
        if block.kind is Kind.MARK:
            marks.setdefault(block.marks, at)
    return marks


def _claims(sides: _Sides) -> dict[str, tuple[int, ...]]:
    """The targets that each id of the ledger claims by their hashes; two neighbours may claim one, merged, target."""
    waiting: dict[str, list[int]] = {}
    for at, block in reversed(list(enumerate(sides.target.blocks))):
        if block.kind is not Kind.MARK:
            waiting.setdefault(block.hash, []).append(at)
    claims: dict[str, tuple[int, ...]] = {}
    worded: dict[str, str] = {}
    wordings = {name: [*_wordings(found, sides.source_hash(name))] for name, found in sides.known.entries.items()}
    for name, several in wordings.items():  # in the ledger's order: equal texts stay in theirs
        for wording in several:
            if found := _take(wording.split(JOIN), waiting):
                claims[name], worded[name] = found, wording
                break
    for ids in (sides.source.ids, sides.source.ids[::-1]):
        for near, name in pairwise(ids):
            if name not in claims and near in claims and worded[near] in wordings.get(name, ()):
                claims[name], worded[name] = claims[near], worded[near]
    return claims


def _wordings(entries: Sequence[Entry], now: str) -> Iterator[str]:
    """The wordings an id may claim: of the source as it is now before older ones."""
    ordered = sorted(entries, key=lambda entry: entry.source != now)
    yield from (entry.target for entry in ordered)
    yield from (entry.draft for entry in ordered if entry.draft)


def _take(hashes: Sequence[str], waiting: Mapping[str, list[int]]) -> tuple[int, ...]:
    if any(len(waiting.get(part, ())) < hashes.count(part) for part in hashes):
        return ()
    return tuple(waiting[part].pop() for part in hashes)


def _beads(sides: _Sides, claims: Mapping[str, tuple[int, ...]], marks: Mapping[str, int]) -> list[Bead]:
    """All beads in the order of the source; what the translation adds stands behind what it follows there."""
    settled = [*_claimed(sides, claims, marks)]
    used = {at for targets in claims.values() for at in targets}
    anchors = [(bead.source[0], bead.target[0]) for bead in settled if bead.target]
    anchors += [(sides.place[name], at) for name, at in marks.items() if name in sides.place and name not in claims]
    done = {at for bead in settled for at in bead.source}
    left = [at for at in range(len(sides.source.ids)) if at not in done]
    right = [at for at, block in enumerate(sides.target.blocks) if block.kind is not Kind.MARK and at not in used]
    aligned = list(_aligned(sides, left, right, kept_order(anchors)))
    extras = [targets for name, targets in claims.items() if name[0] == "x"]
    extras += [bead.target for bead in aligned if not bead.source]
    paired = [*settled, *(bead for bead in aligned if bead.source)]
    return _with_extras(sorted(paired, key=lambda bead: bead.source[0]), sorted(extras))


def _claimed(sides: _Sides, claims: Mapping[str, tuple[int, ...]], marks: Mapping[str, int]) -> Iterator[Bead]:
    last = Bead((), ())
    for at, name in enumerate(sides.source.ids):
        targets = claims.get(name, ())
        if targets and targets == last.target:
            last = Bead((*last.source, at), targets)
            continue
        if last.source:
            yield last
        last = Bead((at,), targets) if targets or name in marks else Bead((), ())
    if last.source:
        yield last


def _aligned(sides: _Sides, left: list[int], right: list[int], anchors: list[Pair]) -> Iterator[Bead]:
    for some_left, some_right in gaps(left, right, anchors):
        if anchors and len(some_left) == len(some_right):  # rewritten in place, between blocks that are known
            yield from (Bead((one,), (other,)) for one, other in zip(some_left, some_right, strict=True))
            continue
        sources = [unit(block.text, block.kind) for block in (sides.source.blocks[at] for at in some_left)]
        targets = [unit(block.text, block.kind) for block in (sides.target.blocks[at] for at in some_right)]
        for bead in align(sources, targets, sides.ratio):
            found = Bead(tuple(some_left[at] for at in bead.source), tuple(some_right[at] for at in bead.target))
            yield from _neighbours(found)


def _neighbours(bead: Bead) -> Iterator[Bead]:
    """Only paragraphs that stand together can have been merged; of others the first is faced, the rest are missing."""
    if bead.source and bead.source[-1] - bead.source[0] >= len(bead.source):
        yield Bead(bead.source[:1], bead.target)
        yield from (Bead((at,), ()) for at in bead.source[1:])
    else:
        yield bead


def _with_extras(beads: list[Bead], extras: list[tuple[int, ...]]) -> list[Bead]:
    home = sorted((at, number) for number, bead in enumerate(beads) for at in bead.target)
    behind: dict[int, list[Bead]] = {}
    for targets in extras:
        before = bisect_left(home, (targets[0], 0)) - 1
        behind.setdefault(home[before][1] if before >= 0 else -1, []).append(Bead((), targets))
    out = behind.get(-1, [])
    for number, bead in enumerate(beads):
        out += [bead, *behind.get(number, [])]
    return out


def _row(sides: _Sides, bead: Bead, marks: Mapping[str, int]) -> Row:
    ids = tuple(sides.source.ids[at] for at in bead.source)
    if not bead.target:
        omitted = any(sides.target.blocks[marks[name]].omitted for name in ids if name in marks)
        return Row(ids=ids, targets=(), state=State.OMITTED if omitted else State.MISSING, machine=False)
    if not ids:
        return Row(ids=(), targets=bead.target, state=State.EDITED, machine=False)
    wording = sides.wording(bead.target)
    entries = [sides.entry(name, wording) for name in ids]
    states = [_state(sides, name, entry, wording) for name, entry in zip(ids, entries, strict=True)]
    state = max(states, key=list(State).index)
    machine = all(entry is not None and entry.draft == wording for entry in entries)
    if state is State.OUTDATED and wording in sides.known.approved:
        machine = False  # a reader took these words for theirs; they wait for a person
    return Row(ids=ids, targets=bead.target, state=state, machine=machine, entry=entries[0])


def _state(sides: _Sides, name: str, entry: Entry | None, wording: str) -> State:
    now = sides.source_hash(name)
    if (now, wording) in sides.known.reviews:
        return State.REVIEWED
    if entry is None:
        return State.EDITED
    if entry.source != now:
        return State.OUTDATED
    return State.MACHINE if entry.draft == wording else State.EDITED


def _row_entries(sides: _Sides, rows: Sequence[Row], claims: Mapping[str, tuple[int, ...]]) -> Iterator[Entry]:
    """The ledger's entries for what stands in the rows."""
    extra_names = {targets: name for name, targets in claims.items() if name[0] == "x"}
    fresh = count(1 + max((int(name[1:]) for name in sides.known.entries if name[0] == "x"), default=0))
    for row in rows:
        wording = sides.wording(row.targets)
        if not row.ids:
            yield Entry(id=extra_names.get(row.targets) or f"x{next(fresh)}", target=wording)
        for name in row.ids if row.targets else ():
            entry = sides.entry(name, wording)
            now = sides.source_hash(name)
            if entry is None:
                yield Entry(id=name, target=wording, source=now)
            elif row.state is State.REVIEWED:
                yield replace(entry, target=wording, source=now)
            else:
                yield replace(entry, target=wording)


def _orphans(
    sides: _Sides, rows: Sequence[Row], claims: Mapping[str, tuple[int, ...]]
) -> Iterator[tuple[Entry, tuple[int, ...]]]:
    """Translations whose source is gone, with what the ledger says of each."""
    used = {at for row in rows for at in row.targets}
    for name, targets in claims.items():
        if name[0] == "p" and name not in sides.place and used.isdisjoint(targets):
            wording = sides.wording(targets)
            if entry := sides.entry(name, wording):
                yield replace(entry, target=wording), targets
