"""Files packed into one, or put into one folder: the same files give the same bytes, whenever and wherever.

Whole or not at all: what is there under the name is the old one until the new one is complete.
"""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from diptych.store.files import TEMPORARY, naming, sync_folder

EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day that a zip file can name
STORED = frozenset({"mimetype"})  # which EPUB wants as it is, and first
_PACKED = (".png", ".jpg", ".woff2", ".zip", ".pdf", ".epub", ".gz")  # gain nothing from being packed again


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """The files as one zip file, in their order."""
    out = io.BytesIO()
    _pack(out, files)
    return out.getvalue()


def write_zipped(path: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Writes a zip file of which one file is held at a time. Raises OSError; the old file is then as it was."""
    temporary = path.with_name(f".{path.name}{TEMPORARY}")
    try:
        with naming(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            with temporary.open("wb") as out:
                _pack(out, files)
                out.flush()
                os.fsync(out.fileno())
            temporary.replace(path)
            sync_folder(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


def write_folder(path: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Writes a folder in the place of an empty one or of none. Raises OSError; there is then no new folder."""
    temporary = path.with_name(f".{path.name}{TEMPORARY}")
    shutil.rmtree(temporary, ignore_errors=True)
    try:
        with naming(path):
            for name, data in files:
                file = temporary / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(data)
            temporary.replace(path)
            sync_folder(path.parent)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _pack(out: IO[bytes], files: Iterable[tuple[str, bytes]]) -> None:
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files:
            info = zipfile.ZipInfo(name, EPOCH)
            info.external_attr = 0o644 << 16
            info.create_system = 3
            stored = name in STORED or name.endswith(_PACKED)
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
