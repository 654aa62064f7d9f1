"""`translate`: missing blocks and outdated machine drafts, from the memory first, then from the chain of engines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from diptych.checks.terms import lacking
from diptych.engines.chain import COPIED, ask, to_send
from diptych.engines.outcome import Answered, Notes, Outcome, Reason, Settings
from diptych.engines.protocol import Engine
from diptych.engines.session import Unit
from diptych.jobs import plugins as plugged
from diptych.jobs.selection import Plan, plans, standing
from diptych.jobs.suggest import suggestions
from diptych.model.archive import Archive
from diptych.model.article import Article, Asked, Draft
from diptych.model.layout import SETTINGS, article_of
from diptych.model.problem import Problem, Refused
from diptych.reading.article import read_article
from diptych.store.archive import CONFLICT_LEDGER, load, load_article, load_settings
from diptych.store.files import locked
from diptych.store.journal import Journal, end_journal, no_key, note, note_texts, read_journal
from diptych.store.memory import recall
from diptych.store.writing import update_article
from diptych.text.bitext import Settled, read_bitext, settle, wanting
from diptych.text.memory import MEMORY, Key, recalled
from diptych.text.parse import content
from diptych.text.recheck import would_be_taken
from diptych.text.terminology import Terminology
from diptych.text.write import proved

NO_ENGINE = "none"
WORKERS = 4
NO_PLACE = "neighbours"  # the code of a draft that would run together with the blocks around it
CHANGED = "changed"  # the code of a draft whose source was changed while engines were asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A block that no engine has translated, and why; no reason where none was asked."""

    article: str
    language: str
    block: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a run did."""

    plans: tuple[Plan, ...]
    drafted: Mapping[str, int] = field(default_factory=dict)  # blocks by engine, `memory` among them
    missing: tuple[Missing, ...] = ()
    problems: tuple[Problem, ...] = ()
    calls: int = 0
    characters: int = 0  # sent; in a dry run, to be sent
    closed: Mapping[str, str] = field(default_factory=dict)
    similar: int = 0  # in a dry run: blocks that the memory holds something like


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the command asks for."""

    ids: Sequence[str] = ()
    to: str | None = None
    engines: Sequence[str] = ()  # none named: those of archive.yml
    dry_run: bool = False
    characters: int | None = None


def translate(
    root: Path,
    wish: Wish,
    today: str,
    environ: Mapping[str, str],
    progress: Callable[[int], Callable[[], None]] = lambda _total: lambda: None,
) -> Done:
    """Drafts for what is missing, written article by article as it comes.

    Raises Refused where the wish itself cannot be met. KeyboardInterrupt leaves what was answered in the journal.
    """
    load_settings(root)
    with nullcontext() if wish.dry_run else locked(root):
        archive = load(root)
        engines, problems = _engines(archive, wish, environ)
        wanted = tuple(plans(archive, wish.ids, wish.to))
        run = _Run(root, archive, wanted, wish.engines, today)
        problems = [*archive.problems, *problems]
        # A kill loses what is under way: of an engine that is paid for, one call at most.
        workers = 1 if any(plugged.engine_entry(engine.name, environ).paid for engine in engines) else WORKERS
        terms = Terminology(archive.terms)
        settings = Settings(workers=workers, characters=wish.characters, terms=terms, style=archive.settings.style)
        if wish.dry_run:
            known, characters = Counter(run.drafted.values()), to_send(run.units, engines, settings, run.notes())
            similar = len({(one.article, one.language, one.block) for one in suggestions(root, archive, wanted, 1)})
            return Done(plans=wanted, drafted=known, problems=tuple(problems), characters=characters, similar=similar)
        if run.units and engines:
            problems += no_key()
        tick = progress(len(run.units) if engines else 0)

        def take(outcome: Outcome) -> None:
            run.take(outcome)
            tick()

        report = ask(run.units, engines, take, settings, notes=run.notes())
        run.write_rest()
        if not run.problems:
            end_journal(root, run.rest())
            run.problems += run.unlike_glossary(terms)
        counts, missing = Counter(run.drafted.values()), tuple(run.missing)
        every = (*(problem for problem in problems if not run.mended(problem)), *run.problems)
        return Done(
            plans=wanted,
            drafted=counts,
            missing=missing,
            problems=every,
            calls=report.calls,
            characters=report.characters,
            closed=report.closed,
        )


def _may_use(draft: Draft, engines: Sequence[str]) -> bool:
    """Whether an answer of a run that was stopped is one that these engines might give."""
    named = set(engines) - {NO_ENGINE}
    return not named or not named.isdisjoint(draft.engine.split(" + "))


def _engines(archive: Archive, wish: Wish, environ: Mapping[str, str]) -> tuple[list[Engine], list[Problem]]:
    """The chain; an engine of archive.yml that cannot be used here is passed over and said so."""
    if NO_ENGINE in wish.engines:
        return [], []
    if wish.engines:
        return [plugged.engine_entry(name, environ, "--engine").build(environ, "--engine") for name in wish.engines], []
    engines: list[Engine] = []
    problems: list[Problem] = []
    for name in archive.settings.engines:
        try:
            engines.append(plugged.engine_entry(name, environ).build(environ, SETTINGS))
        except Refused as refused:
            problems += refused.problems
    return engines, problems


class _Run:
    """Drafts on their way from memory, journal and engines into the files."""

    def __init__(self, root: Path, archive: Archive, plans: Sequence[Plan], engines: Sequence[str], today: str) -> None:
        self.root = root
        self.today = today
        self.plans = {(plan.article.id, plan.language): plan for plan in plans}
        self.drafts: dict[tuple[str, str], dict[str, Draft]] = {key: {} for key in self.plans}
        self.waiting: dict[tuple[str, str], set[str]] = {}
        self.units: list[Unit] = []
        self.drafted: dict[tuple[str, str, str], str] = {}  # the engine by article, language and block
        self.missing: list[Missing] = []
        self.problems: list[Problem] = []
        journal = read_journal(root)
        self.others = dict(journal.drafts)  # answers of a run that was stopped which this one does not need
        self.texts = dict(journal.texts)  # answers to single texts, of such runs and of this one
        self._sort(archive, engines)

    def notes(self) -> Notes:
        """What is known of single texts, and where more of it is written down."""
        return Notes({asked: text for asked, (text, _) in self.texts.items()}, self._note)

    def _note(self, unit: Unit, answers: Mapping[Asked, str]) -> None:
        article, language, name = unit.id.split("/")
        block = self.plans[article, language].wanted[name][0]
        note_texts(self.root, block, answers)
        self.texts.update((asked, (text, block)) for asked, text in answers.items())

    def rest(self) -> Journal:
        """What the journal keeps after this run: nothing of blocks that are translated now, by whatever run."""
        if not self.others and not self.texts:
            return Journal({}, {})  # as almost always: the archive need not be read again
        hashes = {block for _, _, block in self.others} | {block for _, block in self.texts.values()}
        done = standing(load(self.root), hashes)
        texts = {
            asked: (text, block)
            for asked, (text, block) in self.texts.items()
            if (asked.source, asked.target, block) not in done
        }
        return Journal({key: draft for key, draft in self.others.items() if key not in done}, texts)

    def unlike_glossary(self, terms: Terminology) -> list[Problem]:
        """What this run's drafts lack of the glossary's terms."""
        found: list[Problem] = []
        for (name, language), drafts in self.drafts.items():
            drafted = {block for block in drafts if (name, language, block) in self.drafted}
            if drafted:
                found += lacking(read_article(load_article(self.root, name)), language, terms, drafted)
        return found

    def mended(self, problem: Problem) -> bool:
        """Whether a problem that was found before is gone: this run has written the ledger anew from both sides."""
        articles = {article for article, _ in self.plans}
        return problem.rule.code == CONFLICT_LEDGER.code and article_of(problem.path) in articles

    def _sort(self, archive: Archive, engines: Sequence[str]) -> None:
        """What is known already becomes a draft; what is not becomes a unit to ask for."""
        journal = dict(self.others)
        held = recall(self.root, archive.articles) if any(plan.wanted for plan in self.plans.values()) else {}
        for place, plan in self.plans.items():
            source = plan.article.record.language
            self.waiting[place] = set()
            at = 0
            for name, (text_hash, text) in plan.wanted.items():
                key: Key = (source, plan.language, text_hash)
                before = journal.get(key)
                self.others.pop(key, None)
                if found := recalled(held, key, plan.around[name]):
                    draft = Draft(
                        text=found.text, source=text_hash, engine=found.engine, version=found.version, date=self.today
                    )
                    self._keep(place, name, draft, MEMORY)
                elif before and _may_use(before, engines) and would_be_taken(text, before.text, source, plan.language):
                    self._keep(place, name, before, before.engine)
                else:
                    self.waiting[place].add(name)
                    at = max(at, plan.article.text.find(text, at))
                    unit = Unit(
                        id=_unit_id(place, name),
                        content=content(text),
                        source=source,
                        target=plan.language,
                        document=plan.article.text,
                        at=at,
                    )
                    self.units.append(unit)

    def _keep(self, place: tuple[str, str], name: str, draft: Draft, engine: str) -> None:
        self.drafts[place][name] = draft
        self.drafted[(*place, name)] = engine

    def take(self, outcome: Outcome) -> None:
        """One outcome of an engine: journal it; when it was the last of its translation, write that."""
        article, language, name = outcome.unit.id.split("/")
        place = (article, language)
        plan = self.plans[place]
        if isinstance(outcome, Answered):
            text_hash, source = plan.wanted[name]
            # What has nothing to translate stays as it is written, whatever Markdown it is.
            text = source if outcome.engine == COPIED else proved(outcome.content)
            draft = Draft(text=text, source=text_hash, engine=outcome.engine, version=outcome.version, date=self.today)
            note(self.root, outcome.unit.source, language, draft)
            self._keep(place, name, draft, outcome.engine)
        else:
            self.missing.append(Missing(article=article, language=language, block=name, reasons=outcome.reasons))
        self.waiting[place].discard(name)
        if not self.waiting[place]:
            self.write(place)

    def write_rest(self) -> None:
        """The translations for which no engine had to be asked, or none could be."""
        asked = {tuple(unit.id.split("/")[:2]) for unit in self.units}
        for place, plan in self.plans.items():
            if place not in asked and not plan.settled:
                self.write(place)

    def write(self, place: tuple[str, str]) -> None:
        name, language = place
        try:
            written = update_article(self.root, name, language, lambda now: settle(now, language, self.drafts[place]))
        except Refused as refused:
            self.problems += refused.problems
            return
        if written:
            self._not_taken(place, *written)

    def _not_taken(self, place: tuple[str, str], article: Article, settled: Settled) -> None:
        """Drafts that found no place in the text although their blocks are still missing."""
        left = {name: draft for name, draft in self.drafts[place].items() if name not in settled.taken}
        if not left:
            return
        reading = read_bitext(article, place[1])
        hashes = {entry.id: entry.hash for entry in reading.source.known}
        for name in [name for name in wanting(reading) if name in left]:
            del self.drafted[(*place, name)]
            reason = Reason("", NO_PLACE if left[name].source == hashes[name] else CHANGED)
            self.missing.append(Missing(article=place[0], language=place[1], block=name, reasons=(reason,)))
            # Paid for once: the journal keeps it for when there is a place.
            self.others[article.record.language, place[1], left[name].source] = left[name]


def _unit_id(place: tuple[str, str], name: str) -> str:
    return "/".join((*place, name))
