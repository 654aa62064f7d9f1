"""BagIt (RFC 8493): files with their hashes, as libraries and archives hand them over and keep them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping

from diptych.text.markup import clean

_ALGORITHMS = ("sha256", "sha512")
_DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def bag(payload: Iterable[tuple[str, bytes]], info: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """The files of a bag by their paths in it; `info` is what `bag-info.txt` says besides the payload's size.

    One file of the payload is held at a time.
    """
    lines: dict[str, list[str]] = {name: [] for name in _ALGORITHMS}
    size = count = 0
    for path, data in payload:
        yield f"data/{path}", data
        size, count = size + len(data), count + 1
        for name in _ALGORITHMS:
            lines[name].append(_line(name, f"data/{path}", data))
    told = {**info, "Payload-Oxum": f"{size}.{count}"}
    tags = {
        "bagit.txt": _DECLARATION.encode(),
        "bag-info.txt": "".join(f"{key}: {clean(value).strip()}\n" for key, value in told.items()).encode(),
        **{f"manifest-{name}.txt": "".join(lines[name]).encode() for name in _ALGORITHMS},
    }
    yield from tags.items()
    for name in _ALGORITHMS:
        yield f"tagmanifest-{name}.txt", "".join(_line(name, path, data) for path, data in tags.items()).encode()


def _line(name: str, path: str, data: bytes) -> str:
    return f"{hashlib.new(name, data).hexdigest()}  {path}\n"
