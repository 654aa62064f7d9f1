"""The whole archive to keep and to hand over: a bag, as libraries take it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from diptych.formats.bag import bag
from diptych.jobs.formats import Format, Parts
from diptych.model.archive import Archive
from diptych.model.layout import GLOSSARY, SETTINGS, article_folder, record_path, term_path
from diptych.model.problem import Refused
from diptych.reading.edition import Edition, modified
from diptych.store.archive import FILES
from diptych.store.files import MB, read
from diptych.store.originals import verify
from diptych.text.schema import plain
from diptych.text.yamltext import write_yaml

LARGEST = 1024 * MB  # of a file that goes into a bag


def make(root: Path, edition: Edition) -> Parts:
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
        folder = article_folder(article.id)
        if article.record.publish != "full":
            yield record_path(article.id), write_yaml(plain(replace(article.record, left_out=()))).encode()
            continue
        for path in sorted((root / folder).iterdir()):
            if FILES.fullmatch(path.name):
                yield f"{folder}/{path.name}", read(path, f"{folder}/{path.name}", LARGEST)
    for name in archive.terms:
        yield term_path(name), read(root / GLOSSARY / f"{name}.yml", term_path(name), MB)


FORMAT = Format(name="bag", suffix="", make=make, whole=True)
