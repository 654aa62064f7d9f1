"""`glossary export` and `glossary import`: the terms as a table, out and back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from diptych.exchange.csv_table import Row, read_table
from diptych.exchange.decode import decoded
from diptych.formats.term_table import (
    ID,
    REF,
    Cells,
    cells_of,
    columns,
    language_of,
    print_of,
    same,
    term_of,
    tidy,
    write_terms,
    written,
)
from diptych.jobs.imports import LIMIT, TOO_LARGE
from diptych.model.archive import Archive
from diptych.model.layout import GLOSSARY
from diptych.model.problem import Problem, Refused, Severity, rule
from diptych.model.term import GlossaryTerm
from diptych.store.archive import load
from diptych.store.files import MB, locked, read, write, write_over
from diptych.text.archive_files import is_known
from diptych.text.normal import BOM, FORBIDDEN
from diptych.text.slug import is_slug, slug

BAD_COLUMN = rule(
    "D653",
    Severity.ERROR,
    "the column `{name}` is not known; nothing was taken from the file",
    "The columns are: {columns}. Those that you do not need may be left out.",
    "không có cột nào tên `{name}`; chưa lấy gì từ tệp",
    "Các cột là: {columns}. Cột nào không cần thì có thể bỏ.",
)


class Why(StrEnum):
    """Why a row is not taken. The values are permanent: reports and tests name them."""

    CONFLICT = "conflict"
    GONE = "gone"
    DOUBLE = "double"
    BROKEN = "broken"
    ID = "id"
    WRONG = "wrong"
    CONTROL = "control"


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A row that is not taken. Of a conflict, what differs: (column, in the archive, in the file)."""

    line: int
    id: str
    why: Why
    differing: tuple[tuple[str, str, str], ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    new: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: int
    left: tuple[Left, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    line: int
    id: str
    term: GlossaryTerm
    old: GlossaryTerm | None


def export_terms(root: Path, out: Path) -> tuple[int, tuple[Problem, ...]]:
    """Writes the table; gives the number of terms. Raises Refused, OSError."""
    archive = load(root)
    write(out, "".join(write_terms(archive.terms, _languages(archive))).encode())
    return len(archive.terms), archive.problems


def _languages(archive: Archive) -> Sequence[str]:
    """The site's languages, then those that only terms have."""
    others = sorted({tag for term in archive.terms.values() for tag in term.languages})
    return [*dict.fromkeys([*archive.settings.languages, *others])]


def import_terms(root: Path, path: Path, dry_run: bool = False) -> Taken:
    """Takes a table back, each row whole or not at all. Raises Refused where nothing can be taken from it."""
    if path.is_file() and (size := path.stat().st_size) > LIMIT:
        raise Refused(TOO_LARGE.at(str(path), bytes=size, limit=LIMIT))
    text = decoded(read(path, str(path), LIMIT), str(path)).removeprefix(BOM)
    rows = [*read_table(text, str(path), (ID,))]
    if dry_run:
        return _taken(root, load(root), rows, str(path), dry_run)
    with locked(root):
        return _taken(root, load(root), rows, str(path), dry_run)


def _taken(root: Path, archive: Archive, rows: Sequence[Row], path: str, dry_run: bool) -> Taken:
    _check_columns(archive, rows, path)
    judged = [_judged(archive, row, path) for row in rows]
    times = Counter(one.id for one in judged if isinstance(one, _Change))
    done: dict[str, _Change] = {}
    left: list[Left] = []
    for one in judged:
        if isinstance(one, Left):
            left.append(one)
        elif one and times[one.id] > 1:
            left.append(Left(line=one.line, id=one.id, why=Why.DOUBLE))
        elif one and not (dry_run or _write(root, one)):
            left.append(Left(line=one.line, id=one.id, why=Why.CONFLICT))
        elif one:
            done[one.id] = one
    new = tuple(name for name, one in done.items() if one.old is None)
    changed = tuple(name for name, one in done.items() if one.old is not None)
    return Taken(new=new, changed=changed, unchanged=judged.count(None), left=tuple(left), problems=archive.problems)


def _check_columns(archive: Archive, rows: Sequence[Row], path: str) -> None:
    known = {ID, REF, *columns(_languages(archive))}
    for name in rows[0].cells if rows else ():
        if name and name not in known and not is_known(language_of(name)):
            raise Refused(BAD_COLUMN.at(path, 1, name=name, columns=", ".join(columns(_languages(archive)))))


def _judged(archive: Archive, row: Row, path: str) -> _Change | Left | None:
    """What becomes of a row; None where it changes nothing."""
    name = row.cells.get(ID, "").strip() or _new_id(row)
    given = {column: text for column, text in row.cells.items() if column and column not in (ID, REF)}
    if not row.whole:
        return Left(line=row.line, id=name, why=Why.BROKEN)
    if not is_slug(name):
        return Left(line=row.line, id=name, why=Why.ID)
    if any(FORBIDDEN.search(text) for text in given.values()):
        return Left(line=row.line, id=name, why=Why.CONTROL)
    old = archive.terms.get(name)
    now = cells_of(old) if old else {}
    wanted = tidy({**now, **given})  # a column that is not in the file stays as it is
    seen = row.cells.get(REF, "").strip()
    if seen and not old:
        return Left(line=row.line, id=name, why=Why.GONE)
    if wanted == now or print_of(wanted) == seen:
        return None
    if old and print_of(now) != seen:
        return Left(line=row.line, id=name, why=Why.CONFLICT, differing=tuple(_differing(now, wanted)))
    return _change(row.line, name, wanted, old, path)


def _new_id(row: Row) -> str:
    """The id of a term that has none yet: always the same one, so that twice is once."""
    forms = (text for column, text in row.cells.items() if column.endswith(" form") and text.strip())
    return slug(next(forms, ""))


def _differing(now: Cells, wanted: Cells) -> list[tuple[str, str, str]]:
    names = sorted(now.keys() | wanted.keys())
    pairs = ((name, now.get(name, ""), wanted.get(name, "")) for name in names)
    return [(name, here, given) for name, here, given in pairs if here != given]


def _change(line: int, name: str, wanted: Cells, old: GlossaryTerm | None, path: str) -> _Change | Left:
    try:
        term = term_of(wanted, f"{path}:{line}")
    except Refused as refused:
        return Left(line=line, id=name, why=Why.WRONG, problems=refused.problems)
    wrong = [tag for tag in term.languages if not is_known(tag)]
    return (
        Left(line=line, id=name, why=Why.WRONG)
        if wrong
        else _Change(line=line, id=name, term=same(term, old) if old else term, old=old)
    )


def _write(root: Path, change: _Change) -> bool:
    """Writes the term's file unless somebody has changed it meanwhile. Raises OSError, Refused."""
    path = root / GLOSSARY / f"{change.id}.yml"
    before = read(path, f"{GLOSSARY}/{path.name}", MB) if path.exists() else b""
    if bool(before) != (change.old is not None):
        return False  # a file that could not be read as a term, or one that is gone
    text = written(before.decode("utf-8"), change.old, change.term)
    return write_over(path, before, text.encode())
