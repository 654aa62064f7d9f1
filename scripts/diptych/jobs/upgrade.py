"""`upgrade`: an archive brought to this version of the tool. Only files that the tool wrote change, and only where no
person has changed them; texts, ledgers, reviews and blocks are not touched."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from diptych import VERSION
from diptych.model.layout import CONFIG, OVERRIDES, VENDOR
from diptych.model.lock import Lock
from diptych.model.problem import Refused
from diptych.model.settings import Settings
from diptych.store.archive import load_settings
from diptych.store.files import MB, SYMLINK, is_linked, locked, read, write
from diptych.store.shipped import CHECKOUT, PACKAGE
from diptych.store.template import HOSTS, LICENCES, Plan, kept_files
from diptych.store.wheel import keep_wheel, kept_wheels, wheel, wheel_name
from diptych.text.lockfile import LOCK, read_lock, write_lock
from diptych.text.mkdocsyml import upgraded
from diptych.text.normal import unix

BEFORE = PACKAGE / "template" / "written-by-0.1.0.txt"
# Without these the archive cannot be built, so they come back where a person has deleted them.
_NEEDED = ("requirements.lock", "Makefile", "scripts/build.py")
_HOST_FILES = {"github": ".github", "gitlab": ".gitlab-ci.yml", "gitea": ".gitea"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Upgrade:
    """What an upgrade changes, by path below the archive."""

    before: str  # the version of the tool that kept the archive; "" where nothing says so
    written: Mapping[str, str] = field(default_factory=dict)  # path: new text
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()  # changed by a person: they stay as they are
    vendored: bool = False  # whether the wheel in `vendor/` changes


def upgrade(root: Path, dry_run: bool = False, vendor: bool = False) -> Upgrade:
    """Raises Refused where something stands in the way (then nothing has changed), OSError."""
    with locked(root):
        packed = wheel()
        planned = _planned(root, packed, vendor)
        if not dry_run:
            _done(root, planned, packed)
        return planned


def _planned(root: Path, packed: bytes, vendor: bool) -> Upgrade:
    settings = load_settings(root)
    if root == CHECKOUT:  # the tool's own repository is an archive too; its other files are the tool's sources
        new = {path: text for path, text in kept_files(_plan(root, settings)).items() if _is_of_both(path)}
        return Upgrade(before=VERSION, written=_differing(root, new))
    lock = _lock(root)
    known = {path: {digest} for path, digest in lock.files.items()} if lock else _before()
    new = kept_files(_plan(root, settings))
    if problems := [SYMLINK.at(path) for path in {*new, *known, CONFIG, LOCK} if is_linked(root, path)]:
        raise Refused(*problems)
    written = {path: text for path, text in new.items() if _is_ours(root, path, known, text)}
    gone = [path for path in known if path not in new and (root / path).is_file()]
    removed = tuple(path for path in gone if _words(root, path) in known[path])
    kept = [path for path in new if path not in written and _words(root, path) not in ("", _of(new[path]))]
    kept += [path for path in gone if path not in removed]
    written |= _config(root, removed)
    digest = hashlib.sha256(packed).hexdigest()
    written |= {LOCK: write_lock(Lock(VERSION, digest, {path: _of(text) for path, text in new.items()}))}
    return Upgrade(
        before=lock.version if lock else "",
        written=_differing(root, written),
        removed=removed,
        kept=tuple(sorted(kept)),
        vendored=(vendor or _has_wheel(root)) and _sha(root, f"{VENDOR}/{wheel_name()}") != digest,
    )


def _differing(root: Path, files: Mapping[str, str]) -> dict[str, str]:
    return {path: text for path, text in files.items() if _sha(root, path) != _of(text)}


def _is_ours(root: Path, path: str, known: Mapping[str, set[str]], text: str) -> bool:
    """Whether a file is written: it is new, or stands as the tool wrote it. What a person deleted stays away."""
    now = _words(root, path)
    if not now:
        return path not in known or path in _NEEDED
    return now in known.get(path, ()) and _sha(root, path) != _of(text)


def _config(root: Path, removed: tuple[str, ...]) -> dict[str, str]:
    """The archive's mkdocs.yml with today's theme. Raises Refused (D740)."""
    text = unix(read(root / CONFIG, CONFIG, MB).decode("utf-8", "replace")) if (root / CONFIG).exists() else ""
    own = [path for path in (root / OVERRIDES).rglob("*") if path.is_file()]
    left = {path.relative_to(root).as_posix() for path in own} - {*removed}
    return {CONFIG: upgraded(text, bool(left), f"{OVERRIDES}/main.html" in left)} if text else {}


def _plan(root: Path, settings: Settings) -> Plan:
    host = next((host for host, path in _HOST_FILES.items() if (root / path).exists()), HOSTS[-1])
    names = {tag: settings.name.get(tag) or next(iter(settings.name.values())) for tag in settings.languages}
    rights = settings.rights if settings.rights in LICENCES else None
    return Plan(names=names, address=settings.address, licence=rights, host=host, version=VERSION)


def _done(root: Path, planned: Upgrade, packed: bytes) -> None:
    """Writes what is new, then takes away what is not needed, and the lock last: a run that is killed is run again."""
    if root != CHECKOUT:
        vendored = planned.vendored or _has_wheel(root)
        keep_wheel(root / VENDOR if vendored else kept_wheels(packed), packed)
    for path, text in planned.written.items():
        if path != LOCK:
            write(root / path, text.encode())
    for path in planned.removed:
        (root / path).unlink(missing_ok=True)
    for old in (root / VENDOR).glob("diptych-*.whl"):
        if old.name != wheel_name():
            old.unlink()
    _swept(root, planned.removed)
    if LOCK in planned.written:
        write(root / LOCK, planned.written[LOCK].encode())


def _swept(root: Path, removed: tuple[str, ...]) -> None:
    """Takes away the folders that removing files has emptied."""
    folders = {parent for path in removed for parent in (root / path).parents if root in parent.parents}
    for folder in sorted(folders, key=lambda one: len(one.parts), reverse=True):
        shutil.rmtree(folder / "__pycache__", ignore_errors=True)
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def _lock(root: Path) -> Lock | None:
    return read_lock((root / LOCK).read_text(encoding="utf-8")) if (root / LOCK).is_file() else None


def _before() -> dict[str, set[str]]:
    """The files that 0.1.0 wrote, which kept no lock: (path: the hashes that they may have)."""
    found: dict[str, set[str]] = {}
    for line in BEFORE.read_text(encoding="utf-8").splitlines():
        digest, _, path = line.partition(" ")
        found.setdefault(path, set()).add(digest)
    return found


def _is_of_both(path: str) -> bool:
    return path.startswith((".github/workflows/", ".github/ISSUE_TEMPLATE/")) or path == "scripts/build.py"


def _has_wheel(root: Path) -> bool:
    return any(True for _ in (root / VENDOR).glob("diptych-*.whl"))


def _sha(root: Path, path: str) -> str:
    """The hash of a file; "" where there is none."""
    return hashlib.sha256((root / path).read_bytes()).hexdigest() if (root / path).is_file() else ""


def _words(root: Path, path: str) -> str:
    """The hash of what a file says, whatever line ends an editor saved it with; "" where there is none."""
    data = (root / path).read_bytes() if (root / path).is_file() else b""
    return _of(unix(data.decode("utf-8", "surrogateescape"))) if data else ""


def _of(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def summary(paths: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """Paths by the folder that they lie in, for people: ("scripts/", 230), ("pyproject.toml", 1)."""
    counts: dict[str, int] = {}
    for path in paths:
        top, slash, _ = path.partition("/")
        counts[top + slash] = counts.get(top + slash, 0) + 1
    yield from counts.items()
