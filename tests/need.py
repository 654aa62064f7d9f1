"""What a test needs from outside: it is skipped with a word on how to get it, or fails where all must run."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest

_SHARED = Path(__file__).resolve().parents[2] / "shared"
_PACKAGES = {"apertium": "apertium apertium-eng-spa"}  # Debian packages, where their name is not the program's


def need_program(name: str) -> str:
    """The path of a program; without it the test is skipped, or fails under `REQUIRE_ALL=1`."""
    found = shutil.which(name)
    if not found:
        _missing(f"needs the program {name}: apt-get install --no-install-recommends {_PACKAGES.get(name, name)}")
    return found


def need_shared(name: str) -> Path:
    """A folder of trial data beside the checkout, `../shared/<name>`, that is no part of the project."""
    path = _SHARED / name
    if not path.exists():
        _missing(f"needs {path}: put the trial data there")
    return path


def may_mount() -> bool:
    """Whether this process may mount a small disk: root may, but for machines that forbid it."""
    done = subprocess.run(["unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True)
    return not done.returncode


def _missing(message: str) -> NoReturn:
    if os.environ.get("REQUIRE_ALL") == "1":
        pytest.fail(message, pytrace=False)
    pytest.skip(message)
