"""The site as a folder that opens by double-click."""

from __future__ import annotations

from pathlib import Path

from diptych.formats.offline_site import offline
from diptych.jobs.formats import Format, Parts
from diptych.model.layout import SITE
from diptych.model.problem import Refused, Severity, rule
from diptych.reading.edition import Edition
from diptych.store.build_cache import BUILT, SOURCES, files_key, read_made

NO_SITE = rule(
    "D566",
    Severity.ERROR,
    "the site has not been built yet",
    "Build it first: diptych build.",
    "trang web chưa được dựng",
    "Hãy dựng trước: diptych build.",
)
OLD_SITE = rule(
    "D568",
    Severity.ERROR,
    "the site is older than the archive; it may hold what has been withdrawn since",
    "Build it first: diptych build.",
    "trang web cũ hơn kho; trong đó có thể còn những gì đã được rút",
    "Hãy dựng trước: diptych build.",
)


def make(root: Path, _edition: Edition) -> Parts:
    """The site as it was built, to be opened without a server. Raises Refused where there is none of this archive."""
    if not (root / SITE / "index.html").is_file():
        raise Refused(NO_SITE.at(SITE))
    if read_made(root, BUILT).get("sources") != files_key(root, SOURCES):
        raise Refused(OLD_SITE.at(SITE))
    paths = sorted(path for path in (root / SITE).rglob("*") if path.is_file())
    yield from offline((path.relative_to(root / SITE).as_posix(), path.read_bytes()) for path in paths)


FORMAT = Format(name="site", suffix="", make=make, whole=True)
