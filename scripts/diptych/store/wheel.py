"""The running tool packed as a wheel: the same bytes from a checkout and from an installed package.

So one version of the tool has one hash, whoever packs it, and an archive can carry what built it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path

from diptych import VERSION
from diptych.model.layout import DOCS
from diptych.store.cache import cache_folder
from diptych.store.files import write
from diptych.store.shipped import FOLDER, LICENCE, LOCK, PACKAGE, shipped, shipped_docs
from diptych.store.zipped import zipped

NAME = "diptych"
_WHEEL = "Wheel-Version: 1.0\nGenerator: diptych\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def wheel_name() -> str:
    return f"{NAME}-{VERSION}-py3-none-any.whl"


def wheel() -> bytes:
    """Raises OSError."""
    return zipped(_files())


def kept_wheels(data: bytes) -> Path:
    """The folder of the user's cache in which `make` looks for this wheel: `…/diptych/wheels/<its SHA-256>`."""
    return cache_folder() / "wheels" / hashlib.sha256(data).hexdigest()


def keep_wheel(folder: Path, data: bytes) -> None:
    """Puts the wheel into a folder. Raises OSError."""
    write(folder / wheel_name(), data)


def _files() -> Iterator[tuple[str, bytes]]:
    files = {path: file.read_bytes() for path, file in _ours()}
    info = f"{NAME}-{VERSION}.dist-info"
    for name in ("METADATA", "entry_points.txt"):
        files[f"{info}/{name}"] = _told(name).encode()
    files[f"{info}/WHEEL"] = _WHEEL.encode()
    files[f"{info}/licenses/{LICENCE}"] = shipped(LICENCE).read_bytes()
    lines = []
    for path, data in sorted(files.items()):
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        lines.append(f"{path},sha256={digest},{len(data)}\n")
        yield path, data
    yield f"{info}/RECORD", "".join([*lines, f"{info}/RECORD,,\n"]).encode()


def _told(name: str) -> str:
    """What the installation says of itself; beside a checkout there may be an older form of it, without METADATA."""
    return next(text for found in distributions(name=NAME) if (text := found.read_text(name)))


def _ours() -> Iterator[tuple[str, Path]]:
    """(path in the wheel, file)."""
    for file in sorted(PACKAGE.rglob("*")):
        path = file.relative_to(PACKAGE)
        if file.is_file() and not {"__pycache__", FOLDER} & {*path.parts}:
            yield f"{NAME}/{path.as_posix()}", file
    for path_in_docs, file in shipped_docs():
        yield f"{NAME}/{FOLDER}/{DOCS}/{path_in_docs}", file
    for name in (LOCK, LICENCE):
        yield f"{NAME}/{FOLDER}/{name}", shipped(name)
