"""A file that came back, to be looked at by each format that can be read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from diptych.exchange.decode import decoded
from diptych.text.normal import BOM

if TYPE_CHECKING:
    from lxml import etree


@dataclass(frozen=True)
class Incoming:
    data: bytes
    path: str  # as it is shown

    @property
    def is_xml(self) -> bool:
        return self.data.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<")

    @cached_property
    def xml(self) -> etree._Element | None:
        """The root of an XML document; None where the file is none. Raises Refused (D640 to D643)."""
        from diptych.exchange.xml import parsed  # here, because it brings lxml, and few commands take files back

        return parsed(self.data, self.path) if self.is_xml else None

    @cached_property
    def text(self) -> str:
        """Without a byte-order mark, its line ends as `\\n`. Raises Refused (D640, D641)."""
        return decoded(self.data, self.path).removeprefix(BOM)
