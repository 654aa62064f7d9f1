"""What the tests share: `--save-golden` rewrites expected results instead of comparing with them.

Where all must run (`REQUIRE_ALL=1`) the property tests draw the same examples every time; elsewhere new ones.
"""

from __future__ import annotations

import os
import signal
import tempfile
import warnings

import pytest
from hypothesis import settings

from commands.archive import THE_DAY
from need import may_mount

os.environ.update(THE_DAY)  # for all programs that tests start

# What is made of the archives of tests is kept for them alone, and goes with this process.
_CACHE = tempfile.TemporaryDirectory(prefix="diptych-cache-", ignore_cleanup_errors=True)
os.environ["DIPTYCH_CACHE"] = _CACHE.name

# A run in the background ignores Ctrl+C, and so would the programs that tests stop with it.
signal.signal(signal.SIGINT, signal.default_int_handler)

# A machine under load is slow; the laws do not speak of time.
settings.register_profile("new", deadline=None)
settings.register_profile("same", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("same" if os.environ.get("REQUIRE_ALL") == "1" else "new")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--screenshots", metavar="FOLDER", help="write a picture of each page type that the browser opens")
    parser.addoption("--save-golden", action="store_true", help="rewrite the expected results that tests compare with")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out the tests of full disks, with a word, where no small disk can be mounted: not even root may always."""
    on_disks = [item for item in items if {"disk", "large_disk"} & {*getattr(item, "fixturenames", ())}]
    if on_disks and not may_mount():
        items[:] = [item for item in items if item not in on_disks]
        config.hook.pytest_deselected(items=on_disks)
        left_out = f"{len(on_disks)} tests of full disks are left out: run them as root where a disk may be mounted"
        warnings.warn(pytest.PytestCollectionWarning(left_out), stacklevel=1)


@pytest.fixture
def save_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--save-golden"))
