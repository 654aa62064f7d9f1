"""Years that are not counted from the birth of Christ, by the word before or behind them."""

from __future__ import annotations

import re
from typing import NamedTuple


class Era(NamedTuple):
    before: re.Pattern[str]  # what ends where the number begins
    behind: re.Pattern[str]  # what begins where it ends
    years: range  # that it can have
    offset: int  # to add for the common era


_ANY = re.compile("")
_YEAR = re.compile(r"\s?[年년]")
_BUDDHIST = range(2400, 2700)

ERAS = (
    Era(re.compile(r"(?:พ\.\s?ศ\.|พุทธศักราช|ปี|ພ\.\s?ສ\.|ព\.\s?ស\.)\s?$"), _ANY, _BUDDHIST, -543),
    Era(_ANY, re.compile(r"\s?B\.?E\.?(?!\w)"), _BUDDHIST, -543),
    Era(re.compile("令和$"), _YEAR, range(1, 100), 2018),
    Era(re.compile("平成$"), _YEAR, range(1, 32), 1988),
    Era(re.compile("昭和$"), _YEAR, range(1, 65), 1925),
    Era(re.compile("大正$"), _YEAR, range(1, 16), 1911),
    Era(re.compile("明治$"), _YEAR, range(1, 46), 1867),
    Era(re.compile("民[國国]$"), _YEAR, range(1, 200), 1911),
)
