"""The answers of a site, kept with their headers as a web archive keeps them (WARC 1.1, ISO 28500)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

_REDIRECTS = {301, 302, 303, 307, 308}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a site sent for one address."""

    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    raw: bytes  # the body as sent, perhaps compressed

    @property
    def onward(self) -> str:
        """Where a redirect leads: http.client reads UTF-8, which some sites send, as Latin-1."""
        place = self.header("location") if self.status in _REDIRECTS else ""
        try:
            return place.encode("latin-1").decode()
        except UnicodeError:
            return place

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key.lower() == name), "")


def as_warc(passed: Sequence[tuple[str, Answer]], software: str) -> bytes:
    """Addresses with their answers as WARC records, in the order in which they came."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False, warc_version="WARC/1.1")
    out_info = writer.create_warcinfo_record("original.warc", {"software": software, "format": "WARC File Format 1.1"})
    writer.write_record(out_info)
    for url, answer in passed:
        line = StatusAndHeaders(f"{answer.status} {answer.reason}", list(answer.headers), protocol="HTTP/1.1")
        record = writer.create_warc_record(url, "response", payload=io.BytesIO(answer.raw), http_headers=line)
        writer.write_record(record)
    return out.getvalue()
