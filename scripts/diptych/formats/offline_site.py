"""The site as a folder that is opened by double-click: without a server no folder has an index, and no page may fetch.

A page may still run scripts, so each file of the search index becomes one, asked for when it is needed; and every
address within the site names a file.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

INDEX = "pagefind/"  # what `theme/assets/search/index.js` reads
NOT_READ = ("sitemap.xml", "sitemap.xml.gz", "404.html")  # for search engines and servers; there are none

# Attributes as MkDocs and the theme write them; no text of a page holds a quotation mark that is not escaped.
_ADDRESS = re.compile(rb'(?<= )(href|action)="([^"]*)"')
_TAG = re.compile(rb"<(?:a|form|area)\b[^>]*>")
_PRELOAD = re.compile(rb'\s*<link rel="preload"[^>]*>')  # refused without a server, each with an error in the console


def offline(files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """The files of a built site by their paths, as they stand in an offline copy."""
    for path, data in files:
        if path in NOT_READ:
            continue
        if path.startswith(INDEX):
            yield f"{path}.js", _script(path.removeprefix(INDEX), data)
        elif path.endswith(".html"):
            yield path, _TAG.sub(lambda tag: _ADDRESS.sub(_file_address, tag.group()), _PRELOAD.sub(b"", data))
        else:
            yield path, data


def _script(name: str, data: bytes) -> bytes:
    return f'diptychSearch.take("{name}","{base64.b64encode(data).decode()}")\n'.encode()


def _file_address(found: re.Match[bytes]) -> bytes:
    """The address of a folder as that of the page in it; addresses elsewhere stay."""
    address = found[2].decode()
    parts = urlsplit(address)
    last = parts.path.rpartition("/")[2]
    if parts.scheme or parts.netloc or not parts.path or ("." in last and last not in (".", "..")):
        return found[0]
    folder = parts.path.rstrip("/")
    path = f"{folder}/index.html" if folder else "/index.html"
    return b'%s="%s"' % (found[1], parts._replace(path=path).geturl().encode())
