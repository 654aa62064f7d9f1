"""The day: the only place in the package that looks at the clock for it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from diptych.model.problem import Refused, Severity, rule

VARIABLE = "SOURCE_DATE_EPOCH"

NO_DAY = rule(
    "D700",
    Severity.ERROR,
    f"`{VARIABLE}` is `{{value}}`; expected a number of seconds since the beginning of 1970",
    f"Unset the variable, or give it such a number: {VARIABLE}=$(date +%s).",
    f"`{VARIABLE}` đang là `{{value}}`; cần một số giây tính từ đầu năm 1970",
    f"Hãy bỏ biến này, hoặc đặt một số như vậy: {VARIABLE}=$(date +%s).",
)


def today(environ: Mapping[str, str]) -> str:
    """The day in UTC, as records and ledgers write it: YYYY-MM-DD.

    Where `SOURCE_DATE_EPOCH` is set, the day is that one, as reproducible-builds.org specifies, so that a run and the
    programs that it starts can be repeated on another day.

    Raises Refused (D700).
    """
    given = environ.get(VARIABLE, "")
    try:
        moment = datetime.datetime.fromtimestamp(int(given), datetime.UTC) if given else _now()
    except (ValueError, OverflowError, OSError):
        raise Refused(NO_DAY.at("environment", value=given)) from None
    return moment.date().isoformat()


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
