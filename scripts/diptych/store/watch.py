"""Which files of an archive were saved, told in batches: an editor writes several files, and some of them twice."""

from __future__ import annotations

import queue
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from diptych.model.layout import ARTICLES, GLOSSARY, SITE, WORK
from diptych.store.files import TEMPORARY
from diptych.store.mkdocs import INPUTS

SETTLED = 0.03  # seconds without another change, after which a batch is told

Changes = queue.Queue[str]


class _Handler(FileSystemEventHandler):
    def __init__(self, root: Path, changes: Changes) -> None:
        self.root, self.changes = root, changes

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in ("opened", "closed_no_write") or (event.is_directory and event.event_type == "modified"):
            return
        for path in filter(None, (event.src_path, event.dest_path)):
            shown = Path(str(path)).relative_to(self.root).as_posix()
            if event.is_directory and not shown.startswith(f"{ARTICLES}/"):
                continue  # the files in it are told of too
            if not shown.startswith((f"{WORK}/", f"{SITE}/", ".git/", ".venv/")) and not _passing(shown):
                self.changes.put(shown)


def _passing(path: str) -> bool:
    """Whether a file is one that an editor, or this tool, has only while it writes another."""
    name = path.rpartition("/")[2]
    return name.endswith((TEMPORARY, "~", ".swp", ".swx", ".tmp")) or name.startswith((".#", "4913"))


@contextmanager
def watched(root: Path) -> Iterator[Changes]:
    """A queue of the paths that change from now on, relative to the archive."""
    changes: Changes = queue.Queue()
    # A folder that is made while its parent is being looked at is watched twice for a moment, which does no harm.
    warnings.filterwarnings("ignore", category=RuntimeWarning, module=r"watchdog\.")
    observer = Observer()
    handler = _Handler(root.resolve(), changes)
    observer.schedule(handler, str(root.resolve()))
    for folder in (ARTICLES, GLOSSARY, *INPUTS):  # not the environment or the site: each folder costs a watch
        if (root / folder).is_dir():
            observer.schedule(handler, str((root / folder).resolve()), recursive=True)
    observer.start()
    try:
        yield changes
    finally:
        observer.stop()
        observer.join()


def batch(changes: Changes) -> frozenset[str]:
    """Waits for a change, and gives all that come until it is quiet."""
    found = {changes.get()}
    while True:
        try:
            found.add(changes.get(timeout=SETTLED))
        except queue.Empty:
            return frozenset(found)
