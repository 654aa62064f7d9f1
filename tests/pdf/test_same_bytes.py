"""The same archive gives the same PDFs, byte for byte, wherever and by whomever they are made."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from pages.archives import trial


def exported(root: Path, *arguments: str, **environ: str) -> dict[str, str]:
    """The hashes of the files that an `export` in a process of its own has written."""
    command = [sys.executable, "-m", "diptych", "export", *arguments, "--format", "pdf", "-o", "out/"]
    (root / "out").mkdir()
    subprocess.run(command, cwd=root, env={**os.environ, **environ}, check=True, capture_output=True)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (root / "out").iterdir()}


def test_two_runs_in_two_places_give_the_same_bytes(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "a longer name" / "other"
    for root in (one, other):
        trial(root)
    first = exported(one, "--all", TZ="UTC", PYTHONHASHSEED="1", LANG="C.UTF-8")
    second = exported(
        other, "--all", TZ="Asia/Ho_Chi_Minh", PYTHONHASHSEED="2", LANG="vi_VN.UTF-8", SOURCE_DATE_EPOCH="9"
    )
    assert first == second
    assert len(first) >= 4
