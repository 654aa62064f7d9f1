"""`import`: what translators did with their own tools, taken back into the archive."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path

from diptych.exchange.incoming import Incoming
from diptych.exchange.index import shelf
from diptych.exchange.match import Change, Left, NotTaken, Same, Verdict, Why, judge
from diptych.exchange.merge import settle_changes
from diptych.exchange.xml import line, local
from diptych.jobs.formats import Format, formats
from diptych.model.archive import Archive
from diptych.model.article import Article
from diptych.model.exchange import Returned
from diptych.model.layout import text_path
from diptych.model.problem import Problem, Refused, Severity, rule
from diptych.store.archive import load
from diptych.store.files import MB, locked, read
from diptych.store.writing import update_article
from diptych.text.archive_files import checked_text, is_known
from diptych.text.bitext import Settled

LIMIT = 32 * MB
NO_CONCERN = frozenset({Why.FUZZY, Why.COPY})  # what a translator has left for later: nobody need look at it now

TOO_LARGE = rule(
    "D646",
    Severity.ERROR,
    "the file has {bytes} bytes; at most {limit} are read, and nothing was taken from it",
    "Export fewer articles at once: -o with a folder makes a file for each.",
    "tệp dài {bytes} byte, trong khi chỉ đọc tối đa {limit} byte; chưa lấy gì từ đó",
    "Hãy xuất ít bài hơn mỗi lần: cho -o một thư mục thì mỗi bài thành một tệp.",
)
OTHER_XML = rule(
    "D647",
    Severity.ERROR,
    "this is XML of another kind (<{name}>); expected XLIFF or TMX",
    "Import the file that the tool makes for delivery, not its own project file.",
    "đây là XML loại khác (<{name}>); cần XLIFF hoặc TMX",
    "Hãy nhập tệp mà công cụ xuất ra để bàn giao, không phải tệp dự án riêng của nó.",
)
NO_UNITS = rule(
    "D648",
    Severity.ERROR,
    "no unit was found in this file; nothing was changed",
    "Export the article once more, and translate in the file that comes of it.",
    "không tìm thấy đơn vị dịch nào trong tệp; chưa thay đổi gì",
    "Hãy xuất lại bài rồi dịch trong tệp vừa xuất.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    taken: tuple[Change, ...]
    not_taken: tuple[NotTaken, ...]
    unchanged: int
    empty: int
    problems: tuple[Problem, ...]


def import_file(root: Path, path: Path, dry_run: bool = False, kinds: Sequence[Format] = ()) -> Imported:
    """Takes back what a file brings: each unit is taken whole, or left with the reason.

    `kinds`: the formats that may be read, in the order in which they are tried; diptych's own where none are given.

    Raises Refused where nothing can be taken from the file; then nothing has changed.
    """
    returned = [*read_units(path, kinds or formats())]
    if not returned:
        raise Refused(NO_UNITS.at(str(path)))
    if dry_run:
        run = _Run(root, load(root), returned)
        run.rehearse()
        return run.result()
    with locked(root):
        run = _Run(root, load(root), returned)
        run.write()
        return run.result()


def read_units(path: Path, kinds: Sequence[Format]) -> Iterable[Returned]:
    """The units of a file, whatever its name: the first of `kinds` that knows it reads it. Raises Refused, OSError."""
    shown = str(path)
    if path.is_file() and (size := path.stat().st_size) > LIMIT:
        raise Refused(TOO_LARGE.at(shown, bytes=size, limit=LIMIT))
    file = Incoming(read(path, shown, LIMIT), shown)
    for kind in kinds:
        if kind.read and (found := kind.read(file)) is not None:
            return found
    assert file.xml is not None, "TSV reads any other text"
    raise Refused(OTHER_XML.at(shown, line(file.xml), name=local(file.xml)))


Key = tuple[str, str, tuple[str, ...]]


def _key(change: Change) -> Key:
    return change.article, change.language, change.ids


class _Run:
    """Units judged, then settled article by article."""

    def __init__(self, root: Path, archive: Archive, returned: Sequence[Returned]) -> None:
        self.root = root
        self.returned = returned
        self.articles = {article.id: article for article in archive.articles}
        self.problems = list(archive.problems)
        self.judged = self._judged()
        self.dropped: dict[Key, Why] = {}
        self.units: dict[Key, list[Returned]] = {}
        for unit, verdict in zip(returned, self.judged, strict=True):
            if isinstance(verdict, Change):
                self.units.setdefault(_key(verdict), []).append(unit)
        self._doubles()

    def _judged(self) -> list[Verdict]:
        books = shelf(self.articles.values())
        known = {one: is_known(one) for one in {unit.target_language for unit in self.returned} if one}
        out: list[Verdict] = []
        for unit in self.returned:
            if not (unit.fault or unit.ref or known.get(unit.target_language)):
                out.append(
                    Left(article=unit.article, language=unit.target_language, block=unit.block, why=Why.LANGUAGE)
                )
            else:
                out.append(judge(books, unit))
        return out

    def _doubles(self) -> None:
        """Two units with different words for one block: neither is taken."""
        first: dict[Key, Change] = {}
        for verdict in self.judged:
            if isinstance(verdict, Change) and first.setdefault(_key(verdict), verdict).blocks != verdict.blocks:
                self.dropped[_key(verdict)] = Why.DOUBLE

    def changes(self) -> list[Change]:
        """What is to be written, one change a row."""
        found = {_key(one): one for one in self.judged if isinstance(one, Change) and _key(one) not in self.dropped}
        return sorted(found.values(), key=lambda one: (one.article, one.language))

    def _groups(self) -> list[tuple[tuple[str, str], list[Change]]]:
        grouped = groupby(self.changes(), key=lambda one: (one.article, one.language))
        return [(place, [*some]) for place, some in grouped]

    def rehearse(self) -> None:
        """Drops what would find no place, so that a dry run says the same as a real one."""
        for (name, language), some in self._groups():
            self._settled(self.articles[name], language, some)

    def _settled(self, article: Article, language: str, some: Sequence[Change]) -> Settled | None:
        """The files with those of the changes that can be written together; drops the others."""
        done = settle_changes(article, language, some)
        self.dropped.update((_key(one), Why.NEIGHBOURS) for one in some if one.ids[0] not in done.taken)
        if done.taken and not _is_readable(done.text, text_path(article.id, language)):
            self.dropped.update((_key(one), Why.TOO_MUCH) for one in some)
            return None
        return done if done.taken else None

    def write(self) -> None:
        for (name, language), some in self._groups():
            try:
                update_article(self.root, name, language, partial(self._change, language, some))
            except Refused as refused:
                self.problems += refused.problems
                self.dropped.update((_key(one), Why.CONFLICT) for one in some)

    def _change(self, language: str, some: Sequence[Change], article: Article) -> Settled | None:
        """Judges the changes once more by the article as it stands now, and settles those that are still the same."""
        books = shelf([article])
        now = {_key(one): [judge(books, unit) for unit in self.units[_key(one)]] for one in some}
        changed = [one for one in some if one not in now[_key(one)]]
        self.dropped.update((_key(one), Why.CONFLICT) for one in changed)
        return self._settled(article, language, [one for one in some if one not in changed])

    def result(self) -> Imported:
        not_taken: list[NotTaken] = []
        same = {Same.EMPTY: 0, Same.UNCHANGED: 0}
        taken: dict[Key, Change] = {}
        for unit, verdict in zip(self.returned, self.judged, strict=True):
            if isinstance(verdict, Same):
                same[verdict] += 1
            elif isinstance(verdict, Left):
                not_taken.append(NotTaken(unit.line, unit.target, verdict))
            elif why := self.dropped.get(_key(verdict)):
                place = Left(article=verdict.article, language=verdict.language, block="+".join(verdict.ids), why=why)
                not_taken.append(NotTaken(unit.line, unit.target, place))
            elif verdict.again or _key(verdict) in taken:
                same[Same.UNCHANGED] += 1
            else:
                taken[_key(verdict)] = verdict
        return Imported(
            taken=tuple(taken.values()),
            not_taken=tuple(not_taken),
            unchanged=same[Same.UNCHANGED],
            empty=same[Same.EMPTY],
            problems=tuple(self.problems),
        )


def _is_readable(text: str, shown: str) -> bool:
    """Whether the archive could read the text back: many units may together be more than an article holds."""
    try:
        checked_text(text.encode(), shown)
    except Refused:
        return False
    return True
