"""The whole archive to keep and to carry: a bag for libraries, the site as a folder that opens by double-click."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from diptych.model.archive import Archive
from diptych.model.problem import Refused, Severity, rule
from diptych.outputs.bag import bag
from diptych.outputs.edition import Edition, modified
from diptych.outputs.offline import offline
from diptych.store.archive import ARTICLES, FILES, GLOSSARY, SETTINGS
from diptych.store.files import MB, read
from diptych.store.made import BUILT, SOURCES, files_key, read_made
from diptych.store.mkdocs import SITE
from diptych.store.originals import verify
from diptych.text.schema import plain
from diptych.text.yamltext import write_yaml

LARGEST = 1024 * MB  # of a file that goes into a bag

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


def archive_bag(root: Path, edition: Edition) -> Iterator[tuple[str, bytes]]:
    """The archive's own files as a BagIt bag. Raises Refused where an original is not what its record says."""
    archive = edition.reader.archive
    if problems := [*verify(root, archive)]:
        raise Refused(*problems)
    settings = archive.settings
    short = [article.id for article in archive.articles if article.record.publish != "full"]
    info = {
        "External-Description": " – ".join(settings.name.values()),
        "External-Identifier": settings.address,
        "Bagging-Date": modified(edition),
        "Bag-Software-Agent": "Diptych",
        **({"Internal-Sender-Description": f"Only the records of: {', '.join(short)}"} if short else {}),
    }
    yield from bag(_payload(root, archive), info)


def _payload(root: Path, archive: Archive) -> Iterator[tuple[str, bytes]]:
    """The archive's own files. Of a text that may not be shown, its record without what the import left out."""
    yield SETTINGS, read(root / SETTINGS, SETTINGS, MB)
    for article in archive.articles:
        folder = f"{ARTICLES}/{article.id}"
        if article.record.publish != "full":
            yield f"{folder}/article.yml", write_yaml(plain(replace(article.record, left_out=()))).encode()
            continue
        for path in sorted((root / folder).iterdir()):
            if FILES.fullmatch(path.name):
                yield f"{folder}/{path.name}", read(path, f"{folder}/{path.name}", LARGEST)
    for name in archive.terms:
        yield f"{GLOSSARY}/{name}.yml", read(root / GLOSSARY / f"{name}.yml", f"{GLOSSARY}/{name}.yml", MB)


def offline_site(root: Path, _edition: Edition) -> Iterator[tuple[str, bytes]]:
    """The site as it was built, to be opened without a server. Raises Refused where there is none of this archive."""
    if not (root / SITE / "index.html").is_file():
        raise Refused(NO_SITE.at(SITE))
    if read_made(root, BUILT).get("sources") != files_key(root, SOURCES):
        raise Refused(OLD_SITE.at(SITE))
    paths = sorted(path for path in (root / SITE).rglob("*") if path.is_file())
    yield from offline((path.relative_to(root / SITE).as_posix(), path.read_bytes()) for path in paths)
