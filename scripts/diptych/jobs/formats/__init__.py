"""The formats in which articles are taken away, and brought back: each is a module here, named as the format is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the names of the formats are in a command's help, which has no time for what makes them
    from diptych.exchange.incoming import Incoming
    from diptych.model.exchange import Returned
    from diptych.reading.edition import Edition

# What is made of an edition: (part, bytes). A file has one part "", or as many as it has volumes: "-1", "-2" …;
# a folder has its files by their paths in it.
Parts = Iterable[tuple[str, bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    name: str
    suffix: str  # of its files, such as ".epub"; "" for a folder of files, which ".zip" makes one file of
    make: Callable[[Path, Edition], Parts]  # (the archive's folder, the edition). Raises Refused
    # The units of a file that a translator has worked on; None where it is of another format. Raises Refused
    read: Callable[[Incoming], Iterable[Returned] | None] | None = None
    whole: bool = False  # made of the whole archive, and of nothing less
    pairs: bool = False  # made of texts that face each other, so never of one language alone
    units: bool = False  # for translators' own tools: what is not translated yet is in it too
    only: bool = False  # can be made of the blocks in some states alone


NAMES = tuple(sorted(module.name for module in iter_modules(__path__)))


def format_of(name: str) -> Format:
    """A format by its name, one of NAMES. It is imported when it is asked for: some bring half a second with them."""
    found: Format = import_module(f"{__name__}.{name}").FORMAT
    return found


def formats() -> tuple[Format, ...]:
    """All of them, by name."""
    return tuple(map(format_of, NAMES))
