"""`init`: a new archive in a folder of its own. It holds texts, settings and a lock; the tool stays a package."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from diptych import VERSION
from diptych.jobs.selection import BAD_TARGET
from diptych.jobs.translate import Wish, translate
from diptych.model.layout import SETTINGS, VENDOR, record_path, term_path, text_path
from diptych.model.lock import Lock
from diptych.model.problem import Refused, Severity, rule
from diptych.store.archive import load
from diptych.store.files import write
from diptych.store.git import begin
from diptych.store.template import HOSTS, LICENCES, Plan, first_files, kept_files, said, sample
from diptych.store.wheel import keep_wheel, kept_wheels, wheel
from diptych.text.archive_files import is_known, near_language
from diptych.text.lockfile import LOCK, write_lock
from diptych.text.yamltext import write_yaml

ADDRESS = "https://archive.example/"
SAMPLE = "first-article"
TERM = "bilingual-edition"

IN_USE = rule(
    "D587",
    Severity.ERROR,
    "the folder is not empty; nothing was written",
    "Name a folder that does not exist yet, or an empty one.",
    "thư mục không trống; chưa ghi gì cả",
    "Hãy nêu một thư mục chưa có, hoặc một thư mục trống.",
)
NO_CHOICE = rule(
    "D586",
    Severity.ERROR,
    "`{value}` is not one of: {known}",
    "Write one of these, or leave it out.",
    "`{value}` không thuộc các lựa chọn: {known}",
    "Hãy ghi một trong số đó, hoặc bỏ qua.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewArchive:
    """What a new archive is to be."""

    languages: Sequence[str]  # of the site, the archive's own first
    name: str | None = None
    address: str = ADDRESS
    licence: str | None = None
    host: str = "github"
    vendor: bool = False  # whether the archive carries the tool's wheel


def init(folder: Path, wanted: NewArchive, today: str) -> bool:
    """Makes an archive that builds and passes its check; says whether it is in a git repository.

    A folder that cannot be finished is taken away again. Raises Refused (D111 to D113, D452, D586, D587), OSError.
    """
    _proved(folder, wanted)
    existed = folder.exists()
    try:
        _written(folder, wanted, today)
        if problems := [*load(folder).problems]:
            raise Refused(*problems)
        translate(folder, Wish(ids=(), to=None, engines=("none",), dry_run=False, characters=None), today, {})
        return begin(folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        if existed:
            folder.mkdir()
        raise


def _proved(folder: Path, wanted: NewArchive) -> None:
    problems = [
        BAD_TARGET.at("--languages", tag=tag, **near_language(tag)) for tag in wanted.languages if not is_known(tag)
    ]
    for flag, value, known in (("--licence", wanted.licence, LICENCES), ("--host", wanted.host, HOSTS)):
        if value is not None and value not in known:
            problems.append(NO_CHOICE.at(flag, value=value, known=", ".join(known)))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        problems.append(IN_USE.at(str(folder)))
    if problems:
        raise Refused(*problems)


def _written(folder: Path, wanted: NewArchive, today: str) -> None:
    names = {tag: wanted.name or said(tag, "name") for tag in wanted.languages}
    plan = Plan(names=names, address=wanted.address, licence=wanted.licence, host=wanted.host, version=VERSION)
    packed = wheel()
    keep_wheel(folder / VENDOR if wanted.vendor else kept_wheels(packed), packed)
    kept = kept_files(plan)
    hashes = {path: hashlib.sha256(text.encode()).hexdigest() for path, text in kept.items()}
    lock = Lock(plan.version, hashlib.sha256(packed).hexdigest(), hashes)
    files = {**first_files(plan), **_content(plan, today), **kept, LOCK: write_lock(lock)}
    for path, text in files.items():
        write(folder / path, text.encode(), derived=True)


def _content(plan: Plan, today: str) -> dict[str, str]:
    """Settings, and a sample in those of the archive's languages that the tool speaks, the first of them its source."""
    source, *others = plan.spoken
    settings = {
        "name": dict(plan.names),
        "description": {tag: said(tag, "description") for tag in plan.names if tag in plan.spoken},
        "languages": [*plan.names],
        "address": plan.address,
        "rights": plan.licence,
    }
    record = {
        "language": source,
        "added": today,
        "translations": {tag: {"translators": ["Diptych"]} for tag in others},
    }
    texts = {text_path(SAMPLE, tag): sample(tag, "first-article.md") for tag in plan.spoken}
    terms = "".join(f"  {tag}:\n{_indented(sample(tag, 'term.yml'))}" for tag in plan.spoken)
    return {
        SETTINGS: write_yaml({key: value for key, value in settings.items() if value}),
        record_path(SAMPLE): write_yaml({key: value for key, value in record.items() if value}),
        term_path(TERM): f"languages:\n{terms}",
        **texts,
    }


def _indented(text: str) -> str:
    return "".join(f"    {line}\n" for line in text.splitlines())
