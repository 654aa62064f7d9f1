"""Laws 1 to 5 on the pure core: whatever people, engines and git do in whatever order, no person's word is lost.

The machine holds two branches of one article. Every text that a person writes has a word of its own, so that a lost
one can be named.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from diptych.model.article import Article, Draft, Translation
from diptych.model.ledger import Review, State
from diptych.model.record import Record
from diptych.text.bitext import Reading, Settled, read_bitext, settle, wanting
from diptych.text.block_ids import identify
from diptych.text.parse import join, split

PLACES = st.integers(0, 12)
QUICKLY = [Phase.explicit, Phase.reuse, Phase.generate]  # shrinking a failed schedule takes many minutes


def new_article(paragraphs: int = 3) -> Article:
    text = "# Tiêu đề\n\n" + "\n\n".join(f"Đoạn nguồn số {n} nói về dữ liệu." for n in range(paragraphs)) + "\n"
    return Article(id="bai", record=Record(language="vi"), text=text, known=identify(split(text), ()).known)


def after(article: Article, done: Settled, writes: int = 4) -> Article:
    """The article after the first of the four writes that settling takes: ledger, text, ledger, blocks."""
    old = article.translations.get("en", Translation(""))
    entries = (done.between, done.between, done.entries, done.entries)[writes - 1]
    new = replace(old, text=done.text if writes > 1 else old.text, entries=entries)
    return replace(article, translations={"en": new}, known=done.known if writes > 3 else article.known)


def drafts_for(article: Article, tag: str) -> dict[str, Draft]:
    reading = read_bitext(article, "en")
    hashes = dict(zip(reading.source.ids, (block.hash for block in reading.source.blocks), strict=True))
    return {
        name: Draft(
            text=f"Machine {tag} of {name}, {hashes[name][:6]}.",
            source=hashes[name],
            engine="replay",
            version="1",
            date="2026-11-24",
        )
        for name in wanting(reading)
    }


def paragraphs(text: str) -> list[str]:
    return [block.text for block in split(text).blocks]


class Archive(RuleBasedStateMachine):
    """Two branches, `here` and `there`, of one article and its translation."""

    def __init__(self) -> None:
        super().__init__()
        self.here = new_article()
        self.there = self.here
        self.words = count(1)
        self.human: set[str] = set()  # what people wrote and have not themselves deleted

    def word(self) -> str:
        return f"w{next(self.words)}"

    def write(self, text: str) -> None:
        old = self.here.translations.get("en", Translation(""))
        self.here = replace(self.here, translations={"en": replace(old, text=text)})

    def target(self) -> list[str]:
        return paragraphs(self.here.translations.get("en", Translation("")).text)

    # What people do to the source.

    @rule(at=PLACES)
    def edit_source(self, at: int) -> None:
        parts = paragraphs(self.here.text)
        if parts:
            at %= len(parts)
            parts[at] += f" Thêm {self.word()}."
            self.source(parts)

    @rule(at=PLACES)
    def insert_source(self, at: int) -> None:
        parts = paragraphs(self.here.text)
        parts.insert(at % (len(parts) + 1), f"Đoạn mới {self.word()}.")
        self.source(parts)

    @rule(at=PLACES)
    def remove_source(self, at: int) -> None:
        parts = paragraphs(self.here.text)
        if len(parts) > 1:
            del parts[at % len(parts)]
            self.source(parts)

    @rule(at=PLACES)
    def split_source(self, at: int) -> None:
        parts = paragraphs(self.here.text)
        at %= len(parts)
        words = parts[at].split()
        half = len(words) // 2
        if half:
            parts[at : at + 1] = [" ".join(words[:half]), " ".join(words[half:])]
            self.source(parts)

    @rule(at=PLACES)
    def merge_source(self, at: int) -> None:
        parts = paragraphs(self.here.text)
        if len(parts) > 1:
            at %= len(parts) - 1
            parts[at : at + 2] = [parts[at] + " " + parts[at + 1].lstrip("# ")]
            self.source(parts)

    @rule(at=PLACES, to=PLACES)
    def move_source(self, at: int, to: int) -> None:
        parts = paragraphs(self.here.text)
        part = parts.pop(at % len(parts))
        parts.insert(to % (len(parts) + 1), part)
        self.source(parts)

    def source(self, parts: list[str]) -> None:
        self.here = replace(self.here, text="\n\n".join(parts) + "\n")

    # What people do to the translation.

    @rule(at=PLACES)
    def edit_target(self, at: int) -> None:
        parts = self.target()
        if parts:
            at %= len(parts)
            word = self.word()
            self.human.add(word)
            parts[at] = f"Written {word}." if parts[at].startswith("<!--") else f"{parts[at]} Mended {word}."
            self.write("\n\n".join(parts) + "\n")

    @rule(at=PLACES)
    def add_target(self, at: int) -> None:
        parts = self.target()
        word = self.word()
        self.human.add(word)
        parts.insert(at % (len(parts) + 1), f"A paragraph by hand {word}.")
        self.write("\n\n".join(parts) + "\n")

    @rule(at=PLACES)
    def omit(self, at: int) -> None:
        """Somebody puts a mark in the place of a draft, or of a mark of the tool's."""
        reading = read_bitext(self.here, "en")
        rows = [row for row in reading.bitext.rows if len(row.ids) == 1 and (row.machine or not row.targets)]
        if rows:
            row = rows[at % len(rows)]
            (name,) = row.ids
            place = row.targets[0] if row.targets else reading.bitext.marks.get(name)
            parts, mark = self.target(), f"<!-- {name}: omitted -->"
            if place is not None:
                parts[place] = mark
            else:
                parts.append(mark)
            self.write("\n\n".join(parts) + "\n")
            now = read_bitext(self.here, "en")
            assert name not in wanting(now) or name in {n for row in now.bitext.rows if row.machine for n in row.ids}

    @rule(at=PLACES)
    def merge_target(self, at: int) -> None:
        parts = self.target()
        if len(parts) > 1:
            at %= len(parts) - 1
            if not any(part.startswith("<!--") for part in parts[at : at + 2]):
                word = self.word()
                self.human.add(word)
                parts[at : at + 2] = [parts[at] + f" And {word}: " + parts[at + 1]]
                self.write("\n\n".join(parts) + "\n")

    @rule(at=PLACES, to=PLACES)
    def move_target(self, at: int, to: int) -> None:
        parts = self.target()
        if parts:
            part = parts.pop(at % len(parts))
            parts.insert(to % (len(parts) + 1), part)
            self.write("\n\n".join(parts) + "\n")

    @rule()
    def lose_the_ledger(self) -> None:
        if "en" in self.here.translations:
            self.here = replace(self.here, translations={"en": replace(self.here.translations["en"], entries=())})

    @rule(at=PLACES)
    def review(self, at: int) -> None:
        reading = read_bitext(self.here, "en")
        rows = [row for row in reading.bitext.rows if row.targets and row.ids]
        if rows:
            row = rows[at % len(rows)]
            wording = "+".join(reading.target.blocks[i].hash for i in row.targets)
            hashes = dict(zip(reading.source.ids, (block.hash for block in reading.source.blocks), strict=True))
            new = tuple(
                Review(id=n, source=hashes[n], target=wording, name="A reader", date="2026-11-24") for n in row.ids
            )
            old = self.here.translations["en"]
            self.here = replace(self.here, translations={"en": replace(old, reviews=(*old.reviews, *new))})
            now = next(new for new in read_bitext(self.here, "en").bitext.rows if new.targets == row.targets)
            assert now.state is State.REVIEWED or now.ids != row.ids

    # What the tool does.

    @rule(some=st.integers(0, 3))
    def translate(self, some: int) -> None:
        drafts = drafts_for(self.here, self.word())
        for name in list(drafts)[:some]:
            del drafts[name]
        done = settle(self.here, "en", drafts)
        self.here = after(self.here, done)
        if self.all_different():
            assert settle(self.here, "en", {}) == replace(done, between=done.entries, taken=frozenset())

    def all_different(self) -> bool:
        """Two blocks of one wording may change places: neither a reader nor a hash could tell."""
        return all(len(set(parts)) == len(parts) for parts in (self.target(), paragraphs(self.here.text)))

    @rule(writes=st.integers(1, 3))
    def translate_killed(self, writes: int) -> None:
        drafts = drafts_for(self.here, self.word())
        done = settle(self.here, "en", drafts)
        killed = after(self.here, done, writes)
        rerun = settle(killed, "en", drafts)
        if self.all_different():
            text_of = after(self.here, done) if writes > 1 else self.here
            assert machine_words(read_bitext(killed, "en")) == machine_words(read_bitext(text_of, "en"))
            assert (rerun.text, rerun.entries, rerun.known) == (done.text, done.entries, done.known)
        self.here = after(killed, rerun)

    # What git does.

    @rule()
    def checkout(self) -> None:
        self.here, self.there = self.there, self.here

    @rule()
    def merge(self) -> None:
        """Both sides' texts kept where they differ, both ledgers' entries read: what git leaves a person with."""
        self.here = Article(
            id="bai",
            record=self.here.record,
            text=union(self.here.text, self.there.text),
            known=tuple(dict.fromkeys([*self.here.known, *self.there.known])),
            translations={"en": merged(self.here, self.there)},
        )
        self.there = self.here

    @invariant()
    def every_word_of_a_person_is_there(self) -> None:
        texts = [a.translations.get("en", Translation("")).text for a in (self.here, self.there)]
        for word in self.human:
            assert any(f"{word}." in text or f"{word}:" in text for text in texts), word

    @invariant()
    def the_bitext_holds_every_block_once(self) -> None:
        reading = read_bitext(self.here, "en")
        bitext = reading.bitext
        seen = [at for row in bitext.rows for at in row.targets] + [*bitext.orphans, *bitext.stale]
        assert sorted([*seen, *bitext.marks.values()]) == list(range(len(reading.target.blocks)))
        assert [name for row in bitext.rows for name in row.ids] == list(reading.source.ids)
        assert len(set(reading.source.ids)) == len(reading.source.ids)
        assert join(reading.target) == self.here.translations.get("en", Translation("")).text

    @invariant()
    def a_machine_draft_is_never_called_a_persons(self) -> None:
        """Text is a draft exactly when no person touched it; every draft says `Machine` and no person's word."""
        reading = read_bitext(self.here, "en")
        ledger = self.here.translations.get("en", Translation("")).entries
        drafts = {entry.draft for entry in ledger}
        for row in reading.bitext.rows:
            texts = [reading.target.blocks[at] for at in row.targets]
            if row.machine:
                assert all(block.hash in drafts for block in texts)


def machine_words(reading: Reading) -> set[str]:
    return {reading.target.blocks[at].text for row in reading.bitext.rows if row.machine for at in row.targets}


def union(one: str, other: str) -> str:
    """A three-way merge that never drops a line: both versions stand where they differ."""
    import difflib

    left, right = paragraphs(one), paragraphs(other)
    out: list[str] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        out += left[a:b]
        if tag != "equal":
            out += right[c:d]
    return "\n\n".join(out) + "\n" if out else ""


def merged(here: Article, there: Article) -> Translation:
    one, other = (side.translations.get("en", Translation("")) for side in (here, there))
    return Translation(
        union(one.text, other.text),
        tuple(dict.fromkeys([*one.entries, *other.entries])),
        tuple(dict.fromkeys([*one.reviews, *other.reviews])),
    )


TestArchive = Archive.TestCase
TestArchive.settings = settings(
    max_examples=300, stateful_step_count=30, deadline=None, report_multiple_bugs=False, phases=QUICKLY
)


@pytest.fixture
def article() -> Article:
    return new_article()


def states(article: Article) -> list[str]:
    return [row.state.value for row in read_bitext(article, "en").bitext.rows]


def translated(article: Article, tag: str = "A") -> Article:
    return after(article, settle(article, "en", drafts_for(article, tag)))


def with_target(article: Article, text: str) -> Article:
    old = article.translations.get("en", Translation(""))
    return replace(article, translations={"en": replace(old, text=text)})


def test_a_new_article_is_missing_and_then_machine(article: Article) -> None:
    assert states(article) == ["missing"] * 4
    assert states(translated(article)) == ["machine"] * 4


def test_without_an_engine_every_block_has_its_mark(article: Article) -> None:
    assert settle(article, "en", {}).text == "".join(
        f"<!-- p{n}: missing -->\n" + ("\n" if n < 4 else "") for n in range(1, 5)
    )


def test_a_mended_draft_is_a_persons(article: Article) -> None:
    done = translated(article)
    text = done.translations["en"].text.replace("Machine A of p3", "By hand")
    assert states(with_target(done, text)) == ["machine", "machine", "edited", "machine"]


def test_a_changed_source_makes_both_kinds_outdated_and_only_the_machines_is_done_again(article: Article) -> None:
    done = translated(article)
    done = with_target(done, done.translations["en"].text.replace("Machine A of p3", "By hand"))
    done = after(done, settle(done, "en", {}))
    changed = replace(done, text=done.text.replace("số 0", "số không").replace("số 1", "số một"))
    assert states(changed) == ["machine", "outdated", "outdated", "machine"]
    again = translated(changed, "B")
    assert states(again) == ["machine", "machine", "outdated", "machine"]
    assert "By hand" in again.translations["en"].text
    assert states(replace(again, text=done.text))[2] == "edited"  # the source is changed back


def test_what_is_left_out_on_purpose_is_never_drafted(article: Article) -> None:
    done = translated(article)
    text = done.translations["en"].text.replace(paragraphs(done.translations["en"].text)[2], "<!-- p3: omitted -->")
    omitted = with_target(done, text)
    assert states(omitted) == ["machine", "machine", "omitted", "machine"]
    again = translated(replace(omitted, text=omitted.text.replace("số 1", "số một")), "B")
    assert again.translations["en"].text == text
    assert states(again) == ["machine", "machine", "omitted", "machine"]


def test_a_mark_of_a_persons_stands_before_the_tools(article: Article) -> None:
    done = after(article, settle(article, "en", {}))
    text = done.translations["en"].text + "\n<!-- p3: omitted -->\n"
    assert states(with_target(done, text)) == ["missing", "missing", "omitted", "missing"]
    settled = after(done, settle(with_target(done, text), "en", {}))
    assert settled.translations["en"].text.count("p3") == 1
    assert states(settled) == ["missing", "missing", "omitted", "missing"]


def test_a_draft_that_somebody_has_reviewed_waits_for_a_person_when_its_source_changes(article: Article) -> None:
    done = translated(article)
    reading = read_bitext(done, "en")
    hashes = [block.hash for block in (reading.source.blocks[2], reading.target.blocks[2])]
    review = Review(id="p3", source=hashes[0], target=hashes[1], name="A reader", date="2026-11-24")
    done = replace(done, translations={"en": replace(done.translations["en"], reviews=(review,))})
    assert states(done) == ["machine", "machine", "reviewed", "machine"]
    changed = translated(replace(done, text=done.text.replace("số 1", "số một")), "B")
    assert states(changed) == ["machine", "machine", "outdated", "machine"]
    assert paragraphs(changed.translations["en"].text)[2] == paragraphs(done.translations["en"].text)[2]


def test_a_redraft_of_the_same_words_is_up_to_date(article: Article) -> None:
    done = translated(article)
    changed = replace(done, text=done.text.replace("số 1", "số  1"))
    assert states(changed)[2] == "outdated"
    same = {"p3": replace(drafts_for(changed, "B")["p3"], text=paragraphs(done.translations["en"].text)[2])}
    again = after(changed, settle(changed, "en", same))
    assert states(again) == ["machine"] * 4
    assert again.translations["en"].text == done.translations["en"].text


def test_neighbours_rewritten_as_other_kinds_of_block_stay_in_their_places(article: Article) -> None:
    done = translated(
        replace(article, text=article.text.replace("Đoạn nguồn số 1 nói về dữ liệu.", "*Ảnh: Minh Hoàng*"))
    )
    parts = paragraphs(done.translations["en"].text)
    parts[1:3] = ["Wholly rewritten by hand, and longer than it was.", "Photo: Minh Hoàng"]
    by_hand = with_target(done, "\n\n".join(parts) + "\n")
    assert states(by_hand) == ["machine", "edited", "edited", "machine"]


def test_a_draft_takes_its_place_before_the_first_block() -> None:
    done = translated(new_article())
    text = "Đoạn mở đầu.\n\n" + done.text
    again = translated(replace(done, text=text), "B")
    assert paragraphs(again.translations["en"].text)[0].startswith("Machine B")
    assert states(again) == ["machine"] * 5


def test_a_translation_by_hand_with_a_merge_and_a_split_is_adopted() -> None:
    article = new_article(0)
    sentences = [f"Đây là câu nguồn thứ {n} và nó dài vừa phải, năm {1990 + n}. " * (1 + n % 3) for n in range(8)]
    article = replace(article, text="# Tiêu đề\n\n" + "\n\n".join(sentences) + "\n", known=())
    english = [
        f"This is source sentence {n}, and it is of middling length, {1990 + n}. " * (1 + n % 3) for n in range(8)
    ]
    english[1:3] = [english[1] + english[2]]
    half = len(english[4]) // 2
    cut = english[4].index(". ", half - 40) + 2
    english[4:5] = [english[4][:cut], english[4][cut:]]
    by_hand = with_target(article, "# Title\n\n" + "\n\n".join(part.strip() for part in english) + "\n")
    rows = [(row.ids, row.state.value) for row in read_bitext(by_hand, "en").bitext.rows]
    assert [ids for ids, _ in rows] == [("p1",), ("p2",), ("p3", "p4"), ("p5",), ("p6",), ("p7",), ("p8",), ("p9",)]
    assert {state for _, state in rows} == {"edited"}
    settled = after(by_hand, settle(by_hand, "en", {}))
    assert settled.translations["en"].text == by_hand.translations["en"].text
    assert [(row.ids, row.state.value) for row in read_bitext(settled, "en").bitext.rows] == rows


def test_two_branches_that_give_one_id_twice_are_set_right(article: Article) -> None:
    done = translated(article)
    sides = []
    for word in ("trái", "phải"):
        place = "số 0 nói" if word == "trái" else "số 2 nói"
        text = done.text.replace(f"Đoạn nguồn {place}", f"Đoạn thêm bên {word}.\n\nĐoạn nguồn {place}")
        sides.append(translated(replace(done, text=text)))
    known = tuple(dict.fromkeys([*sides[0].known, *sides[1].known]))
    both = Article(
        id="bai",
        record=done.record,
        text=union(sides[0].text, sides[1].text),
        known=known,
        translations={"en": merged(*sides)},
    )
    assert states(both) == ["machine"] * 6
    again = after(both, settle(both, "en", {}))
    assert states(again) == ["machine"] * 6
    assert len({block.id for block in again.known}) == len(again.known)


def test_a_paragraph_that_grew_in_translation_still_faces_its_source() -> None:
    """Between neighbours that agree, one to one is likelier than a paragraph left out and another put in its place."""
    source = ["# Tiêu đề", "Năm 2013 có một đoạn.", "Đoạn này ngắn: 1, 2, 3 và Hà Nội.", "Năm 2015 có một đoạn."]
    target = [
        "# Title",
        "In 2013 a paragraph.",
        "This paragraph says much more, at length. " * 5,
        "In 2015 a paragraph.",
    ]
    article = Article(id="bai", record=Record(language="vi"), text="\n\n".join(source) + "\n")
    by_hand = with_target(article, "\n\n".join(part.strip() for part in target) + "\n")
    assert states(by_hand) == ["edited"] * 4
