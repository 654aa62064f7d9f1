"""Laws 2 and 3 while files are out with translators, whatever people, machines and git do meanwhile, in whatever order.

The machine of `test_laws_of_blocks` plays on; besides, it exports, translators work on what was exported, and files of
any age come back. A word of a translator's is the archive's only when the import says that it was taken.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import rule

from diptych.exchange.index import shelf
from diptych.exchange.match import Change, Verdict, judge
from diptych.exchange.merge import settle_changes
from diptych.model.article import Article, Translation
from diptych.model.exchange import Returned
from diptych.model.ledger import State
from diptych.text.bitext import read_bitext
from diptych.text.segments import Faced, face_texts
from test_laws_of_blocks import PLACES, QUICKLY, Archive, after

WORK = st.lists(st.tuples(PLACES, st.booleans()), min_size=1, max_size=4)
SCHEDULES = int(os.environ.get("SCHEDULES", "100"))


@dataclass
class Sent:
    """A unit that is out: as it left, and what the translator has made of it."""

    left: Faced
    text: str
    words: list[str] = field(default_factory=list)

    def back(self, keep_ref: bool) -> Returned:
        if keep_ref:
            return Returned(line=1, source=self.left.source, target=self.text, ref=self.left.ref)
        return Returned(line=1, source=self.left.source, target=self.text, article="bai", target_language="en")


class Exchange(Archive):
    """Besides the two branches: the files that are out with translators, the oldest first."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[list[Sent]] = []

    @rule(work=WORK)
    def export(self, work: list[tuple[int, bool]]) -> None:
        rows = face_texts("bai", "en", read_bitext(self.here, "en"))
        self.sent.append([Sent(one, one.target) for one in rows if one.row.state is not State.OMITTED])
        self.work(-1, work)

    @rule(file=PLACES, work=WORK)
    def work(self, file: int, work: list[tuple[int, bool]]) -> None:
        """A translator writes units anew, or mends them."""
        units = self.sent[file % len(self.sent)] if self.sent else []
        for at, mend in work if units else ():
            unit, word = units[at % len(units)], self.word()
            unit.words.append(word)
            blocks = max(1, len(unit.left.row.targets))
            if mend and unit.text:
                unit.text += f" Sent {word}."
            else:
                unit.text = "\n\n".join(f"Translated {word}." for _ in range(blocks))

    @rule(keep_ref=st.booleans(), writes=st.integers(1, 4))
    def bring_back_the_newest(self, keep_ref: bool, writes: int) -> None:
        self.bring_back(-1, keep_ref, writes)

    @rule(file=PLACES, keep_ref=st.booleans(), writes=st.integers(1, 4))
    def bring_back(self, file: int, keep_ref: bool, writes: int) -> None:
        """A file of any age comes back, perhaps without its references; the run may have been killed before."""
        units = self.sent[file % len(self.sent)] if self.sent else []
        verdicts = [(unit, judge(shelf([self.here]), unit.back(keep_ref))) for unit in units]
        done = settle_changes(self.here, "en", changes_of(self.here, units, keep_ref))
        taken = {unit.left.ref.block: unit for unit, one in verdicts if is_taken(one, done.taken)}
        self.overwrites_only_what_was_seen(done.text if done.taken else self.target_text(), [*taken.values()])
        if not done.taken:
            return
        before, self.here = self.here, after(self.here, done)
        self.is_a_persons([one for _, one in verdicts if is_taken(one, done.taken)])
        if self.all_different():
            assert brought(self.here, units, keep_ref) == self.here  # twice is once
            again = brought(after(before, done, writes), units, keep_ref)
            assert again.translations["en"].text == self.here.translations["en"].text
            if keep_ref:
                assert again.translations["en"].entries == self.here.translations["en"].entries

    def target_text(self) -> str:
        return self.here.translations.get("en", Translation("")).text

    def overwrites_only_what_was_seen(self, text: str, taken: list[Sent]) -> None:
        """A person's word that is gone stood in a unit that was taken, as the translator had it before them."""
        other = self.there.translations.get("en", Translation("")).text
        for word in [word for word in self.human if has(self.target_text(), word) and not has(text, word)]:
            assert any(has(unit.left.target, word) for unit in taken), word
            if not has(other, word):
                self.human.discard(word)
        given = [word for unit in taken for word in unit.words if has(unit.text, word)]
        assert all(has(text, word) for word in given)
        self.human.update(given)

    def is_a_persons(self, taken: list[Verdict]) -> None:
        rows = {row.ids: row for row in read_bitext(self.here, "en").bitext.rows}
        for one in taken:
            assert isinstance(one, Change)
            row = rows[one.ids]
            assert not row.machine
            assert row.state in ((State.OUTDATED, State.REVIEWED) if one.source else (State.EDITED, State.REVIEWED))


def changes_of(article: Article, units: list[Sent], keep_ref: bool) -> list[Change]:
    verdicts = (judge(shelf([article]), unit.back(keep_ref)) for unit in units)
    return [*{one.ids: one for one in verdicts if isinstance(one, Change)}.values()]


def brought(article: Article, units: list[Sent], keep_ref: bool) -> Article:
    done = settle_changes(article, "en", changes_of(article, units, keep_ref))
    return after(article, done) if done.taken else article


def is_taken(verdict: Verdict, taken: frozenset[str]) -> bool:
    return isinstance(verdict, Change) and verdict.ids[0] in taken


def has(text: str, word: str) -> bool:
    return f"{word}." in text or f"{word}:" in text


TestExchange = Exchange.TestCase
TestExchange.settings = settings(
    max_examples=SCHEDULES, stateful_step_count=30, deadline=None, report_multiple_bugs=False, phases=QUICKLY
)
