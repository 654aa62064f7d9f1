"""Files packed into one: the same files give the same bytes, whenever and wherever they are packed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day that a zip file can name
STORED = frozenset({"mimetype"})  # which EPUB wants as it is, and first
_PACKED = (".png", ".jpg", ".woff2", ".zip", ".pdf", ".epub", ".gz")  # gain nothing from being packed again


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """The files as one zip file, in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files:
            info = zipfile.ZipInfo(name, EPOCH)
            info.external_attr = 0o644 << 16
            info.create_system = 3
            stored = name in STORED or name.endswith(_PACKED)
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()
